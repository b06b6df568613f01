"""Figures: a metric's value over some stores, and why there is none where there is none."""

from collections.abc import Callable, Hashable, Mapping
from dataclasses import dataclass, replace
from typing import Literal, TypeVar

from dashboard.figures.withholding import too_few, withheld
from data.language import Named, Sentence, _
from models.programme.metrics import Metric

Code = TypeVar("Code", bound=Hashable)
Sums = Mapping[str, int | None]
"""Sums of the cube, by the name of what is summed."""
Hide = Callable[[Mapping[Code, int], int], set[Code]]
"""Which units to withhold, by how many stores each speaks of."""

Status = Literal["value", "zero", "few", "withheld", "none", "ineligible"]

STATUSES: Mapping[Status, Sentence] = {
    "value": _("value"),
    "zero": _("zero"),
    "few": _("too few stores"),
    "withheld": _("withheld"),
    "none": _("no data"),
    "ineligible": _("not eligible"),
}


@dataclass(frozen=True)
class Figure:
    """One value. With status few, withheld, none or ineligible the amounts are None.

    `withheld`: there are enough stores, but the total of the group would give away another unit, that has too
    few. `hides_stores` likewise: the number of stores itself is not to be shown.
    """

    status: Status
    stores: int
    numerator: int | None = None
    denominator: int | None = None
    value: float | None = None
    hides_stores: bool = False


def figure(metric: Metric, sums: Sums, few: int) -> Figure:
    """The figure that sums of the cube make; `few` stores of the population are needed to show it."""
    stores, population = int(sums["stores"] or 0), int(sums[metric.population] or 0)
    if metric.eligible and stores and not sums[metric.eligible]:
        return Figure("ineligible", stores)
    if not population:
        return Figure("none", stores)
    if population < few:
        return Figure("few", stores)
    numerator = int(sums[metric.numerator] or 0)
    denominator = int(sums[metric.denominator] or 0) if metric.denominator else None
    value = metric.value(numerator, denominator)
    if value is None:
        return Figure("none", stores)
    return Figure("value" if value else "zero", stores, numerator, denominator, value)


def figures(metric: Metric, groups: Mapping[Code, Sums], few: int, hide: Hide[Code] = withheld) -> dict[Code, Figure]:
    """The figures of units whose total is shown: where just one has too few stores, another is withheld as well."""
    found = {code: figure(metric, sums, few) for code, sums in groups.items()}
    populations = {
        code: int(groups[code][metric.population] or 0)
        for code, one in found.items()
        if one.status in ("few", "value", "zero")
    }
    small = too_few(populations, few)
    more = hide(populations, few) - small
    hidden = hide({code: one.stores for code, one in found.items()}, few)
    return {
        code: replace(Figure("withheld", one.stores) if code in more else one, hides_stores=code in hidden)
        for code, one in found.items()
    }


def share(part: float | None, whole: float | None) -> float | None:
    """A percentage; None where there is nothing to divide."""
    return 100 * part / whole if whole and part is not None else None


@dataclass(frozen=True)
class Ranked:
    """A row of a ranked table: a region, a belt, a tier; `code` None means stores matched to none."""

    code: str | None
    name: Named
    now: Figure
    before: Figure | None = None

    @property
    def change(self) -> float | None:
        """Value now less value before: percentage points for a rate, the unit otherwise."""
        if self.before is None or self.now.value is None or self.before.value is None:
            return None
        return self.now.value - self.before.value


@dataclass(frozen=True)
class Compared:
    """A region on two days; no figure: its code was not listed on that day. `code` None: stores matched to none."""

    code: str | None
    name: Named
    now: Figure | None
    before: Figure | None

    @property
    def change(self) -> float | None:
        """Value now less value before, where both have one."""
        if self.now is None or self.before is None or self.now.value is None or self.before.value is None:
            return None
        return self.now.value - self.before.value


@dataclass(frozen=True)
class RankedBelt:
    """A belt on the map and in the belts table."""

    ranked: Ranked
    category_code: str
    product_zh: str
    source: str
    county_adcode: str
    city_adcode: str | None
    province_adcode: str | None
    is_designated: bool


@dataclass(frozen=True)
class StorePoint:
    """A store on the map; degrees WGS-84."""

    store_id: str
    store_name: str
    certification_status: str
    lon: float
    lat: float
