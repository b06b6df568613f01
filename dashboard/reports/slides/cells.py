"""Figures as cells of a slide's tables, in the words of the page."""

from collections.abc import Mapping, Sequence
from typing import Final, TypeVar

from dashboard.drawing.tooltips import meaning_of_change
from dashboard.figures import number_formats as numbers
from dashboard.figures.figure import Figure, Ranked
from dashboard.reading.naming import names
from dashboard.reading.opening import Opened
from dashboard.reports.slide import Column, Ink, Said
from dashboard.tables.table import Table
from dashboard.tables.words import cell_text
from data.language import Sentence, _
from models.geography.places import COUNTRY_CODE
from models.programme.metrics import Metric

Row = TypeVar("Row")
_MEANINGS: Final[Mapping[str, Ink]] = {"good": "better", "bad": "worse"}


def value(figure: Figure, metric: Metric, opened: Opened) -> Said:
    """A figure's value, or why there is none."""
    words = numbers.figure_text(figure, metric, opened.language)
    return Said(words, is_bold=True) if figure.value is not None else Said(words, "faint")


def change(row: Ranked, metric: Metric, opened: Opened) -> Said:
    """A change against the day compared with, in the ink of what it means."""
    if opened.before is None:
        return Said(numbers.NOTHING, "faint")
    meaning = meaning_of_change(row.change, metric)
    return Said(numbers.change(row.change, metric.unit, opened.language), _MEANINGS.get(meaning, "faint"))


def parts(figure: Figure, metric: Metric, opened: Opened) -> Said:
    """What a rate divides by what; nothing where the value is withheld, or no rate."""
    if figure.value is None or metric.denominator is None:
        return Said("", "faint")
    unit = metric.numerator_unit
    amounts = [numbers.short_number(amount, unit, opened.language) for amount in (figure.numerator, figure.denominator)]
    return Said(" / ".join(amounts), "faint")


def compared(opened: Opened) -> Sentence:
    """The heading of a column of changes."""
    return _("vs {day}", day=opened.before.as_of[5:]) if opened.before else _("no comparison")


def region_name(opened: Opened) -> str:
    """The region that the deck is of."""
    return names(opened.now).region(opened.question.region).say(opened.language)


def place(code: str, opened: Opened) -> str:
    """A unit's short name; cities of the whole country with their province, for some bear the same name."""
    known, language = names(opened.now), opened.language
    name, province = known.short(code).say(language), known.places[code].unit("province")
    if opened.question.region != COUNTRY_CODE or province in (None, code):
        return name
    above = known.short(str(province)).say(language)
    return f"{above} {name}" if language == "zh" else f"{name}, {above}"


def rows_of(
    declared: Table[Row], opened: Opened, names_of: Sequence[str], rows: Sequence[Row]
) -> tuple[list[Column], list[list[Said]]]:
    """Columns of a screen's table and the cells of rows, in the words of the page."""
    shown = {column.name: column for column in declared.columns(opened)}
    chosen, language = [shown[name] for name in names_of if name in shown], opened.language
    columns = [Column(one.heading.say(language), one.is_number) for one in chosen]
    return columns, [[Said(cell_text(one, row, language)) for one in chosen] for row in rows]
