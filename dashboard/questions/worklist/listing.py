"""What a list of the work list is: who is on it, what is at stake, until when, and why in words."""

from abc import ABC, abstractmethod
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from functools import lru_cache
from typing import Any, Final, Literal

from sqlalchemy import BigInteger, ColumnElement, FromClause, cast, func, select

from dashboard.questions.targets import threshold
from dashboard.reading.naming import names
from dashboard.views.names import Names
from data.language import Named, Sentence, _
from models.base import columns, table_of
from models.snapshots.snapshot import Snapshot
from models.snapshots.tables import Application, BeltDay, DesignationDay, Grant, StoreDay, TierDay

Source = type[StoreDay] | type[Grant] | type[Application]
Unit = Literal["traffic", "fen", "ad-fen"]
ListColumns = Mapping[str, ColumnElement[Any]]
"""Name -> what a list asks for beside the columns of the store's wide row."""


@dataclass(frozen=True)
class Waiver:
    """A belt's waiver, past, in force or to come: `scheduled`, `active` or `ended`."""

    waiver_from: date
    waiver_to: date | None
    state: str


@dataclass(frozen=True)
class ListInputs:
    """A snapshot's day, thresholds and small tables, as the conditions and reasons of lists need them."""

    snapshot: Snapshot

    @property
    def day(self) -> date:
        """The day."""
        return self.snapshot.day

    @property
    def names(self) -> Names:
        """The names of the day."""
        return names(self.snapshot)

    def threshold(self, code: str) -> float:
        """A threshold of the programme."""
        return threshold(self.snapshot, code)

    def days(self, code: str) -> int:
        """A threshold in days."""
        return int(self.threshold(code))

    def until(self, code: str) -> date:
        """The last day that is no more than a threshold's days away."""
        return self.day + timedelta(days=self.days(code))

    def tier(self, code: str | None) -> Named | Sentence:
        """What a tier is called; one of an earlier schedule stands by its code."""
        return self.names.tier_or_code(str(code))

    def reductions(self) -> Mapping[str, float]:
        """Percent off the base, by tier of the schedule in force."""
        return _reductions(self.snapshot)

    def waivers(self) -> Mapping[str, Sequence[Waiver]]:
        """Every waiver, by belt, in the order in which they began."""
        return _waivers(self.snapshot)


@lru_cache(maxsize=32)
def _reductions(snapshot: Snapshot) -> Mapping[str, float]:
    tier = columns(TierDay)
    rows = snapshot.ask(select(tier.tier_code, tier.reduction_pct)).to_pylist()
    return {row["tier_code"]: row["reduction_pct"] for row in rows}


@lru_cache(maxsize=32)
def _waivers(snapshot: Snapshot) -> Mapping[str, Sequence[Waiver]]:
    of, by_belt = columns(DesignationDay), dict[str, list[Waiver]]()
    asked = select(of.belt_id, of.waiver_from, of.waiver_to, of.state).order_by(of.belt_id, of.waiver_from)
    for row in snapshot.ask(asked).to_pylist():
        by_belt.setdefault(row.pop("belt_id"), []).append(Waiver(**row))
    return by_belt


@lru_cache(maxsize=32)
def inputs_of(snapshot: Snapshot) -> ListInputs:
    """The inputs of a snapshot's lists."""
    return ListInputs(snapshot)


@dataclass(frozen=True)
class ListFacts(ABC):
    """What a list says of a store that is on it; the type of a list adds what its reason tells.

    A field holds the list's column of its name (`Listing.columns`) or else that of the store's wide row. `value`, what
    is at stake in the list's unit, and `deadline` are None throughout where the list has none.
    """

    store_id: str
    value: int | None
    deadline: date | None

    @abstractmethod
    def reason(self, inputs: ListInputs, /) -> Sentence:
        """Why the store is on the list."""


@dataclass(frozen=True, kw_only=True)
class Listing:
    """One list. A list of grants is one row a store: its columns are aggregates."""

    code: str
    group: Sentence
    title: Sentence
    about: Callable[[ListInputs], Sentence]
    table: Source
    condition: Callable[[ListInputs], ColumnElement[bool]]
    columns: Callable[[ListInputs], ListColumns]
    facts: type[ListFacts]
    at_stake: Sentence | None = None
    unit: Unit | None = None
    due: Sentence | None = None


DESIGNATED: Final = (
    select(columns(DesignationDay).belt_id, columns(BeltDay).category_code)
    .join_from(DesignationDay, BeltDay, columns(BeltDay).belt_id == columns(DesignationDay).belt_id)
    .distinct()
    .subquery("listed")
)
"""The belts on the waiver list, whatever the state of their waiver, with their categories."""


def from_of(table: Source) -> FromClause:
    """What a list of a table is asked from: the stores with the listed belt that each is of."""
    if table is StoreDay:
        return table_of(StoreDay).outerjoin(DESIGNATED, DESIGNATED.c.belt_id == columns(StoreDay).belt_id)
    return table_of(table)


def total(amount: Any) -> ColumnElement[Any]:
    """A sum over a store's grants."""
    return cast(func.sum(amount), BigInteger)


def both(first: Sentence, second: Sentence) -> Sentence:
    """Two sentences, one after the other."""
    return _("{first} {second}", first=first, second=second)
