"""The map as a deck.gl description: plain values only, geometry by address, colours by message.

Layers from the ground up: regions (fill, then their borders), the lines every map of China must show, the
outline of the region in view, belts or stores, names. Nothing here opens a connection or draws.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from hashlib import blake2b
from typing import Any, Final

import orjson

from dashboard.drawing.labels import SIZE_PX, Label
from dashboard.drawing.paint import CLEAR, PATTERNS, Paint, by_code, fills
from dashboard.drawing.points import class_fills, plain
from dashboard.drawing.theme import FONTS, Theme, rgba
from dashboard.figures.figure import Ranked
from dashboard.serving.assets import BLANK_STYLE, address
from data.language import Language
from models.programme.metrics import Metric

Spec = dict[str, Any]
REGIONS: Final = "regions"
BELTS: Final = "belts"
STORES: Final = "stores"


@dataclass(frozen=True)
class Look:
    """Where the map looks; `turn` alternates so that every flight is seen as a new one."""

    lon: float
    lat: float
    zoom: float
    turn: int = 0
    flight_ms: int = 0


@dataclass(frozen=True)
class Scene:
    """Everything that a map shows. `name` changes whenever a click should start clean."""

    name: str
    metric: Metric
    rows: Sequence[Ranked]
    shapes_url: str
    borders_url: str
    lines_url: str
    look: Look
    theme: Theme
    language: Language
    labels: Sequence[Label] = ()
    belts_url: str | None = None
    belts_name: str = BELTS
    most_stores: int = 0
    stores_url: str | None = None
    focus: str | None = None


def _fingerprint(value: Any) -> str:
    return blake2b(orjson.dumps(value, option=orjson.OPT_SORT_KEYS), digest_size=6).hexdigest()


def regions_layer(scene: Scene) -> Spec:
    """The choropleth: the fill of each region, which is what a click picks."""
    around = Paint(rgba(scene.theme.panel)) if scene.focus else None
    painted = fills(scene.rows, scene.metric, scene.theme, around)
    trigger = _fingerprint(painted)
    return {
        "@@type": "GeoJsonLayer",
        "id": f"{REGIONS}-{scene.name}",
        "data": scene.shapes_url,
        "pickable": True,
        "autoHighlight": True,
        "highlightColor": [255, 255, 255, 80],
        "filled": True,
        "stroked": False,
        # deck.gl looks at triggers alone to see that colours changed, and Streamlit greys colours that
        # stand outside the sublayers while anything is selected
        "_subLayerProps": {
            "polygons-fill": {
                **painted,
                "extensions": [{"@@type": "FillStyleExtension", "proceduralPattern": True}],
                "fillPatternMapping": PATTERNS,
                "fillPatternSizeUnits": "pixels",
                "updateTriggers": dict.fromkeys(painted, trigger),
            },
        },
    }


def borders_layer(scene: Scene) -> Spec:
    """The regions' borders, each edge once: stroking the regions would draw most of them twice."""
    return {
        "@@type": "GeoJsonLayer",
        "id": f"borders-{scene.name}",
        "data": scene.borders_url,
        "pickable": False,
        "filled": False,
        "stroked": True,
        "getLineColor": list(rgba(scene.theme.border, 210)),
        "getLineWidth": 0.6,
        "lineWidthUnits": "pixels",
    }


def lines_layer(scene: Scene) -> Spec:
    """The ten dashes, the undetermined line dashed, and lines between waters, fine."""
    kinds = ["dash", "undetermined", "other"]
    strong, weak = list(rgba(scene.theme.faint)), list(rgba(scene.theme.faint, 110))
    return {
        "@@type": "GeoJsonLayer",
        "id": "lines",
        "data": scene.lines_url,
        "pickable": False,
        "filled": False,
        "stroked": True,
        "lineWidthUnits": "pixels",
        "lineCapRounded": True,
        "_subLayerProps": {
            "linestrings": {
                "getColor": by_code("kind", kinds, [strong, strong, weak], weak),
                "getWidth": 1.6,
                "extensions": [{"@@type": "PathStyleExtension", "dash": True}],
                "getDashArray": by_code("@@=__source.object.properties.kind", kinds, [[0, 0], [3, 3], [0, 0]], [0, 0]),
                "dashJustified": True,
            }
        },
    }


def focus_layer(scene: Scene) -> Spec:
    """The outline of the one region in view, where the map shows more than it."""
    ring = list(rgba(scene.theme.ring if scene.theme.mode == "light" else scene.theme.ink))
    return {
        "@@type": "GeoJsonLayer",
        "id": f"focus-{scene.name}",
        "data": scene.shapes_url,
        "pickable": False,
        "filled": False,
        "stroked": True,
        "lineWidthUnits": "pixels",
        "_subLayerProps": {
            "polygons-stroke": {
                "getColor": by_code("@@=__source.object.properties.code", [scene.focus], [ring], list(CLEAR)),
                "getWidth": 2.4,
                "updateTriggers": {"getColor": scene.focus},
            }
        },
    }


def _points(name: str, url: str) -> Spec:
    return {
        "@@type": "ScatterplotLayer",
        "id": name,
        "data": url,
        "pickable": True,
        "stroked": True,
        "filled": True,
        "radiusUnits": "pixels",
        "lineWidthUnits": "pixels",
        "getPosition": "@@=p",
    }


def belts_layer(scene: Scene, url: str) -> Spec:
    """Belts as circles: area by stores, colour by class."""
    return _points(scene.belts_name, url) | {
        "autoHighlight": True,
        "highlightColor": list(rgba(scene.theme.accent, 200)),
        "getRadius": "@@=r",
        "getFillColor": class_fills(scene.metric, scene.theme),
        "getLineColor": list(rgba(scene.theme.panel, 235)),
        "getLineWidth": 0.9,
        "updateTriggers": {"getFillColor": [scene.metric.code, scene.theme.mode]},
    }


def stores_layer(scene: Scene, url: str) -> Spec:
    """Stores as dots; certified ones filled in the accent."""
    certified, other = rgba(scene.theme.accent, 235), rgba(scene.theme.faint, 200)
    return _points(f"{STORES}-{scene.name}", url) | {
        "getRadius": 3.2,
        "getFillColor": by_code("@@=c", [0, 1], [other, certified], other),
        "getLineColor": list(rgba(scene.theme.halo)),
        "getLineWidth": 0.7,
    }


def labels_layer(scene: Scene) -> Spec:
    """Names, chosen so that no two touch (map_drawing_labels)."""
    return {
        "@@type": "TextLayer",
        "id": f"names-{scene.name}",
        "data": [{"t": plain(of.text), "p": list(of.at)} for of in scene.labels],
        "pickable": False,
        "getText": "@@=t",
        "getPosition": "@@=p",
        "getSize": SIZE_PX,
        "sizeUnits": "pixels",
        "getColor": list(rgba(scene.theme.ink)),
        "fontFamily": FONTS,
        "fontWeight": 600,
        "characterSet": "auto",
        "fontSettings": {"sdf": True, "fontSize": 48, "buffer": 6, "radius": 14},
        "outlineWidth": 4,
        "outlineColor": list(rgba(scene.theme.halo, 225)),
        "updateTriggers": {"getColor": scene.theme.mode},
    }


def look_at(look: Look) -> Spec:
    """The view state. A hair's breadth of difference makes the browser take it up again."""
    hair = look.turn * 1e-7
    state: Spec = {
        "longitude": look.lon + hair,
        "latitude": look.lat + hair,
        "zoom": look.zoom + hair,
        "pitch": 0,
        "bearing": 0,
        "minZoom": 2,
        "maxZoom": 14,
    }
    if look.flight_ms:
        state["transitionDuration"] = look.flight_ms + look.turn % 2
    return state


def draw(scene: Scene) -> Spec:
    """The whole map."""
    layers = [regions_layer(scene), borders_layer(scene), lines_layer(scene)]
    if scene.focus:
        layers.append(focus_layer(scene))
    if scene.belts_url:
        layers.append(belts_layer(scene, scene.belts_url))
    if scene.stores_url:
        layers.append(stores_layer(scene, scene.stores_url))
    if scene.labels:
        layers.append(labels_layer(scene))
    return {"initialViewState": look_at(scene.look), "layers": layers, "mapStyle": address(BLANK_STYLE)}
