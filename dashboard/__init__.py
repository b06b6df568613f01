"""Questions asked of a snapshot, and drawings of the answers."""
