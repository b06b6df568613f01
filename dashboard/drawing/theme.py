"""The palette, for light and for dark: one place that map, legend, charts and tables take colours from.

Two sequential ramps of five classes, told apart by hue and ordered by lightness so that they survive
every common colour blindness and a grey print: teal to deep blue where more is better, amber to brown
where more is worse. In the dark the order of lightness turns: the strongest class is the brightest.
"""

from dataclasses import dataclass
from typing import Final, Literal

from dashboard.figures.figure import Status
from models.programme.metrics import Metric

Mode = Literal["light", "dark"]
Rgba = tuple[int, int, int, int]
FONTS: Final = (
    '"PingFang SC","Microsoft YaHei","Noto Sans CJK SC","Noto Sans SC","Source Han Sans SC","WenQuanYi Micro Hei",'
    'system-ui,"Segoe UI",Roboto,"Helvetica Neue",Arial,sans-serif'
)
"""Fonts of the viewer's own machine; none is fetched."""


@dataclass(frozen=True)
class StatusMark:
    """How a region without a value is filled: an ink pattern on paper."""

    pattern: str
    ink: str
    paper: str


@dataclass(frozen=True)
class Theme:
    """Colours as #rrggbb.

    `series` tell up to eight lines apart; `steps` are what becomes of a benefit; `change` are the classes of a
    change, the strongest fall first.
    """

    mode: Mode
    ground: str
    sea: str
    panel: str
    ink: str
    faint: str
    rule: str
    border: str
    accent: str
    good: str
    bad: str
    halo: str
    ring: str
    more_is_better: tuple[str, ...]
    more_is_worse: tuple[str, ...]
    marks: dict[Status, StatusMark]
    series: tuple[str, ...]
    steps: dict[str, str]
    change: tuple[str, ...]

    def ramp(self, metric: Metric) -> tuple[str, ...]:
        """The classes of a metric, lowest first."""
        return self.more_is_worse if metric.direction == "down" else self.more_is_better


LIGHT: Final = Theme(
    mode="light",
    ground="#f4f6f8",
    sea="#e4ebf1",
    panel="#ffffff",
    ink="#16222e",
    faint="#5d6b7a",
    rule="#e1e6eb",
    border="#a4b2bf",
    accent="#e8590c",
    good="#0b7a55",
    bad="#b42318",
    halo="#ffffff",
    ring="#22313f",
    more_is_better=("#d3ece6", "#93d0cc", "#4da9b9", "#2b78a3", "#1d4677"),
    more_is_worse=("#fdeac2", "#f7c46c", "#e0933a", "#b3641f", "#733712"),
    marks={
        "zero": StatusMark("", "#fffaf0", "#fffaf0"),
        "few": StatusMark("dots", "#8e9cab", "#f7f9fa"),
        "withheld": StatusMark("dots", "#8e9cab", "#f7f9fa"),
        "none": StatusMark("hatch", "#b3bfcb", "#f7f9fa"),
        "ineligible": StatusMark("cross", "#c6cfd8", "#f7f9fa"),
    },
    series=("#2b78a3", "#e8590c", "#0b7a55", "#8a5cc2", "#c2951d", "#c2366b", "#4c6b7d", "#58a4b0"),
    steps={
        "granted": "#9fb4c4",
        "claimed": "#4da9b9",
        "used": "#1d4677",
        "lapsed": "#e0933a",
        "clawed_back": "#b42318",
        "open": "#d3ece6",
    },
    change=("#b3641f", "#f0b46c", "#e7ebef", "#93c3d6", "#2b78a3"),
)
DARK: Final = Theme(
    mode="dark",
    ground="#10171e",
    sea="#0d141b",
    panel="#18212b",
    ink="#e8edf2",
    faint="#9aa9b8",
    rule="#2a3643",
    border="#33414f",
    accent="#ff8a3d",
    good="#4fc79a",
    bad="#ff8b7e",
    halo="#0d1319",
    ring="#0d1319",
    more_is_better=("#17404d", "#1d6170", "#2f8a96", "#5cb9b8", "#b1e8da"),
    more_is_worse=("#3f2c17", "#6d481c", "#a06921", "#d7963a", "#fbd08a"),
    marks={
        "zero": StatusMark("", "#2b2a26", "#2b2a26"),
        "few": StatusMark("dots", "#65768a", "#1f2a35"),
        "withheld": StatusMark("dots", "#65768a", "#1f2a35"),
        "none": StatusMark("hatch", "#46566a", "#1f2a35"),
        "ineligible": StatusMark("cross", "#3b4959", "#1f2a35"),
    },
    series=("#5cb9d8", "#ff8a3d", "#4fc79a", "#b794e8", "#e6c15a", "#f07ba3", "#9ab3c4", "#8fd6d2"),
    steps={
        "granted": "#5b7286",
        "claimed": "#2f8a96",
        "used": "#b1e8da",
        "lapsed": "#d7963a",
        "clawed_back": "#ff8b7e",
        "open": "#17404d",
    },
    change=("#fbb45a", "#8a5c22", "#2b3743", "#2c6f80", "#8fd6e2"),
)
THEMES: Final[dict[Mode, Theme]] = {"light": LIGHT, "dark": DARK}


def rgba(colour: str, alpha: int = 255) -> Rgba:
    """A #rrggbb colour as four numbers of 0 to 255."""
    return (int(colour[1:3], 16), int(colour[3:5], 16), int(colour[5:7], 16), alpha)
