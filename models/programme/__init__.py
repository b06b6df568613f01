"""The programme's own words: its closed lists, metrics, targets, and what day it is where it runs."""
