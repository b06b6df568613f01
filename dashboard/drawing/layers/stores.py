"""Stores as dots."""

from typing import Final

from dashboard.drawing.layers.circles import CircleLayer
from dashboard.drawing.paint import lookup
from dashboard.drawing.theme import Theme, rgba

STORES: Final = "stores"
"""How the layer's name begins."""


class StoresLayer(CircleLayer):
    """The stores at an address (points.StoreDot); certified ones filled in the accent."""

    def __init__(self, name: str, stores_url: str, theme: Theme) -> None:
        certified, other = rgba(theme.accent, 235), rgba(theme.ink_2, 200)
        super().__init__(
            f"{STORES}-{name}",
            stores_url,
            get_radius=3.2,
            get_fill_color=lookup("@@=c", [0, 1], [other, certified], other),
            get_line_color=rgba(theme.halo),
            get_line_width=0.7,
        )
