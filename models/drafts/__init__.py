"""Drafts: deposit schedules that somebody would set, checked as the importer would check them."""
