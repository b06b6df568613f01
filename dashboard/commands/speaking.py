"""How the command line speaks: its language, its sentences, its progress bars."""

import os
from collections.abc import Iterator
from contextlib import contextmanager
from functools import cache

from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeElapsedColumn

from data.language import Language, Sentence
from models.progress import Progress as Told


@cache
def language() -> Language:
    """LAOTIE_LANG (zh or en), else the terminal's language; Chinese where neither says."""
    wanted = os.environ.get("LAOTIE_LANG") or os.environ.get("LC_ALL") or os.environ.get("LANG") or "zh"
    return "en" if wanted.lower().startswith(("en", "c.", "posix")) or wanted == "C" else "zh"


def spoken(sentence: Sentence) -> str:
    """A sentence in the language of the command line."""
    return sentence.say(language())


def say(sentence: Sentence) -> None:
    """A line on standard output."""
    print(spoken(sentence))  # noqa: T201


def complain(sentence: Sentence) -> None:
    """A line on standard error."""
    Console(stderr=True, highlight=False, markup=False, soft_wrap=True).print(spoken(sentence))


@contextmanager
def bars() -> Iterator[Told]:
    """A progress bar for each thing told: what, how many of how many, how long."""
    columns = (TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn(), TimeElapsedColumn())
    with Progress(*columns, console=Console(stderr=True)) as shown:
        tasks: dict[str, object] = {}

        def told(what: Sentence, done: int, of: int) -> None:
            name = what.msgid
            if name not in tasks:
                tasks[name] = shown.add_task(spoken(what), total=of or None)
            shown.update(tasks[name], completed=done, total=of or None, description=spoken(what))  # type: ignore[arg-type]

        yield told
