"""Elements of HTML. What is given as text is text, whatever it holds; what is markup already stays markup.

Nobody has to remember to escape: a `str` is escaped wherever it stands, in an element or in an attribute, and the page
takes nothing but `Markup`, which only this room makes.
"""

import re
from collections.abc import Iterable, Mapping
from functools import cache
from typing import Final

from markupsafe import Markup

Node = str | Markup | None | Iterable["Node"]
"""What an element may hold: text, markup, nothing, or several of them."""
Attribute = str | int | bool | None
NOTHING: Final = Markup("")
_ESCAPED: Final = str.maketrans(
    {"&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&quot;", "'": "&#x27;", "{": "&#123;", "}": "&#125;"}
)
_needs_escape: Final = re.compile("[&<>\"'{}]").search
"""Nearly no text does, and to look is quicker than to write it anew."""
_EMPTY: Final = frozenset({"img", "br", "hr"})


def _escaped(words: str) -> str:
    return words.translate(_ESCAPED) if _needs_escape(words) else words


def text(words: str) -> Markup:
    """Text as markup that neither ends an element nor opens a placeholder of a tooltip."""
    return Markup(_escaped(words))


def _markup(html: str) -> Markup:
    """Markup of what this module wrote; `Markup` itself would first look whether it holds something else."""
    return str.__new__(Markup, html)


def _inside(node: Node) -> str:
    if isinstance(node, str):
        return node if isinstance(node, Markup) or not _needs_escape(node) else node.translate(_ESCAPED)
    if node is None:
        return ""
    return "".join([_inside(each) for each in node])


def together(*nodes: Node) -> Markup:
    """Several nodes one after another."""
    return _markup(_inside(nodes))


def joined(nodes: Iterable[Node], between: Node) -> Markup:
    """Nodes with another between each two."""
    return _markup(str.join(_inside(between), [_inside(node) for node in nodes]))  # markup's own would escape again


def placeholder(name: str) -> Markup:
    """What Streamlit fills in the tooltip of a map, from the field `name` of the object under the pointer."""
    return Markup("{" + name + "}")


def stylesheet(*rules: str) -> Markup:
    """Rules of CSS as an element.

    Raises:
        ValueError: a rule holds what could end the element, for CSS is not escaped in HTML.
    """
    css = "".join([f"\n{rule}" for rule in rules])
    if "<" in css:
        raise ValueError(css)
    return Markup(f"<style>{css}\n</style>")


def _value(value: str | int) -> str:
    """An attribute's value: markup stays as it is but for quotes, which would end it."""
    if isinstance(value, Markup):
        return str.replace(value, '"', "&quot;")
    return str(value) if isinstance(value, int) else _escaped(value)


@cache
def _name(argument: str) -> str:
    return "class" if argument == "class_" else argument.replace("_", "-")


def _attributes(attributes: Mapping[str, Attribute]) -> str:
    """Written in their order; None and False are left out, True stands by its name. `class_` is class, `_` is `-`."""
    written = ""
    for name, value in attributes.items():
        if value is True:
            written += f" {_name(name)}"
        elif value is not None and value is not False:
            written += f' {_name(name)}="{_value(value)}"'
    return written


def element(tag: str, *inside: Node, **attributes: Attribute) -> Markup:
    """One element, with what it holds and its attributes."""
    written = _attributes(attributes) if attributes else ""
    if tag in _EMPTY:
        return _markup(f"<{tag}{written}>")
    held = _inside(inside[0] if len(inside) == 1 else inside)
    return _markup(f"<{tag}{written}>{held}</{tag}>")
