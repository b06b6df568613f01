"""What a click on a cell opens."""

from operator import attrgetter
from typing import Final

from dashboard.tables.columns import Opens
from dashboard.views.view import PARAMETERS, View
from models.geography.places import usual_level

_FIELDS: Final = {name: field for field, name in PARAMETERS.items()}


def detail_link(screen: str, field: str) -> Opens:
    """The page of one thing on a screen, named by a field of the row: a store (`stores`), a belt (`belts`)."""

    def opens(row: object, view: View) -> tuple[str, View] | None:
        code = getattr(row, field)
        return (screen, view.elsewhere().but(item=str(code))) if code else None

    return opens


STORE: Final = detail_link("stores", "store_id")
BELT: Final = detail_link("belts", "belt_id")


def filter_link(parameter: str, field: str, screen: str = "") -> Opens:
    """The view narrowed to the code in a field of the row (`name`, or `name.part`); on this screen, or on another."""

    def opens(row: object, view: View) -> tuple[str, View] | None:
        code = attrgetter(field)(row)
        if not code:
            return None
        name = _FIELDS[parameter]
        value = (str(code),) if isinstance(view.value(name), tuple) else str(code)
        there = (view.elsewhere() if screen else view.but(page=1)).put(name, value)
        return screen, there.put("level", usual_level(str(code))) if name == "region" else there

    return opens
