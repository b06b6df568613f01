"""What a row by region, belt, category or store type is called, and where a click on it leads."""

from collections.abc import Callable, Mapping
from typing import Final, TypedDict, TypeVar

from dashboard.reading.opening import Opened
from dashboard.tables.cell_links import detail_link, filter_link
from dashboard.tables.columns import Opens, column, row
from dashboard.views.names import Names
from dashboard.views.view import View
from data.language import Named, Sentence, _
from models.geography.places import Level
from models.programme.terms import STORE_TYPES

Sums = TypeVar("Sums")
DIMENSIONS: Final = {
    "region": _("By region"),
    "belt": _("By belt"),
    "category": _("By category"),
    "type": _("By store type"),
}
"""What the tables may be by."""
HEADINGS: Final = {
    "region": _("Region"),
    "belt": _("Belt"),
    "category": _("Category"),
    "type": _("Store type"),
}
WITHOUT_CODE: Final = {"region": _("Matched to no region drawn here"), "belt": _("Stores of no belt")}
"""What stores without a code of the dimension are called."""
OPENS: Final[Mapping[str, Opens]] = {
    "belt": detail_link("belts", "code"),
    "category": filter_link("category", "code"),
    "type": filter_link("type", "code"),
}


def dimension(opened: Opened) -> str:
    """What the tables are by."""
    return opened.view.choice("by", DIMENSIONS)


def code_name(known: Names, by: str, code: str | None) -> Named | Sentence:
    """The name of a code of a dimension."""
    if code is None:
        return WITHOUT_CODE[by]
    if by == "region":
        return known.region(code)
    if by == "belt":
        return known.belt_or_code(code)
    return known.category_or_code(code) if by == "category" else STORE_TYPES[code]


def _opens(group: "Group", view: View) -> tuple[str, View] | None:
    """Into a row's region, shown by the level below it; to the belt; or the view narrowed to the row."""
    by = view.choice("by", DIMENSIONS)
    if by != "region":
        return OPENS[by](group, view)
    if group.code is None or group.level_below is None:
        return None
    return "", view.but(region=group.code, level=group.level_below, page=1)


_SPEAKS_OF: Final = _("What the row speaks of: a region, a belt, a category or a store type, as the table is by.")


@row
class Group:
    """What a row by a dimension speaks of."""

    code: str | None = column("code", _("Code"), _SPEAKS_OF, shown=False)
    name: Named | Sentence = column("named", lambda opened: HEADINGS[dimension(opened)], _SPEAKS_OF, opens=_opens)
    level_below: Level | None
    """Of a region: the level by which it is shown once it is gone into."""


class GroupCells(TypedDict):
    """The cells of a group."""

    code: str | None
    name: Named | Sentence
    level_below: Level | None


def group_cells(opened: Opened, known: Names, by: str, code: str | None) -> GroupCells:
    """What a row by a dimension speaks of."""
    is_below = by == "region" and code in known.places and code != opened.question.region
    below = known.levels(code)[0] if code is not None and is_below else None
    return {"code": code, "name": code_name(known, by, code), "level_below": below}


def by_amount(found: Mapping[str | None, Sums], amount: Callable[[Sums], int]) -> list[tuple[str | None, Sums]]:
    """Sums by code, the largest amount first; what is matched to nothing stands last."""
    return sorted(found.items(), key=lambda pair: (pair[0] is None, -abs(amount(pair[1])), str(pair[0])))
