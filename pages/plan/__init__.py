"""The plan as a whole: its dimensions and measures on one picture, its context, and its days."""
