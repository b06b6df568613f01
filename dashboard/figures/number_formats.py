"""Figures as text: short on cards and labels (万 and 亿, K and M), in full in tables; money from fen with ¥.

Both languages group digits by commas in threes, so that is left to Python; Babel shortens the bounds of classes.
"""

from collections.abc import Iterable
from functools import lru_cache
from typing import Final

from babel.numbers import format_compact_decimal

from dashboard.figures.figure import STATUSES, Figure
from data.language import LOCALES, Language, _
from models.programme.metrics import Metric, Unit
from models.settings import settings

NOTHING: Final = "–"
MINUS: Final = "\N{MINUS SIGN}"
_COMPACT_FROM: Final = 10_000
_SCALES: Final[dict[Language, tuple[tuple[float, float, str, int], ...]]] = {
    "zh": ((1e8, 1e8, "亿", 2), (_COMPACT_FROM, 1e4, "万", 1)),
    "en": ((1e9, 1e9, "B", 2), (1e6, 1e6, "M", 2), (_COMPACT_FROM, 1e3, "K", 1)),
}
"""From which size on a number is told in which unit: what it is divided by, the unit's sign, its decimals."""
_STORES_COMPACT_FROM: Final = 100_000
"""Stores are counted one by one: 11,208 says more than 1.1万, and as briefly."""
_FEN_MATTER_BELOW: Final = 10_000
"""Of amounts below it, in fen, a table shows the fen."""


@lru_cache(maxsize=65_536)
def _plain(number: float, language: Language, beside: float = 0.0) -> str:
    """A count: in full below ten thousand, shortened above; in the unit of a larger one that it stands beside."""
    size = abs(number)
    for bound, unit, sign, places in _SCALES[language]:
        if max(size, abs(beside)) >= bound and f"{size / unit:.{places}f}" != f"{0:.{places}f}":
            return f"{size / unit:,.{places}f}{sign}"
    return f"{round(size):,}"


def _magnitude(number: float, unit: Unit, language: Language, beside: float = 0.0) -> str:
    if unit == "percent":
        return f"{abs(number):.1f}%"
    if unit == "fen":
        yuan = abs(number) / 100
        return "¥" + (f"{yuan:.2f}" if 0 < yuan < 10 and yuan % 1 else _plain(yuan, language, beside / 100))
    if unit == "stores" and max(abs(number), abs(beside)) < _STORES_COMPACT_FROM:
        return f"{round(abs(number)):,}"
    return _plain(number, language, beside)


def short_number(number: float | None, unit: Unit, language: Language) -> str:
    """A value in its unit, short enough for a card, a label or a cell."""
    if number is None:
        return NOTHING
    return (MINUS if number < 0 else "") + _magnitude(number, unit, language)


def full_number(number: int | None, unit: Unit) -> str:
    """A sum with every digit that is shown anywhere: 12,345 stores, ¥1,234.50."""
    if number is None:
        return NOTHING
    if unit == "fen":
        return f"{MINUS if number < 0 else ''}¥{abs(number) / 100:,.2f}"
    return f"{number:,}".replace("-", MINUS)


def fen_places(amounts: Iterable[float]) -> int:
    """The decimals that amounts in fen have in one column of a table: none, but where all are small."""
    shown = [abs(amount) for amount in amounts]
    return 2 if max(shown, default=0) < _FEN_MATTER_BELOW and any(amount % 100 for amount in shown) else 0


def exact(number: float, places: int, *, before: str = "", after: str = "", signed: bool = False) -> str:
    """A number as a table has it: every digit up to so many decimals, between signs; `signed` is a change."""
    told = f"{abs(number):,.{places}f}"
    is_zero = not any(digit in "123456789" for digit in told)
    sign = "" if is_zero else MINUS if number < 0 else "+" if signed else ""
    return f"{sign}{before}{told}{after}"


def stores(figure: Figure) -> str:
    """How many stores a figure speaks of; withheld where they are too few, or would give away others."""
    few = settings().few
    if 0 < figure.stores < few:
        return f"< {few}"
    return f"≥ {few}" if figure.hides_stores else f"{figure.stores:,}"


def change(difference: float | None, unit: Unit, language: Language, *, beside: float = 0.0) -> str:
    """A change with its sign; percentage points for a share. Nothing known gives a dash.

    `beside` is the value that it stands beside, in whose unit (万, M) it is told.
    """
    if difference is None:
        return NOTHING
    tiny = 0.05 if unit == "percent" else 0.5
    if abs(difference) < tiny:
        return _("unchanged").say(language)
    sign = "+" if difference > 0 else MINUS
    if unit == "percent":
        return _("{change} pp", change=f"{sign}{abs(difference):.1f}").say(language)
    return sign + _magnitude(difference, unit, language, beside)


def bare_change(difference: float, unit: Unit, language: Language) -> str:
    """A change with its sign where its unit stands above it: +3.1 for percentage points."""
    if unit == "percent":
        return exact(difference, 1, signed=True)
    return (MINUS if difference < 0 else "+" if difference else "") + _magnitude(difference, unit, language)


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
