"""The map: the programme's uptake by region, and everything that says the same in words and files."""
