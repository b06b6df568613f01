"""Pieces of the screen: each shows a view and writes changes back to the address, and owns nothing."""
