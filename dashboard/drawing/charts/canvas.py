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
BOLD: Final = 600
TALL: Final = "tall"
"""Where a specification says how many pixels the chart takes down the page."""
_PAD: Final = 4
PICK: Final = "pick"
"""The parameter that holds what was clicked on."""


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
    layers: Sequence[Spec], look: Look, language: Language, *, height: float, above: float = 0, below: float = 0
) -> Spec:
    """Layers on a plot so many pixels high, as wide as what holds it; Vega makes room for what stands around it.

    `above` and `below` are the pixels that this takes, so that the page can keep them free.
    """
    return {
        "width": "container",
        "height": height,
        "autosize": {"type": "fit-x", "contains": "padding"},
        "padding": {"left": 2, "top": _PAD, "right": 2, "bottom": _PAD},  # Streamlit wants to write into it
        "config": config(look.theme, language),
        "usermeta": {TALL: height + above + below + 2 * _PAD},
        "layer": [_without_axes(part, {"x", "y"} - _with_axis(layers)) for part in layers],
    }


def _with_axis(layers: Sequence[Spec]) -> set[str]:
    """The directions whose axis one of the layers describes."""
    return {channel for part in layers for channel in ("x", "y") if "axis" in part["encoding"].get(channel, {})}


def _without_axes(part: Spec, bare: set[str]) -> Spec:
    """A layer that says of such directions that they have no axis: Vega draws one unless every layer says so."""
    placed = {channel: part["encoding"][channel] for channel in bare if "field" in part["encoding"].get(channel, {})}
    return part | {
        "encoding": part["encoding"] | {channel: place | {"axis": None} for channel, place in placed.items()}
    }


def layer(mark: Mapping[str, Any], encoding: Mapping[str, Any], rows: Rows | None = None, **more: Any) -> Spec:
    """Marks of one kind for rows of their own; `more` are the layer's transforms and parameters."""
    data: Spec = {} if rows is None else {"data": {"values": [dict(row) for row in rows]}}
    silent = {"tooltip": {"value": None}}  # else Streamlit's page tells every field of a mark
    return data | {"mark": dict(mark), "encoding": silent | dict(encoding)} | more


def number(field: str, **more: Any) -> Spec:
    """A field that is a place along an axis; the axis is drawn where one of the layers says how."""
    return {"field": field, "type": "quantitative", **more}


def name(field: str, **more: Any) -> Spec:
    """A field that is text."""
    return {"field": field, "type": "nominal", **more}


def words(rows: Rows, field: str, x: Spec, y: Spec, *, inks: str = "", told: str = "", **mark: Any) -> Spec:
    """Text from a field of rows; `inks` is the field of its colours, `told` that of what the pointer is told."""
    encoding: Spec = {"x": x, "y": y, "text": name(field)}
    encoding |= {"color": as_it_is(inks)} if inks else {}
    encoding |= {"tooltip": name(told)} if told else {}
    return layer({"type": "text", **mark}, encoding, rows)


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


def clicked(codes: Mapping[str, str]) -> Spec:
    """What makes the marks of a layer open a view: by fields of its rows that are named as an address names them."""
    select = {"type": "point", "fields": list(codes), "toggle": False, "on": "click"}
    return {"params": [{"name": PICK, "select": select}]} if codes else {}


def pointed(mark: Mapping[str, Any], codes: Mapping[str, str]) -> Spec:
    """A mark that says that it can be clicked on, where there are codes that a click sets."""
    return {**mark, "cursor": "pointer"} if codes else dict(mark)


def is_picked(spec: Spec) -> bool:
    """Whether a click on one of a chart's marks opens a view."""
    return any(one["name"] == PICK for part in spec.get("layer", [spec]) for one in part.get("params", ()))
