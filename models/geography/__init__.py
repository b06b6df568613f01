"""Where things are: the regions and their names, their boundaries, and points among them."""
