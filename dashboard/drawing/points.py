"""The map's points: belts as circles, stores as dots. Their short names fill the tooltip (tips)."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from math import sqrt
from typing import Final, TypedDict

from dashboard.drawing.classes import Classes
from dashboard.drawing.paint import CLEAR, Lookup, lookup
from dashboard.drawing.theme import Theme, rgba
from dashboard.drawing.tooltips import BELT, STORE
from dashboard.figures import number_formats as numbers
from dashboard.figures.figure import RankedBelt, Status, StorePoint
from data.language import Language
from models.programme.terms import CERTIFICATION
from models.settings import settings

LARGEST_PX: Final = 17.0
SMALLEST_PX: Final = 2.2
NO_VALUE: Final[tuple[Status, ...]] = ("zero", "few", "none", "ineligible", "withheld")


class BeltPoint(TypedDict):
    """A belt as the browser is sent it; names are short, for they come with every belt."""

    kind: str
    code: str | None
    p: Sequence[float]  # longitude, latitude
    r: float  # radius, pixels
    c: int  # class (class_of)
    n: str  # name
    v: str  # value
    d: str  # change
    f: str  # numerator and denominator
    q: str  # stores
    a: str  # product
    g: int  # category, by its number in the tooltip
    s: int  # source, likewise


class StoreDot(TypedDict):
    """A store as the browser is sent it."""

    kind: str
    p: Sequence[float]
    c: int  # 1: certified
    n: str  # name
    a: str  # certification


@dataclass(frozen=True)
class BeltCircle:
    """A belt with its place on the map (degrees), and the numbers of its category and source (TooltipWords)."""

    belt: RankedBelt
    at: tuple[float, float]
    category: int
    source: int


def plain(text: str) -> str:
    """A name from data; deck.gl would run or resolve one that begins with its own sign."""
    return f" {text}" if text.startswith("@@") else text


def radius(stores: int, most: int) -> float:
    """A circle's radius in pixels; its area is in proportion to the stores."""
    return round(max(SMALLEST_PX, LARGEST_PX * sqrt(stores / max(most, 1))), 1)


def size(circle: BeltCircle) -> int:
    """The stores that a belt's circle stands for; where their number is withheld, the fewest that are shown."""
    now = circle.belt.ranked.now
    return settings().few if now.hides_stores else now.stores


def most_stores(belts: Iterable[BeltCircle]) -> int:
    """The stores of the largest circle."""
    return max((size(circle) for circle in belts), default=0)


def class_of(belt: RankedBelt, of: Classes) -> int:
    """The class of a belt's value, or below zero the mark of its status."""
    figure = belt.ranked.now
    if figure.status == "value" and figure.value is not None:
        return of.of(figure.value)
    return -1 - NO_VALUE.index(figure.status)


def class_fills(of: Classes, theme: Theme) -> Lookup:
    """The colour of each class and of each mark, looked up in the browser."""
    colours = {at: rgba(colour, 240) for at, colour in enumerate(of.colours)}
    colours |= {-1 - at: rgba(theme.marks[status].paper, 150) for at, status in enumerate(NO_VALUE)}
    return lookup("@@=c", list(colours), list(colours.values()), CLEAR)


def _belt_row(circle: BeltCircle, most: int, of: Classes, language: Language) -> BeltPoint:
    ranked, metric = circle.belt.ranked, of.metric
    amounts = [ranked.now.numerator, ranked.now.denominator][: 2 if metric.denominator else 1]
    parts = [numbers.full_number(amount, metric.numerator_unit) for amount in amounts if amount is not None]
    return {
        "kind": BELT,
        "code": ranked.code,
        "p": [round(degrees, 3) for degrees in circle.at],
        "r": radius(size(circle), most),
        "c": class_of(circle.belt, of),
        "n": plain(ranked.name.say(language)),
        "v": numbers.figure_text(ranked.now, metric, language),
        "d": numbers.change(ranked.change, metric.unit, language),
        "f": " / ".join(parts) or numbers.NOTHING,
        "q": numbers.stores(ranked.now),
        "a": plain(circle.belt.product_zh),
        "g": circle.category,
        "s": circle.source,
    }


def belt_rows(belts: Sequence[BeltCircle], of: Classes, language: Language) -> list[BeltPoint]:
    """Belts as circles, the larger below the smaller."""
    most = most_stores(belts)
    ordered = sorted(belts, key=lambda one: (-size(one), one.belt.ranked.code or ""))
    return [_belt_row(circle, most, of, language) for circle in ordered]


def store_rows(points: Iterable[StorePoint], language: Language) -> list[StoreDot]:
    """Stores as dots: c is 1 for a certified one."""
    named = {code: name.say(language) for code, name in CERTIFICATION.items()}
    return [
        {
            "kind": STORE,
            "p": [round(point.lon, 5), round(point.lat, 5)],
            "c": int(point.certification_status == "certified"),
            "n": plain(point.store_name),
            "a": named[point.certification_status],
        }
        for point in points
    ]
