"""A screen as it is addressed: its code, its title, its path, and the file that lays it out."""

from dataclasses import dataclass
from pathlib import Path
from typing import Final

from data.language import Sentence

PAGES: Final = Path(__file__).parents[2] / "pages"
HOME: Final = "map"
"""The screen at the address without a path."""


def path_of(code: str) -> str:
    """A screen's address below the root."""
    return "" if code == HOME else code


@dataclass(frozen=True)
class Screen:
    """One screen."""

    code: str
    title: Sentence

    @property
    def path(self) -> str:
        """Its address below the root."""
        return path_of(self.code)

    @property
    def file(self) -> Path:
        """The page that lays it out."""
        return PAGES / self.code / "page.py"


Groups = tuple[tuple[Sentence, tuple[Screen, ...]], ...]
"""Screens in the groups and the order in which they are offered."""
