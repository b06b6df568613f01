"""Belts: which they are and how they fare, where coverage is thin, and the page of one."""
