"""The palette, for light and for dark: one place that map, legend, charts and tables take colours from.

Two sequential ramps of seven classes, told apart by hue and ordered by lightness so that they survive
every common colour blindness and a grey print: pale green to deep blue where more is better, pale yellow to
brown where more is worse. In the dark the order of lightness turns: the strongest class is the brightest. The
diverging ramp of the gap to a target is orange below and blue above.
"""

from dataclasses import dataclass
from functools import cache
from typing import Final, Literal

from dashboard.figures.figure import Status
from models.programme.metrics import Metric

Mode = Literal["light", "dark"]
Rgba = tuple[int, int, int, int]
FONTS: Final = (
    '"PingFang SC","HarmonyOS Sans SC","MiSans","Microsoft YaHei","Noto Sans CJK SC","Noto Sans SC",'
    '"Source Han Sans SC","WenQuanYi Micro Hei",system-ui,sans-serif'
)
FONTS_EN: Final = (
    '-apple-system,"Segoe UI",Roboto,"Noto Sans","PingFang SC","Microsoft YaHei","Noto Sans CJK SC",sans-serif'
)
"""Fonts of the viewer's own machine, by the language of the page; none is fetched."""
SHADOWS: Final[dict[Mode, str]] = {
    "light": "0 6px 20px rgba(22,32,42,.14),0 1px 3px rgba(22,32,42,.12)",
    "dark": "0 8px 24px rgba(0,0,0,.55),0 0 0 1px #2c3743",
}
"""Below what floats, and below nothing else."""
DARK_INK: Final = "#0d1620"
LIGHT_INK: Final = "#ffffff"
"""The two inks of names on the map."""


@dataclass(frozen=True)
class StatusMark:
    """How a region without a value is filled: an ink pattern on paper."""

    pattern: str
    ink: str
    paper: str


@dataclass(frozen=True)
class Theme:
    """Colours as #rrggbb; each has a use, and its contrast is tested on the grounds that it stands on.

    Grounds: `ground` below `surface` (cards), `sunk` within it; `*_soft` under a word of that colour. Edges: `line`
    parts (decoration), `control` rings what can be pressed (3:1). Ink: text, what stands beside it, axes. `accent`
    is a word or a line, `accent_fill` a ground under `on_accent`. `border`, `halo` and `ring` are the map's.

    `series` tell up to eight lines apart; `steps` are what becomes of a benefit; `change` are the classes of a
    change, the strongest fall first; `gap` those of the distance from a target, the worst first.
    """

    mode: Mode
    ground: str
    surface: str
    sunk: str
    hover: str
    line: str
    control: str
    ink: str
    ink_2: str
    ink_3: str
    accent: str
    accent_fill: str
    on_accent: str
    accent_soft: str
    better: str
    worse: str
    worse_soft: str
    warn: str
    warn_soft: str
    info: str
    info_soft: str
    bar: str
    bar_track: str
    target: str
    sea: str
    no_data: str
    no_data_hatch: str
    border: str
    halo: str
    ring: str
    more_is_better: tuple[str, ...]
    more_is_worse: tuple[str, ...]
    gap: tuple[str, ...]
    marks: dict[Status, StatusMark]
    series: tuple[str, ...]
    steps: dict[str, str]
    change: tuple[str, ...]

    def ramp(self, metric: Metric) -> tuple[str, ...]:
        """The classes of a metric, lowest first."""
        return self.more_is_worse if metric.direction == "down" else self.more_is_better


LIGHT: Final = Theme(
    mode="light",
    ground="#f5f6f8",
    surface="#ffffff",
    sunk="#eceff2",
    hover="#f0f3f6",
    line="#dde2e7",
    control="#7c8794",
    ink="#16202a",
    ink_2="#4b5866",
    ink_3="#5b6875",
    accent="#b83c0a",
    accent_fill="#b83c0a",
    on_accent="#ffffff",
    accent_soft="#fdf1ea",
    better="#0a6e55",
    worse="#b3261e",
    worse_soft="#fcedeb",
    warn="#8a5300",
    warn_soft="#fff3dc",
    info="#1d5f8a",
    info_soft="#e8f1f8",
    bar="#2e7fb8",
    bar_track="#e6ebf0",
    target="#16202a",
    sea="#edf2f5",
    no_data="#ffffff",
    no_data_hatch="#aeb8c2",
    border="#a4b2bf",
    halo="#ffffff",
    ring="#22313f",
    more_is_better=("#f2f9d3", "#b6eabf", "#74d2be", "#3bb5bd", "#2590be", "#2565a0", "#243b79"),
    more_is_worse=("#fcf5cf", "#f7d992", "#f4b85b", "#e79434", "#d16a18", "#a04318", "#6a2a1f"),
    gap=("#943b12", "#cc7939", "#e4b383", "#efede7", "#9bcce9", "#5ea0cd", "#255b9c"),
    marks={
        "zero": StatusMark("", "#fffaf0", "#fffaf0"),
        "few": StatusMark("dots", "#8e9cab", "#f7f9fa"),
        "withheld": StatusMark("dots", "#8e9cab", "#f7f9fa"),
        "none": StatusMark("hatch", "#b3bfcb", "#f7f9fa"),
        "ineligible": StatusMark("cross", "#c6cfd8", "#f7f9fa"),
    },
    series=("#1f63a4", "#a84e0a", "#7a3e9d", "#0a6e55", "#9b2c5e", "#8a5300", "#4b5866", "#1f7a86"),
    steps={
        "granted": "#aeb8c2",
        "claimed": "#2e7fb8",
        "used": "#243b79",
        "lapsed": "#cc7939",
        "clawed_back": "#b3261e",
        "open": "#cfe3f2",
    },
    change=("#b3641f", "#f0b46c", "#e7ebef", "#93c3d6", "#2b78a3"),
)
DARK: Final = Theme(
    mode="dark",
    ground="#0e1319",
    surface="#161c24",
    sunk="#1e2630",
    hover="#202934",
    line="#2c3743",
    control="#6f7c8a",
    ink="#eef2f6",
    ink_2="#a9b4c0",
    ink_3="#96a2af",
    accent="#ff9a5c",
    accent_fill="#b83c0a",
    on_accent="#ffffff",
    accent_soft="#33231a",
    better="#4fc79b",
    worse="#ff8a80",
    worse_soft="#3a2022",
    warn="#f2be62",
    warn_soft="#342a17",
    info="#7cc4e8",
    info_soft="#172b3a",
    bar="#4aa3d6",
    bar_track="#27313c",
    target="#eef2f6",
    sea="#0b1016",
    no_data="#1e2630",
    no_data_hatch="#4a5765",
    border="#33414f",
    halo="#0d1319",
    ring="#0d1319",
    more_is_better=("#223163", "#244d82", "#276d9f", "#139bbe", "#4dc4c5", "#93e5c8", "#ebf7ca"),
    more_is_worse=("#54261e", "#763720", "#984a1a", "#c56f1b", "#df993c", "#eec675", "#f9f1cb"),
    gap=("#f3ad66", "#d67f46", "#8d4d29", "#383c42", "#335e89", "#549ac9", "#80c8ee"),
    marks={
        "zero": StatusMark("", "#2b2a26", "#2b2a26"),
        "few": StatusMark("dots", "#65768a", "#1f2a35"),
        "withheld": StatusMark("dots", "#65768a", "#1f2a35"),
        "none": StatusMark("hatch", "#46566a", "#1f2a35"),
        "ineligible": StatusMark("cross", "#3b4959", "#1f2a35"),
    },
    series=("#6fb6e6", "#ff9a5c", "#c79be8", "#4fc79b", "#f08db5", "#f2be62", "#a9b4c0", "#7fd0cf"),
    steps={
        "granted": "#6f7c8a",
        "claimed": "#4aa3d6",
        "used": "#93e5c8",
        "lapsed": "#d67f46",
        "clawed_back": "#ff8a80",
        "open": "#244d82",
    },
    change=("#fbb45a", "#8a5c22", "#2b3743", "#2c6f80", "#8fd6e2"),
)
THEMES: Final[dict[Mode, Theme]] = {"light": LIGHT, "dark": DARK}


def rgba(colour: str, alpha: int = 255) -> Rgba:
    """A #rrggbb colour as four numbers of 0 to 255."""
    return (int(colour[1:3], 16), int(colour[3:5], 16), int(colour[5:7], 16), alpha)


def _luminance(colour: str) -> float:
    """The relative luminance of a #rrggbb colour (WCAG 2), 0 to 1."""
    parts = [part / 255 for part in rgba(colour)[:3]]
    red, green, blue = (part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(one: str, other: str) -> float:
    """The contrast of two #rrggbb colours (WCAG 2), 1 to 21."""
    dark, light = sorted((_luminance(one), _luminance(other)))
    return (light + 0.05) / (dark + 0.05)


@cache
def ink_on(colour: str) -> str:
    """The ink, dark or white, in which text stands out better on a colour."""
    return max(DARK_INK, LIGHT_INK, key=lambda ink: contrast(ink, colour))
