"""What the rows of belts share: the belt, where it lies, and its headline figures."""

from typing import Final

from dashboard.figures.figure import share
from dashboard.tables.cell_links import BELT
from dashboard.tables.columns import column, row
from dashboard.tables.values import Amount, Count
from dashboard.views.names import Names
from data.language import Named, _
from models.programme.metrics import METRICS
from pages.belts.belt_sums import Sums, growth, rate

BELT_NAME: Final = _("The belt, with the label of its source where no published list stands behind it.")
STORES_IN_VIEW: Final = _("Stores of the belt in view.")
GMV_WEEK: Final = _("GMV of the last whole week delivered.")
NO_RETURNS: Final = _("Return rates are not shown: no file delivers returns.")


@row
class BeltColumns:
    """Which belt it is."""

    belt_id: str = column("code", _("Belt"), shown=False)
    belt_name: Named = column("named", _("Belt"), BELT_NAME, opens=BELT)


@row
class ListedBelt(BeltColumns):
    """What the list says of a belt: its category, and where it lies."""

    category_code: str = column("code", _("Category"), shown=False)
    category_name: Named | None = column("named", _("Category"), _("The category of the belt's product."))
    province_name: Named | None = column("named", _("Province"))
    county_adcode: str = column("code", _("County"), shown=False)
    county_name: Named | None = column("named", _("County"), _("The county that the belt is anchored in."))
    is_designated: bool = column("flag", _("Designated"), _("On the list of belts whose fee is waived on the day."))


def listed_belt(known: Names, belt_id: str) -> ListedBelt:
    """A belt's name, and what the list says of it."""
    belt = known.belts[belt_id]
    return ListedBelt(
        belt_id=belt_id,
        belt_name=known.belt_labelled(belt_id),
        category_code=belt.category_code,
        category_name=known.categories.get(belt.category_code),
        province_name=known.known_region(belt.province_adcode),
        county_adcode=belt.county_adcode,
        county_name=known.known_region(belt.county_adcode),
        is_designated=belt.is_designated,
    )


@row
class BeltFigures:
    """The headline figures of a belt, a category or any stores summed."""

    stores: Count = column("stores", _("Stores"), STORES_IN_VIEW)
    certified: Count = column("count", _("Certified"), METRICS["certified-stores"].definition)
    certification_rate: Amount = column(
        "percent",
        METRICS["certification-rate"].name,
        METRICS["certification-rate"].definition,
        bar=True,
    )
    pack_uptake: Amount = column("percent", METRICS["pack-uptake-head"].name, METRICS["pack-uptake-head"].definition)
    pack_uptake_value: Amount = column(
        "percent",
        METRICS["pack-uptake-value"].name,
        METRICS["pack-uptake-value"].definition,
        shown=False,
    )
    envelope_issue_rate: Amount = column(
        "percent", METRICS["envelope-issue-rate"].name, METRICS["envelope-issue-rate"].definition
    )
    reduced_share: Amount = column(
        "percent",
        _("Reduced deposit"),
        _("Stores whose required deposit is below the base ÷ stores with a deposit."),
    )
    gmv_week_fen: Count = column("fen", _("GMV of the week"), GMV_WEEK)
    gmv_change: Amount = column(
        "percent",
        _("Week on week"),
        _("(GMV of the week − GMV of the week before) ÷ GMV of the week before."),
        signed=True,
    )
    gmv_28d_fen: Count = column("fen", _("GMV of 28 days"), _("GMV of the last four whole weeks delivered."))
    gmv_growth: Amount = column(
        "percent",
        _("28-day growth"),
        _("(GMV of the last four whole weeks − GMV of the four before) ÷ GMV of the four before."),
        signed=True,
    )
    score: Amount = column("score", _("Mean score"), _("Mean store score of the stores that have one."))


def figures_of(sums: Sums, few: int) -> BeltFigures:
    """The headline figures that sums of the cube make; rates are None where they are of fewer than `few` stores."""
    return BeltFigures(
        stores=sums["stores"],
        certified=sums["certified_stores"],
        certification_rate=rate("certification-rate", sums, few),
        pack_uptake=rate("pack-uptake-head", sums, few),
        pack_uptake_value=rate("pack-uptake-value", sums, few),
        envelope_issue_rate=rate("envelope-issue-rate", sums, few),
        reduced_share=share(sums["reduced_stores"], sums["deposit_stores"]),
        gmv_week_fen=sums["gmv_week_fen"],
        gmv_change=growth(sums["gmv_week_fen"], sums["gmv_before_fen"]),
        gmv_28d_fen=sums["gmv_28d_fen"],
        gmv_growth=growth(sums["gmv_28d_fen"], sums["gmv_28d_before_fen"]),
        score=sums["score_hundredths"] / sums["scored_stores"] / 100 if sums["scored_stores"] else None,
    )
