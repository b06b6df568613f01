"""What a row of a table by a chosen dimension is of: a region, a category, a week or a month; and its columns."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from operator import attrgetter
from typing import Final, Protocol

from dashboard.reading.naming import UNMATCHED
from dashboard.tables.cell_links import filter_link
from dashboard.tables.columns import Column, Columns
from dashboard.views.names import Names
from dashboard.views.view import View
from data.language import Named, _


@dataclass(frozen=True)
class CodeKey:
    """A region or a category; no code: the stores that are matched to none."""

    code: str | None
    name: Named


@dataclass(frozen=True)
class DayKey:
    """A week by its Monday, or a month by its first day."""

    day: date

    @property
    def month(self) -> str:
        """The month, as an address writes it."""
        return f"{self.day:%Y-%m}"


RowKey = CodeKey | DayKey


class _Keyed(Protocol):
    @property
    def key(self) -> RowKey: ...


def _open_cohort(of: _Keyed, view: View) -> tuple[str, View] | None:
    """A month opens its cohort by region."""
    return ("", view.but(by="region", item=of.key.month, page=1)) if isinstance(of.key, DayKey) else None


KEY_COLUMNS: Final[Mapping[str, Columns]] = {
    "region": (
        Column(
            "region_code",
            "code",
            _("Region, by code; empty: matched to no region drawn"),
            shown=False,
            of=attrgetter("code"),
        ),
        Column("region", "named", _("Region"), opens=filter_link("region", "key.code"), of=attrgetter("name")),
    ),
    "category": (
        Column("category_code", "code", _("Category, by code"), shown=False, of=attrgetter("code")),
        Column("category", "named", _("Category"), opens=filter_link("category", "key.code"), of=attrgetter("name")),
    ),
    "week": (Column("week_start", "day", _("Week from"), _("Monday of the week of granting"), of=attrgetter("day")),),
    "month": (
        Column(
            "month",
            "text",
            _("First certified in"),
            _("Month of the store's first certification"),
            opens=_open_cohort,
            of=attrgetter("month"),
        ),
    ),
}
"""The columns of a field `key` that holds what a row is of."""


def code_key(known: Names, by: str, code: str | None) -> CodeKey:
    """A region or a category by its code; none: the unmatched."""
    if code is None:
        return CodeKey(code, UNMATCHED)
    return CodeKey(code, known.categories.get(code, Named(code, code)) if by == "category" else known.region(code))
