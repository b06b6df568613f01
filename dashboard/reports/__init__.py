"""Reports that put several screens together. They stand above the screens; only the roots know them."""
