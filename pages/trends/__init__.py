"""Trends: any metric over the published weeks, and two snapshots side by side."""
