"""The tables of the page of one belt: where it stands, its benefits, tiers and weeks, and the belts like it."""

from collections.abc import Callable
from datetime import date
from typing import Final, TypeVar

from dashboard.figures.figure import share
from dashboard.reading.naming import measure_name, names
from dashboard.reading.opening import Opened
from dashboard.tables.columns import column, row
from dashboard.tables.table import Table
from dashboard.tables.values import Amount, Count
from dashboard.tables.words import UNITS
from data.language import Named, Sentence, _
from models.programme.metrics import METRICS
from models.programme.terms import ENVELOPE, NO_DEPOSIT, NO_TIER, PACK
from pages.belts.belt_columns import NO_RETURNS, BeltColumns, BeltFigures, figures_of
from pages.belts.belt_sums import all_belts, is_too_small, question_of_belt
from pages.belts.one_belt_questions import (
    MeasureSums,
    Standing,
    WeekSums,
    by_tier,
    measures,
    peers,
    standings,
    weeks_of_trade,
)

Row = TypeVar("Row")


def belt_in_view(opened: Opened) -> str | None:
    """The belt that the page is of; None where there is none, or too small a one to show figures of."""
    belt_id = opened.presentation.item
    is_known = belt_id in names(opened.now).belts
    return belt_id if is_known and not is_too_small(opened.now, opened.question, belt_id) else None


def _of_belt_in_view(rows: Callable[[Opened, str], list[Row]]) -> Callable[[Opened], list[Row]]:
    """Rows of the belt whose page it is; none without one."""

    def made(opened: Opened) -> list[Row]:
        belt_id = belt_in_view(opened)
        return rows(opened, belt_id) if belt_id else []

    return made


# Where it stands


@row
class StandingRow:
    """Where the belt stands by one metric."""

    metric_code: str = column("code", _("Metric"), shown=False)
    metric_name: Sentence = column("named", _("Metric"))
    value: float = column("percent", _("This belt"))
    decile: int = column("count", _("Tenth"), _("1: lowest values, 10: highest; of equal values in their middle."))
    lowest_tenth: float = column("percent", _("Lowest tenth up to"), _("The first decile of the belts."))
    median: float = column("percent", _("Median belt"))
    highest_tenth: float = column("percent", _("Highest tenth from"), _("The ninth decile of the belts."))
    belts: int = column("count", _("Belts compared"), _("Belts with enough stores to show the metric."))


def _standing_row(one: Standing) -> StandingRow:
    return StandingRow(
        metric_code=one.metric,
        metric_name=METRICS[one.metric].name,
        value=one.value,
        decile=one.decile,
        lowest_tenth=one.cuts[0],
        median=one.cuts[4],
        highest_tenth=one.cuts[8],
        belts=one.belts,
    )


def _standing_rows(opened: Opened, belt_id: str) -> list[StandingRow]:
    return [_standing_row(one) for one in standings(opened.now, opened.question, belt_id)]


STANDING: Final = Table(
    "belt-standing",
    _("Where the belt stands among all belts"),
    _(
        "By each share, among the belts with enough stores to show it: the tenth that the belt is in, 1 with the "
        "lowest values and 10 with the highest, and the values that bound the lowest and the highest tenth. In the "
        "chart the dot is the belt, the ticks are the nine deciles, and the long one is the median."
    ),
    row=StandingRow,
    make=_of_belt_in_view(_standing_rows),
)


# Its benefits


@row
class UptakeRow:
    """One benefit in one unit."""

    measure_code: str = column("code", _("Benefit"), shown=False)
    measure_name: Named | Sentence = column("named", _("Benefit"))
    unit: str = column("code", _("Unit"), shown=False)
    unit_name: Sentence | Named = column("named", _("Unit"))
    stores: Count = column("stores", _("Stores granted"))
    claimed_stores: Count = column("count", _("Stores that claimed"))
    uptake_head: Amount = column("percent", _("By head"), _("Stores that claimed ÷ stores granted."), bar=True)
    granted: Count = column("quantity", _("Granted"))
    claimed: Count = column("quantity", _("Claimed"))
    uptake_value: Amount = column("percent", _("By value"), _("Amount claimed ÷ amount granted."), bar=True)
    used: Count = column("quantity", _("Used"))
    lapsed: Count = column("quantity", _("Lapsed"))


def _uptake_row(sums: MeasureSums) -> UptakeRow:
    return UptakeRow(
        measure_code=sums.measure_code,
        measure_name=measure_name(sums.measure_code),
        unit=sums.unit,
        unit_name=UNITS[sums.unit],
        stores=sums.granted_stores,
        claimed_stores=sums.claimed_stores,
        uptake_head=share(sums.claimed_stores, sums.granted_stores),
        granted=sums.granted,
        claimed=sums.claimed,
        uptake_value=share(sums.claimed, sums.granted),
        used=sums.used,
        lapsed=sums.lapsed,
    )


def _uptake_rows(opened: Opened, belt_id: str) -> list[UptakeRow]:
    """The programme's own benefits first, then by their stores; those of too few stores last."""
    question = question_of_belt(opened.question, belt_id)

    def place(sums: MeasureSums) -> tuple[bool, bool, int, str, str]:
        is_small, is_other = sums.granted_stores < question.few, sums.measure_code not in (PACK, ENVELOPE)
        return is_small, is_other, -sums.granted_stores, sums.measure_code, sums.unit

    return [_uptake_row(sums) for sums in sorted(measures(opened.now, question), key=place)]


UPTAKE: Final = Table(
    "belt-uptake",
    _("Uptake of the belt's benefits"),
    _(
        "To the day, each benefit in its own unit: uptake by head is stores that claimed ÷ stores granted, by value "
        "amount claimed ÷ amount granted. Of a red envelope, claimed is issued less returned."
    ),
    row=UptakeRow,
    make=_of_belt_in_view(_uptake_rows),
    few="stores",
)


# Its tiers


@row
class TierRow:
    """The belt's stores of one deposit tier."""

    tier_code: str = column("code", _("Deposit tier"), shown=False)
    tier_name: Named | Sentence = column("named", _("Deposit tier"))
    stores: Count = column("stores", _("Stores"), bar=True)
    share: Amount = column("percent", _("Share"), _("Of the belt's stores."))
    required_fen: Count = column("fen", _("Deposit required"))
    released_fen: Count = column("fen", _("Deposit released"), METRICS["deposit-released"].definition)


def _tier_rows(opened: Opened, belt_id: str) -> list[TierRow]:
    """By the rank of the tiers; stores without a tier, and without a deposit, last."""
    known = names(opened.now)
    found = by_tier(opened.now, question_of_belt(opened.question, belt_id))
    stores = sum(sums["stores"] for sums in found.values())
    tiers = {code or NO_DEPOSIT: sums for code, sums in found.items()}
    ranked = [*known.tiers, *sorted(tiers.keys() - known.tiers.keys())]
    return [
        TierRow(
            tier_code=code,
            tier_name=known.tier_or_code(code),
            stores=tiers[code]["stores"],
            share=share(tiers[code]["stores"], stores),
            required_fen=tiers[code]["required_fen"],
            released_fen=tiers[code]["released_fen"],
        )
        for code in sorted(ranked, key=lambda code: code in (NO_TIER, NO_DEPOSIT))
        if code in tiers
    ]


TIERS: Final = Table(
    "belt-tiers",
    _("The belt's stores by deposit tier"),
    _("Stores by the tier that they hold on the day, with the deposit required of them and what is released."),
    row=TierRow,
    make=_of_belt_in_view(_tier_rows),
    few="stores",
)


# Its weeks


@row
class WeekRow:
    """One whole week of the belt's trade."""

    week_start: date = column("day", _("Week of"))
    gmv_fen: int = column("fen", _("GMV"), _("Paid orders of the week, before refunds."), bar=True)
    orders: int = column("count", _("Orders"))
    active_stores: int = column("count", _("Stores with an order"))
    live_stores: int = column("count", _("Stores that went live"))
    live_sessions: int = column("count", _("Live sessions"))
    sessions_with_envelope: int = column(
        "count", _("With a red envelope"), _("Live sessions with a launch red envelope.")
    )
    fee_waived_fen: int = column("fen", _("Fee waived"), _("Σ GMV × the waiver's rate, in weeks wholly in a waiver."))


def _week_row(week: WeekSums) -> WeekRow:
    return WeekRow(
        week_start=week.week_start,
        gmv_fen=week.gmv_fen,
        orders=week.orders,
        active_stores=week.active_stores,
        live_stores=week.live_stores,
        live_sessions=week.live_sessions,
        sessions_with_envelope=week.sessions_with_envelope,
        fee_waived_fen=week.fee_waived_fen,
    )


def _week_rows(opened: Opened, belt_id: str) -> list[WeekRow]:
    weeks = weeks_of_trade(opened.now, question_of_belt(opened.question, belt_id))
    return [_week_row(week) for week in reversed(weeks)]


WEEKS: Final = Table(
    "belt-weeks",
    _("The belt's trade by week"),
    _(
        "Whole weeks to the day, the newest first, of the stores that the belt has on the day. A week begins on a "
        "Monday."
    ),
    row=WeekRow,
    make=_of_belt_in_view(_week_rows),
)


# The belts like it


@row
class _PeerColumns(BeltColumns):
    """Which belt it is, whether the one whose page it is, and where."""

    is_this: bool = column("flag", _("This belt"))
    province_name: Named | None = column("named", _("Province"))


@row
class PeerRow(_PeerColumns, BeltFigures):
    """The belt, or one like it."""


def _peer_rows(opened: Opened, belt_id: str) -> list[PeerRow]:
    known, belts = names(opened.now), all_belts(opened.now, opened.question)
    codes = (belt_id, *peers(opened.now, opened.question, belt_id))
    return [
        PeerRow(
            belt_id=code,
            belt_name=known.belt_labelled(code),
            is_this=code == belt_id,
            province_name=known.known_region(known.belts[code].province_adcode),
            **vars(figures_of(belts[code], opened.question.few)),
        )
        for code in codes
        if code in belts
    ]


PEER_BELTS: Final = Table(
    "belt-peers",
    _("Belts of the same category and like size"),
    _(
        "The eight belts of the same category whose number of stores is nearest on a logarithmic scale, with enough "
        "stores to show; the belt itself first. {returns}",
        returns=NO_RETURNS,
    ),
    row=PeerRow,
    make=_of_belt_in_view(_peer_rows),
    few="stores",
)
