"""Categories: the chosen metric across them, by region, and the trade of certified stores in them."""
