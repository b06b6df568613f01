"""The regions' borders, each edge once: stroking the regions would draw most of them twice."""

from dashboard.drawing.layers.geojson import GeoJsonLayer
from dashboard.drawing.theme import Theme, rgba


class BordersLayer(GeoJsonLayer):
    """The borders between the regions."""

    def __init__(self, name: str, borders_url: str, theme: Theme) -> None:
        super().__init__(
            f"borders-{name}", borders_url, stroked=True, get_line_color=rgba(theme.border, 210), get_line_width=0.6
        )
