"""Building the boundary layers of a machine, from a source of vectors to files that pages open."""
