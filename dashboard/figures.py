"""Figures: a metric's value over some stores, and why there is none where there is none."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Literal

from data.language import Named, Sentence, _
from models.metrics import Metric

Status = Literal["value", "zero", "few", "none", "ineligible"]

STATUSES: Mapping[Status, Sentence] = {
    "value": _("value"),
    "zero": _("zero"),
    "few": _("too few stores"),
    "none": _("no data"),
    "ineligible": _("not eligible"),
}


@dataclass(frozen=True)
class Figure:
    """One value. With status few, none or ineligible the amounts are withheld (None)."""

    status: Status
    stores: int
    numerator: int | None = None
    denominator: int | None = None
    value: float | None = None


def figure(metric: Metric, sums: Mapping[str, Any], few: int) -> Figure:
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
class Belt:
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
