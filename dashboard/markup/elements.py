"""Elements of HTML. What is given as text is text, whatever it holds; what is markup already stays markup.

Nobody has to remember to escape: a `str` is escaped wherever it stands, in an element or in an attribute, and the page
takes nothing but `Markup`, which only this room makes.
"""

import re
from collections.abc import Iterable, Mapping
from typing import Final

from markupsafe import Markup

Node = str | Markup | None | Iterable["Node"]
"""What an element may hold: text, markup, nothing, or several of them."""
Attribute = str | int | bool | None
NOTHING: Final = Markup("")
_ESCAPED: Final = str.maketrans(
    {"&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&quot;", "'": "&#x27;", "{": "&#123;", "}": "&#125;"}
)
_ESCAPABLE: Final = re.compile("[&<>\"'{}]")
_EMPTY: Final = frozenset({"img", "br", "hr"})


def _escaped(words: str) -> str:
    """Most text holds nothing to escape, and to see so takes a tenth of the time."""
    return words.translate(_ESCAPED) if _ESCAPABLE.search(words) else words


def text(words: str) -> Markup:
    """Text as markup that neither ends an element nor opens a placeholder of a tooltip."""
    return Markup(_escaped(words))


def _inside(node: Node) -> str:
    if isinstance(node, str):
        return node if isinstance(node, Markup) else _escaped(node)
    if node is None:
        return ""
    return "".join([_inside(each) for each in node])


def together(*nodes: Node) -> Markup:
    """Several nodes one after another."""
    return Markup(_inside(nodes))


def joined(nodes: Iterable[Node], between: Node) -> Markup:
    """Nodes with another between each two."""
    return Markup(_inside(between).join([_inside(node) for node in nodes]))


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
    """An attribute's value: markup stays as it is but for the quotes around it."""
    return str(value).replace('"', "&quot;") if isinstance(value, Markup) else _escaped(str(value))


def _attributes(attributes: Mapping[str, Attribute]) -> str:
    """Written in their order; None and False are left out, True stands by its name. `class_` is class, `_` is `-`."""
    parts = []
    for name, value in attributes.items():
        if value is None or value is False:
            continue
        written = "class" if name == "class_" else name.replace("_", "-")
        parts.append(f" {written}" if value is True else f' {written}="{_value(value)}"')
    return "".join(parts)


def element(tag: str, *inside: Node, **attributes: Attribute) -> Markup:
    """One element, with what it holds and its attributes."""
    if tag in _EMPTY:
        return Markup(f"<{tag}{_attributes(attributes)}>")
    return Markup(f"<{tag}{_attributes(attributes)}>{_inside(inside)}</{tag}>")
