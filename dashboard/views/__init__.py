"""What is asked and how it is shown, as values and as addresses."""
