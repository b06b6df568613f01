"""What the stores in view have in each of two snapshots: counts, deposits, trade, and every benefit in its unit.

Sums are those of each snapshot's own cube, as every other screen shows them.
"""

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Final, NamedTuple

from sqlalchemy import func, select

from dashboard.questions.asking import narrowed
from dashboard.questions.keeping import kept
from dashboard.views.question import Question
from models.base import columns
from models.programme.terms import ENVELOPE, PACK
from models.snapshots.comparison import Pair, RestatingEvent, StoreDifference, pair_of
from models.snapshots.snapshot import Snapshot
from models.snapshots.tables import CubeRow, MeasureRow


@dataclass(frozen=True)
class DiffSum:
    """A sum over the stores in view, in each snapshot, in its unit; `restated` where events or weeks tell it."""

    subject: str
    measure: str
    what: str
    unit: str
    then: int
    now: int
    restated: int | None = None


class BenefitStep(NamedTuple):
    """What becomes of a measure in a unit: granted, claimed, used or lapsed."""

    measure: str
    unit: str
    step: str


_CUBE: Final[Mapping[str, tuple[str, str]]] = {
    "stores": ("store", "store"),
    "certified_stores": ("certification", "store"),
    "deposit_stores": ("deposit", "store"),
    "required_fen": ("deposit", "fen"),
    "released_fen": ("deposit", "fen"),
    "shortfall_fen": ("deposit", "fen"),
    "gmv_week_fen": ("trade", "fen"),
    "gmv_28d_fen": ("trade", "fen"),
    "active_stores": ("trade", "store"),
    "live_stores": ("trade", "store"),
    "exempt_stores": ("waiver", "store"),
    "fee_waived_fen": ("waiver", "fen"),
}
"""Column of the cube -> the subject that it tells of, and its unit."""
_STEPS: Final = ("granted", "claimed", "used", "lapsed")
_SUBJECT_OF: Final = {PACK: "pack", ENVELOPE: "envelope"}
_SIGNS: Final = {"issued": ("claimed", 1), "returned": ("claimed", -1)}
"""What is held of a red envelope: issued less returned."""


def _cube_sums(snapshot: Snapshot, question: Question) -> dict[str, int]:
    sums = (func.sum(columns(CubeRow)[name]).label(name) for name in _CUBE)
    row = snapshot.ask(select(*sums).where(*narrowed(snapshot, CubeRow, question))).to_pylist()[0]
    return {name: int(value or 0) for name, value in row.items()}


def _benefit_sums(snapshot: Snapshot, question: Question) -> dict[BenefitStep, int]:
    of = columns(MeasureRow)
    by = (of.measure_code, of.unit)
    select_sums = select(*by, *(func.sum(of[step]).label(step) for step in _STEPS))
    rows = snapshot.ask(select_sums.where(*narrowed(snapshot, MeasureRow, question)).group_by(*by)).to_pylist()
    return {BenefitStep(row["measure_code"], row["unit"], step): int(row[step] or 0) for row in rows for step in _STEPS}


def _restated(pair: Pair, question: Question) -> Counter[BenefitStep]:
    """What events up to the earlier day that were delivered since add."""
    event, store = columns(RestatingEvent), columns(StoreDifference)
    by = (event.measure_code, event.unit, event.event)
    select_sums = (
        select(*by, func.sum(event.quantity).label("quantity"))
        .join_from(RestatingEvent, StoreDifference, store.store_id == event.store_id)
        .where(event.subject == "benefit", *narrowed(pair.later, StoreDifference, question))
        .group_by(*by)
    )
    sums: Counter[BenefitStep] = Counter()
    for row in pair.ask(select_sums).to_pylist():
        step, sign = _SIGNS.get(row["event"], (row["event"], 1))
        sums[BenefitStep(row["measure_code"], row["unit"], step)] += sign * int(row["quantity"])
    return sums


@kept
def sums(second: Snapshot, question: Question, first: Snapshot) -> tuple[DiffSum, ...]:
    """What the stores in view have in each snapshot: stores, certified ones, benefits, then the others.

    Lapses come with the days as well as by events, so what is restated of them is not told.
    """
    pair = pair_of(first, second)
    then, now = (_cube_sums(snapshot, question) for snapshot in (first, second))
    select_gmv = select(func.sum(columns(StoreDifference).gmv_restated_fen).label("fen"))
    gmv = pair.ask(select_gmv.where(*narrowed(second, StoreDifference, question))).to_pylist()[0]["fen"]
    of_cube = [
        DiffSum(subject, "", what, unit, then[what], now[what], gmv if what == "gmv_week_fen" else None)
        for what, (subject, unit) in _CUBE.items()
    ]
    steps_then, steps_now = (_benefit_sums(snapshot, question) for snapshot in (first, second))
    restated = _restated(pair, question)
    of_benefits = [
        DiffSum(
            subject=_SUBJECT_OF.get(step.measure, "measure"),
            measure=step.measure,
            what=step.step,
            unit=step.unit,
            then=steps_then.get(step, 0),
            now=steps_now.get(step, 0),
            restated=restated[step] if step.step != "lapsed" else None,
        )
        for step in _in_turn({*steps_then, *steps_now})
    ]
    return (*of_cube[:2], *of_benefits, *of_cube[2:])


def _in_turn(steps: Iterable[BenefitStep]) -> list[BenefitStep]:
    """The two benefits of the belts first, then the measures by code; each by unit and step."""
    first = (PACK, ENVELOPE)

    def turn(of: BenefitStep) -> tuple[int, str, str, int]:
        place = first.index(of.measure) if of.measure in first else len(first)
        return place, of.measure, of.unit, _STEPS.index(of.step)

    return sorted(steps, key=turn)
