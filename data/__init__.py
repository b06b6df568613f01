"""Reference tables, and the sentences of both languages."""
