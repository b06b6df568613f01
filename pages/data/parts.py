"""The Data screen's parts: what is late, missing and restated, and the sheets that say what everything means."""

from collections.abc import Callable

from dashboard.figures import number_formats as numbers
from dashboard.reading.naming import names
from dashboard.reading.opening import Opened
from dashboard.reading.restatement import last_weeks_day, restated
from dashboard.tables.sheet import Row, Sheet
from dashboard.ui.facts import Fact, facts
from dashboard.ui.said import said
from dashboard.ui.sheets import sheet_card
from dashboard.ui.tabs import tabs
from dashboard.views.levels import LEVEL_NAMES
from data.errors import Refused
from data.language import Sentence, _
from pages.data import tables as data

MOST_ROWS = 60


def sheets(opened: Opened, *of: Sheet) -> None:
    """Sheets one below the other; one that cannot be asked says why."""
    for sheet in of:
        try:
            sheet_card(opened, sheet, rows=MOST_ROWS)
        except Refused as refusal:
            said(refusal.sentence, opened.view.language)


def _late(opened: Opened) -> Fact:
    language = opened.view.language
    late = [row["kind_name"].say(language) for row in data.freshness_rows(opened) if row["is_late"]]
    days = _("{n} days behind, or more", n=data.late_days(opened)).say(language)
    return Fact(_("Late logs"), str(len(late)), ("、" if language == "zh" else ", ").join(late) or days, css="n")


def _lacking(row: Row, opened: Opened) -> Fact:
    share = "" if row["share_pct"] is None else numbers.short(row["share_pct"], "percent", opened.view.language)
    return Fact(row["what"], numbers.full(row["stores"], "stores"), share)


def _changed(opened: Opened, rows: Callable[[Opened], list[Row]], name: Sentence, note: Sentence) -> Fact:
    changed = sum(bool(row["amount_change"]) for row in rows(opened))
    return Fact(name, str(changed), note.say(opened.view.language))


def _retold(opened: Opened) -> Fact:
    told = data.told_again(opened)
    note = _("week from {day}", day=told[0]) if told else _("nothing to compare with")
    return _changed(opened, data.retold_rows, _("Figures of last week told otherwise"), note)


def _restated(opened: Opened) -> Fact:
    day = last_weeks_day(opened)
    note = (
        _("{day} was published again", day=day)
        if day and restated(day)
        else _("the day compared with was published once")
        if day
        else _("nothing to compare with")
    )
    return _changed(opened, data.restated_rows, _("Metrics restated"), note)


def fresh(opened: Opened) -> None:
    """What is late, missing or restated."""
    lacking = {row["lack"]: row for row in data.lacking_rows(opened)}
    found = [_late(opened), *(_lacking(lacking[lack], opened) for lack in ("region", "activity"))]
    facts([*found, _retold(opened), _restated(opened)], opened.view.language)
    sheets(opened, data.FRESHNESS, data.RESTATED, data.RETOLD)
    levels = names(opened.now).levels(opened.question.region)
    sheet_card(opened, data.COMPLETENESS, above=lambda: _levels(opened, levels), rows=MOST_ROWS)


def _levels(opened: Opened, levels: tuple[str, ...]) -> None:
    if len(levels) > 1:
        tabs(opened, "level", {level: name for level, name in LEVEL_NAMES.items() if level in levels})


def incomplete(opened: Opened) -> None:
    """What stores lack, and the stores that lack what is chosen."""
    chosen = data.LACK_NAMES[data.chosen_lack(opened.view)]
    sheet_card(opened, data.LACKING)
    said(_("Listed below: {what}.", what=chosen), opened.view.language)
    sheets(opened, data.STORES_LACKING)
