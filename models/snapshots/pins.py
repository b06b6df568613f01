"""Pins: snapshots that somebody named and wants kept, in one small file beside them on the shelf.

A snapshot itself never changes, so a pin stands outside of it. Nothing of this product removes snapshots; a
pin says to people (and to whatever tidies the folder) that this one is to stay.
"""

import os
from dataclasses import asdict, dataclass
from datetime import datetime
from pathlib import Path
from typing import Final

import orjson

from data.errors import Refused
from data.language import _

FILE: Final = "pins.json"
LONGEST: Final = 80
"""Characters of a pin's name."""


@dataclass(frozen=True)
class Pin:
    """Why a snapshot is kept, who said so and when (naive Asia/Shanghai)."""

    name: str
    person: str
    at: datetime


def pins(folder: Path) -> dict[str, Pin]:
    """The pins of a shelf by the snapshot's id; none where their file cannot be read."""
    try:
        return _read(folder)
    except Refused:
        return {}


def _read(folder: Path) -> dict[str, Pin]:
    path = folder / FILE
    if not path.is_file():
        return {}
    try:
        held = orjson.loads(path.read_bytes())
        return {
            str(name): Pin(str(pin["name"]), str(pin["person"]), datetime.fromisoformat(pin["at"]))
            for name, pin in held.items()
        }
    except (ValueError, KeyError, TypeError, AttributeError) as error:
        raise Refused(_("The pins in {file} cannot be read: mend that file, or move it away.", file=path)) from error


def set_pin(folder: Path, snapshot_id: str, pin: Pin | None) -> None:
    """Pin a snapshot, or with None take its pin off; readers see the old pins or the new ones.

    Raises:
        Refused: the pin has no name, or a name that is too long, or the file cannot be read.
    """
    if pin and not 0 < len(pin.name.strip()) <= LONGEST:
        raise Refused(_("A pin needs a name of 1 to {longest} characters, like “board report Q3”.", longest=LONGEST))
    held = _read(folder)
    held.pop(snapshot_id, None)
    if pin:
        held[snapshot_id] = pin
    aside = folder / f".{FILE}-{os.getpid()}"
    told = {name: asdict(kept) for name, kept in sorted(held.items())}
    aside.write_bytes(orjson.dumps(told, option=orjson.OPT_INDENT_2 | orjson.OPT_APPEND_NEWLINE))
    aside.replace(folder / FILE)
