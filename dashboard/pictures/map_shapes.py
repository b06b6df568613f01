"""A map as shapes: the same scene as the page's, drawn from the built boundaries."""

from collections.abc import Iterator, Sequence
from typing import Final

import geopandas as gpd

from dashboard.drawing.labels import Label
from dashboard.drawing.layers import Scene
from dashboard.drawing.paint import PATTERNS, Paint, paint
from dashboard.drawing.scene import labels
from dashboard.drawing.theme import Theme
from dashboard.figures.figure import Figure
from dashboard.markup.pictures import Shape, group, shape, words
from dashboard.pictures.lettering import LEAST, width
from dashboard.pictures.plane import Plane, Rectangle, path, projected
from dashboard.reading.naming import names
from dashboard.reading.opening import Opened
from dashboard.views.question import Question
from data.language import _
from models.geography.boundaries import Boundaries
from models.geography.framing import FRAMED, Box
from models.geography.places import COUNTRY_CODE

SOUTH_CHINA_SEA: Final[Box] = (105.5, 2.0, 124.5, 24.5)
SEA: Final = _("South China Sea Islands")
INSET_WIDTH: Final = 76.0
INSET_HEIGHT: Final = 100.0
COUNTRY_FRAME: Final[Box] = (73.2, 17.6, 135.4, 53.8)
"""The mainland, Taiwan and Hainan; the South China Sea stands in the inset."""


def patterns(painted: Sequence[Paint]) -> Shape:
    """What patterned fills refer to: each once."""
    wanted = sorted({(one.pattern, one.fill, one.paper) for one in painted if one.pattern})
    return group(*[_pattern(*one) for one in wanted], tag="defs")


def _pattern(name: str, ink: str, paper: str) -> Shape:
    """One pattern of the page's map; a pixel there is 0.7 units here."""
    known = PATTERNS[name]
    step = round(0.7 * (known["gap"] + known.get("strokeWidth", 2 * known.get("radius", 1.0))), 2)
    half = round(step / 2, 2)
    if name == "dots":
        mark = shape("circle", cx=half, cy=half, r=round(0.7 * known["radius"], 2), fill=ink)
    else:
        line = f"M0 {half}H{step}" + (f"M{half} 0V{step}" if name == "cross" else "")
        mark = shape("path", d=line, stroke=ink, stroke_width=round(0.7 * known["strokeWidth"], 2))
    return group(
        shape("rect", width=step, height=step, fill=paper), mark, tag="pattern", id=_name(name, ink), width=step,
        height=step, patternUnits="userSpaceOnUse", patternTransform="rotate(45)",
    )  # fmt: skip


def _name(pattern: str, ink: str) -> str:
    return f"{pattern}-{ink[1:]}"


def filled(one: Paint) -> str:
    """What `fill` says of a paint."""
    return f"url(#{_name(one.pattern, one.fill)})" if one.pattern else one.fill


def paints(scene: Scene) -> dict[str, Paint]:
    """The paint of each region that a row names."""
    return {row.code: paint(row.now, scene.classes, scene.theme) for row in scene.rows if row.code is not None}


def unknown(scene: Scene) -> Paint:
    """The paint of regions that no row names: blank beside the one in view, else no data."""
    if scene.focus is not None:
        return Paint(scene.theme.surface)
    return paint(Figure("none", 0), scene.classes, scene.theme)


def _regions(scene: Scene, layer: gpd.GeoDataFrame, plane: Plane) -> Iterator[Shape]:
    painted, others = paints(scene), unknown(scene)
    for code, seen in zip(layer["code"], plane.shapes(layer.geometry), strict=True):
        if d := path(seen):
            yield shape("path", d=d, fill=filled(painted.get(code, others)), fill_rule="evenodd", data_code=code)


def _borders(borders: gpd.GeoDataFrame, plane: Plane, theme: Theme) -> Shape:
    d = "".join([path(seen) for seen in plane.shapes(borders.geometry)])
    return shape("path", d=d, fill="none", stroke=theme.border, stroke_width=0.6, stroke_linejoin="round")


def _dashes(lines: gpd.GeoDataFrame, plane: Plane, theme: Theme) -> Iterator[Shape]:
    """The dashes, the undetermined line dashed, and lines between waters, fine: as on the page."""
    seen = plane.shapes(lines.geometry)
    for kind, strength, pattern in (("other", 0.43, "none"), ("undetermined", 1.0, "3 3"), ("dash", 1.0, "none")):
        d = "".join([path(one) for one in seen[lines["kind"] == kind]])
        if d:
            yield shape(
                "path", d=d, fill="none", stroke=theme.ink_2, stroke_width=1.4, stroke_opacity=strength,
                stroke_dasharray=pattern, stroke_linecap="round",
            )  # fmt: skip


def _focus(scene: Scene, layer: gpd.GeoDataFrame, plane: Plane) -> Iterator[Shape]:
    if scene.focus is not None:
        for seen in plane.shapes(layer.geometry[layer["code"] == scene.focus]):
            yield shape("path", d=path(seen), fill="none", stroke=scene.theme.ring, stroke_width=2.2)


def _names(named: Sequence[Label], plane: Plane, theme: Theme) -> Iterator[Shape]:
    """Each name over its halo, which is a second text: not every program draws a stroke below its fill."""
    points = plane.points([label.at for label in named])
    for label, (x, y) in zip(named, points, strict=True):
        yield _name_at(x, y, label.text, fill=theme.halo, stroke=theme.halo, stroke_width=2.6, stroke_linejoin="round")
        yield _name_at(x, y, label.text, fill=theme.ink)


def _name_at(x: float, y: float, text: str, **look: str | float) -> Shape:
    at = {"x": round(x, 1), "y": round(y + 4.4, 1)}
    return words(text, **at, font_size=LEAST, font_weight=600, text_anchor="middle", **look)


def frame(drawn: Boundaries, region: str) -> Box:
    """What of the earth a picture of a region shows."""
    if region == COUNTRY_CODE:
        return COUNTRY_FRAME
    return FRAMED.get(region) or drawn.bbox(region)


def _reaches_south(drawn: Boundaries, region: str) -> bool:
    """Whether a region goes on south of its frame, so that an inset has to show the rest of it."""
    return drawn.bbox(region)[1] < frame(drawn, region)[1] - 1


def _land(scene: Scene, question: Question, drawn: Boundaries, plane: Plane) -> list[Shape]:
    layer = projected(drawn.layer(question.region, question.level))
    borders = projected(drawn.borders(question.region, question.level))
    return [
        *_regions(scene, layer, plane),
        _borders(borders, plane, scene.theme),
        *_dashes(projected(drawn.lines), plane, scene.theme),
        *_focus(scene, layer, plane),
    ]


def _inset(scene: Scene, opened: Opened, drawn: Boundaries, on: Rectangle) -> list[Shape]:
    """The South China Sea with its islands and all the dashes, in the right lower corner."""
    box = Rectangle(on.right - INSET_WIDTH, on.bottom - INSET_HEIGHT, INSET_WIDTH, INSET_HEIGHT)
    rim = {"x": round(box.x, 1), "y": round(box.y, 1), "width": box.width, "height": box.height}
    name = words(
        SEA.say(opened.language), x=round(box.right, 1), y=round(box.y - 6, 1),
        font_size=LEAST, fill=scene.theme.ink_2, text_anchor="end",
    )  # fmt: skip
    land = _land(scene, opened.question, drawn, Plane.showing(SOUTH_CHINA_SEA, box.inset(1)))
    return [*land, shape("rect", **rim, fill="none", stroke=scene.theme.border), name]


def south_china_sea(scene: Scene, opened: Opened, drawn: Boundaries, width: float, height: float) -> list[Shape]:
    """The South China Sea with its islands and all the dashes, in the colours of the scene, on so many pixels."""
    plane = Plane.showing(SOUTH_CHINA_SEA, Rectangle(0, 0, width, height))
    return [patterns([*paints(scene).values(), unknown(scene)]), *_land(scene, opened.question, drawn, plane)]


def _beside_inset(on: Rectangle, region: str, name: str) -> Rectangle:
    """What the inset and its name leave to the map: below the north-east of the country is the sea, where it stands."""
    sea = 0.2 * on.width if region == COUNTRY_CODE else 0.0
    taken = max(INSET_WIDTH, width(name, LEAST)) + 8 - sea
    return Rectangle(on.x, on.y, on.width - max(taken, 0.0), on.height)


def map_shapes(scene: Scene, opened: Opened, drawn: Boundaries, on: Rectangle) -> list[Shape]:
    """The whole map on a rectangle; where the region reaches further south than its frame, with an inset beside it."""
    question, inset = opened.question, list[Shape]()
    room = on
    if _reaches_south(drawn, question.region):
        inset = _inset(scene, opened, drawn, on)
        room = _beside_inset(on, question.region, SEA.say(opened.language))
    plane = Plane.showing(frame(drawn, question.region), room)
    named = labels(drawn, names(opened.now), opened.view, plane.zoom)
    return [
        patterns([*paints(scene).values(), unknown(scene)]),
        *_land(scene, question, drawn, plane),
        *_names(named, plane, scene.theme),
        *inset,
    ]
