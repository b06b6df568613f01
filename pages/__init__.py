"""Screens: layout alone."""
