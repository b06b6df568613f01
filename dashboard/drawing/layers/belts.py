"""Belts as circles: area by stores, colour by class."""

from typing import Final

from dashboard.drawing.classes import Classes
from dashboard.drawing.layers.circles import CircleLayer
from dashboard.drawing.points import class_fills
from dashboard.drawing.theme import Theme, rgba

BELTS: Final = "belts"
"""How the layer's name begins."""


class BeltsLayer(CircleLayer):
    """The belts at an address (points.BeltPoint)."""

    def __init__(self, name: str, belts_url: str, of: Classes, theme: Theme) -> None:
        super().__init__(
            name,
            belts_url,
            get_radius="@@=r",
            get_fill_color=class_fills(of, theme),
            get_line_color=rgba(theme.surface, 235),
            get_line_width=0.9,
            highlight_color=rgba(theme.accent, 200),
            update_triggers={"getFillColor": [list(of.colours), theme.mode]},
        )
