"""Bars in the cells of tables."""

from markupsafe import Markup

from dashboard.markup.elements import element


def bar(share: float) -> Markup:
    """A bar of a share of 0 to 1, for a table's cell."""
    width = f"width:{max(0.0, min(share, 1.0)) * 100:.1f}%"
    return element("span", element("i", style=width), class_="bar")
