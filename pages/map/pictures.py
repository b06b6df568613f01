"""The map to take away as a picture."""

from typing import Final

from dashboard.drawing.layers import Scene
from dashboard.drawing.map_finding import finding
from dashboard.drawing.scene import Addresses, Answers, Viewport, scene
from dashboard.drawing.theme import LIGHT
from dashboard.markup.pictures import Shape
from dashboard.pictures.legend_shapes import legend_shapes
from dashboard.pictures.map_shapes import map_shapes
from dashboard.pictures.picture import Picture, around
from dashboard.pictures.plane import Rectangle
from dashboard.pictures.sheet import Sheet
from dashboard.questions import ranking
from dashboard.questions.targets import target_of
from dashboard.reading.naming import names
from dashboard.reading.opening import Opened, boundaries
from dashboard.views.levels import LEVEL_NAMES
from data.errors import Refused
from data.language import _
from models.geography.boundaries import Boundaries

_GAP: Final = 24
"""Units between legend and map."""


def _body(shown: Scene, opened: Opened, drawn: Boundaries, on: Rectangle) -> list[Shape]:
    wide, legend = legend_shapes(shown, on, opened.language)
    beside = Rectangle(on.x + wide + _GAP, on.y, on.width - wide - _GAP, on.height)
    return [*map_shapes(shown, opened, drawn, beside), *legend]


def map_sheet(opened: Opened) -> Sheet:
    """The map of the view.

    Raises:
        Refused: the boundaries are not built.
    """
    drawn = boundaries()
    if drawn is None:
        raise Refused(_("The map has no boundaries yet; build them with: laotie boundaries build"))
    question, language = opened.question, opened.language
    rows = ranking.regions(opened.now, opened.before, opened.view)
    shown = scene(opened, Answers(rows), drawn, Viewport(LIGHT), Addresses())
    whole, metric = names(opened.now).region(question.region), question.measured
    told = finding(rows, metric, target_of(opened.now, metric), question.level, whole, language)
    return around(
        opened,
        title=f"{metric.name.say(language)} · {whole.say(language)}",
        finding=("" if language == "zh" else " ").join(told),
        place=LEVEL_NAMES[question.level].say(language),
        body=lambda on: _body(shown, opened, drawn, on),
        sources=[drawn.attribution],
    )


MAP: Final = Picture(
    "map",
    _("The map of the view, with the South China Sea in an inset wherever the region reaches it"),
    lambda opened: _("Map of {metric}", metric=opened.question.measured.name),
    map_sheet,
)
PICTURES: Final = (MAP,)
