"""The ten measures of the Star Glow plan: what is public of each, and what became of its grants."""
