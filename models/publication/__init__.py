"""Publication: the record as of one day becomes an immutable snapshot."""
