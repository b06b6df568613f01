"""A delivered file, from its bytes to rows that were checked."""
