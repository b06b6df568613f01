"""Snapshots: published days, what their tables hold, and how they are kept and read."""
