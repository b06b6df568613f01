"""A menu: a button that opens a list of links, by the browser's own means (dashboard/ui/links.js shuts it)."""

from markupsafe import Markup

from dashboard.markup.elements import Node, element


def menu(label: Node, *inside: Node, css: str = "", says: str = "", kept: str = "") -> Markup:
    """What stands under a label until it is pressed; `says` names the button where the label does not suffice.

    `kept` names a menu that stays open while its links are followed, one after another.
    """
    button = element("summary", label, aria_label=says or None)
    held = element("div", *inside)
    return element("details", button, held, class_=f"menu {css}".strip(), data_kept=kept or None)
