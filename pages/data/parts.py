"""The Data screen's parts: what is late, missing and restated, and the tables that say what everything means."""

from collections.abc import Iterable, Mapping
from typing import Final, Protocol, TypeVar

from dashboard.figures import number_formats as numbers
from dashboard.reading.naming import names
from dashboard.reading.opening import Opened
from dashboard.reading.restatement import last_weeks_day, restated
from dashboard.tables.table import Table
from dashboard.ui.figure_row import Fact, facts
from dashboard.ui.page import note
from dashboard.ui.tables import table_card
from dashboard.ui.tabs import tabs
from dashboard.views.levels import LEVEL_NAMES
from data.errors import Refused
from data.language import Sentence, _
from pages.data.freshness_tables import COMPLETENESS, FRESHNESS, late_days
from pages.data.missing_tables import INCOMPLETE_STORES, MISSING, MISSING_NAMES, MissingRow, chosen_field
from pages.data.restated_tables import RESTATED_METRICS, RESTATED_WEEK, compared_week

FIRST_ROWS: Final = 60
NOTHING_TO_COMPARE: Final = _("nothing to compare with")
Row = TypeVar("Row")


class Comparable(Protocol):
    """A row that tells a figure as it was and as it is."""

    @property
    def is_changed(self) -> bool:
        """Whether they differ."""


def card(opened: Opened, table: Table[Row]) -> None:
    """A table in a card; one that cannot be asked says why."""
    try:
        table_card(opened, table, rows=FIRST_ROWS)
    except Refused as refusal:
        note(refusal.sentence, opened.language)


def _late(opened: Opened) -> Fact:
    language = opened.language
    late = [row.kind_name.say(language) for row in FRESHNESS.shown(opened) if row.is_late]
    days = _("{n} days behind, or more", n=late_days(opened)).say(language)
    return Fact(_("Late logs"), str(len(late)), ("、" if language == "zh" else ", ").join(late) or days, css="n")


def _missing(opened: Opened) -> list[Fact]:
    rows = {row.lack: row for row in MISSING.shown(opened)}
    return [_missing_fact(rows[field], opened) for field in ("region", "activity")]


def _missing_fact(row: MissingRow, opened: Opened) -> Fact:
    share = "" if row.share_pct is None else numbers.short_number(row.share_pct, "percent", opened.language)
    return Fact(row.what, numbers.full_number(row.stores, "stores"), share)


def _changed(rows: Iterable[Comparable], name: Sentence, words: Sentence, opened: Opened) -> Fact:
    return Fact(name, str(sum(row.is_changed for row in rows)), words.say(opened.language))


def _changed_of_week(opened: Opened) -> Fact:
    week = compared_week(opened)
    words = _("week from {day}", day=week.monday) if week else NOTHING_TO_COMPARE
    return _changed(RESTATED_WEEK.shown(opened), _("Figures of last week told otherwise"), words, opened)


def _changed_metrics(opened: Opened) -> Fact:
    day = last_weeks_day(opened)
    words = NOTHING_TO_COMPARE
    if day:
        again, once = _("{day} was published again", day=day), _("the day compared with was published once")
        words = again if restated(day) else once
    return _changed(RESTATED_METRICS.shown(opened), _("Metrics restated"), words, opened)


def fresh(opened: Opened) -> None:
    """What is late, missing or restated."""
    found = [_late(opened), *_missing(opened), _changed_of_week(opened), _changed_metrics(opened)]
    facts(found, opened.language)
    card(opened, FRESHNESS)
    card(opened, RESTATED_METRICS)
    card(opened, RESTATED_WEEK)
    table_card(opened, COMPLETENESS, above=lambda: _levels(opened), rows=FIRST_ROWS)


def _levels(opened: Opened) -> None:
    levels = names(opened.now).levels(opened.question.region)
    choices: Mapping[str, Sentence] = {level: name for level, name in LEVEL_NAMES.items() if level in levels}
    if len(levels) > 1:
        tabs(opened, "level", choices)


def incomplete(opened: Opened) -> None:
    """What is missing of stores, and the stores that the thing chosen is missing of."""
    table_card(opened, MISSING)
    note(_("Listed below: {what}.", what=MISSING_NAMES[chosen_field(opened.view)]), opened.language)
    card(opened, INCOMPLETE_STORES)
