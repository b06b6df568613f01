"""The tables of the time to claim: by region, category or week of granting, and by how long grants waited."""

from collections.abc import Mapping, Sequence
from typing import Final

from dashboard.figures.figure import share
from dashboard.reading.naming import names
from dashboard.reading.opening import Opened
from dashboard.tables.columns import column, row, several
from dashboard.tables.grant_columns import OfUnit, in_order
from dashboard.tables.table import Table
from dashboard.tables.values import Amount, Count
from data.language import Sentence, _
from pages.benefits.claim_times_questions import (
    HOURS,
    LAPSED,
    TAKEN_BACK,
    WAITING,
    ClaimTimes,
    claim_times,
    claim_times_by_week,
    waiting_classes,
)
from pages.benefits.four_benefits import UNIT_OF, chosen_benefit, unit_name
from pages.benefits.row_keys import KEY_COLUMNS, DayKey, RowKey, code_key

BY: Final[Mapping[str, Sentence]] = {
    "region": _("By region"),
    "category": _("By category"),
    "week": _("By week of granting"),
}


def grouped_by(opened: Opened) -> str:
    """The dimension that times to claim are shown by."""
    return opened.view.choice("by", BY)


@row
class GroupOfGrants:
    """What a row is of, and how soon its grants were claimed."""

    key: RowKey = several(lambda opened: KEY_COLUMNS[grouped_by(opened)], always=True)
    stores: Count = column("stores", _("Stores"), _("Stores granted it"))
    grants: Count = column("count", _("Grants"))
    claims: Count = column("count", _("Claimed grants"), _("Grants of which any was claimed"))
    claimed_share: Amount = column("percent", _("Claimed"), _("Claimed grants ÷ grants"), bar=True)
    median_hours: Amount = column("hours", _("Median hours"), _("Median hours from grant to first claim"))
    slow_hours: Amount = column("hours", _("Slowest tenth"), _("A tenth of the claims took longer than so many hours"))


@row
class ClaimTimesRow(GroupOfGrants, OfUnit):
    """The grants of a region, a category or a week: how soon they were claimed, and what became of them."""

    granted: Count = column("quantity", _("Granted"), _("Value granted"))
    claimed: Count = column("quantity", _("Value claimed"))
    used: Count = column("quantity", _("Used"), _("Value used"))
    lapsed: Count = column("quantity", _("Lapsed"), _("Value lapsed"))
    consumed_share: Amount = column("percent", _("Used of claimed"), _("Value used ÷ value claimed"))
    lapsed_share: Amount = column("percent", _("Lapsed of granted"), _("Value lapsed ÷ value granted"))


def _claim_times_row(key: RowKey, times: ClaimTimes, unit: str) -> ClaimTimesRow:
    return ClaimTimesRow(
        key=key,
        stores=times.stores,
        grants=times.grants,
        claims=times.claims,
        claimed_share=share(times.claims, times.grants),
        median_hours=times.median_hours,
        slow_hours=times.slow_hours,
        unit=unit,
        unit_name=unit_name(unit),
        granted=times.granted,
        claimed=times.claimed,
        used=times.used,
        lapsed=times.lapsed,
        consumed_share=share(times.used, times.claimed),
        lapsed_share=share(times.lapsed, times.granted),
    )


def _claim_times_rows(opened: Opened) -> Sequence[ClaimTimesRow]:
    """The slowest first; weeks newest first."""
    by, benefit, known = grouped_by(opened), chosen_benefit(opened), names(opened.now)
    unit = UNIT_OF[benefit]
    if by == "week":
        weeks = claim_times_by_week(opened.now, opened.question, benefit)
        return [_claim_times_row(DayKey(week), times, unit) for week, times in reversed([*weeks.items()])]
    groups = claim_times(opened.now, opened.question, benefit, "category" if by == "category" else "region")
    ordered = in_order(groups, opened.question.few, lambda times: -(times.median_hours or 0))
    return [_claim_times_row(code_key(known, by, code), times, unit) for code, times in ordered]


CLAIM_TIMES: Final = Table(
    "claim-times",
    _("Time to claim, use and lapse"),
    _(
        "From a grant to its first claim (of a red envelope: its first issue), over grants to the day that were "
        "claimed; the median is the middle one."
    ),
    row=ClaimTimesRow,
    make=_claim_times_rows,
    few="stores",
)


@row
class ClassOfWaiting:
    """A class of the time to claim, and the grants in it."""

    at: int = column("count", _("Order"), _("Order of the class"), shown=False, always=True)
    span: Sentence = column("named", _("Claimed"))
    most_hours: int | None = column(
        "hours",
        _("At most, hours"),
        _("Upper bound of the class in hours; empty: there is none"),
        shown=False,
        always=True,
    )
    stores: Count = column("stores", _("Stores"), _("Stores with such a grant"))
    grants: Count = column("count", _("Grants"), bar=True)
    grants_share: Amount = column("percent", _("Share"), _("Grants ÷ all grants"))


@row
class WaitingRow(ClassOfWaiting, OfUnit):
    """The same, and what was granted."""

    granted: Count = column("quantity", _("Granted"), _("Value granted"))


def _span(at: int) -> Sentence:
    """What a class of the time to claim is called."""
    days = [bound // 24 for bound in HOURS]
    if at == WAITING:
        return _("may still be claimed")
    if at == LAPSED:
        return _("lapsed unclaimed")
    if at == TAKEN_BACK:
        return _("taken back unclaimed")
    if at == 0:
        return _("within a day")
    if at == len(days):
        return _("after more than {days} days", days=days[-1])
    return _("after {first} to {last} days", first=days[at - 1], last=days[at])


def _waiting_rows(opened: Opened) -> Sequence[WaitingRow]:
    benefit = chosen_benefit(opened)
    unit, found = UNIT_OF[benefit], waiting_classes(opened.now, opened.question, benefit)
    grants = sum(one.grants for one in found)
    return [
        WaitingRow(
            at=one.at + 1,
            span=_span(one.at),
            most_hours=HOURS[one.at] if one.at < len(HOURS) else None,
            stores=one.stores,
            grants=one.grants,
            grants_share=share(one.grants, grants),
            unit=unit,
            unit_name=unit_name(unit),
            granted=one.granted,
        )
        for one in found
    ]


CLAIM_HOURS: Final = Table(
    "claim-hours",
    _("How long grants waited to be claimed"),
    _("Every grant to the day, by the time to its first claim; the last rows were never claimed."),
    row=WaitingRow,
    make=_waiting_rows,
    few="stores",
)
