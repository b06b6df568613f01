"""The list of belts and its orders, and the belts compared by category."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Final

from dashboard.figures.withholding import withheld
from dashboard.reading.naming import names
from dashboard.reading.opening import Opened
from dashboard.tables.cell_links import BELT, filter_link
from dashboard.tables.columns import column, row
from dashboard.tables.table import Table
from dashboard.tables.values import Amount, number
from data.language import Named, Sentence, _
from pages.belts.belt_columns import BELT_NAME, NO_RETURNS, BeltFigures, ListedBelt, figures_of, listed_belt
from pages.belts.belt_sums import Sums, added, by_belt

# The orders


@dataclass(frozen=True)
class BeltOrder:
    """An order of belts: by a figure, from the highest down unless it is rising."""

    name: Sentence
    figure: Callable[[BeltFigures], Amount]
    is_rising: bool = False


ORDERS: Final[Mapping[str, BeltOrder]] = {
    "stores": BeltOrder(_("Most stores first"), lambda figures: figures.stores),
    "certification_rate": BeltOrder(_("Highest certification rate first"), lambda figures: figures.certification_rate),
    "pack_uptake": BeltOrder(_("Highest traffic-pack uptake first"), lambda figures: figures.pack_uptake),
    "gmv_28d_fen": BeltOrder(_("Highest 28-day GMV first"), lambda figures: figures.gmv_28d_fen),
    "gmv_growth": BeltOrder(_("Fastest 28-day growth first"), lambda figures: figures.gmv_growth),
    "gmv_change": BeltOrder(_("Deepest fall of the week first"), lambda figures: figures.gmv_change, is_rising=True),
    "score": BeltOrder(_("Highest mean score first"), lambda figures: figures.score),
}


def _may_be_withheld(stores: Mapping[str, int], few: int) -> set[str]:
    """The belts with too few stores; where it is one alone, also those of which one is withheld beside it."""
    hidden = withheld(stores, few)
    most = max((stores[code] for code in hidden), default=0)
    return {code for code in stores if stores[code] <= most}


def _ordered(belts: Mapping[str, Sums], order: BeltOrder, few: int) -> list[tuple[str, BeltFigures]]:
    """Belts and their figures, by one of them; those that may be withheld last, so that their place tells nothing."""
    figures = {belt_id: figures_of(sums, few) for belt_id, sums in belts.items()}
    hidden = _may_be_withheld({belt_id: sums["stores"] for belt_id, sums in belts.items()}, few)
    sign = 1 if order.is_rising else -1

    def place(belt_id: str) -> tuple[bool, bool, float, str]:
        is_last = belt_id in hidden
        value = None if is_last else number(order.figure(figures[belt_id]))
        return is_last, value is None, sign * (value or 0), belt_id

    return [(belt_id, figures[belt_id]) for belt_id in sorted(belts, key=place)]


# The list


@row
class BeltRow(ListedBelt, BeltFigures):
    """One belt with stores in view."""


def _list_rows(opened: Opened) -> list[BeltRow]:
    known, order = names(opened.now), ORDERS[opened.view.choice("sort", ORDERS)]
    belts = _ordered(by_belt(opened.now, opened.question), order, opened.question.few)
    return [BeltRow(**vars(listed_belt(known, belt_id)), **vars(figures)) for belt_id, figures in belts]


BELTS: Final = Table(
    "belt-list",
    _("Belts with stores in view"),
    _("Each belt's stores, certification, uptake, GMV and score. {returns}", returns=NO_RETURNS),
    row=BeltRow,
    make=_list_rows,
    few="stores",
)


# Categories, with their belts

ALL_ITS: Final = _("all its belts")


@row
class _CategoryColumns:
    """The category, one of its belts or all of them, and how many belts that are."""

    category_code: str = column("code", _("Category"), shown=False)
    category_name: Named | None = column(
        "named",
        _("Category"),
        _("The category of the belts' product."),
        opens=filter_link("category", "category_code"),
    )
    belt_id: str | None = column("code", _("Belt"), shown=False)
    belt_name: Named | Sentence = column("named", _("Belt"), BELT_NAME, opens=BELT)
    belts: int = column("count", _("Belts"), _("Belts with stores in view that the row speaks of."), always=True)


@row
class CategoryRow(_CategoryColumns, BeltFigures):
    """A category (its `group` is empty), or a belt within it (its `group` is the category)."""

    group: str


def _category_rows(opened: Opened) -> list[CategoryRow]:
    known, few, groups = names(opened.now), opened.question.few, dict[str, dict[str, Sums]]()
    for belt_id, sums in by_belt(opened.now, opened.question).items():
        groups.setdefault(known.belts[belt_id].category_code, {})[belt_id] = sums
    rows: list[CategoryRow] = []
    for category in sorted(groups, key=lambda code: (-added(groups[code].values())["stores"], code)):
        belts, name = groups[category], known.categories.get(category)
        rows.append(
            CategoryRow(
                group="",
                category_code=category,
                category_name=name,
                belt_id=None,
                belt_name=ALL_ITS,
                belts=len(belts),
                **vars(figures_of(added(belts.values()), few)),
            )
        )
        rows += [
            CategoryRow(
                group=category,
                category_code=category,
                category_name=name,
                belt_id=belt_id,
                belt_name=known.belt_labelled(belt_id),
                belts=1,
                **vars(figures),
            )
            for belt_id, figures in _ordered(belts, ORDERS["gmv_28d_fen"], few)
        ]
    return rows


CATEGORIES: Final = Table(
    "belt-categories",
    _("Belts compared by category"),
    _(
        "A row for each category of belts, and below it its belts by 28-day GMV. Stores of no belt are left out. "
        "{returns}",
        returns=NO_RETURNS,
    ),
    row=CategoryRow,
    make=_category_rows,
    few="stores",
    within=("group",),
)
