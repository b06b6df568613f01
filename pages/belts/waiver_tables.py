"""The table of designated belts."""

from collections.abc import Mapping
from datetime import date
from typing import Final

from dashboard.reading.naming import names
from dashboard.reading.opening import Opened
from dashboard.tables.columns import column, row
from dashboard.tables.table import Table
from dashboard.tables.values import Amount, Count
from dashboard.views.names import Names
from data.language import Named, Sentence, _
from pages.belts.belt_columns import STORES_IN_VIEW, BeltColumns
from pages.belts.waiver_questions import COMPARED, Waiver, waivers

STATES: Final[Mapping[str, Sentence]] = {"active": _("in force"), "ended": _("ended")}


@row
class WaiverRow(BeltColumns):
    """One waiver that has begun."""

    category_name: Named | None = column("named", _("Category"))
    province_name: Named | None = column("named", _("Province"))
    state_code: str = column("code", _("State"), shown=False)
    state_name: Sentence = column("named", _("Waiver"))
    waiver_from: date = column("day", _("From"))
    waiver_to: date | None = column("day", _("To"), _("Its last day; a dash: no end is set."))
    rate_pct: float = column("percent", _("Rate waived"), _("Of the paid amount."), always=True)
    stores: Count = column("stores", _("Stores"), STORES_IN_VIEW)
    gmv_before_fen: Count = column("fen", _("Weekly GMV before"), _("Mean of the four whole weeks before the waiver."))
    gmv_since_fen: Count = column(
        "fen", _("Weekly GMV since"), _("Mean of the last four whole weeks of the waiver, or to the day.")
    )
    gmv_growth: Amount = column("percent", _("Growth"), _("(Weekly GMV since − before) ÷ before."), signed=True)
    peers_growth: Amount = column(
        "percent",
        _("Growth of others"),
        _("The same weeks, for the belts of the same category that never were designated."),
        signed=True,
    )
    fee_waived_fen: Count = column(
        "fen",
        _("Fee waived"),
        _("Σ weekly GMV × the waiver's rate, over whole weeks of the waiver to the day."),
        bar=True,
    )


def _mean_week(gmv_fen: int | None) -> int | None:
    return None if gmv_fen is None else round(gmv_fen / COMPARED)


def _waiver_row(known: Names, waiver: Waiver) -> WaiverRow:
    belt = known.belts[waiver.belt_id]
    return WaiverRow(
        belt_id=waiver.belt_id,
        belt_name=known.belt_labelled(waiver.belt_id),
        category_name=known.categories.get(belt.category_code),
        province_name=known.known_region(belt.province_adcode),
        state_code=waiver.state,
        state_name=STATES[waiver.state],
        waiver_from=waiver.waiver_from,
        waiver_to=waiver.waiver_to,
        rate_pct=waiver.rate_pct,
        stores=waiver.stores,
        gmv_before_fen=_mean_week(waiver.gmv_before_fen),
        gmv_since_fen=_mean_week(waiver.gmv_since_fen),
        gmv_growth=waiver.growth,
        peers_growth=waiver.peers_growth,
        fee_waived_fen=waiver.fee_waived_fen,
    )


def _waiver_rows(opened: Opened) -> list[WaiverRow]:
    known = names(opened.now)
    return [_waiver_row(known, waiver) for waiver in waivers(opened.now, opened.question)]


DESIGNATED: Final = Table(
    "belt-designated",
    _("Designated belts: GMV since the exemption, and the fee waived"),
    _(
        "Mean weekly GMV of the last four whole weeks of a waiver against the four whole weeks before it began; a dash "
        "where the record does not reach back, or the waiver is younger than four weeks. Stores that entered since "
        "count. The growth of belts never designated stands beside: a difference, not proof of a cause."
    ),
    row=WaiverRow,
    make=_waiver_rows,
    few="stores",
)
