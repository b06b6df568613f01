"""Small drawings as HTML text: sparklines, bars, the legend's swatches.

Streamlit takes SVG elements out of a page's HTML but leaves images, so a drawing is an image of itself.
"""

from collections.abc import Sequence
from typing import Final
from urllib.parse import quote

from dashboard.drawing.paint import PATTERNS
from dashboard.drawing.theme import Mark, Theme
from dashboard.drawing.tips import safe

WIDTH: Final = 120
HEIGHT: Final = 28
_PAD: Final = 3


def picture(svg: str, width: float, height: float, *, says: str = "", css: str = "") -> str:
    """An SVG of so many pixels (the content of its element) as an image; `says` is for screen readers."""
    frame = f"xmlns='http://www.w3.org/2000/svg' viewBox='0 0 {width:g} {height:g}' preserveAspectRatio='none'"
    whole = f"<svg {frame}>{svg}</svg>"
    address = "data:image/svg+xml," + quote(whole, safe=" ='/:.,-()")
    return f'<img class="{css}" src="{address}" width="{width:g}" height="{height:g}" alt="{safe(says)}">'


def sparkline(values: Sequence[float | None], theme: Theme, says: str) -> str:
    """A line through the values, oldest first, with gaps where there is none, and a dot at the last."""
    known = [(index, value) for index, value in enumerate(values) if value is not None]
    if len(known) < 2:
        return picture("", WIDTH, HEIGHT, css="spark")
    low, high = min(value for _, value in known), max(value for _, value in known)
    step = (WIDTH - 2 * _PAD) / max(len(values) - 1, 1)

    def at(index: int, value: float) -> str:
        share = (value - low) / (high - low) if high > low else 0.5
        return f"{_PAD + index * step:.1f} {HEIGHT - _PAD - share * (HEIGHT - 2 * _PAD):.1f}"

    path, is_up = [], True
    for index, value in enumerate(values):
        if value is not None:
            path.append(("M" if is_up else "L") + at(index, value))
        is_up = value is None
    stroke = "stroke-linejoin='round' stroke-linecap='round' vector-effect='non-scaling-stroke'"
    line = f"<path d='{''.join(path)}' fill='none' stroke='{theme.more_is_better[3]}' stroke-width='1.6' {stroke}/>"
    dot = f"<path d='M{at(*known[-1])}h0' stroke='{theme.accent}' stroke-width='5' {stroke}/>"
    return picture(line + dot, WIDTH, HEIGHT, says=says, css="spark")


def bar(share: float) -> str:
    """A bar of a share of 0 to 1, for a table's cell."""
    return f'<span class="bar"><i style="width:{max(0.0, min(share, 1.0)) * 100:.1f}%"></i></span>'


def swatch(colour: str) -> str:
    """A class's colour in the legend."""
    return f'<i class="swatch" style="background:{colour}"></i>'


def mark_swatch(mark: Mark) -> str:
    """A status's mark in the legend, the same as the map draws."""
    drawn = PATTERNS.get(mark.pattern, {})
    ink = f"stroke='{mark.ink}' stroke-width='{drawn.get('strokeWidth', 1)}'"
    falling = "M-2 8 8 -2M-2 14 14 -2M4 14 20 -2M10 14 26 -2"
    rising = "M-2 4 8 14M-2 -2 14 14M4 -2 20 14M10 -2 26 14"
    dots = [(x + (3 if y == 6 else 0), y) for y in (2, 6, 10) for x in (3, 9, 15)]
    inks = {
        "hatch": f"<path d='{falling}' {ink}/>",
        "cross": f"<path d='{falling}{rising}' {ink}/>",
        "dots": "".join(f"<circle cx='{x}' cy='{y}' r='1.3' fill='{mark.ink}'/>" for x, y in dots),
    }
    paper = f"<rect width='20' height='12' fill='{mark.paper}'/>"
    return picture(paper + inks.get(mark.pattern, ""), 20, 12, css="swatch")


def circles(sizes: Sequence[tuple[float, str]], theme: Theme) -> str:
    """The sizes of circles (radius in pixels), each with its label."""
    drawn = []
    for radius, label in sizes:
        box = round(2 * radius + 2)
        ink = f"fill='none' stroke='{theme.faint}' stroke-width='1.2'"
        circle = f"<circle cx='{box / 2}' cy='{box / 2}' r='{radius}' {ink}/>"
        drawn.append(f"<span>{picture(circle, box, box)}{safe(label)}</span>")
    return "".join(drawn)
