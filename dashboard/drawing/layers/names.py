"""Names on the map, chosen so that no two touch (drawing/labels.py)."""

from collections.abc import Iterable

from dashboard.drawing.labels import SIZE_PX, Label
from dashboard.drawing.layers.layer import MapLayer
from dashboard.drawing.points import plain
from dashboard.drawing.theme import FONTS, Theme, rgba


class NamesLayer(MapLayer):
    """Each name at its point: https://deck.gl/docs/api-reference/layers/text-layer."""

    def __init__(self, name: str, labels: Iterable[Label], theme: Theme) -> None:
        named = list(labels)
        halo = 0 if all(label.ink for label in named) else 4  # names of provinces over their cities lie on many colours
        super().__init__(
            "TextLayer",
            f"names-{name}",
            [{"t": plain(label.text), "p": label.at, "k": rgba(label.ink or theme.ink)} for label in named],
            pickable=False,
            get_text="@@=t",
            get_position="@@=p",
            get_size=SIZE_PX,
            size_units="pixels",
            get_color="@@=k",
            font_family=FONTS,
            font_weight=600,
            character_set="auto",
            font_settings={"sdf": True, "fontSize": 48, "buffer": 6, "radius": 14},
            outline_width=halo,
            outline_color=rgba(theme.halo, 225),
            update_triggers={"getColor": theme.mode},
        )
