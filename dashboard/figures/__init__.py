"""Figures: values with their status, what is withheld, and numbers as text."""
