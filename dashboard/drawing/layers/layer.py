"""A layer of deck.gl as pydeck knows one, whose parameters are never taken for expressions.

A subclass names its parameters with their types; what is None is left to deck.gl.
"""

from collections.abc import Mapping, Sequence

import pydeck as pdk
from pydeck.bindings.json_tools import default_serialize

from dashboard.drawing.paint import Lookup
from dashboard.drawing.theme import Rgba

Data = str | Sequence[Mapping[str, object]]
"""The address of the data, or the data."""
Colour = Rgba | Lookup
"""Of all objects, or looked up for each."""


class MapLayer(pdk.Layer):  # type: ignore[misc]
    """A layer; parameters are attributes under pydeck's names (`get_line_color`)."""

    def __init__(self, kind: str, name: str, data: Data, *, pickable: bool, **parameters: object) -> None:
        # Given to pydeck's own constructor, a text would become an expression that the browser runs.
        super().__init__(kind, data, name)
        self.__dict__.update(pickable=pickable, **parameters)

    def description(self) -> dict[str, object]:
        """The layer as deck.gl reads it, by pydeck's rules: names in camel case, without what is None."""
        described: dict[str, object] = default_serialize(self)
        return described
