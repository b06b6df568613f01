"""Names on the map, chosen so that no two touch (drawing/labels.py)."""

from collections.abc import Iterable

from dashboard.drawing.labels import SIZE_PX, Label
from dashboard.drawing.layers.layer import MapLayer
from dashboard.drawing.points import plain
from dashboard.drawing.theme import FONTS, Theme, rgba


class NamesLayer(MapLayer):
    """Each name at its point: https://deck.gl/docs/api-reference/layers/text-layer."""

    def __init__(self, name: str, labels: Iterable[Label], theme: Theme) -> None:
        super().__init__(
            "TextLayer",
            f"names-{name}",
            [{"t": plain(label.text), "p": label.at} for label in labels],
            pickable=False,
            get_text="@@=t",
            get_position="@@=p",
            get_size=SIZE_PX,
            size_units="pixels",
            get_color=rgba(theme.ink),
            font_family=FONTS,
            font_weight=600,
            character_set="auto",
            font_settings={"sdf": True, "fontSize": 48, "buffer": 6, "radius": 14},
            outline_width=4,
            outline_color=rgba(theme.halo, 225),
            update_triggers={"getColor": theme.mode},
        )
