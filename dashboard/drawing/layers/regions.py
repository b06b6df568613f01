"""The choropleth: the fill of each region, which is what a click picks."""

from collections.abc import Iterable
from hashlib import blake2b
from typing import Final

import orjson

from dashboard.drawing.classes import Classes
from dashboard.drawing.layers.geojson import GeoJsonLayer
from dashboard.drawing.paint import PATTERNS, Fills, Paint, fills
from dashboard.drawing.theme import Theme
from dashboard.figures.figure import Ranked

REGIONS: Final = "regions"
"""How the layer's name begins."""


def _fingerprint(painted: Fills) -> str:
    return blake2b(orjson.dumps(painted, option=orjson.OPT_SORT_KEYS), digest_size=6).hexdigest()


class RegionsLayer(GeoJsonLayer):
    """Each region in the colour or the pattern of its figure; `is_focused`: regions without a row are blank."""

    def __init__(
        self, name: str, shapes_url: str, rows: Iterable[Ranked], of: Classes, theme: Theme, *, is_focused: bool
    ) -> None:
        painted = fills(rows, of, theme, Paint(theme.surface) if is_focused else None)
        # deck.gl looks at triggers alone to see that colours changed, and Streamlit greys colours that
        # stand outside the sublayers while anything is selected
        fill = {
            **painted,
            "extensions": [{"@@type": "FillStyleExtension", "proceduralPattern": True}],
            "fillPatternMapping": PATTERNS,
            "fillPatternSizeUnits": "pixels",
            "updateTriggers": dict.fromkeys(painted, _fingerprint(painted)),
        }
        super().__init__(
            f"{REGIONS}-{name}",
            shapes_url,
            filled=True,
            pickable=True,
            highlight_color=(255, 255, 255, 80),
            sub_layers={"polygons-fill": fill},
        )
