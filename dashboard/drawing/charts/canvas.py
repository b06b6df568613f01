"""What all charts have in common: their look, their axes, and how a layer of marks is written."""

from collections.abc import Mapping, Sequence
from typing import Any, Final

import orjson

from dashboard.drawing.charts.text_width import SIZE
from dashboard.drawing.look import Look
from dashboard.drawing.theme import FONTS, FONTS_EN, Theme
from data.language import Language

Spec = dict[str, Any]
Rows = Sequence[Mapping[str, Any]]
TOLD: Final = "told"
"""The field of a row that says what its mark shows, as a table would."""
BOLD: Final = 600
PICK: Final = "pick"
"""The parameter that holds what was clicked on."""
POINTED: Final[dict[str, object]] = {"cursor": "pointer"}
"""How a mark says that it can be clicked on."""


def config(theme: Theme, language: Language) -> Spec:
    """The look that all charts share."""
    words = {
        "labelColor": theme.ink_3,
        "titleColor": theme.ink_3,
        "labelFontSize": SIZE,
        "titleFontSize": SIZE,
        "titleFontWeight": 400,
    }
    return {
        "font": FONTS if language == "zh" else FONTS_EN,
        "background": None,
        "view": {"stroke": None, "cursor": "default"},
        "axis": words
        | {"gridColor": theme.line, "domain": False, "ticks": False, "labelPadding": 8, "labelLimit": 220},
        "rule": {"color": theme.ink_3},
        "text": {"color": theme.ink, "fontSize": SIZE},
    }


def canvas(
    layers: Sequence[Spec],
    look: Look,
    language: Language,
    *,
    height: float,
) -> Spec:
    """Layers on a plot so many pixels high, as wide as what holds it; Vega makes room for what stands beside it."""
    return {
        "width": "container",
        "height": height,
        "autosize": {"type": "fit-x", "contains": "padding"},
        "padding": {"left": 2, "top": 4, "right": 2, "bottom": 4},  # Streamlit wants to write into it
        "config": config(look.theme, language),
        "layer": list(layers),
    }


def layer(mark: Mapping[str, Any], encoding: Mapping[str, Any], rows: Rows | None = None, **more: Any) -> Spec:
    """Marks of one kind for rows of their own; `more` are the layer's transforms and parameters."""
    data: Spec = {} if rows is None else {"data": {"values": [dict(row) for row in rows]}}
    silent = {"tooltip": {"value": None}}  # else Streamlit's page tells every field of a mark
    return data | {"mark": dict(mark), "encoding": silent | dict(encoding)} | more


def number(field: str, **more: Any) -> Spec:
    """A field that is a place along an axis, or a length."""
    return {"field": field, "type": "quantitative", **more}


def name(field: str, **more: Any) -> Spec:
    """A field that is text."""
    return {"field": field, "type": "nominal", **more}


def at(place: str | float) -> Spec:
    """A place in pixels: a number, or an expression of Vega's (`width + 8`, `scale('x', datum.x)`)."""
    return {"value": {"expr": place} if isinstance(place, str) else place}


def linear(first: float, last: float) -> Spec:
    """The scale of an axis from one value to another."""
    return {"domain": [first, last], "nice": False, "zero": False}


def labelled(places: Sequence[float], words: Sequence[str], **more: Any) -> Spec:
    """An axis with these words at these places."""
    listed, told = orjson.dumps(list(places)).decode(), orjson.dumps(list(words)).decode()
    return {
        "values": list(places),
        "labelExpr": f"{told}[indexof({listed}, datum.value)]",
        "title": None,
        **more,
    }


def as_it_is(field: str) -> Spec:
    """A field that holds a colour."""
    return {"field": field, "type": "nominal", "scale": None}


def tooltip(*fields: tuple[str, str]) -> list[Spec]:
    """What is told of the mark under the pointer: fields with their titles."""
    return [{"field": field, "type": "nominal", "title": title or " "} for field, title in fields]


def picking(*parameters: str) -> Spec:
    """What makes the marks of a layer open a view: by fields of its rows that are named as an address names them."""
    return {"name": PICK, "select": {"type": "point", "fields": list(parameters), "toggle": False, "on": "click"}}


def is_picked(spec: Spec) -> bool:
    """Whether a click on one of a chart's marks opens a view."""
    return any(one["name"] == PICK for part in spec.get("layer", [spec]) for one in part.get("params", ()))
