"""Reading a snapshot: opened by an address, its names, the weeks before it, what it restates."""
