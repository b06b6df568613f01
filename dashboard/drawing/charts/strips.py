"""Where one stands among all, on a scale of 0 to 100 per cent: the deciles of all as ticks, its own value as a dot."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from dashboard.drawing.charts.canvas import BOLD, Spec, at, canvas, labelled, layer, linear, name, number, words
from dashboard.drawing.charts.rows import middle, names_down, thick
from dashboard.drawing.look import Look
from data.language import Language

MEDIAN: Final = 4
"""The place of the median among the nine deciles."""
ROW: Final = 36
_SHARES: Final = (0.0, 25.0, 50.0, 75.0, 100.0)


@dataclass(frozen=True)
class Strip:
    """One strip: its name, its own value, the nine deciles of all, and what is told of each."""

    name: str
    value: float
    value_words: str
    told: str
    deciles: tuple[float, ...]
    decile_words: tuple[str, ...]


def strips(shown: Sequence[Strip], look: Look, language: Language) -> Spec:
    """The strips one below another."""
    theme, told = look.theme, {"tooltip": name("told")}
    whole = number("x", scale=linear(0, 100), axis=labelled(_SHARES, [f"{share:g}%" for share in _SHARES]))
    bands, cuts, dots = [], [], []
    for nth, strip in enumerate(shown):
        bands.append({"row": nth, "x": strip.deciles[0], "to": strip.deciles[-1], "told": strip.told})
        dots.append({"row": nth, "x": strip.value, "words": strip.value_words, "told": strip.told})
        cuts += [
            {"row": nth, "x": cut, "told": said, "is_median": at_ == MEDIAN}
            for at_, (cut, said) in enumerate(zip(strip.deciles, strip.decile_words, strict=True))
        ]
    tick = {"type": "rule", "strokeWidth": 2}
    dot = {"type": "point", "filled": True, "size": 130, "color": theme.accent, "opacity": 1, "strokeWidth": 1.5}
    medians, others = ([cut for cut in cuts if cut["is_median"] is is_median] for is_median in (True, False))
    layers = [
        layer({"type": "rect", "color": theme.bar_track}, {"x": whole, "x2": {"field": "to"}, **thick(10, ROW)}, bands),
        layer(tick | {"color": theme.bar}, {"x": number("x"), **thick(14, ROW), **told}, others),
        layer(tick | {"color": theme.ink}, {"x": number("x"), **thick(24, ROW), **told}, medians),
        layer(dot | {"stroke": theme.surface}, {"x": number("x"), "y": middle(ROW), **told}, dots),
        words(dots, "words", at("width + 56"), middle(ROW), align="right", fontWeight=BOLD),
        names_down([strip.name for strip in shown], look, ROW),
    ]
    return canvas(layers, look, language, height=float(ROW * len(shown)), below=24)
