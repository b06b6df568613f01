"""A funnel: bars from one x, and between them the share that goes on and how long it takes."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from dashboard.drawing.charts.canvas import BOLD, Rows, Spec, at, canvas, layer, linear, name, number, words
from dashboard.drawing.charts.rows import names_room
from dashboard.drawing.charts.text_width import text_width
from dashboard.drawing.look import Look
from data.language import Language

_BAR: Final = 28
_STEP: Final = 62
"""Pixels from bar to bar."""
_GAP: Final = 10
_HEAD: Final = 20.0
"""Pixels of the line above a bar on a phone."""


@dataclass(frozen=True)
class Stage:
    """One step: what came so far, as text and as a share of the first.

    `into` says how it went on to here from the step before: a share, and what that is a share of and how long it took.
    """

    name: str
    count: int
    told: str
    share: str
    into: tuple[str, str] = ("", "")


def _rows(stages: Sequence[Stage], step: float, head: float) -> list[dict[str, object]]:
    """The bars, with what stands beside or above them."""
    return [
        {
            "top": nth * step + head,
            "bottom": nth * step + head + _BAR,
            "middle": nth * step + head + _BAR / 2,
            "x": stage.count,
            "most": max(stages[0].count, 1),
            "name": stage.name,
            "count": stage.told,
            "share": stage.share,
            "told": f"{stage.name}  {stage.told} ({stage.share})",
        }
        for nth, stage in enumerate(stages)
    ]


def _ways(stages: Sequence[Stage], step: float, head: float) -> list[dict[str, object]]:
    """What stands between the bars."""
    return [
        {
            "top": nth * step + head + _BAR,
            "bottom": (nth + 1) * step,
            "middle": (nth * step + head + _BAR + (nth + 1) * step) / 2,
            "share": stage.into[0],
            "words": stage.into[1],
            "shift": text_width(stage.into[0], is_bold=True) + 18,
        }
        for nth, stage in enumerate(stages[1:])
    ]


def _beside(rows: Rows, stages: Sequence[Stage], look: Look, head: float) -> list[Spec]:
    """Names, counts and shares: beside the bars, on a phone above them."""
    counts = max(text_width(stage.told, is_bold=True) for stage in stages)
    shares = max(text_width(stage.share) for stage in stages)
    if look.is_narrow:
        y = at(f"datum.top - {head / 2:g}")
        places = at(0.0), at(f"width - {shares + _GAP:.0f}"), at("width")
    else:
        y = at("datum.middle")
        far = _GAP + counts
        room = names_room([stage.name for stage in stages], look)
        places = at(-room - _GAP), at(f"width + {far:.0f}"), at(f"width + {far + 2 * _GAP + shares:.0f}")
    return [
        words(rows, "name", places[0], y, align="left", fontWeight=BOLD),
        words(rows, "count", places[1], y, align="right", fontWeight=BOLD),
        words(rows, "share", places[2], y, align="right", color=look.theme.ink_2),
    ]


def funnel(stages: Sequence[Stage], look: Look, language: Language) -> Spec:
    """The steps from the first down."""
    theme, head = look.theme, _HEAD if look.is_narrow else 0.0
    step = min(_STEP + head, (look.height - _BAR - head) / max(len(stages) - 1, 1))
    rows, ways = _rows(stages, step, head), _ways(stages, step, head)
    scale = linear(0, max(stages[0].count, 1))
    down = {"y": at("datum.top"), "y2": at("datum.bottom")}
    bar = down | {"x": number("x", scale=scale), "x2": {"datum": 0}, "tooltip": name("told")}
    joint = {"x": at(1.0), "y": at("datum.top + 2"), "y2": at("datum.bottom - 2")}
    layers = [
        layer({"type": "rect", "color": theme.bar_track}, down | {"x": number("most"), "x2": {"datum": 0}}, rows),
        layer({"type": "rect", "color": theme.bar}, bar, rows),
        layer({"type": "rule", "strokeWidth": 2, "color": theme.control}, joint, ways),
        words(ways, "share", at(12.0), at("datum.middle"), align="left", fontWeight=BOLD),
        words(ways, "words", at("datum.shift"), at("datum.middle"), align="left", color=theme.ink_2),
        *_beside(rows, stages, look, head),
    ]
    return canvas(layers, look, language, height=float(step * (len(stages) - 1) + head + _BAR))
