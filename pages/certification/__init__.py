"""Certification: where stores stand, how applications fare, what waits, what was refused, and what ends."""
