"""Small drawings as images: Streamlit takes SVG elements out of a page's HTML but leaves images."""

from typing import NewType
from urllib.parse import quote

from markupsafe import Markup

from dashboard.markup.elements import element, text

Shape = NewType("Shape", str)
"""An element of a drawing, as SVG."""


def shape(tag: str, **attributes: str | float) -> Shape:
    """A shape of a drawing; `_` in the name of an attribute is `-`."""
    written = "".join([f" {name.replace('_', '-')}='{text(str(value))}'" for name, value in attributes.items()])
    return Shape(f"<{tag}{written}/>")


def picture(*shapes: Shape, width: float, height: float, says: str = "", css: str = "") -> Markup:
    """Shapes on a ground of so many pixels as an image; `says` is for screen readers."""
    frame = f"xmlns='http://www.w3.org/2000/svg' viewBox='0 0 {width:g} {height:g}' preserveAspectRatio='none'"
    address = "data:image/svg+xml," + quote(f"<svg {frame}>{''.join(shapes)}</svg>", safe=" ='/:.,-()")
    # Percent signs stand for whatever could end the attribute; as text, its quotes would take six bytes each.
    return element("img", class_=css, src=Markup(address), width=f"{width:g}", height=f"{height:g}", alt=says)
