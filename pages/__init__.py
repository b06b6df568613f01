"""A room a screen: its layout, questions, tables and parts."""
