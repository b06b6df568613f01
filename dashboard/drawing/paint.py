"""Figures to paint: the fill, pattern and paper of every region on the map."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Final, TypedDict

from dashboard.drawing.classes import Classes
from dashboard.drawing.theme import Rgba, Theme, rgba
from dashboard.figures.figure import Figure, Ranked

CLEAR: Final[Rgba] = (0, 0, 0, 0)
SOLID: Final = "solid"
"""The name of no pattern: a lookup in the browser takes an empty name for a missing one."""


class FillPattern(TypedDict, total=False):
    """A pattern of deck.gl's FillStyleExtension: lengths in pixels, angles in degrees."""

    type: str
    gap: float
    strokeWidth: float
    radius: float
    angle: int
    angles: list[int]


PATTERNS: Final[dict[str, FillPattern]] = {
    "hatch": {"type": "hatch", "gap": 4, "strokeWidth": 1.4, "angle": 45},
    "cross": {"type": "cross-hatch", "gap": 5, "strokeWidth": 1, "angles": [45, 135]},
    "dots": {"type": "dots", "radius": 1.3, "gap": 3.6, "angle": 45},
}
"""Patterns that deck.gl's FillStyleExtension draws by itself, in screen pixels."""


@dataclass(frozen=True)
class Paint:
    """A fill, the pattern it is drawn in (empty: solid) and the paper behind the pattern; colours as #rrggbb."""

    fill: str
    pattern: str = ""
    paper: str = ""


def paint(figure: Figure, of: Classes, theme: Theme) -> Paint:
    """How a region with this figure is filled: by class, or by the mark of its status."""
    if figure.status == "value" and figure.value is not None:
        return Paint(of.colours[of.of(figure.value)])
    mark = theme.marks[figure.status]
    return Paint(mark.ink, mark.pattern, mark.paper if mark.pattern else "")


Lookup = TypedDict(
    "Lookup",
    {
        "@@function": str,
        "attr": str,
        "domain": Sequence[object],
        "colors": Sequence[object],
        "nullColor": object,
        "othersColor": object,
    },
)
"""A look-up that deck.gl makes in the browser: the geometry knows codes only."""


def lookup(attribute: str, domain: Sequence[object], values: Sequence[object], others: object) -> Lookup:
    """The value that stands where an object's attribute stands in the domain; `others` for what is not there."""
    return {
        "@@function": "colorCategories",
        "attr": attribute,
        "domain": domain,
        "colors": values,
        "nullColor": others,
        "othersColor": others,
    }


def _solid(colour: str) -> Rgba:
    return rgba(colour) if colour else CLEAR


class Fills(TypedDict):
    """Properties of the fill's sublayer: colours, patterns and papers by code."""

    getFillColor: Lookup
    getFillPattern: Lookup
    getFillPatternBackgroundColor: Lookup


def fills(rows: Iterable[Ranked], of: Classes, theme: Theme, others: Paint | None = None) -> Fills:
    """How the regions of these rows are filled.

    A code that no row names is painted as `others`; without it, as no data.
    """
    painted = {row.code: paint(row.now, of, theme) for row in rows if row.code is not None}
    unknown = others or paint(Figure("none", 0), of, theme)
    codes = list(painted)
    # What the sublayer's own accessors are given is a wrapper of the feature; colours alone are unwrapped.
    wrapped = "@@=__source.object.properties.code"
    patterns = [painted[code].pattern or SOLID for code in codes]
    papers = [_solid(painted[code].paper) for code in codes]
    return {
        "getFillColor": lookup("code", codes, [rgba(painted[code].fill) for code in codes], rgba(unknown.fill)),
        "getFillPattern": lookup(wrapped, codes, patterns, unknown.pattern or SOLID),
        "getFillPatternBackgroundColor": lookup(wrapped, codes, papers, _solid(unknown.paper)),
    }
