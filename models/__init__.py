"""What is true: the record, its import, its publication, and what its figures mean."""
