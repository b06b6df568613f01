"""Deposits: tiers and shortfalls, the schedules, a what-if on the schedule, and drafts side by side."""
