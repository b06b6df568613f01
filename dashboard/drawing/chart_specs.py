"""Charts as Vega-Lite specifications: one look in light and dark, numbers as everywhere else.

Money is given in fen and drawn in CNY. Rows are plain dicts; days are ISO text. Tooltips show text that the
caller wrote (`told`), so that a chart and its table say the same.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Final, Literal

from dashboard.drawing.theme import FONTS, Theme
from data.language import Language
from models.programme.metrics import Unit

Spec = dict[str, Any]
Rows = Sequence[Mapping[str, Any]]
VALUE_TEXT: Final = "told"


@dataclass(frozen=True)
class Axis:
    """What a direction of a chart shows: a field of the rows, its title, and how its values are told.

    `order` fixes the order of names; without it, names stand as the rows have them.
    """

    field: str
    title: str
    kind: Literal["day", "name", "number"] = "name"
    unit: Unit = "stores"
    order: tuple[str, ...] = ()


def config(theme: Theme) -> Spec:
    """The look that all charts share."""
    words = {"labelColor": theme.ink_2, "titleColor": theme.ink_2, "labelFontSize": 11, "titleFontSize": 11}
    return {
        "font": FONTS,
        "background": None,
        "view": {"stroke": None},
        "axis": words
        | {
            "titleFontWeight": 400,
            "gridColor": theme.line,
            "domainColor": theme.border,
            "tickColor": theme.border,
            "labelLimit": 140,
        },
        "legend": words
        | {
            "orient": "top",
            "title": None,
            "symbolType": "square",
            "labelLimit": 220,
            "labelColor": theme.ink,
            "columns": 4,
        },
        "header": words | {"labelFontWeight": 600, "labelColor": theme.ink},
        "rule": {"color": theme.ink_2},
        "text": {"color": theme.ink, "fontSize": 11},
    }


def _labels(unit: Unit, language: Language) -> str:
    """A Vega expression that tells a number as the rest of the page does."""
    value = "datum.value / 100" if unit == "fen" else "datum.value"
    sign = "'¥' + " if unit == "fen" else ""
    if unit == "percent":
        return "format(datum.value, '.3~g') + '%'"
    steps = ((1e8, "亿"), (1e4, "万")) if language == "zh" else ((1e9, "B"), (1e6, "M"), (1e3, "K"))
    told = f"format({value}, ',.3~r')"
    for size, mark in reversed(steps):
        told = f"abs({value}) >= {size:.0f} ? format({value} / {size:.0f}, ',.3~r') + '{mark}' : ({told})"
    return f"{sign}({told})"


def channel(axis: Axis, language: Language) -> Spec:
    """How an axis is encoded."""
    if axis.kind == "day":
        return {
            "field": axis.field,
            "type": "temporal",
            "title": None,
            "axis": {"format": "%m-%d", "grid": False, "labelOverlap": True, "tickCount": 8},
        }
    if axis.kind == "number":
        ticks = {"labelExpr": _labels(axis.unit, language), "tickCount": 5, "domain": False, "ticks": False}
        return {"field": axis.field, "type": "quantitative", "title": axis.title or None, "axis": ticks}
    sort = list(axis.order) or None
    return {
        "field": axis.field,
        "type": "nominal",
        "title": axis.title or None,
        "sort": sort,
        "axis": {"labelAngle": 0, "labelOverlap": True, "ticks": False},
    }


def colour(axis: Axis, colours: Sequence[str]) -> Spec:
    """Series told apart by colour, in the order given."""
    scale: Spec = {"range": list(colours)}
    if axis.order:
        scale["domain"] = list(axis.order)
    return {"field": axis.field, "type": "nominal", "scale": scale, "sort": None, "title": None}


def tooltip(*axes: Axis) -> list[Spec]:
    """Names of what is under the pointer, and the value as it was told."""
    named = [{"field": axis.field, "type": "nominal", "title": axis.title or " "} for axis in axes]
    return [*named, {"field": VALUE_TEXT, "type": "nominal", "title": " "}]


def _whole(rows: Rows, theme: Theme, height: int | Spec, inside: Spec) -> Spec:
    return {
        "data": {"values": [dict(row) for row in rows]},
        "width": "container",
        "height": height,
        "config": config(theme),
        "autosize": {"type": "fit", "contains": "padding"},
    } | inside


def bars(
    rows: Rows,
    across: Axis,
    up: Axis,
    theme: Theme,
    language: Language,
    *,
    by: Axis | None = None,
    colours: Sequence[str] = (),
    is_stacked: bool = True,
    is_lying: bool = False,
    height: int = 240,
) -> Spec:
    """Bars of a number over days or names; `by` splits them, stacked or side by side; lying: names down the side."""
    place, size = channel(across, language), channel(up, language)
    encoding = {"y": place, "x": size} if is_lying else {"x": place, "y": size}
    mark: Spec = {"type": "bar", "cornerRadiusEnd": 2}
    if across.kind == "day":  # a bar stands for a whole week: days are names here
        place |= {"type": "ordinal"}
        place["axis"] = {"labelExpr": "slice(datum.value, 5)", "labelAngle": 0, "labelOverlap": True, "ticks": False}
    if by is None:
        mark["color"] = (colours or theme.series)[0]
        encoding["tooltip"] = tooltip(across)  # type: ignore[assignment]
    else:
        encoding["color"] = colour(by, colours or theme.series)
        encoding["tooltip"] = tooltip(across, by)  # type: ignore[assignment]
        if not is_stacked:
            size["stack"] = None
            encoding["yOffset" if is_lying else "xOffset"] = {"field": by.field, "sort": list(by.order) or None}
    return _whole(rows, theme, {"step": 22} if is_lying else height, {"mark": mark, "encoding": encoding})


def lines(
    rows: Rows,
    across: Axis,
    up: Axis,
    theme: Theme,
    language: Language,
    *,
    by: Axis | None = None,
    colours: Sequence[str] = (),
    rules: Rows = (),
    height: int = 280,
) -> Spec:
    """Lines of a number over days, one a series; `rules` are upright marks: dicts of `day` and `told`."""
    encoding: Spec = {"x": channel(across, language), "y": channel(up, language) | {"scale": {"zero": False}}}
    line: Spec = {
        "mark": {"type": "line", "point": {"filled": True, "size": 28}, "strokeWidth": 2},
        "encoding": encoding,
    }
    if by is None:
        line["mark"]["color"] = theme.series[0]
        line["mark"]["point"]["color"] = theme.series[0]
        encoding["tooltip"] = tooltip(across)
    else:
        encoding["color"] = colour(by, colours or theme.series)
        encoding["tooltip"] = tooltip(across, by)
    marks: Spec = {
        "data": {"values": [dict(rule) for rule in rules]},
        "mark": {"type": "rule", "strokeDash": [4, 4], "strokeWidth": 1.5, "color": theme.accent},
        "encoding": {"x": {"field": "day", "type": "temporal"}, "tooltip": tooltip()},
    }
    return _whole(rows, theme, height, {"layer": [line, marks] if rules else [line]})


def heat(
    rows: Rows,
    across: Axis,
    down: Axis,
    value: Axis,
    theme: Theme,
    language: Language,
    *,
    breaks: Sequence[float],
    ramp: Sequence[str],
) -> Spec:
    """A matrix of names by names, coloured by the value's class (the same breaks as the map)."""
    scale = {"type": "threshold", "domain": list(breaks), "range": list(ramp)}
    top = channel(across, language) | {"axis": {"orient": "top", "labelAngle": -40, "ticks": False, "domain": False}}
    return _whole(
        rows,
        theme,
        {"step": 24},
        {
            "mark": {"type": "rect", "stroke": theme.surface, "strokeWidth": 1},
            "encoding": {
                "x": top,
                "y": channel(down, language),
                "color": {"field": value.field, "type": "quantitative", "scale": scale, "legend": None},
                "tooltip": tooltip(down, across),
            },
        },
    )


def marked_heat(
    rows: Rows,
    across: Axis,
    down: Axis,
    value: Axis,
    mark: str,
    theme: Theme,
    language: Language,
    *,
    breaks: Sequence[float],
    ramp: Sequence[str],
) -> Spec:
    """A heat whose cells without a value show a mark (the rows' field `mark`) on the page's ground."""
    whole = heat([], across, down, value, theme, language, breaks=breaks, ramp=ramp)
    encoding = whole.pop("encoding")
    filled = whole.pop("mark")
    place = {name: encoding[name] for name in ("x", "y", "tooltip")}
    has_value = f"isValid(datum.{value.field})"
    return whole | {
        "data": {"values": [dict(row) for row in rows]},
        "layer": [
            {"mark": filled | {"color": theme.ground}, "transform": [{"filter": f"!{has_value}"}], "encoding": place},
            {
                "mark": {"type": "text", "color": theme.ink_2, "fontSize": 11},
                "transform": [{"filter": f"!{has_value}"}],
                "encoding": place | {"text": {"field": mark, "type": "nominal"}},
            },
            {"mark": filled, "transform": [{"filter": has_value}], "encoding": encoding},
        ],
    }
