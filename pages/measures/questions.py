"""Questions of the ten measures: what became of the grants of each, by region, and the highest of them."""

from collections.abc import Mapping
from dataclasses import dataclass, fields

from sqlalchemy import func, select

from dashboard.figures.figure import share
from dashboard.questions.asking import drawn_only, narrowed
from dashboard.questions.grants import total
from dashboard.questions.keeping import kept
from dashboard.views.question import Question
from models.base import columns
from models.programme.public_facts import measures
from models.snapshots.snapshot import Snapshot
from models.snapshots.tables import Grant, MeasureRow


@dataclass(frozen=True)
class HighestGrant:
    """Grants of a measure and unit: how many, the highest of them, and how many are above the public cap."""

    grants: int
    highest: int
    above: int = 0


@dataclass(frozen=True)
class RegionSums:
    """What became of a measure's grants in a region: the stores that had it, and the amounts."""

    granted_stores: int
    claimed_stores: int
    granted: int
    claimed: int
    used: int
    lapsed: int

    @property
    def stores(self) -> int:
        """The stores that the region's figures speak of."""
        return self.granted_stores

    @property
    def head(self) -> float | None:
        """Stores that claimed ÷ stores granted, in per cent."""
        return share(self.claimed_stores, self.granted_stores)

    @property
    def value(self) -> float | None:
        """Value claimed ÷ value granted, in per cent."""
        return share(self.claimed, self.granted)


@kept
def highest_grants(snapshot: Snapshot, question: Question) -> Mapping[tuple[str, str], HighestGrant]:
    """Per measure and unit of which stores in view have grants."""
    of = columns(Grant)
    parts = (part for measure in measures().values() for part in measure.parts)
    caps = {(part.code, part.unit): part.cap for part in parts if part.cap is not None}
    asked = (
        select(of.measure_code, of.unit, func.count().label("grants"), func.max(of.granted).label("highest"))
        .where(*narrowed(snapshot, Grant, question))
        .group_by(of.measure_code, of.unit)
    )
    found = {}
    for row in snapshot.ask(asked).to_pylist():
        code, unit, grants, highest = row["measure_code"], row["unit"], row["grants"], row["highest"]
        cap = caps.get((code, unit))
        above = _above(snapshot, question, code, unit, cap) if cap is not None and highest > cap else 0
        found[code, unit] = HighestGrant(grants, highest, above)
    return found


def _above(snapshot: Snapshot, question: Question, code: str, unit: str, cap: int) -> int:
    """Grants above a cap: hardly ever is there one, so they are counted only where there is."""
    of = columns(Grant)
    asked = select(func.count().label("above")).where(
        of.measure_code == code, of.unit == unit, of.granted > cap, *narrowed(snapshot, Grant, question)
    )
    return int(snapshot.ask(asked).to_pylist()[0]["above"])


@kept
def sums_by_region(snapshot: Snapshot, question: Question, code: str, unit: str) -> Mapping[str | None, RegionSums]:
    """A measure's part by the units of the view's level; None: in no unit that is drawn."""
    of = columns(MeasureRow)
    key = drawn_only(snapshot, question, of[f"{question.level}_adcode"]).label("key")
    asked = (
        select(key, *(total(of[one.name]) for one in fields(RegionSums)))
        .where(of.measure_code == code, of.unit == unit, *narrowed(snapshot, MeasureRow, question))
        .group_by(key)
        .order_by(key)
    )
    return {row.pop("key"): RegionSums(**row) for row in snapshot.ask(asked).to_pylist()}
