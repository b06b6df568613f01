"""What must hold across the rows of a file, and with what the record holds."""
