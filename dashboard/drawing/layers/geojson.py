"""Shapes and lines of a GeoJSON file."""

from collections.abc import Mapping

from dashboard.drawing.layers.layer import Colour, MapLayer
from dashboard.drawing.theme import Rgba


class GeoJsonLayer(MapLayer):
    """https://deck.gl/docs/api-reference/layers/geojson-layer, widths in pixels."""

    def __init__(
        self,
        name: str,
        data: str,
        *,
        filled: bool = False,
        stroked: bool = False,
        pickable: bool = False,
        highlight_color: Rgba | None = None,
        get_line_color: Colour | None = None,
        get_line_width: float | None = None,
        line_cap_rounded: bool | None = None,
        sub_layers: Mapping[str, Mapping[str, object]] | None = None,
    ) -> None:
        super().__init__(
            "GeoJsonLayer",
            name,
            data,
            filled=filled,
            stroked=stroked,
            pickable=pickable,
            auto_highlight=True if highlight_color else None,
            highlight_color=highlight_color,
            get_line_color=get_line_color,
            get_line_width=get_line_width,
            line_width_units="pixels" if stroked else None,
            line_cap_rounded=line_cap_rounded,
            _sub_layer_props=sub_layers,
        )
