"""How long work tells what it is doing."""

from collections.abc import Callable

from data.language import Sentence

Progress = Callable[[Sentence, int, int], None]
"""Told what is being done, how much of it is done, and how much there is."""


def silent(_what: Sentence, _done: int, _of: int) -> None:
    """For those who do not listen."""
