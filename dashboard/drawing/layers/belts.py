"""Belts as circles: area by stores, colour by class; on the country's map as dots, a texture that no click picks."""

from typing import Final

from dashboard.drawing.classes import Classes
from dashboard.drawing.layers.circles import CircleLayer
from dashboard.drawing.points import class_fills
from dashboard.drawing.theme import Theme, rgba

BELTS: Final = "belts"
"""How the layer's name begins."""


DOT_PX: Final = 1.7


class BeltDotsLayer(CircleLayer):
    """The belts at an address as dots of one size and ink; a click goes to the region below them."""

    def __init__(self, name: str, belts_url: str, theme: Theme) -> None:
        super().__init__(
            name,
            belts_url,
            get_radius=DOT_PX,
            get_fill_color=rgba(theme.ink, 220),
            get_line_color=rgba(theme.surface, 235),
            get_line_width=0.7,
            update_triggers={"getFillColor": [theme.mode]},
            is_picked=False,
        )


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
