"""From answers to a scene: what of a view's figures the map shows, and where it looks."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from dashboard.drawing.classes import Classes, classes
from dashboard.drawing.labels import Label, without_overlaps
from dashboard.drawing.layers import BELTS, Camera, Scene
from dashboard.drawing.paint import paint
from dashboard.drawing.points import BeltCircle, most_stores
from dashboard.drawing.theme import Theme, ink_on
from dashboard.drawing.tooltips import TooltipWords
from dashboard.figures.figure import Ranked, RankedBelt
from dashboard.questions.targets import target_of
from dashboard.reading.naming import names
from dashboard.reading.opening import Opened
from dashboard.serving.boundary_route import address
from dashboard.views.names import Names
from dashboard.views.view import View
from data.language import Named, Sentence, _
from models.geography.boundaries import Boundaries
from models.geography.framing import degrees_per_px
from models.geography.places import COUNTRY_CODE

MOST_POINTS: Final = 5_000
"""More stores than this are not drawn one by one."""
NARROW_ZOOM: Final = 1.15
"""How much further off a map on a phone looks: half as wide, half as large."""
LEGEND_PX: Final = 120
"""The room that the legend takes in the west of a map; on a phone it stands below."""
_ROOM: Final = 1.6


@dataclass(frozen=True)
class Answers:
    """The answers that the map draws."""

    rows: Sequence[Ranked]
    belts: Sequence[RankedBelt] = ()


@dataclass(frozen=True)
class Addresses:
    """Where the browser finds what the map draws; None leaves it out."""

    belts: str | None = None
    stores: str | None = None


@dataclass(frozen=True)
class Viewport:
    """What of the reader's screen matters: theme, width, and the events since the page was opened."""

    theme: Theme
    is_narrow: bool = False
    flight: int = 0
    clicks: int = 0
    flies: bool = False


def shows_stores(opened: Opened, has_boundaries: bool = True) -> bool:
    """Whether the view's map is a city's or a county's, where stores are points."""
    return has_boundaries and names(opened.now).levels(opened.question.region) == ("county",)


def inks(rows: Iterable[Ranked], of: Classes, theme: Theme) -> dict[str, str]:
    """By region, the ink in which a name is read best on its colour."""
    painted = ((row.code, paint(row.now, of, theme)) for row in rows if row.code is not None)
    return {code: theme.ink if one.pattern else ink_on(one.fill) for code, one in painted}


def labels(
    drawn: Boundaries, of: Names, view: View, zoom: float, inked: Mapping[str, str] | None = None
) -> list[Label]:
    """Names with room for them, the largest regions first; by city over the country, provinces' names alone."""
    level = "province" if view.question.region == COUNTRY_CODE else view.question.level
    room = drawn.label_zooms(view.question.region, level)
    points = drawn.labels(view.question.region, level)
    named = ((code, at) for code, at in points.items() if code in of.places)  # a day may have had other codes
    inked = inked or {}
    wanted = (
        Label(of.short(code).say(view.language), at, inked.get(code, ""))
        for code, at in named
        if room[code] <= zoom + _ROOM
    )
    return without_overlaps(wanted, zoom)


def sources(of: Names) -> list[Named | Sentence]:
    """Where belts' listings come from, each once, in words."""
    return [_("Source: {source}", source=of.belt_source(belt_id)) for belt_id in of.first_of_source.values()]


def placed(belts: Iterable[RankedBelt], drawn: Boundaries, of: Names) -> list[BeltCircle]:
    """Belts at their county's label point; those of no region that is drawn are left to the table."""
    regions = drawn.index["regions"]
    categories = {code: at for at, code in enumerate(of.categories)}
    listed = {source: at for at, source in enumerate(of.first_of_source)}
    found = []
    for belt in belts:
        where = regions.get(belt.county_adcode) or regions.get(belt.city_adcode or "")
        if where is not None and belt.ranked.code is not None:
            lon, lat = where["label"]
            found.append(BeltCircle(belt, (lon, lat), categories.get(belt.category_code, -1), listed[belt.source]))
    return found


def tooltip_words(opened: Opened) -> TooltipWords:
    """The words that stand once in the tooltip."""
    of = names(opened.now)
    compared = _("vs {day}", day=opened.before.as_of if opened.before else "–")
    return TooltipWords(_("stores"), compared, list(of.categories.values()), sources(of))


def camera(drawn: Boundaries, view: View, viewport: Viewport, off: float = 0.0) -> Camera:
    """Where the map looks for a region, from constants of the region alone; a small map looks from further `off`."""
    lon, lat, zoom = drawn.view(view.question.region)
    if not viewport.is_narrow:
        lon -= LEGEND_PX / 2 * degrees_per_px(zoom - off)
    off = NARROW_ZOOM if viewport.is_narrow else off
    return Camera(lon, lat, round(zoom - off, 2), viewport.flight, 450 if viewport.flies else 0)


def classes_of(opened: Opened, rows: Iterable[Ranked], theme: Theme) -> Classes:
    """The classes that a map of these rows is coloured by."""
    metric, target = opened.question.measured, target_of(opened.now, opened.question.measured)
    values = [row.now.value for row in rows if row.code is not None and row.now.status == "value"]
    known = [value for value in values if value is not None]
    return classes(opened.presentation.scale, metric, known, target, theme)


def scene(
    opened: Opened, answers: Answers, drawn: Boundaries, viewport: Viewport, at: Addresses, off: float = 0.0
) -> Scene:
    """The map of a view."""
    view, of = opened.view, names(opened.now)
    looking = camera(drawn, view, viewport, off)
    name = f"{view.question.region}-{view.question.level}-{viewport.clicks}"
    city = of.places[view.question.region].unit("county") == view.question.region
    coloured = classes_of(opened, answers.rows, viewport.theme)
    return Scene(
        name=name,
        classes=coloured,
        rows=answers.rows,
        shapes_url=address(drawn.layer(view.question.region, view.question.level)),
        borders_url=address(drawn.borders(view.question.region, view.question.level)),
        lines_url=address(drawn.lines),
        camera=looking,
        theme=viewport.theme,
        language=view.language,
        labels=labels(drawn, of, view, looking.zoom, inks(answers.rows, coloured, viewport.theme)),
        belts_url=at.belts,
        belts_name=f"{BELTS}-{name}-{'~'.join(view.question.belts)[:40]}",
        most_stores=most_stores(placed(answers.belts, drawn, of)) if at.belts else 0,
        has_dots=view.question.region == COUNTRY_CODE,
        stores_url=at.stores,
        focus=view.question.region if city else None,
    )
