"""Bars to both sides of a line: what becomes less to the left, what becomes more to the right."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Final

from dashboard.drawing.charts.bars import BAR
from dashboard.drawing.charts.canvas import (
    BOLD,
    Spec,
    as_it_is,
    at,
    canvas,
    clicked,
    layer,
    linear,
    name,
    number,
    pointed,
    words,
)
from dashboard.drawing.charts.rows import (
    GAP,
    HEAD,
    ROW,
    drawable,
    middle,
    names_down,
    thick,
    upright,
    with_room,
    words_beside,
)
from dashboard.drawing.charts.text_width import text_width
from dashboard.drawing.look import Look
from data.language import Language

_LEAST: Final = 0.12
"""Of the whole width that either side has at least: the words at its bars need room."""


@dataclass(frozen=True)
class Sides:
    """A row: how much less and how much more (both from zero up), each as text, and the balance as text."""

    name: str
    less: float
    more: float
    less_told: str
    more_told: str
    net_told: str
    codes: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True)
class Heads:
    """What stands over the two sides, and over the balance."""

    less: str
    more: str
    net: str


def _heads(heads: Heads, far: float, look: Look) -> list[Spec]:
    """What stands over the sides, and over the balances where they are drawn."""
    over = {"baseline": "bottom", "color": look.theme.ink_2}
    sides = (("right", -GAP, f"← {heads.less}"), ("left", GAP, f"{heads.more} →"))
    layers = [
        words([{"x": 0, "words": told}], "words", number("x"), at(-5.0), align=align, dx=dx, **over)
        for align, dx, told in sides
    ]
    if far:
        layers.append(words([{"words": heads.net}], "words", at(f"width + {far:.0f}"), at(-5.0), align="right", **over))
    return layers


def _rows(shown: Sequence[Sides], look: Look) -> list[dict[str, object]]:
    """Two bars a row."""
    sides = []
    for nth, one in enumerate(shown):
        ends = ((-one.less, one.less_told, look.theme.bar), (one.more, one.more_told, look.theme.series[1]))
        for side, (x, told, ink) in enumerate(ends):
            row = {"row": nth, "x": x, "words": told if x else "", "ink": ink, "is_left": side == 0}
            sides.append(row | {"told": f"{one.name}  {told}", **one.codes})
    return sides


def diverging(shown: Sequence[Sides], heads: Heads, look: Look, language: Language) -> Spec:
    """Rows in their order; the balance stands at the right where there is room."""
    shown = shown[: drawable(len(shown), look)]
    height, rows, codes = float(ROW * len(shown)), _rows(shown, look), shown[0].codes
    left, right = max(one.less for one in shown), max(one.more for one in shown)
    least = _LEAST * (left + right or 1.0)
    low, high = -max(left, least), max(right, least)
    across = number("x", scale=linear(with_room(low, high, [one.less_told for one in shown], look), high))
    place: Spec = {"x": across, "x2": {"datum": 0}, "color": as_it_is("ink"), "tooltip": name("told"), **thick(BAR)}
    layers = [layer(pointed({"type": "rect"}, codes), place, rows, **clicked(codes))]
    layers += words_beside(rows, "x", "words", "is_left", color=look.theme.ink_2)
    far = 0.0
    if not look.is_narrow:
        widest = max(text_width(each.net_told, is_bold=True) for each in shown)
        far = 56 + max(widest, text_width(heads.net))
        nets = [{"row": nth, "words": one.net_told} for nth, one in enumerate(shown)]
        layers.append(words(nets, "words", at(f"width + {far:.0f}"), middle(), align="right", fontWeight=BOLD))
    names = names_down([one.name for one in shown], look, codes=[one.codes for one in shown])
    layers += [upright(0, look, height), names, *_heads(heads, far, look)]
    return canvas(layers, look, language, height=height, above=HEAD)
