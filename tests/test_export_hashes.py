"""The script that compares exports says which are not the same, and asks for tables that there are."""

import importlib.util
import re
from pathlib import Path
from types import ModuleType

import pytest

ROOT = Path(__file__).parent.parent
A, B, C = ("a" * 64, "b" * 64, "c" * 64)
BEFORE = f"""\
# home 0123456789ab of 14 days
belts 1 {A} {B} 12
belts 2 {A} {C} 0
compare 3 refused: Nothing is compared.
regions 1 {B} {B} 31
trend 1 {B} {B} 70
"""


@pytest.fixture
def hashes() -> ModuleType:
    spec = importlib.util.spec_from_file_location("export_hashes", ROOT / "scripts" / "export_hashes.py")
    assert spec
    assert spec.loader
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def test_the_same_exports_are_counted(hashes: ModuleType) -> None:
    assert hashes.differences(BEFORE.splitlines(), BEFORE.splitlines()) == ([], 5)


def test_each_difference_is_told_by_table_and_view(hashes: ModuleType) -> None:
    now = f"""\
# home 0123456789ab of 14 days
belts 1 {A} {C} 12
belts 2 {B} {C} 3
compare 3 {A} {B} 0
regions 1 {B} {B} 31
sources 1 {B} {B} 10
"""
    different, equal = hashes.differences(BEFORE.splitlines(), now.splitlines())
    assert equal == 1
    assert different == [
        "belts view 1: another manifest beside the same CSV (12 rows)",
        "belts view 2: another CSV (0 rows, now 3)",
        "compare view 3: was refused: Nothing is compared.; is made, 0 rows",
        "sources view 1: is new",
        "trend view 1: is not made any more",
    ]


def test_another_refusal_is_a_difference(hashes: ModuleType) -> None:
    now = BEFORE.replace("Nothing is compared.", "Nothing to compare with.")
    assert hashes.differences(BEFORE.splitlines(), now.splitlines()) == (
        ["compare view 3: was refused: Nothing is compared.; is refused: Nothing to compare with."],
        4,
    )


def test_exports_of_two_homes_are_not_compared(hashes: ModuleType) -> None:
    now = BEFORE.replace("of 14 days", "of 15 days")
    different, equal = hashes.differences(BEFORE.splitlines(), now.splitlines())
    assert equal == 0
    assert different == ["The days published in the two homes are not the same: compare exports of one home."]


def test_every_table_that_is_asked_more_is_a_table(hashes: ModuleType) -> None:
    page = (ROOT / "docs" / "exporting.md").read_text(encoding="utf-8")
    named = {*re.findall(r"^## (\S+)\.csv$", page, re.MULTILINE), *re.findall(r"^\| `([\w-]+)` \|", page, re.MULTILINE)}
    assert hashes.OWN.keys() <= named


def test_what_a_table_is_asked_besides_replaces_what_its_view_says(hashes: ModuleType) -> None:
    names = set(re.findall(r"\{(\w+)\}", "".join([*hashes.VIEWS, *(own for of in hashes.OWN.values() for own in of)])))
    facts = [{name: f"{name}-{at}" for name in names} for at in (1, 2, 3)]
    first, second, third = hashes.asked("restated", facts)
    assert first == ""
    assert "compare=restated-2" in second
    assert "before" not in second
    assert third.startswith("region=city-3&")
    assert list(hashes.asked("diff-regions", facts))[3] == "compare=none"
