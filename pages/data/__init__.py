"""Data: how fresh and complete they are, bringing files in, deliveries, and what everything means."""
