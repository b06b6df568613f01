"""The rows of the map's points: belts as circles, stores as dots. Their short names fill map_drawing_tips."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from math import sqrt
from typing import Any, Final

from dashboard.drawing.paint import CLEAR, by_code
from dashboard.drawing.theme import Theme, rgba
from dashboard.drawing.tips import BELT, STORE
from dashboard.figures import number_formats as numbers
from dashboard.figures.figure import Belt, Status, StorePoint
from data.language import Language
from models.programme.metrics import Metric
from models.programme.terms import CERTIFICATION
from models.settings import settings

Row = dict[str, Any]
LARGEST_PX: Final = 17.0
SMALLEST_PX: Final = 2.2
NO_VALUE: Final[tuple[Status, ...]] = ("zero", "few", "none", "ineligible", "withheld")


@dataclass(frozen=True)
class Placed:
    """A belt with its place on the map (degrees), and the numbers of its category and source (Words)."""

    belt: Belt
    at: tuple[float, float]
    category: int
    source: int


def plain(text: str) -> str:
    """A name from data; deck.gl would run or resolve one that begins with its own sign."""
    return f" {text}" if text.startswith("@@") else text


def radius(stores: int, most: int) -> float:
    """A circle's radius in pixels; its area is in proportion to the stores."""
    return round(max(SMALLEST_PX, LARGEST_PX * sqrt(stores / max(most, 1))), 1)


def size(placed: Placed) -> int:
    """The stores that a belt's circle stands for; where their number is withheld, the fewest that are shown."""
    now = placed.belt.ranked.now
    return settings().few if now.hides_stores else now.stores


def most_stores(belts: Iterable[Placed]) -> int:
    """The stores of the largest circle."""
    return max((size(placed) for placed in belts), default=0)


def class_of(belt: Belt, metric: Metric) -> int:
    """The class of a belt's value, or below zero the mark of its status."""
    figure = belt.ranked.now
    if figure.status == "value" and figure.value is not None:
        return metric.class_of(figure.value)
    return -1 - NO_VALUE.index(figure.status)


def class_fills(metric: Metric, theme: Theme) -> dict[str, Any]:
    """The colour of each class and of each mark, looked up in the browser."""
    colours = {at: rgba(colour, 240) for at, colour in enumerate(theme.ramp(metric))}
    colours |= {-1 - at: rgba(theme.marks[status].paper, 150) for at, status in enumerate(NO_VALUE)}
    return by_code("@@=c", list(colours), list(colours.values()), CLEAR)


def _belt_row(placed: Placed, most: int, metric: Metric, language: Language) -> Row:
    ranked = placed.belt.ranked
    amounts = [ranked.now.numerator, ranked.now.denominator][: 2 if metric.denominator else 1]
    parts = [numbers.full(amount, metric.numerator_unit) for amount in amounts if amount is not None]
    return {
        "kind": BELT,
        "code": ranked.code,
        "p": [round(degrees, 3) for degrees in placed.at],
        "r": radius(size(placed), most),
        "c": class_of(placed.belt, metric),
        "n": plain(ranked.name.say(language)),
        "v": numbers.told(ranked.now, metric, language),
        "d": numbers.change(ranked.change, metric.unit, language),
        "f": " / ".join(parts) or numbers.NOTHING,
        "q": numbers.stores(ranked.now),
        "a": plain(placed.belt.product_zh),
        "g": placed.category,
        "s": placed.source,
    }


def belt_rows(belts: Sequence[Placed], metric: Metric, language: Language) -> list[Row]:
    """Belts as circles, the larger below the smaller."""
    most = most_stores(belts)
    ordered = sorted(belts, key=lambda of: (-size(of), of.belt.ranked.code or ""))
    return [_belt_row(placed, most, metric, language) for placed in ordered]


def store_rows(points: Iterable[StorePoint], language: Language) -> list[Row]:
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
