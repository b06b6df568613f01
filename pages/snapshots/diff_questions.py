"""What is different between two snapshots: the two that a view compares, and stores counted by kind of difference.

The scope, the region and the filters of the question narrow by a store's dimensions in the later snapshot (of a
removed store: in the earlier one).
"""

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final, Literal

from sqlalchemy import ColumnElement, Label, func, or_, select

from dashboard.questions.asking import narrowed
from dashboard.questions.keeping import kept
from dashboard.reading.naming import names
from dashboard.reading.opening import Opened, shelf, why_not_compared
from dashboard.views.presentation import NOTHING
from dashboard.views.question import Question
from data.errors import Refused
from data.language import _
from models.base import columns
from models.snapshots.comparison import SUBJECTS, Pair, StoreDifference, Subject, pair_of
from models.snapshots.snapshot import Snapshot

Kind = Literal["added", "removed", "changed", "restated"]
Difference = Kind | Subject
"""A kind of difference, or the subject in which stores of both snapshots are different."""
ANY: Final = "any"
KINDS: Final[tuple[Kind, ...]] = ("added", "removed", "changed", "restated")
DIFFERENCE_KINDS: Final[tuple[str, ...]] = (ANY, *KINDS, *SUBJECTS)
"""What may be listed: stores with any difference, of one kind, or changed in one subject."""
FLAGS: Final[Mapping[str, str]] = {kind: f"is_{kind}" for kind in KINDS} | {subject: subject for subject in SUBJECTS}
"""Kind or subject -> the column of `StoreDifference` that says so."""


def pair_in_view(opened: Opened) -> Pair:
    """The two snapshots of the view, in the order of their days.

    Raises:
        Refused: there is nothing to compare with, it is the same snapshot, or it cannot be read.
    """
    before = opened.before
    if why := why_not_compared(opened):
        raise Refused(why)
    if before is None and opened.presentation.compare != NOTHING:
        before = shelf().open(opened.presentation.compare)  # says why it cannot be read
    if before is None:
        raise Refused(_("Nothing is compared: choose a second snapshot beside the first, at the top of the page."))
    if before == opened.now:
        raise Refused(
            _(
                "Snapshot {snapshot} is compared with itself, so nothing is different: choose another one.",
                snapshot=before.snapshot_id,
            )
        )
    return pair_of(before, opened.now)


@dataclass(frozen=True)
class DifferenceCounts:
    """Stores in either snapshot, in the earlier and in the later one, and how many are different in what."""

    stores: int
    then: int
    now: int
    different: Mapping[Difference, int]

    def in_subject(self, subject: str) -> int | None:
        """Stores that are different in a subject; None: the subject is not told store by store."""
        return next((count for name, count in self.different.items() if name == subject), None)


def _counted() -> list[Label[int]]:
    of = columns(StoreDifference)
    counted: dict[str, ColumnElement[int]] = {
        "stores": func.count(),
        "then": func.count().filter(~of.is_added),
        "now": func.count().filter(~of.is_removed),
        **{name: func.count().filter(of[flag]) for name, flag in FLAGS.items()},
    }
    return [value.label(name) for name, value in counted.items()]


def _counts(row: Mapping[str, int]) -> DifferenceCounts:
    different: dict[Difference, int] = {kind: row[kind] for kind in KINDS}
    different |= {subject: row[subject] for subject in SUBJECTS}
    return DifferenceCounts(row["stores"], row["then"], row["now"], different)


@kept
def regions(second: Snapshot, question: Question, first: Snapshot) -> dict[str | None, DifferenceCounts]:
    """Differences by the units of the view's level; None: in no unit that is drawn."""
    drawn = frozenset(names(second).children(question.region, question.level))
    code = columns(StoreDifference)[f"{question.level}_adcode"]
    select_counts = (
        select(code.label("code"), *_counted()).where(*narrowed(second, StoreDifference, question)).group_by(code)
    )
    sums: dict[str | None, Counter[str]] = {}
    for row in pair_of(first, second).ask(select_counts).to_pylist():
        adcode = row.pop("code")
        sums.setdefault(adcode if adcode in drawn else None, Counter()).update(row)
    return {adcode: _counts(counted) for adcode, counted in sums.items()}


@kept
def all_stores(second: Snapshot, question: Question, first: Snapshot) -> DifferenceCounts:
    """Differences of all stores in view."""
    select_counts = select(*_counted()).where(*narrowed(second, StoreDifference, question))
    return _counts(pair_of(first, second).ask(select_counts).to_pylist()[0])


def list_condition(kind: str) -> ColumnElement[bool]:
    """The stores that a list of a kind of difference asks for."""
    of = columns(StoreDifference)
    if kind == ANY:
        return or_(of.is_added, of.is_removed, of.is_changed, of.is_restated)
    condition: ColumnElement[bool] = of[FLAGS[kind]]
    return condition


@kept
def count(second: Snapshot, question: Question, first: Snapshot, kind: str) -> int:
    """How many stores a list has."""
    select_count = select(func.count().label("n")).where(
        list_condition(kind), *narrowed(second, StoreDifference, question)
    )
    return int(pair_of(first, second).ask(select_count).to_pylist()[0]["n"])
