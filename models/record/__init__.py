"""The record: what happened, as it was delivered."""
