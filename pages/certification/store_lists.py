"""What the lists of stores share: columns that name a store and where it lies, and rows read as they are asked for."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any, Final, Generic, TypeVar

from sqlalchemy import Select

from dashboard.reading.naming import names
from dashboard.reading.opening import Opened
from dashboard.tables.cell_links import BELT, STORE
from dashboard.tables.columns import column, row
from dashboard.views.names import Names
from dashboard.views.question import Question
from data.language import Named, _
from models.snapshots.snapshot import Snapshot

Found = TypeVar("Found")
Row = TypeVar("Row")
READ_AT_ONCE: Final = 16_384


@row
class StoreColumns:
    """Which store it is."""

    store_id: str = column("text", _("Store id"), opens=STORE)
    store_name: str = column("text", _("Store"), opens=STORE)
    owner: str | None = column("text", _("Owner"), _("The account manager, as delivered."))


@row
class PlaceColumns:
    """Where it lies."""

    county_adcode: str = column("code", _("County"), shown=False)
    county_name: Named | None = column("named", _("County"))
    belt_id: str | None = column("code", _("Belt"), shown=False)
    belt_name: Named | None = column("named", _("Belt"), opens=BELT)


def belt_name(known: Names, belt_id: str | None) -> Named | None:
    """What a store's belt is called; None where the list of the day has no such belt."""
    return known.belt_labelled(belt_id) if belt_id in known.belts else None


@dataclass(frozen=True)
class PagedRows(Generic[Found, Row]):
    """The rows of a list: `select` asks for them, as `read` names them, and `row` makes one of each."""

    select: Callable[[Snapshot, Question], Select[Any]]
    read: Callable[..., Found]
    row: Callable[[Opened, Names, Found], Row]

    def every(self, opened: Opened) -> Iterator[Row]:
        """All of them, read as they are asked for."""
        known = names(opened.now)
        for batch in opened.now.stream(self.select(opened.now, opened.question), READ_AT_ONCE):
            yield from (self.row(opened, known, self.read(**one)) for one in batch.to_pylist())

    def part(self, opened: Opened, offset: int, limit: int) -> Sequence[Row]:
        """So many of them from a place on."""
        known = names(opened.now)
        found = opened.now.ask(self.select(opened.now, opened.question).offset(offset).limit(limit)).to_pylist()
        return [self.row(opened, known, self.read(**one)) for one in found]
