"""The lines every map of China must show: the ten dashes and the undetermined line."""

from dashboard.drawing.layers.geojson import GeoJsonLayer
from dashboard.drawing.paint import lookup
from dashboard.drawing.theme import Theme, rgba


class LinesLayer(GeoJsonLayer):
    """The ten dashes, the undetermined line dashed, and lines between waters, fine."""

    def __init__(self, lines_url: str, theme: Theme) -> None:
        kinds = ["dash", "undetermined", "other"]
        strong, weak = rgba(theme.ink_2), rgba(theme.ink_2, 110)
        whole, dashed = [0, 0], [3, 3]
        strokes = {
            "getColor": lookup("kind", kinds, [strong, strong, weak], weak),
            "getWidth": 1.6,
            "extensions": [{"@@type": "PathStyleExtension", "dash": True}],
            "getDashArray": lookup("@@=__source.object.properties.kind", kinds, [whole, dashed, whole], whole),
            "dashJustified": True,
        }
        super().__init__("lines", lines_url, stroked=True, line_cap_rounded=True, sub_layers={"linestrings": strokes})
