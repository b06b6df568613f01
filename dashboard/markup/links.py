"""Links within the page: real ones, that change the view without loading the page anew (dashboard/ui/links.js)."""

from markupsafe import Markup

from dashboard.markup.elements import Node, element
from dashboard.views.screen import path_of
from dashboard.views.view import View


def link(
    go: str, inside: Node, *, view: View | None = None, css: str = "", says: str = "", is_on: bool = False
) -> Markup:
    """A link that changes the view. With `view` its address is whole, for another tab."""
    return element(
        "a",
        inside,
        class_=css,
        href=f"?{view.address() if view else go}",
        data_go=f"?{go}" if view else None,
        aria_label=says or None,
        aria_current="true" if is_on else None,
    )


def address_of(screen: str, view: View) -> str:
    """Where a view is on a screen (with an empty code, on the one that is open)."""
    return (f"/{path_of(screen)}" if screen else "") + f"?{view.address()}"


def to_screen(screen: str, view: View, inside: Node, *, css: str = "", says: str = "", is_on: bool = False) -> Markup:
    """A link to a view on another screen (or, with an empty code, on this one)."""
    there = address_of(screen, view)
    return element(
        "a",
        inside,
        class_=css,
        href=there,
        data_go=there,
        title=says or None,
        aria_label=says or None,
        aria_current="page" if is_on else None,
    )
