"""A chart as shapes: its Vega-Lite specification drawn by vl-convert, which is allowed to ask no address."""

import re
from collections.abc import Mapping
from typing import Any

import vl_convert

from dashboard.drawing.chart import Chart
from dashboard.drawing.charts.canvas import Spec
from dashboard.drawing.look import Look
from dashboard.drawing.theme import LIGHT
from dashboard.markup.pictures import Shape, group, writable
from dashboard.pictures.picture import Picture, around
from dashboard.pictures.plane import Rectangle
from dashboard.pictures.sheet import Sheet
from dashboard.reading.naming import names
from dashboard.reading.opening import Opened
from data.errors import Refused
from data.language import Sentence, _

_svg = re.compile(r"<svg[^>]*? width=\"([\d.]+)\" height=\"([\d.]+)\"[^>]*>(.*)</svg>", re.DOTALL)
_id = re.compile(r"\b((?:clip|gradient)_?\d+)\b")


def _writable(part: Any) -> Any:
    """A part of a specification with no sign that XML may not hold.

    vl-convert writes words as XML to measure them, and such a sign ends the whole process.
    """
    if isinstance(part, str):
        return writable(part)
    if isinstance(part, Mapping):
        return {name: _writable(inside) for name, inside in part.items()}
    return [_writable(each) for each in part] if isinstance(part, list | tuple) else part


def _drawn(spec: Spec) -> tuple[float, float, str]:
    """Width and height of a drawn chart, and what is inside."""
    found = _svg.match(vl_convert.vegalite_to_svg(spec, allowed_base_urls=[]))
    if found is None:
        raise ValueError("vl-convert drew no SVG")
    return float(found[1]), float(found[2]), _numbered(found[3])


def _numbered(svg: str) -> str:
    """The same drawing, its clips counted from one: vl-convert counts them on from chart to chart."""
    known = {name: f"clip-{at}" for at, name in enumerate(dict.fromkeys(_id.findall(svg)), 1)}
    return _id.sub(lambda name: known[name[1]], svg)


def chart_shapes(spec: Spec, on: Rectangle) -> list[Shape]:
    """A chart in the middle of a rectangle."""
    width, height, inside = _drawn(_writable(spec) | {"width": on.width})
    x, y = on.x + (on.width - width) / 2, on.y + max(0.0, (on.height - height) / 2)
    return [group(Shape(inside), transform=f"translate({x:.1f},{y:.1f})")]


def chart_sheet(chart: Chart, opened: Opened) -> Sheet:
    """The sheet of a chart of a view.

    Raises:
        Refused: the view has nothing that could be drawn.
    """
    spec, language = chart.make(opened, Look(LIGHT)), opened.language
    if spec is None:
        raise Refused(_("There is nothing to draw in this view: {chart}.", chart=chart.titled(opened)))
    place = names(opened.now).region(opened.question.region).say(language)
    found = chart.found(opened)
    return around(
        opened,
        title=chart.titled(opened).say(language),
        finding=found.say(language) if found else "",
        place=place,
        body=lambda on: chart_shapes(chart.make(opened, Look(LIGHT, on.width, on.height)) or spec, on),
    )


def of_chart(chart: Chart) -> Picture:
    """The picture of a chart that a screen declares."""
    said = [words for words in (chart.about, chart.title) if isinstance(words, Sentence)]
    about = said[0] if said else Sentence(chart.code)
    return Picture(chart.code, about, chart.titled, lambda opened: chart_sheet(chart, opened))
