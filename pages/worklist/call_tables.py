"""Whom to call as a table: one row a store, with all its reasons.

A column is added by a field of `CallRow` and its cell in `_row`: page, file and manifest follow. What the page draws in
several lines (store, reasons, value) is in call_rows.py; every other column is drawn as in any table.
"""

from collections.abc import Iterator, Sequence
from datetime import date
from typing import Final

from dashboard.questions.worklist import calls
from dashboard.questions.worklist.calls import Asked, Bucket, Call
from dashboard.questions.worklist.changes import Change, changes
from dashboard.reading.naming import names
from dashboard.reading.opening import Opened, shelf
from dashboard.tables.call_words import joined, reason_told, stake_told, stakes
from dashboard.tables.cell_links import STORE
from dashboard.tables.columns import column, row
from dashboard.tables.place_names import county_with_city
from dashboard.tables.table import Table
from dashboard.views.names import Names
from dashboard.views.view import View
from data.language import Named, Sentence, _
from models.programme.terms import CERTIFICATION
from models.snapshots.snapshot import Snapshot

BUCKETS: Final[dict[Bucket, Sentence]] = {
    "overdue": _("Overdue"),
    "week": _("Due this week"),
    "later": _("Due later"),
}
CHANGES: Final[dict[Change, Sentence]] = {Change.NEW: _("new"), Change.WORSE: _("worse")}
CHANGED: Final = "changed"
REPORT: Final = _("report")


def seen_before(opened: Opened) -> Snapshot | None:
    """The day that changes are told against: what the link says the reader saw last, or else what is compared with."""
    told = opened.presentation.since
    if not told:
        return opened.before
    published = shelf()
    known = next((name for name in published.ids() if name.startswith(told)), "")
    seen = published.sound(known) if known else None
    return seen if seen and seen.day < opened.now.day else opened.before


def asked_of(opened: Opened) -> Asked:
    """Which stores the view asks for."""
    shown = opened.presentation
    return Asked(
        owner=shown.by,
        reasons=tuple(code for code in calls.REASONS if code in shown.reasons),
        bucket=shown.due if shown.due in calls.BUCKETS else "",
        changed_since=seen_before(opened) if shown.only == CHANGED else None,
    )


def _first(call: Call, *reasons: str) -> date | None:
    return min((reason.due for reason in call.reasons if reason.reason in reasons), default=None)


def _say_wrong(row: "CallRow", view: View) -> tuple[str, View]:
    return "", view.but(item=row.store_id)


@row
class CallRow:
    """A store to call."""

    call: Call
    """What the page draws in lines."""
    change: Change | None
    store_id: str = column("text", _("Store id"), shown=False)
    due: date = column(
        "day", _("Nearest day"), _("The first day by which something has to be done; the rows are in its order.")
    )
    days_left: int = column(
        "days", _("Days left"), _("Nearest day − the snapshot's day; below zero: overdue."), shown=False
    )
    bucket: Sentence = column("named", _("Due"), _("Overdue, due within 7 days, or later."), shown=False)
    store_name: str = column("text", _("Store"), _("The store's name; opens its page."), opens=STORE)
    place: Named = column("named", _("Place"), shown=False)
    belt_id: str | None = column("code", _("Belt id"), shown=False)
    belt: Named | None = column("named", _("Belt"), shown=False)
    reasons: Sentence = column("named", _("Reasons, each with its day"), _("All reasons of the store; one call."))
    documents_due: date | None = column("day", _("Documents due"), shown=False)
    pay_by: date | None = column("day", _("Pay by"), shown=False)
    claim_by: date | None = column(
        "day", _("Claim by"), _("The first claim-by of what is about to lapse."), shown=False
    )
    use_by: date | None = column("day", _("Use by"), _("The first use-by of what is about to lapse."), shown=False)
    valid_until: date | None = column(
        "day", _("Valid until"), _("Last day of a certification that ends soon."), shown=False
    )
    at_stake: Sentence | None = column("named", _("At stake"), _("Each unit for itself, never added."), filed=False)
    short_fen: int | None = column("fen", _("Short by"), _("Deposit shortfall, CNY."), shown=False)
    cash_fen: int | None = column("fen", _("Cash about to lapse"), shown=False)
    ad_credit_fen: int | None = column("fen", _("Ad credit about to lapse"), shown=False)
    traffic: int | None = column("traffic", _("Traffic about to lapse"), shown=False)
    owner: str | None = column("text", _("Owner"), _("The account manager of the store."))
    status: Sentence = column("named", _("Certification"), _("The certification status on the day."), shown=False)
    changed: Sentence | None = column(
        "named",
        _("Changed"),
        _(
            "new: not on the list on the day seen before (since=, else compare=); worse: a reason more, overdue since, "
            "or more at stake."
        ),
        shown=False,
    )
    report: Sentence = column(
        "named", _("Wrong?"), _("Say what is wrong about the store."), opens=_say_wrong, filed=False
    )


def _row(call: Call, known: Names, today: date, change: Change | None) -> CallRow:
    at_stake = stakes(call)
    return CallRow(
        call=call,
        change=change,
        store_id=call.store_id,
        due=call.due,
        days_left=(call.due - today).days,
        bucket=BUCKETS[calls.bucket_of(today, call.due)],
        store_name=call.store_name,
        place=county_with_city(known, call.county_adcode),
        belt_id=call.belt_id,
        belt=known.belt_or_code(call.belt_id) if call.belt_id else None,
        reasons=joined(reason_told(reason, today) for reason in call.reasons) or Sentence(""),
        documents_due=_first(call, "documents"),
        pay_by=_first(call, "shortfall"),
        claim_by=_first(call, "unclaimed"),
        use_by=_first(call, "unused"),
        valid_until=_first(call, "expiry"),
        at_stake=joined(stake_told(key, value) for key, value in at_stake.items()),
        short_fen=at_stake.get("short"),
        cash_fen=at_stake.get("fen"),
        ad_credit_fen=at_stake.get("ad-fen"),
        traffic=at_stake.get("traffic"),
        owner=call.owner,
        status=CERTIFICATION[call.certification_status],
        changed=CHANGES[change] if change else None,
        report=REPORT,
    )


def rows_of(opened: Opened, found: Iterator[Call] | Sequence[Call]) -> Iterator[CallRow]:
    """Stores as rows."""
    seen, known = seen_before(opened), names(opened.now)
    changed = changes(opened.now, seen, opened.question) if seen else {}
    for call in found:
        yield _row(call, known, opened.now.day, changed.get(call.store_id))


def _rows(opened: Opened) -> Iterator[CallRow]:
    return rows_of(opened, calls.stream(opened.now, opened.question, asked_of(opened)))


def _part(opened: Opened, offset: int, limit: int) -> Sequence[CallRow]:
    part = calls.part(opened.now, opened.question, asked_of(opened), offset, limit)
    return list(rows_of(opened, part))


CALLS: Final = Table(
    "calls",
    _("Stores to call"),
    _(
        "One row a store with all its reasons, each with its own day: documents asked for, a deposit shortfall, value "
        "about to lapse, a certification that ends. Overdue first, then the nearest day; of one day the most cash at "
        "stake, then ad credit, then traffic."
    ),
    row=CallRow,
    make=_rows,
    count=lambda opened: calls.count(opened.now, opened.question, asked_of(opened)),
    part=_part,
    made_by="due",
)
