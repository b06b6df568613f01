"""The slides of the deck, one module each: what of the page's figures stands on it, and what its title finds."""
