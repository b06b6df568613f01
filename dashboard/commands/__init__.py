"""The commands of `laotie`, one module each."""
