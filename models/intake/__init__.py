"""Import: files in the contract's formats become rows of the record."""
