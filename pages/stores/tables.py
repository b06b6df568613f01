"""The stores as sheets: the list as it is searched and sorted, and one store's grants, deposits and events."""

from collections.abc import Iterator, Sequence
from typing import Final

from dashboard.reading.naming import measure_name, names
from dashboard.reading.opening import Opened
from dashboard.tables.cells import UNITS
from dashboard.tables.sheet import Column, Columns, Row, Sheet
from dashboard.tables.store_columns import FIELDS, ID, NAME, Field, chosen, tier_name
from dashboard.views.names import Names
from data.language import Named, Sentence, _
from models.programme.terms import CERTIFICATION
from pages.stores import search_questions as store_search
from pages.stores import store_questions as store_pages

# The list


def sort_of(opened: Opened) -> str:
    """What the list is sorted by."""
    return opened.view.choice("sort", store_search.SORTS)


def _fields(opened: Opened) -> tuple[Field, ...]:
    """The name, what is sorted by (its column is shown in any case), and what is chosen."""
    by, _is_falling = store_search.SORTS[sort_of(opened)]
    own = chosen(opened.presentation.columns)
    sorted_by = [FIELDS[by]] if by in FIELDS and by != ID.source and FIELDS[by] not in own else []
    return (NAME, *sorted_by, *own)


def _list_columns(opened: Opened) -> Columns:
    fields = _fields(opened)
    shown = [column for field in fields for column in field.columns()]
    has_id = any(field.source == "store_id" for field in fields)
    hidden = Column("store_id", "text", _("Store id"), is_shown=False)
    return shown if has_id else [*shown, hidden]


def _wanted(opened: Opened) -> tuple[str, ...]:
    return tuple(dict.fromkeys(("store_id", *(field.source for field in _fields(opened)))))


def _listed(opened: Opened, rows: Sequence[Row] | Iterator[Row]) -> Iterator[Row]:
    of, fields = names(opened.now), _fields(opened)
    for row in rows:
        made: Row = {"store_id": row["store_id"]}
        for field in fields:
            made |= field.cells(of, row)
        yield made


def _list_part(opened: Opened, offset: int, limit: int) -> list[Row]:
    asked = (opened.now, opened.question, opened.presentation.search, sort_of(opened), _wanted(opened))
    return list(_listed(opened, store_search.part(*asked, offset, limit)))


LIST: Final = Sheet(
    "store-list",
    _("List of stores"),
    _("The stores in view that the search finds, in the order and with the columns chosen."),
    columns=_list_columns,
    rows=lambda opened: _listed(
        opened,
        store_search.stream(opened.now, opened.question, opened.presentation.search, sort_of(opened), _wanted(opened)),
    ),
    count=lambda opened: store_search.count(opened.now, opened.question, opened.presentation.search),
    part=_list_part,
)

# One store


def _grant_rows(opened: Opened) -> list[Row]:
    return [
        row
        | {
            "measure": measure_name(row["measure_code"]),
            "counted_in": UNITS[row["unit"]],
        }
        for row in store_pages.grants(opened.now, opened.question, opened.presentation.item)
    ]


def _quantity(name: str, heading: Sentence, says: Sentence | None = None) -> Column:
    return Column(name, "quantity", heading, says)


GRANTS: Final = Sheet(
    "store-grants",
    _("Grants of the store"),
    _("Every grant as it stands at the end of the day, in its own unit."),
    columns=lambda _opened: (
        Column("measure_code", "code", _("Measure"), is_shown=False),
        Column("measure", "named", _("Measure")),
        Column("counted_in", "named", _("Unit")),
        Column("granted_at", "instant", _("Granted on")),
        _quantity("granted", _("Granted")),
        _quantity("claimed", _("Claimed"), _("Claimed; of a red envelope: issued less returned.")),
        _quantity("used", _("Used")),
        _quantity("lapsed", _("Lapsed"), _("Lapsed by events, and past its deadlines.")),
        _quantity("clawed_back", _("Clawed back")),
        _quantity("unclaimed", _("Unclaimed"), _("May still be claimed.")),
        Column("claim_by", "day", _("Claim by")),
        _quantity("unused", _("Unused"), _("Claimed, may still be used.")),
        Column("use_by", "day", _("Use by")),
        Column("grant_id", "text", _("Grant")),
    ),
    rows=_grant_rows,
)


def _deposit_rows(opened: Opened) -> list[Row]:
    of, files = names(opened.now), store_pages.deliveries(opened.now)
    return [
        {
            "effective_on": row["at"].date(),
            "tier_code": row["tier_code"],
            "tier": tier_name(of, row["tier_code"] or "BASE"),
            "base_fen": row["base_fen"],
            "required_fen": row["required_fen"],
            "released_fen": max(row["base_fen"] - row["required_fen"], 0),
            "paid_fen": row["paid_fen"],
            "shortfall_fen": max(row["required_fen"] - row["paid_fen"], 0),
            "file": files.get(row["delivery_id"]),
            "delivery_id": row["delivery_id"],
        }
        for row in store_pages.events(opened.now, opened.question, opened.presentation.item, "deposit")
    ]


DEPOSITS: Final = Sheet(
    "store-deposits",
    _("Deposit and tier, as they changed"),
    _("Each row that was in force, the newest first, with the tier it put the store in."),
    columns=lambda _opened: (
        Column("effective_on", "day", _("In force from")),
        Column("tier_code", "code", _("Tier"), is_shown=False),
        Column("tier", "named", _("Tier")),
        Column("base_fen", "fen", _("Base")),
        Column("required_fen", "fen", _("Required")),
        Column("released_fen", "fen", _("Released"), _("Base − required, where positive.")),
        Column("paid_fen", "fen", _("Paid")),
        Column("shortfall_fen", "fen", _("Shortfall"), _("Required − paid, where positive.")),
        Column("file", "text", _("File"), _("The file that the row came in.")),
        Column("delivery_id", "text", _("Delivery"), is_shown=False),
    ),
    rows=_deposit_rows,
)

SUBJECTS: Final[dict[str, Sentence]] = {
    "certification": _("Certification"),
    "benefit": _("Benefit"),
    "deposit": _("Deposit"),
}
STEPS: Final[dict[str, Sentence]] = {
    "granted": _("Granted"),
    "claimed": _("Claimed"),
    "issued": _("Issued in a live room"),
    "used": _("Used"),
    "returned": _("Returned to the budget"),
    "lapsed": _("Lapsed"),
    "clawed_back": _("Clawed back"),
    "set": _("Set"),
}


def _what(row: Row, of: Names) -> Sentence | Named:
    if row["subject"] == "certification":
        return CERTIFICATION[row["event"]]
    if row["subject"] == "benefit":
        return _("{measure}: {step}", measure=measure_name(row["measure_code"]), step=STEPS[row["event"]])
    return tier_name(of, row["tier_code"] or "BASE")


def _until(row: Row) -> Sentence | None:
    """The deadlines that an event set."""
    if row["valid_until"] is not None:
        return _("valid until {day}", day=row["valid_until"])
    if row["claim_by"] is not None and row["use_by"] is not None:
        return _("claim by {claim}, use by {use}", claim=row["claim_by"], use=row["use_by"])
    if row["claim_by"] is not None:
        return _("claim by {day}", day=row["claim_by"])
    return _("use by {day}", day=row["use_by"]) if row["use_by"] is not None else None


def _event_rows(opened: Opened) -> list[Row]:
    of, files = names(opened.now), store_pages.deliveries(opened.now)
    return [
        {
            "at": row["at"],
            "subject": row["subject"],
            "subject_name": SUBJECTS[row["subject"]],
            "event": row["event"],
            "what": _what(row, of),
            "quantity": row["required_fen"] if row["subject"] == "deposit" else row["quantity"],
            "unit": "fen" if row["subject"] == "deposit" else row["unit"] or "",
            "counted_in": UNITS["fen"] if row["subject"] == "deposit" else UNITS.get(row["unit"]),
            "until": _until(row),
            "reason": row["reason"],
            "grant_id": row["grant_id"],
            "file": files.get(row["delivery_id"]),
            "delivery_id": row["delivery_id"],
        }
        for row in store_pages.events(opened.now, opened.question, opened.presentation.item)
    ]


EVENTS: Final = Sheet(
    "store-events",
    _("Everything that happened"),
    _("Every step to the end of the day, the newest first, each with the delivered file that it came from."),
    columns=lambda _opened: (
        Column("at", "instant", _("When"), _("Shanghai time.")),
        Column("subject", "code", _("About"), is_shown=False),
        Column("subject_name", "named", _("About")),
        Column("event", "code", _("Step"), is_shown=False),
        Column("what", "named", _("What")),
        Column("quantity", "quantity", _("How much"), _("Of a benefit, in its unit; of a deposit: required.")),
        Column("counted_in", "named", _("Unit")),
        Column("until", "named", _("Deadline")),
        Column("reason", "text", _("Reason"), _("As it was delivered.")),
        Column("grant_id", "text", _("Grant")),
        Column("file", "text", _("File"), _("The file that the fact came in.")),
        Column("delivery_id", "text", _("Delivery"), _("The delivery that the fact came in.")),
    ),
    rows=_event_rows,
)
SHEETS: Final = (LIST, GRANTS, DEPOSITS, EVENTS)
