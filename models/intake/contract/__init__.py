"""What a kind of file may declare of its columns, and what a cell may hold."""
