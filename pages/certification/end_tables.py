"""The tables of certifications that end: by month, by region and month, and those of this week."""

from datetime import date
from typing import Final

from dashboard.reading.naming import UNMATCHED, names
from dashboard.reading.opening import Opened
from dashboard.tables.cell_links import filter_link
from dashboard.tables.columns import column, row
from dashboard.tables.table import Table
from dashboard.tables.values import Count
from dashboard.views.names import Names
from data.language import Named, Sentence, _
from models.programme.terms import CERTIFICATION
from pages.certification.end_questions import (
    MONTHS_AHEAD,
    LapsedCertification,
    expiries,
    lapsed_certifications,
    lapsed_counts,
)
from pages.certification.months import month_of
from pages.certification.store_lists import PagedRows, PlaceColumns, StoreColumns, belt_name

ENDS_IN_MONTH: Final = _("Certified stores whose valid-until day is in the month.")


def _months(opened: Opened) -> list[date]:
    day = opened.now.day
    return [month_of(day, away) for away in range(MONTHS_AHEAD)]


# By month


@row
class ExpiryRow:
    """The certifications that end in one month."""

    month: str = column("text", _("Month"))
    stores: Count = column("stores", _("Stores"), ENDS_IN_MONTH, bar=True)


def _expiry_rows(opened: Opened) -> list[ExpiryRow]:
    found = expiries(opened.now, opened.question)
    if not found:
        return []
    return [
        ExpiryRow(
            month=f"{month:%Y-%m}",
            stores=sum(stores for (when, _code), stores in found.items() if when == month),
        )
        for month in _months(opened)
    ]


EXPIRIES: Final = Table(
    "certification-expiries",
    _("Certifications that end, by month"),
    _("Certified stores by the month of their valid-until day, from the snapshot's day on, twelve months."),
    row=ExpiryRow,
    make=_expiry_rows,
    few="stores",
)


# By region and month


@row
class RegionExpiryRow:
    """The certifications of one region that end in one month."""

    region_code: str | None = column("code", _("Region"), shown=False)
    region_name: Named = column("named", _("Region"), opens=filter_link("region", "region_code"))
    month: str = column("text", _("Month"))
    stores: Count = column("stores", _("Stores"), ENDS_IN_MONTH, bar=True)


def _region_expiry_rows(opened: Opened) -> list[RegionExpiryRow]:
    """By month and unit of the view's level."""
    known, found = names(opened.now), expiries(opened.now, opened.question)
    codes = sorted({code for _month, code in found}, key=lambda code: (code is None, code or ""))
    return [
        RegionExpiryRow(
            region_code=code,
            region_name=known.known_region(code) or UNMATCHED,
            month=f"{month:%Y-%m}",
            stores=found[month, code],
        )
        for month in _months(opened)
        for code in codes
        if (month, code) in found
    ]


REGION_EXPIRIES: Final = Table(
    "certification-expiries-by-region",
    _("Certifications that end, by region and month"),
    _("Certified stores by region and by the month of their valid-until day; months without any are left out."),
    row=RegionExpiryRow,
    make=_region_expiry_rows,
    few="stores",
    within=("month",),
)


# Those of this week


@row
class _LapseColumns:
    """How its certification ended."""

    certification_status: str = column("code", _("Status"), shown=False)
    status_name: Sentence = column("named", _("Status"))
    certification_since: date = column("day", _("Since"))
    valid_until: date | None = column("day", _("Was valid until"))
    certification_reason: str | None = column("text", _("Reason"), _("Of the last step, as delivered."))


@row
class LapsedRow(StoreColumns, _LapseColumns, PlaceColumns):
    """One store whose certification ended this week."""


def _lapsed_row(_opened: Opened, known: Names, one: LapsedCertification) -> LapsedRow:
    return LapsedRow(
        store_id=one.store_id,
        store_name=one.store_name,
        owner=one.owner,
        certification_status=one.certification_status,
        status_name=CERTIFICATION[one.certification_status],
        certification_since=one.certification_since,
        valid_until=one.valid_until,
        certification_reason=one.certification_reason,
        county_adcode=one.county_adcode,
        county_name=known.known_region(one.county_adcode),
        belt_id=one.belt_id,
        belt_name=belt_name(known, one.belt_id),
    )


_LAPSED_ROWS: Final = PagedRows(lapsed_certifications, LapsedCertification, _lapsed_row)
LAPSED: Final = Table(
    "certifications-ended",
    _("Certifications that ended this week"),
    _("Stores whose certification expired or was revoked in the seven days to the snapshot's day, the newest first."),
    row=LapsedRow,
    make=_LAPSED_ROWS.every,
    part=_LAPSED_ROWS.part,
    count=lambda opened: sum(lapsed_counts(opened.now, opened.question).values()),
)
