"""A menu: a button that opens a list of links, by the browser's own means (dashboard/ui/links.js shuts it)."""

from markupsafe import Markup

from dashboard.markup.elements import Node, element


def menu(label: Node, *inside: Node, css: str = "", says: str = "") -> Markup:
    """What stands under a label until it is pressed; `says` names the button where the label does not suffice."""
    button = element("summary", label, aria_label=says or None)
    return element("details", button, element("div", *inside), class_=f"menu {css}".strip())
