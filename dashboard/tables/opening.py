"""What a click on a cell of a sheet opens."""

from dashboard.tables.sheet import Opens, Row
from dashboard.views.view import PARAMETERS, View

_FIELDS = {name: field for field, name in PARAMETERS.items()}


def page_of(screen: str, column: str) -> Opens:
    """The page of one thing on a screen: a store (`stores`), a belt (`belts`)."""

    def opens(row: Row, view: View) -> tuple[str, View] | None:
        code = row.get(column)
        return (screen, view.elsewhere().but(item=str(code))) if code else None

    return opens


STORE = page_of("stores", "store_id")
BELT = page_of("belts", "belt_id")


def narrowing(parameter: str, column: str, screen: str = "") -> Opens:
    """The view narrowed to a row's code; on the same screen, or on another."""

    def opens(row: Row, view: View) -> tuple[str, View] | None:
        code = row.get(column)
        if not code:
            return None
        field = _FIELDS[parameter]
        value = (str(code),) if isinstance(view.value(field), tuple) else str(code)
        there = (view.elsewhere() if screen else view.but(page=1)).put(field, value)
        return screen, there.put("level", "") if field == "region" else there  # the usual one of the region gone to

    return opens
