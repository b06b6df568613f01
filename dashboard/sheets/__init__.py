"""The tables of each screen."""
