"""The deck: all layers of a map, from the ground up, and its description for deck.gl."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import TypedDict

from dashboard.drawing.classes import Classes
from dashboard.drawing.labels import Label
from dashboard.drawing.layers.belts import BELTS, BeltDotsLayer, BeltsLayer
from dashboard.drawing.layers.borders import BordersLayer
from dashboard.drawing.layers.camera import Camera
from dashboard.drawing.layers.focus import FocusLayer
from dashboard.drawing.layers.layer import MapLayer
from dashboard.drawing.layers.lines import LinesLayer
from dashboard.drawing.layers.names import NamesLayer
from dashboard.drawing.layers.regions import RegionsLayer
from dashboard.drawing.layers.stores import StoresLayer
from dashboard.drawing.theme import Theme
from dashboard.figures.figure import Ranked
from dashboard.serving.assets import BLANK_STYLE, address
from data.language import Language


@dataclass(frozen=True)
class Scene:
    """Everything that a map shows. `name` changes whenever a click should start clean."""

    name: str
    classes: Classes
    rows: Sequence[Ranked]
    shapes_url: str
    borders_url: str
    lines_url: str
    camera: Camera
    theme: Theme
    language: Language
    labels: Sequence[Label] = ()
    belts_url: str | None = None
    belts_name: str = BELTS
    most_stores: int = 0
    has_dots: bool = False
    """Belts are dots of one size."""
    stores_url: str | None = None
    focus: str | None = None


class Deck(TypedDict):
    """The description that deck.gl draws from."""

    initialViewState: dict[str, float]
    layers: list[dict[str, object]]
    mapStyle: str


def layers(scene: Scene) -> Iterator[MapLayer]:
    """The layers of a scene; what it has nothing of is left out."""
    yield RegionsLayer(
        scene.name, scene.shapes_url, scene.rows, scene.classes, scene.theme, is_focused=scene.focus is not None
    )
    yield BordersLayer(scene.name, scene.borders_url, scene.theme)
    yield LinesLayer(scene.lines_url, scene.theme)
    if scene.focus:
        yield FocusLayer(scene.name, scene.shapes_url, scene.focus, scene.theme)
    if scene.belts_url and scene.has_dots:
        yield BeltDotsLayer(scene.belts_name, scene.belts_url, scene.theme)
    elif scene.belts_url:
        yield BeltsLayer(scene.belts_name, scene.belts_url, scene.classes, scene.theme)
    if scene.stores_url:
        yield StoresLayer(scene.name, scene.stores_url, scene.theme)
    if scene.labels:
        yield NamesLayer(scene.name, scene.labels, scene.theme)


def draw(scene: Scene) -> Deck:
    """The whole map."""
    return {
        "initialViewState": scene.camera.description(),
        "layers": [layer.description() for layer in layers(scene)],
        "mapStyle": address(BLANK_STYLE),
    }
