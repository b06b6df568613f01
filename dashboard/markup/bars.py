"""Bars in the cells of tables."""

from markupsafe import Markup

from dashboard.markup.elements import element


def bar(share: float, target: float | None = None) -> Markup:
    """A bar of a share of 0 to 1, for a table's cell; with a tick where its target lies."""
    tick = None if target is None else element("u", style=f"left:{_percent(target)}")
    return element("span", element("i", style=f"width:{_percent(share)}"), tick, class_="bar")


def _percent(share: float) -> str:
    return f"{max(0.0, min(share, 1.0)) * 100:.1f}%"
