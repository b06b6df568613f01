"""Pins, put on and taken off in any order: what is read is what a plain dict would hold."""

from datetime import datetime
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, invariant, rule

from data.errors import Refused
from models.snapshots.pins import FILE, LONGEST, Pin, pins, set_pin

IDS = st.sampled_from(["2026-03-01-aa", "2026-03-08-bb", "2026-03-08-cc"])
NAMES = st.text(st.characters(exclude_categories=["Cs"]), min_size=1, max_size=LONGEST).filter(
    lambda name: name.strip()
)
AT = datetime.fromisoformat("2026-03-15T08:30")


class Pinning(RuleBasedStateMachine):
    """A shelf's pins beside a dict of them."""

    def __init__(self) -> None:
        super().__init__()
        self.held = TemporaryDirectory()
        self.folder = Path(self.held.name)
        self.expected: dict[str, Pin] = {}

    @rule(snapshot=IDS, name=NAMES, person=st.sampled_from(["li.na", "command line"]))
    def put_on(self, snapshot: str, name: str, person: str) -> None:
        pin = Pin(name, person, AT)
        set_pin(self.folder, snapshot, pin)
        self.expected[snapshot] = pin

    @rule(snapshot=IDS)
    def take_off(self, snapshot: str) -> None:
        set_pin(self.folder, snapshot, None)
        self.expected.pop(snapshot, None)

    @rule(snapshot=IDS, name=st.sampled_from(["", " ", "x" * (LONGEST + 1)]))
    def refuse_a_name(self, snapshot: str, name: str) -> None:
        with pytest.raises(Refused):
            set_pin(self.folder, snapshot, Pin(name, "li.na", AT))

    @invariant()
    def what_is_read_is_what_was_put(self) -> None:
        assert pins(self.folder) == self.expected
        assert {path.name for path in self.folder.iterdir()} <= {FILE}

    def teardown(self) -> None:
        self.held.cleanup()


TestPinning = Pinning.TestCase
