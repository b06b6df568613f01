"""The outline of the one region in view, where the map shows more than it."""

from dashboard.drawing.layers.geojson import GeoJsonLayer
from dashboard.drawing.paint import CLEAR, lookup
from dashboard.drawing.theme import Theme, rgba


class FocusLayer(GeoJsonLayer):
    """A ring around the region with this code."""

    def __init__(self, name: str, shapes_url: str, code: str, theme: Theme) -> None:
        ring = rgba(theme.ring if theme.mode == "light" else theme.ink)
        stroke = {
            "getColor": lookup("@@=__source.object.properties.code", [code], [ring], CLEAR),
            "getWidth": 2.4,
            "updateTriggers": {"getColor": code},
        }
        super().__init__(f"focus-{name}", shapes_url, stroked=True, sub_layers={"polygons-stroke": stroke})
