"""Pins: named, kept beside the snapshots, and refused where they would be lost."""
# ruff: noqa: DTZ001 - instants are naive Shanghai time

from datetime import datetime
from pathlib import Path

import pytest

from data.errors import Refused
from models.snapshots.pins import FILE, Pin, pins, set_pin

PIN = Pin("board report Q3", "somebody", datetime(2026, 11, 20, 9))


def test_a_pin_is_kept_until_it_is_taken_off(tmp_path: Path) -> None:
    assert pins(tmp_path) == {}
    set_pin(tmp_path, "2026-11-15-a", PIN)
    other = Pin("二季度", "另一人", datetime(2026, 11, 21, 9))
    set_pin(tmp_path, "2026-11-08-b", other)
    assert pins(tmp_path) == {"2026-11-15-a": PIN, "2026-11-08-b": other}
    set_pin(tmp_path, "2026-11-15-a", None)
    assert pins(tmp_path) == {"2026-11-08-b": other}
    assert [path.name for path in tmp_path.iterdir()] == [FILE]


@pytest.mark.parametrize("name", ["", "  ", "x" * 81])
def test_a_pin_without_a_name_or_with_a_long_one_is_refused(tmp_path: Path, name: str) -> None:
    with pytest.raises(Refused, match="1 to"):
        set_pin(tmp_path, "2026-11-15-a", Pin(name, "somebody", PIN.at))
    assert pins(tmp_path) == {}


@pytest.mark.parametrize("content", [b"{", b"[]", b'{"a": 1}', b'{"a": {"name": "x", "person": "y", "at": "z"}}'])
def test_pins_that_cannot_be_read_are_none_and_are_not_written_over(tmp_path: Path, content: bytes) -> None:
    (tmp_path / FILE).write_bytes(content)
    assert pins(tmp_path) == {}
    with pytest.raises(Refused, match="cannot be read"):
        set_pin(tmp_path, "2026-11-15-a", PIN)
    assert (tmp_path / FILE).read_bytes() == content
