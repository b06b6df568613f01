"""Drawings: shapes and words in them, small ones as images, whole ones as documents of SVG.

Streamlit takes SVG elements out of a page's HTML but leaves images.
"""

import re
from typing import Final, NewType
from urllib.parse import quote

from markupsafe import Markup

from dashboard.markup.elements import element, text

Shape = NewType("Shape", str)
"""An element of a drawing, as SVG."""
_not_xml: Final = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]").sub


def writable(said: str) -> str:
    """Words without the signs that no XML may hold, however they are written."""
    return _not_xml("", said)


def _attributes(attributes: dict[str, str | float]) -> str:
    return "".join([f" {name.replace('_', '-')}='{text(str(value))}'" for name, value in attributes.items()])


def shape(tag: str, **attributes: str | float) -> Shape:
    """A shape of a drawing; `_` in the name of an attribute is `-`."""
    return Shape(f"<{tag}{_attributes(attributes)}/>")


def words(said: str, **attributes: str | float) -> Shape:
    """Words in a drawing; signs that a document may not hold are left out."""
    return Shape(f"<text{_attributes(attributes)}>{text(writable(said))}</text>")


def group(*shapes: Shape, tag: str = "g", **attributes: str | float) -> Shape:
    """Shapes together: in a group, or in another element that holds shapes."""
    return Shape(f"<{tag}{_attributes(attributes)}>{''.join(shapes)}</{tag}>")


def document(*shapes: Shape, width: int, height: int, units: tuple[float, float], says: str, fonts: str) -> str:
    """A drawing as a document of so many pixels, whose ground measures so many `units` across and down."""
    across, down = units
    frame = f"width='{width}' height='{height}' viewBox='0 0 {across:g} {down:g}' font-family='{text(fonts)}'"
    title = f"<title>{text(writable(says))}</title>"
    return f"<svg xmlns='http://www.w3.org/2000/svg' role='img' {frame}>{title}{''.join(shapes)}</svg>\n"


def picture(*shapes: Shape, width: float, height: float, says: str = "", css: str = "") -> Markup:
    """Shapes on a ground of so many pixels as an image; `says` is for screen readers."""
    frame = f"xmlns='http://www.w3.org/2000/svg' viewBox='0 0 {width:g} {height:g}' preserveAspectRatio='none'"
    address = "data:image/svg+xml," + quote(f"<svg {frame}>{''.join(shapes)}</svg>", safe=" ='/:.,-()")
    # Percent signs stand for whatever could end the attribute; as text, its quotes would take six bytes each.
    return element("img", class_=css, src=Markup(address), width=f"{width:g}", height=f"{height:g}", alt=says)
