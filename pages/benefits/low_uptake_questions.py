"""Questions of low uptake: provinces and belts far below the programme, and the belts in their order."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, fields
from typing import Final, Literal

from sqlalchemy import BigInteger, cast, func, select

from dashboard.figures.figure import share
from dashboard.questions.asking import narrowed
from dashboard.questions.grants import NOTHING_GRANTED, measure_sums
from dashboard.questions.keeping import kept
from dashboard.views.question import Question
from models.base import columns
from models.snapshots.snapshot import Snapshot
from models.snapshots.tables import MeasureRow
from pages.benefits.four_benefits import UNIT_OF

DECILES: Final = 10
HALF: Final = 0.5
"""Uptake is called low below this share of the programme's (the question asks for half)."""


@dataclass(frozen=True)
class Uptake:
    """A benefit over some stores: how many were granted it and claimed it, and the amounts."""

    granted_stores: int
    claimed_stores: int
    granted: int
    claimed: int

    @property
    def head(self) -> float | None:
        """Stores that claimed ÷ stores granted, in per cent."""
        return share(self.claimed_stores, self.granted_stores)

    @property
    def value(self) -> float | None:
        """Value claimed ÷ value granted, in per cent."""
        return share(self.claimed, self.granted)

    def is_low_by_head(self, programme: "Uptake") -> bool:
        """Whether it is below half of the programme's."""
        return _is_low(self.head, programme.head)

    def is_low_by_value(self, programme: "Uptake") -> bool:
        """Whether it is below half of the programme's."""
        return _is_low(self.value, programme.value)


@dataclass(frozen=True)
class RankedBelt:
    """A belt with enough stores, and its tenth of such belts by uptake by value, from 1, the lowest."""

    belt_id: str
    decile: int
    value: float
    uptake: Uptake


def _is_low(rate: float | None, programme: float | None) -> bool:
    return rate is not None and programme is not None and rate < HALF * programme


@kept
def uptake_by(
    snapshot: Snapshot, question: Question, benefit: str, place: Literal["province_adcode", "belt_id"]
) -> Mapping[str, Uptake]:
    """A benefit's uptake per province or belt."""
    of = columns(MeasureRow)
    key = of[place].label("key")
    asked = (
        select(key, *(cast(func.sum(of[one.name]), BigInteger).label(one.name) for one in fields(Uptake)))
        .where(of.measure_code == benefit, of.unit == UNIT_OF[benefit], of[place].is_not(None))
        .where(*narrowed(snapshot, MeasureRow, question))
        .group_by(key)
        .order_by(key)
    )
    return {row.pop("key"): Uptake(**row) for row in snapshot.ask(asked).to_pylist()}


def uptake_of_programme(snapshot: Snapshot, question: Question, benefit: str) -> Uptake:
    """Uptake over every store that the reader may see, whatever region and filters are chosen."""
    sums = measure_sums(snapshot, question.reset()).get((benefit, UNIT_OF[benefit]), NOTHING_GRANTED)
    return Uptake(sums.granted_stores, sums.claimed_stores, sums.granted, sums.claimed)


def ranked_belts(snapshot: Snapshot, question: Question, benefit: str) -> Sequence[RankedBelt]:
    """Belts with enough stores that were granted a benefit, by uptake by value, the lowest first."""
    found = uptake_by(snapshot, question, benefit, "belt_id")
    rising = sorted(
        (uptake.value, belt_id)
        for belt_id, uptake in found.items()
        if uptake.granted_stores >= question.few and uptake.value is not None
    )
    return [
        RankedBelt(belt_id, at * DECILES // len(rising) + 1, value, found[belt_id])
        for at, (value, belt_id) in enumerate(rising)
    ]


def low_uptake(
    snapshot: Snapshot,
    question: Question,
    benefit: str,
    place: Literal["province_adcode", "belt_id"],
) -> Sequence[tuple[str, Uptake]]:
    """The provinces or belts in view with enough stores whose uptake is below half of the programme's; lowest first."""
    programme = uptake_of_programme(snapshot, question, benefit)
    found = [
        (code, uptake)
        for code, uptake in uptake_by(snapshot, question, benefit, place).items()
        if uptake.granted_stores >= question.few
        and (uptake.is_low_by_head(programme) or uptake.is_low_by_value(programme))
    ]
    return sorted(found, key=lambda item: (item[1].value or 0, item[0]))
