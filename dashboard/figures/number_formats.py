"""Figures as text: 万 and 亿 in Chinese, K and M in English, money from fen with ¥, shares to one decimal.

Both languages group digits by commas in threes, so that is left to Python; Babel shortens.
"""

from functools import lru_cache
from typing import Final

from babel.numbers import format_compact_decimal

from dashboard.figures.figure import STATUSES, Figure
from data.language import LOCALES, Language, _
from models.programme.metrics import Metric, Unit
from models.settings import settings

NOTHING: Final = "–"
_COMPACT_FROM: Final = 10_000
_MINUS: Final = "\N{MINUS SIGN}"


@lru_cache(maxsize=65_536)
def _plain(number: float, language: Language) -> str:
    """A count: in full below ten thousand, shortened above; 1.12万 and 11.2万, so that three digits tell."""
    size = abs(number)
    if size < _COMPACT_FROM:
        return f"{round(size):,}"
    told = str(format_compact_decimal(size, locale=LOCALES[language], fraction_digits=1))
    if told[1].isdigit():
        return told
    return str(format_compact_decimal(size, locale=LOCALES[language], fraction_digits=2))


def _magnitude(number: float, unit: Unit, language: Language) -> str:
    if unit == "percent":
        return f"{abs(number):.1f}%"
    if unit == "fen":
        yuan = abs(number) / 100
        return "¥" + (f"{yuan:.2f}" if 0 < yuan < 10 and yuan % 1 else _plain(yuan, language))
    return _plain(number, language)


def short_number(number: float | None, unit: Unit, language: Language) -> str:
    """A value in its unit, short enough for a card, a label or a cell."""
    if number is None:
        return NOTHING
    return (_MINUS if number < 0 else "") + _magnitude(number, unit, language)


def full_number(number: int | None, unit: Unit) -> str:
    """A sum with every digit that is shown anywhere: 12,345 stores, ¥1,234.50."""
    if number is None:
        return NOTHING
    if unit == "fen":
        return f"¥{number / 100:,.2f}"
    return f"{number:,}"


def stores(figure: Figure) -> str:
    """How many stores a figure speaks of; withheld where they are too few, or would give away others."""
    few = settings().few
    if 0 < figure.stores < few:
        return f"< {few}"
    return f"≥ {few}" if figure.hides_stores else f"{figure.stores:,}"


def change(difference: float | None, unit: Unit, language: Language) -> str:
    """A change with its sign; percentage points for a share. Nothing known gives a dash."""
    if difference is None:
        return NOTHING
    tiny = 0.05 if unit == "percent" else 0.5
    if abs(difference) < tiny:
        return _("unchanged").say(language)
    sign = "+" if difference > 0 else _MINUS
    if unit == "percent":
        return _("{change} pp", change=f"{sign}{abs(difference):.1f}").say(language)
    return sign + _magnitude(difference, unit, language)


def figure_text(figure: Figure, metric: Metric, language: Language) -> str:
    """A figure's value, or the words for why there is none."""
    if figure.value is None:
        return STATUSES[figure.status].say(language)
    return short_number(figure.value, metric.unit, language)


def bound(number: float, unit: Unit, language: Language) -> str:
    """A class break as the legend writes it."""
    if unit == "percent":
        return f"{number:g}%"
    if unit == "fen":
        return "¥" + _round(number / 100, language)
    return _round(number, language)


def _round(number: float, language: Language) -> str:
    if number < _COMPACT_FROM:
        return f"{number:,.0f}"
    return str(format_compact_decimal(number, locale=LOCALES[language], fraction_digits=0))
