"""Demonstration data: made-up stores over the real belts, as files in the contract's format."""

from models.demonstration.files import DEMONSTRATION_DAY, DemonstrationFile, write

__all__ = ["DEMONSTRATION_DAY", "DemonstrationFile", "write"]
