"""Snapshots: what is published, one snapshot, and what is different between two."""
