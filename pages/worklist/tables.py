"""The work list as tables: the list that a view names, and how many stores each list has.

A new column needs its field in `WorkRow`, its cell in `_row`, and, where it tells something else of the store, the
column of the store's wide row in `StoreToCall`; words that are new need their Chinese in data/locale.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Final

from dashboard.questions.worklist import counts, members
from dashboard.questions.worklist.listing import Listing, ListInputs, inputs_of
from dashboard.questions.worklist.lists import LISTINGS
from dashboard.questions.worklist.members import StoreOnList
from dashboard.reading.opening import Opened
from dashboard.tables.cell_links import BELT, STORE
from dashboard.tables.columns import column, row
from dashboard.tables.place_names import county_with_city
from dashboard.tables.table import Table
from dashboard.tables.words import UNITS
from dashboard.views.view import View
from data.language import Named, Sentence, _
from models.programme.terms import CERTIFICATION
from pages.worklist.call_tables import CALLS


def listing_of(opened: Opened) -> Listing:
    """The list that the view names; the first where it names none."""
    return LISTINGS[opened.view.choice("listing", LISTINGS)]


def owner_of(opened: Opened) -> str:
    """Whose stores; empty: everybody's."""
    return opened.presentation.by


@dataclass(frozen=True)
class StoreToCall:
    """What a row tells of its store, whatever the list: columns of the store's wide row, by their names."""

    store_id: str
    store_name: str
    county_adcode: str
    belt_id: str | None
    owner: str | None
    certification_status: str
    live_sessions_week: int | None


def _at_stake(opened: Opened) -> Sentence:
    return listing_of(opened).at_stake or _("At stake")


def _due(opened: Opened) -> Sentence:
    return listing_of(opened).due or _("Deadline")


def _has_value(opened: Opened) -> bool:
    return listing_of(opened).at_stake is not None


def _has_deadline(opened: Opened) -> bool:
    return listing_of(opened).due is not None


def _has_before(opened: Opened) -> bool:
    return opened.before is not None


def _tells_live(opened: Opened) -> bool:
    return listing_of(opened).code == "packs-to-use"


def _new_since(opened: Opened) -> Sentence:
    return _("New since {day}", day=opened.before.as_of) if opened.before else _("New")


@row
class WorkRow:
    """A store to call."""

    unit: str
    store_id: str = column("text", _("Store id"), shown=False)
    store_name: str = column("text", _("Store"), _("The store's name; opens its page."), opens=STORE)
    reason: Sentence = column("named", _("Why"))
    value: int | None = column(
        "quantity",
        _at_stake,
        _("What is at stake, in the unit beside it; the rows are in its order."),
        shown=_has_value,
        bar=True,
    )
    counted_in: Sentence | Named | None = column("named", _("Unit"), shown=False)
    deadline: date | None = column("day", _due, shown=_has_deadline)
    days_left: int | None = column(
        "days", _("Days left"), _("Deadline − the snapshot's day; below zero: overdue."), shown=_has_deadline
    )
    place: Named = column("named", _("Place"))
    belt_id: str | None = column("code", _("Belt id"), shown=False)
    belt: Named | None = column("named", _("Belt"), opens=BELT)
    owner: str | None = column("text", _("Owner"), _("The account manager of the store."))
    status: Sentence = column("named", _("Certification"), _("The certification status on the day."))
    has_gone_live: bool | None = column(
        "flag",
        _("Live this week"),
        _("At least one live session in the last whole week delivered; missing: not known."),
        shown=_tells_live,
    )
    is_new: bool | None = column(
        "flag",
        _new_since,
        _("Not on the same list in the snapshot compared with; missing: there is none."),
        shown=_has_before,
    )


def _row(found: StoreOnList[StoreToCall], listing: Listing, inputs: ListInputs, is_new: bool | None) -> WorkRow:
    store, facts, known = found.store, found.facts, inputs.names
    live = store.live_sessions_week
    return WorkRow(
        unit=listing.unit or "",
        store_id=store.store_id,
        store_name=store.store_name,
        reason=facts.reason(inputs),
        value=facts.value,
        counted_in=UNITS[listing.unit] if listing.unit else None,
        deadline=facts.deadline,
        days_left=(facts.deadline - inputs.day).days if facts.deadline else None,
        place=county_with_city(known, store.county_adcode),
        belt_id=store.belt_id,
        belt=known.belt_labelled(store.belt_id) if store.belt_id in known.belts else None,
        owner=store.owner,
        status=CERTIFICATION[store.certification_status],
        has_gone_live=None if live is None else live > 0,
        is_new=is_new,
    )


def _rows(opened: Opened) -> Iterator[WorkRow]:
    listing, inputs, owner = listing_of(opened), inputs_of(opened.now), owner_of(opened)
    old = None
    if opened.before:
        old = members.store_ids_on_list(opened.before, opened.question, listing.code, owner)
    for found in members.stream(opened.now, opened.question, listing.code, owner, StoreToCall):
        yield _row(found, listing, inputs, None if old is None else found.store.store_id not in old)


def _part(opened: Opened, offset: int, limit: int) -> Sequence[WorkRow]:
    listing, inputs, owner = listing_of(opened), inputs_of(opened.now), owner_of(opened)
    part = members.part(opened.now, opened.question, listing.code, owner, StoreToCall, offset, limit)
    old = None
    if opened.before and part:
        ids = tuple(found.store.store_id for found in part)
        old = members.store_ids_on_list(opened.before, opened.question, listing.code, owner, ids)
    return [_row(found, listing, inputs, None if old is None else found.store.store_id not in old) for found in part]


WORKLIST: Final = Table(
    "worklist",
    _("Work list"),
    _("Stores to call: the list that the link names (list=), the largest value at stake first."),
    row=WorkRow,
    make=_rows,
    count=lambda opened: counts.count(opened.now, opened.question, listing_of(opened).code, owner_of(opened)),
    part=_part,
)


def _open_list(row: "TallyRow", view: View) -> tuple[str, View]:
    return "worklist", view.but(listing=row.list_code, page=1)


@row
class TallyRow:
    """A list, and how many stores it has."""

    list_code: str = column("code", _("List"), shown=False)
    list: Sentence = column("named", _("List"), opens=_open_list)
    stores: int = column("stores", _("Stores"), _("Stores on the list on the snapshot's day."), bar=True)
    new: int | None = column(
        "stores", _("New"), _("Of these: not on it in the snapshot compared with."), shown=_has_before
    )
    gone: int | None = column(
        "stores", _("Gone"), _("On it in the snapshot compared with, and no more."), shown=_has_before
    )
    before: int | None = column(
        "stores", _("Before"), _("Stores on the list in the snapshot compared with."), shown=_has_before
    )


def _tally_rows(opened: Opened) -> Iterator[TallyRow]:
    by_code = counts.tallies(opened.now, opened.question, opened.before, owner_of(opened))
    for code, tally in by_code.items():
        yield TallyRow(
            list_code=code,
            list=LISTINGS[code].title,
            stores=tally.stores,
            new=tally.new,
            gone=tally.gone,
            before=tally.before,
        )


TALLY: Final = Table(
    "worklist-tally",
    _("All lists"),
    _("How many stores each list of the work list has, and how many came and went since the snapshot compared with."),
    row=TallyRow,
    make=_tally_rows,
)
TABLES: Final = (CALLS, WORKLIST, TALLY)
