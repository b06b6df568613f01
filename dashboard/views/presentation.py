"""The presentation: how answers are put before a reader."""

from dataclasses import dataclass
from typing import Final, Literal

from data.language import Language

LATEST: Final = "latest"
PREVIOUS: Final = "previous"
NOTHING: Final = "none"
Order = Literal["worst", "falling", "rising"]
ORDERS: Final[tuple[Order, ...]] = ("worst", "falling", "rising")
"""How ranked rows stand: what is worst first, by the metric's direction, or by the value whatever it means."""
Scale = Literal["fixed", "relative", "gap"]
SCALES: Final[tuple[Scale, ...]] = ("fixed", "relative", "gap")
"""What a map's colours stand for: the metric's own classes, the rank in view, the gap to the metric's target."""


@dataclass(frozen=True)
class Presentation:
    """How it is shown: of which days, in which language and order, and what of a screen is open.

    A field belongs here if every question is answered alike whatever its value: the days name the snapshots that are
    asked, and what a list, an owner or a search narrows is an argument of the question that knows it. The fields from
    `item` on belong to one screen: they are written only where they are set, each screen says which values it knows,
    and they stay behind when another screen is gone to.
    """

    snapshot: str = LATEST
    compare: str = PREVIOUS
    order: Order = "worst"
    scale: Scale = "fixed"
    language: Language = "zh"
    item: str = ""
    listing: str = ""
    by: str = ""
    measure: str = ""
    search: str = ""
    page: int = 1
    sort: str = ""
    rows: str = ""
    """The order of a table's rows: `table.column`, or `table.-column` from the largest down."""
    more: str = ""
    """The table that is shown in full, page by page; the others show their first rows."""
    columns: tuple[str, ...] = ()
    series: tuple[str, ...] = ()
    reasons: tuple[str, ...] = ()
    due: str = ""
    since: str = ""
    """The snapshot that a reader saw last, by the beginning of its id."""
    only: str = ""
    """What alone is shown of a list: `changed`."""
