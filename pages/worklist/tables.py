"""The work list as sheets: the list that a view names, and the tally of all lists."""

from collections.abc import Iterator, Sequence
from datetime import date
from typing import Any, Final

from dashboard.questions import worklist as asked
from dashboard.questions.worklist_lists import LISTINGS, Listing, Rules, rules_of
from dashboard.reading.opening import Opened
from dashboard.tables.cells import UNITS
from dashboard.tables.opening import BELT, STORE
from dashboard.tables.sheet import Column, Columns, Row, Sheet
from dashboard.tables.whereabouts import whereabouts
from dashboard.views.view import View
from data.language import Sentence, _
from models.programme.terms import CERTIFICATION

CODE: Final = "worklist"


def listing_of(opened: Opened) -> Listing:
    """The list that the view names; the first where it names none."""
    return LISTINGS[opened.view.choice("listing", LISTINGS)]


def owner_of(opened: Opened) -> str:
    """Whose stores; empty: everybody's."""
    return opened.presentation.by


def _new_since(opened: Opened) -> Sentence:
    if opened.before is None:
        return _("New")
    return _("New since {day}", day=opened.before.as_of)


def _columns(opened: Opened) -> Columns:
    listing = listing_of(opened)
    has_value, has_due = listing.at_stake is not None, listing.due is not None
    is_live_told = listing.code == "packs-to-use"
    return (
        Column("store_id", "text", _("Store id"), is_shown=False),
        Column("store_name", "text", _("Store"), _("The store's name; opens its page."), opens=STORE),
        Column("reason", "named", _("Why")),
        Column("value", "quantity", listing.at_stake or _("At stake"),
               _("What is at stake, in the unit beside it; the rows are in its order."), is_shown=has_value,
               has_bar=True),
        Column("counted_in", "named", _("Unit"), is_shown=False),
        Column("deadline", "day", listing.due or _("Deadline"), is_shown=has_due),
        Column("days_left", "days", _("Days left"), _("Deadline − the snapshot's day; below zero: overdue."),
               is_shown=has_due),
        Column("place", "named", _("Place")),
        Column("belt_id", "code", _("Belt id"), is_shown=False),
        Column("belt", "named", _("Belt"), opens=BELT),
        Column("owner", "text", _("Owner"), _("The account manager of the store.")),
        Column("status", "named", _("Certification"), _("The certification status on the day.")),
        Column("has_gone_live", "flag", _("Live this week"),
               _("At least one live session in the last whole week delivered; missing: not known."),
               is_shown=is_live_told),
        Column("is_new", "flag", _new_since(opened),
               _("Not on the same list in the snapshot compared with; missing: there is none."),
               is_shown=opened.before is not None),
    )  # fmt: skip


def _row(row: Row, listing: Listing, rules: Rules, is_new: bool | None) -> Row:
    deadline: date | None = row.get("deadline")
    live, belt_id = row["live_sessions_week"], row["belt_id"]
    return {
        "store_id": row["store_id"],
        "store_name": row["store_name"],
        "place": whereabouts(rules.of, row["county_adcode"]),
        "belt_id": belt_id,
        "belt": rules.of.belt_labelled(belt_id) if belt_id in rules.of.belts else None,
        "owner": row["owner"],
        "value": row.get("value"),
        "unit": listing.unit or "",
        "counted_in": UNITS[listing.unit] if listing.unit else None,
        "deadline": deadline,
        "days_left": (deadline - rules.day).days if deadline else None,
        "reason": listing.reason(row, rules),
        "status": CERTIFICATION[row["certification_status"]],
        "has_gone_live": None if live is None else live > 0,
        "is_new": is_new,
    }


def _rows(opened: Opened) -> Iterator[Row]:
    listing, rules, owner = listing_of(opened), rules_of(opened.now), owner_of(opened)
    old = None
    if opened.before:
        old = asked.among(opened.before, opened.question, listing.code, owner)
    for row in asked.stream(opened.now, opened.question, listing.code, owner):
        yield _row(row, listing, rules, None if old is None else row["store_id"] not in old)


def _part(opened: Opened, offset: int, limit: int) -> Sequence[Row]:
    listing, rules, owner = listing_of(opened), rules_of(opened.now), owner_of(opened)
    rows = asked.part(opened.now, opened.question, listing.code, owner, offset, limit)
    old = None
    if opened.before and rows:
        old = asked.among(opened.before, opened.question, listing.code, owner, [row["store_id"] for row in rows])
    return [_row(row, listing, rules, None if old is None else row["store_id"] not in old) for row in rows]


WORKLIST: Final = Sheet(
    CODE,
    _("Work list"),
    _("Stores to call: the list that the link names (list=), the largest value at stake first."),
    _columns,
    _rows,
    count=lambda opened: asked.count(opened.now, opened.question, listing_of(opened).code, owner_of(opened)),
    part=_part,
)


def _to_list(row: Row, view: View) -> tuple[str, View]:
    return "worklist", view.but(listing=row["list_code"], page=1)


def _tallies(opened: Opened) -> list[Row]:
    told = asked.tallies(opened.now, opened.question, opened.before, owner_of(opened))
    rows: list[dict[str, Any]] = []
    for code, tally in told.items():
        rows.append(
            {
                "list_code": code,
                "list": LISTINGS[code].title,
                "stores": tally.stores,
                "new": tally.new,
                "before": tally.before,
                "gone": tally.gone,
            }
        )
    return rows


def _tally_columns(opened: Opened) -> Columns:
    has_before = opened.before is not None
    return (
        Column("list_code", "code", _("List"), is_shown=False),
        Column("list", "named", _("List"), opens=_to_list),
        Column("stores", "stores", _("Stores"), _("Stores on the list on the snapshot's day."), has_bar=True),
        Column("new", "stores", _("New"), _("Of these: not on it in the snapshot compared with."),
               is_shown=has_before),
        Column("gone", "stores", _("Gone"), _("On it in the snapshot compared with, and no more."),
               is_shown=has_before),
        Column("before", "stores", _("Before"), _("Stores on the list in the snapshot compared with."),
               is_shown=has_before),
    )  # fmt: skip


TALLY: Final = Sheet(
    "worklist-tally",
    _("All lists"),
    _("How many stores each list of the work list has, and how many came and went since the snapshot compared with."),
    _tally_columns,
    _tallies,
)
SHEETS: Final = (WORKLIST, TALLY)

__all__ = ["SHEETS", "TALLY", "WORKLIST", "listing_of", "owner_of"]
