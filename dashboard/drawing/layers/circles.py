"""Points as circles."""

from collections.abc import Mapping

from dashboard.drawing.layers.layer import Colour, MapLayer
from dashboard.drawing.theme import Rgba


class CircleLayer(MapLayer):
    """https://deck.gl/docs/api-reference/layers/scatterplot-layer of points under `p`, lengths in pixels."""

    def __init__(
        self,
        name: str,
        data: str,
        *,
        get_radius: float | str,  # a text that begins with `@@=` names an attribute of the object
        get_fill_color: Colour,
        get_line_color: Colour,
        get_line_width: float,
        highlight_color: Rgba | None = None,
        update_triggers: Mapping[str, object] | None = None,
        is_picked: bool = True,
    ) -> None:
        super().__init__(
            "ScatterplotLayer",
            name,
            data,
            pickable=is_picked,
            stroked=True,
            filled=True,
            radius_units="pixels",
            line_width_units="pixels",
            get_position="@@=p",
            get_radius=get_radius,
            get_fill_color=get_fill_color,
            get_line_color=get_line_color,
            get_line_width=get_line_width,
            auto_highlight=True if highlight_color else None,
            highlight_color=highlight_color,
            update_triggers=update_triggers,
        )
