"""The stores as tables: the list as it is searched and sorted, and one store's grants, deposits and events."""

from collections.abc import Iterator
from datetime import date, datetime
from operator import itemgetter
from typing import Final

from dashboard.reading.naming import measure_name, names
from dashboard.reading.opening import Opened
from dashboard.tables.choosing import Choice, Choices
from dashboard.tables.columns import Column, Columns, column, row, several
from dashboard.tables.store_columns import (
    FIELDS,
    ID,
    NAME,
    USUAL,
    Field,
    StoreCells,
    StoreLinks,
    chosen_fields,
    store_columns,
)
from dashboard.tables.table import Table
from dashboard.tables.words import UNITS
from dashboard.views.names import Names
from data.language import Named, Sentence, _
from models.programme.terms import CERTIFICATION, NO_TIER
from pages.stores import search_questions, store_questions
from pages.stores.store_questions import StoreEvent

# The list


def sort_of(opened: Opened) -> str:
    """What the list is sorted by."""
    return opened.view.choice("sort", search_questions.SORTS)


def _fields(opened: Opened) -> tuple[Field, ...]:
    """The name, what is sorted by (its column is shown in any case), and what is chosen."""
    by, _is_falling = search_questions.SORTS[sort_of(opened)]
    own = chosen_fields(opened.presentation.columns)
    sorted_by = [FIELDS[by]] if by in FIELDS and by != ID.source and FIELDS[by] not in own else []
    return (NAME, *sorted_by, *own)


def _list_columns(opened: Opened) -> Columns:
    fields = _fields(opened)
    if ID in fields:
        return store_columns(fields, opened)
    hidden = Column(ID.source, ID.kind, ID.heading, shown=False, of=itemgetter(ID.source))
    return [*store_columns(fields, opened), hidden]


@row
class StoreFound(StoreLinks):
    """A store that the search finds."""

    cells: StoreCells = several(_list_columns)


def _wanted(opened: Opened) -> tuple[str, ...]:
    return tuple(dict.fromkeys((ID.source, *(field.source for field in _fields(opened)))))


def _list_rows(opened: Opened) -> Iterator[StoreFound]:
    search, sort, wanted = opened.presentation.search, sort_of(opened), _wanted(opened)
    for cells in search_questions.stream(opened.now, opened.question, search, sort, wanted):
        yield StoreFound(cells=cells)


def _list_part(opened: Opened, offset: int, limit: int) -> list[StoreFound]:
    search, sort, wanted = opened.presentation.search, sort_of(opened), _wanted(opened)
    part = search_questions.part(opened.now, opened.question, search, sort, wanted, offset, limit)
    return [StoreFound(cells=cells) for cells in part]


def _list_choices(opened: Opened) -> Choices:
    """Any column of the stores' wide row; a link names all that are shown, for the file has no others."""
    shown = {field.source for field in chosen_fields(opened.presentation.columns)}
    found = []
    for source, field in FIELDS.items():
        turned = shown ^ {source}
        wanted = () if turned == set(USUAL) else tuple(one for one in FIELDS if one in turned)
        found.append(Choice(source, field.heading, source in shown, wanted))
    return Choices(found, None if shown == set(USUAL) else ())


STORE_LIST: Final = Table(
    "store-list",
    _("List of stores"),
    _("The stores in view that the search finds, in the order and with the columns chosen."),
    row=StoreFound,
    make=_list_rows,
    count=lambda opened: search_questions.count(opened.now, opened.question, opened.presentation.search),
    part=_list_part,
    choose=_list_choices,
)

# One store


@row
class GrantRow:
    """A grant as it stands."""

    unit: str
    measure_code: str = column("code", _("Measure"), shown=False)
    measure: Named | Sentence = column("named", _("Measure"))
    counted_in: Sentence | Named = column("named", _("Unit"))
    granted_at: datetime = column("instant", _("Granted on"))
    granted: int = column("quantity", _("Granted"))
    claimed: int = column("quantity", _("Claimed"), _("Claimed; of a red envelope: issued less returned."))
    used: int = column("quantity", _("Used"))
    lapsed: int = column("quantity", _("Lapsed"), _("Lapsed by events, and past its deadlines."))
    clawed_back: int = column("quantity", _("Clawed back"))
    unclaimed: int = column("quantity", _("Unclaimed"), _("May still be claimed."))
    claim_by: date | None = column("day", _("Claim by"))
    unused: int = column("quantity", _("Unused"), _("Claimed, may still be used."))
    use_by: date | None = column("day", _("Use by"))
    grant_id: str = column("text", _("Grant"))


def _grant_rows(opened: Opened) -> Iterator[GrantRow]:
    for grant in store_questions.grants(opened.now, opened.question, opened.presentation.item):
        yield GrantRow(
            unit=grant.unit,
            measure_code=grant.measure_code,
            measure=measure_name(grant.measure_code),
            counted_in=UNITS[grant.unit],
            granted_at=grant.granted_at,
            granted=grant.granted,
            claimed=grant.claimed,
            used=grant.used,
            lapsed=grant.lapsed,
            clawed_back=grant.clawed_back,
            unclaimed=grant.unclaimed,
            claim_by=grant.claim_by,
            unused=grant.unused,
            use_by=grant.use_by,
            grant_id=grant.grant_id,
        )


GRANTS: Final = Table(
    "store-grants",
    _("Grants of the store"),
    _("Every grant as it stands at the end of the day, in its own unit."),
    row=GrantRow,
    make=_grant_rows,
)


@row
class DepositRow:
    """A deposit that was in force."""

    effective_on: date = column("day", _("In force from"))
    tier_code: str | None = column("code", _("Tier"), shown=False)
    tier: Named | Sentence = column("named", _("Tier"))
    base_fen: int = column("fen", _("Base"))
    required_fen: int = column("fen", _("Required"))
    released_fen: int = column("fen", _("Released"), _("Base − required, where positive."))
    paid_fen: int = column("fen", _("Paid"))
    shortfall_fen: int = column("fen", _("Shortfall"), _("Required − paid, where positive."))
    file: str | None = column("text", _("File"), _("The file that the row came in."))
    delivery_id: str = column("text", _("Delivery"), shown=False)


def _deposit_rows(opened: Opened) -> Iterator[DepositRow]:
    known, files = names(opened.now), store_questions.delivery_files(opened.now)
    for deposit in store_questions.deposits(opened.now, opened.question, opened.presentation.item):
        yield DepositRow(
            effective_on=deposit.effective_on,
            tier_code=deposit.tier_code,
            tier=known.tier_or_code(deposit.tier_code or NO_TIER),
            base_fen=deposit.base_fen,
            required_fen=deposit.required_fen,
            released_fen=max(deposit.base_fen - deposit.required_fen, 0),
            paid_fen=deposit.paid_fen,
            shortfall_fen=max(deposit.required_fen - deposit.paid_fen, 0),
            file=files.get(deposit.delivery_id),
            delivery_id=deposit.delivery_id,
        )


DEPOSITS: Final = Table(
    "store-deposits",
    _("Deposit and tier, as they changed"),
    _("Each row that was in force, the newest first, with the tier it put the store in."),
    row=DepositRow,
    make=_deposit_rows,
)

EVENT_SUBJECTS: Final = {
    "certification": _("Certification"),
    "benefit": _("Benefit"),
    "deposit": _("Deposit"),
}
EVENT_STEPS: Final = {
    "granted": _("Granted"),
    "claimed": _("Claimed"),
    "issued": _("Issued in a live room"),
    "used": _("Used"),
    "returned": _("Returned to the budget"),
    "lapsed": _("Lapsed"),
    "clawed_back": _("Clawed back"),
    "set": _("Set"),
}


@row
class EventRow:
    """Something that happened to the store."""

    unit: str
    at: datetime = column("instant", _("When"), _("Shanghai time."))
    subject: str = column("code", _("About"), shown=False)
    subject_name: Sentence = column("named", _("About"))
    event: str = column("code", _("Step"), shown=False)
    what: Named | Sentence = column("named", _("What"))
    quantity: int | None = column("quantity", _("How much"), _("Of a benefit, in its unit; of a deposit: required."))
    counted_in: Sentence | Named | None = column("named", _("Unit"))
    until: Sentence | None = column("named", _("Deadline"))
    reason: str | None = column("text", _("Reason"), _("As it was delivered."))
    grant_id: str | None = column("text", _("Grant"))
    file: str | None = column("text", _("File"), _("The file that the fact came in."))
    delivery_id: str = column("text", _("Delivery"), _("The delivery that the fact came in."))


def _what(event: StoreEvent, known: Names) -> Sentence | Named:
    if event.subject == "certification":
        return CERTIFICATION[event.event]
    if event.subject == "benefit":
        measure = measure_name(event.measure_code or "")
        return _("{measure}: {step}", measure=measure, step=EVENT_STEPS[event.event])
    return known.tier_or_code(event.tier_code or NO_TIER)


def _until(event: StoreEvent) -> Sentence | None:
    """The deadlines that an event set."""
    if event.valid_until is not None:
        return _("valid until {day}", day=event.valid_until)
    if event.claim_by is not None and event.use_by is not None:
        return _("claim by {claim}, use by {use}", claim=event.claim_by, use=event.use_by)
    if event.claim_by is not None:
        return _("claim by {day}", day=event.claim_by)
    return _("use by {day}", day=event.use_by) if event.use_by is not None else None


def _event_rows(opened: Opened) -> Iterator[EventRow]:
    known, files = names(opened.now), store_questions.delivery_files(opened.now)
    for event in store_questions.events(opened.now, opened.question, opened.presentation.item):
        is_deposit = event.subject == "deposit"
        unit = "fen" if is_deposit else event.unit or ""
        yield EventRow(
            unit=unit,
            at=event.at,
            subject=event.subject,
            subject_name=EVENT_SUBJECTS[event.subject],
            event=event.event,
            what=_what(event, known),
            quantity=event.required_fen if is_deposit else event.quantity,
            counted_in=UNITS.get(unit),
            until=_until(event),
            reason=event.reason,
            grant_id=event.grant_id,
            file=files.get(event.delivery_id),
            delivery_id=event.delivery_id,
        )


EVENTS: Final = Table(
    "store-events",
    _("Everything that happened"),
    _("Every step to the end of the day, the newest first, each with the delivered file that it came from."),
    row=EventRow,
    make=_event_rows,
)
TABLES: Final = (STORE_LIST, GRANTS, DEPOSITS, EVENTS)
