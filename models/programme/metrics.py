"""The metrics, each declared once: what is divided by what, in which unit, and how it is shown.

Map, tables, tooltips, CSV headers, docs/metrics.md and tests all read these declarations. A rate is a
ratio of sums at every level. Class breaks are fixed: they never move with the filter or the day.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal

from data.language import Sentence, _

Unit = Literal["stores", "percent", "traffic", "fen"]
Topic = Literal["to-do", "certification", "traffic-pack", "red-envelope", "deposit", "exemption", "trade"]

TOPICS: Mapping[Topic, Sentence] = {
    "to-do": _("To do"),
    "certification": _("Certification"),
    "traffic-pack": _("Exclusive traffic pack"),
    "red-envelope": _("Launch red envelope"),
    "deposit": _("Deposit"),
    "exemption": _("Commission exemption"),
    "trade": _("Trade"),
}


@dataclass(frozen=True)
class Metric:
    """One metric. `numerator` and `denominator` name sums of the cube (models/snapshots/tables.py).

    Without a denominator the value is the numerator's sum in `unit`; with one it is a percentage.
    `breaks` are the lower bounds of the six classes above the first, in the value's unit (fen for money). They lie
    where regions lie, provinces and cities alike, and one of them at the target that the programme has set (a target
    is dated data: where another is in force, it lies within a class).
    `population` counts the stores the metric speaks of; where it is 0 there is no data, and where
    `eligible` is given and 0, nothing was eligible.
    """

    code: str
    topic: Topic
    name: Sentence
    definition: Sentence
    numerator: str
    numerator_name: Sentence
    unit: Unit
    direction: Literal["up", "down", "none"]
    breaks: tuple[float, ...]
    population: str = "stores"
    denominator: str | None = None
    denominator_name: Sentence | None = None
    eligible: str | None = None
    breakdown: str | None = None
    rest_name: Sentence | None = None
    """What of a rate's denominator is not in its numerator."""
    gaps: tuple[float, ...] = (-20.0, -10.0, -2.0, 2.0, 5.0, 8.0)
    """The bounds of the classes of a rate's gap to its target, in percentage points; the one in the middle holds 0."""

    @property
    def numerator_unit(self) -> Unit:
        """The unit of the numerator and the denominator."""
        return _unit_of(self.numerator)

    def value(self, numerator: int | None, denominator: int | None) -> float | None:
        """The metric's value; None where there is nothing to divide or to count."""
        if numerator is None:
            return None
        if self.denominator is None:
            return numerator
        return 100 * numerator / denominator if denominator else None

    def class_of(self, value: float) -> int:
        """Which class a value falls in, from 0."""
        return sum(value >= bound for bound in self.breaks)


def _unit_of(column: str) -> Unit:
    if column.endswith("_fen"):
        return "fen"
    return "stores" if column.endswith("stores") else "traffic"


_ALL_STORES = (10.0, 50.0, 100.0, 200.0, 500.0, 1500.0)
_SOME_STORES = (5.0, 20.0, 50.0, 100.0, 200.0, 1000.0)
_FEW_STORES = (1.0, 5.0, 10.0, 20.0, 50.0, 100.0)


def _yuan(*amounts: int) -> tuple[float, ...]:
    """Amounts in fen."""
    return tuple(100.0 * amount for amount in amounts)


_LAPSING = _(
    "What lapses on the day or soon after (target lapse-days, 7 days unless the programme sets others), over all "
    "measures: not claimed and its claim-by is near, or claimed, not used and its use-by is near. Traffic, cash and "
    "ad credit are never added."
)

_DECLARED = (
    Metric(
        code="stores",
        topic="certification",
        name=_("Stores"),
        definition=_("Stores that entered on or before the day."),
        numerator="stores",
        numerator_name=_("stores"),
        unit="stores",
        direction="up",
        breaks=_ALL_STORES,
    ),
    Metric(
        code="certified-stores",
        topic="certification",
        name=_("Certified stores"),
        definition=_(
            "Stores whose Laotie Good Store certification is valid on the day: the last event is "
            "“certified” and its valid-until day has not passed."
        ),
        numerator="certified_stores",
        numerator_name=_("certified stores"),
        unit="stores",
        direction="up",
        breaks=_SOME_STORES,
    ),
    Metric(
        code="certification-rate",
        topic="certification",
        name=_("Certification rate"),
        definition=_("Certified stores ÷ stores."),
        numerator="certified_stores",
        numerator_name=_("certified stores"),
        unit="percent",
        direction="up",
        breaks=(40.0, 50.0, 55.0, 60.0, 65.0, 70.0),
        denominator="stores",
        denominator_name=_("stores"),
        rest_name=_("stores not certified"),
        gaps=(-10.0, -5.0, -1.0, 1.0, 3.0, 6.0),
    ),
    Metric(
        code="pack-uptake-head",
        topic="traffic-pack",
        name=_("Traffic-pack uptake by head"),
        definition=_(
            "Stores that claimed any of an exclusive traffic pack ÷ stores that were granted one, to the day."
        ),
        numerator="pack_claimed_stores",
        numerator_name=_("stores that claimed"),
        unit="percent",
        direction="up",
        breaks=(40.0, 60.0, 70.0, 80.0, 85.0, 90.0),
        population="pack_granted_stores",
        denominator="pack_granted_stores",
        denominator_name=_("stores granted"),
        rest_name=_("stores that did not claim"),
    ),
    Metric(
        code="pack-uptake-value",
        topic="traffic-pack",
        name=_("Traffic-pack uptake by value"),
        definition=_("Traffic claimed ÷ traffic granted in exclusive traffic packs, to the day."),
        numerator="pack_claimed",
        numerator_name=_("traffic claimed"),
        unit="percent",
        direction="up",
        breaks=(40.0, 60.0, 65.0, 70.0, 75.0, 80.0),
        population="pack_granted_stores",
        denominator="pack_granted",
        denominator_name=_("traffic granted"),
        rest_name=_("traffic not claimed"),
    ),
    Metric(
        code="pack-consumption",
        topic="traffic-pack",
        name=_("Traffic-pack consumption"),
        definition=_("Traffic consumed ÷ traffic claimed in exclusive traffic packs, to the day."),
        numerator="pack_used",
        numerator_name=_("traffic consumed"),
        unit="percent",
        direction="up",
        breaks=(45.0, 50.0, 54.0, 56.0, 58.0, 65.0),
        population="pack_claimed_stores",
        denominator="pack_claimed",
        denominator_name=_("traffic claimed"),
        rest_name=_("traffic not consumed"),
    ),
    Metric(
        code="pack-lapsed",
        topic="traffic-pack",
        name=_("Traffic lapsed"),
        definition=_(
            "Traffic granted or claimed in exclusive traffic packs that expired unused, to the day; a pack past "
            "its claim-by or use-by day has lapsed even where no event says so."
        ),
        numerator="pack_lapsed",
        numerator_name=_("traffic lapsed"),
        unit="traffic",
        direction="down",
        breaks=(30_000.0, 100_000.0, 300_000.0, 1_000_000.0, 3_000_000.0, 10_000_000.0),
        population="pack_granted_stores",
    ),
    Metric(
        code="envelope-issue-rate",
        topic="red-envelope",
        name=_("Red-envelope issue rate"),
        definition=_(
            "(Launch red-envelope amount issued in live rooms less what was returned) ÷ budget granted, to the day."
        ),
        numerator="envelope_issued_fen",
        numerator_name=_("issued less returned"),
        unit="percent",
        direction="up",
        breaks=(20.0, 30.0, 35.0, 38.0, 40.0, 45.0),
        population="envelope_budget_stores",
        denominator="envelope_budget_fen",
        denominator_name=_("budget"),
        rest_name=_("budget not issued"),
        gaps=(-10.0, -4.0, -1.0, 1.0, 4.0, 10.0),
    ),
    Metric(
        code="envelope-redemption",
        topic="red-envelope",
        name=_("Red-envelope redemption rate"),
        definition=_("Launch red-envelope amount redeemed on paid orders ÷ (amount issued less returned), to the day."),
        numerator="envelope_used_fen",
        numerator_name=_("redeemed"),
        unit="percent",
        direction="up",
        breaks=(90.0, 93.0, 95.0, 96.5, 97.5, 98.5),
        population="envelope_budget_stores",
        denominator="envelope_issued_fen",
        denominator_name=_("issued less returned"),
        rest_name=_("red envelopes not redeemed"),
        gaps=(-5.0, -2.0, -0.5, 0.5, 2.0, 3.0),
    ),
    Metric(
        code="envelope-lapsed",
        topic="red-envelope",
        name=_("Red-envelope budget lapsed"),
        definition=_("Launch red-envelope budget that expired unredeemed, to the day."),
        numerator="envelope_lapsed_fen",
        numerator_name=_("budget lapsed"),
        unit="fen",
        direction="down",
        breaks=_yuan(5_000, 10_000, 20_000, 50_000, 100_000, 500_000),
        population="envelope_budget_stores",
    ),
    Metric(
        code="reduced-stores",
        topic="deposit",
        name=_("Stores with a reduced deposit"),
        definition=_("Stores whose required deposit is below the base of their category and type."),
        numerator="reduced_stores",
        numerator_name=_("stores with a reduced deposit"),
        unit="stores",
        direction="up",
        breaks=_SOME_STORES,
        population="deposit_stores",
    ),
    Metric(
        code="deposit-released",
        topic="deposit",
        name=_("Deposit released"),
        definition=_("Deposit required at base less deposit required now, over stores with a deposit."),
        numerator="released_fen",
        numerator_name=_("released"),
        unit="fen",
        direction="up",
        breaks=_yuan(10_000, 50_000, 100_000, 200_000, 500_000, 2_000_000),
        population="deposit_stores",
    ),
    Metric(
        code="mean-reduction",
        topic="deposit",
        name=_("Mean deposit reduction"),
        definition=_("Deposit released ÷ deposit required at base, over stores with a deposit."),
        numerator="released_fen",
        numerator_name=_("released"),
        unit="percent",
        direction="up",
        breaks=(20.0, 24.0, 26.0, 28.0, 30.0, 35.0),
        population="deposit_stores",
        denominator="base_fen",
        denominator_name=_("required at base"),
        gaps=(-6.0, -4.0, -1.0, 1.0, 3.0, 5.0),
    ),
    Metric(
        code="deposit-shortfall",
        topic="deposit",
        name=_("Deposit shortfall"),
        definition=_("Deposit required less deposit paid, over the stores that have paid less than is required."),
        numerator="shortfall_fen",
        numerator_name=_("shortfall"),
        unit="fen",
        direction="down",
        breaks=_yuan(1_000, 5_000, 10_000, 20_000, 50_000, 100_000),
        population="deposit_stores",
    ),
    Metric(
        code="tier-stores",
        topic="deposit",
        name=_("Stores per deposit tier"),
        definition=_("Stores with a deposit, by the tier they hold; choose tiers in the filter to map one tier."),
        numerator="deposit_stores",
        numerator_name=_("stores with a deposit"),
        unit="stores",
        direction="none",
        breaks=_ALL_STORES,
        population="deposit_stores",
        breakdown="tier_code",
    ),
    Metric(
        code="exempt-stores",
        topic="exemption",
        name=_("Stores exempt from commission"),
        definition=_("Stores of a designated belt whose waiver is in force on the day."),
        numerator="exempt_stores",
        numerator_name=_("exempt stores"),
        unit="stores",
        direction="up",
        breaks=(5.0, 10.0, 20.0, 50.0, 100.0, 300.0),
    ),
    Metric(
        code="fee-waived",
        topic="exemption",
        name=_("Fee waived"),
        definition=_(
            "Σ weekly GMV × the waiver's rate, over the weeks since the waiver began, for exempt stores whose "
            "activity is known."
        ),
        numerator="fee_waived_fen",
        numerator_name=_("fee waived"),
        unit="fen",
        direction="up",
        breaks=_yuan(5_000, 20_000, 50_000, 100_000, 300_000, 1_000_000),
        population="known_activity_stores",
        eligible="exempt_stores",
    ),
    Metric(
        code="active-rate",
        topic="trade",
        name=_("Active rate"),
        definition=_(
            "Stores with an order in the last whole week delivered ÷ stores whose activity is known; filter by "
            "certification to have that of certified stores."
        ),
        numerator="active_stores",
        numerator_name=_("stores with sales"),
        unit="percent",
        direction="up",
        breaks=(40.0, 45.0, 48.0, 50.0, 52.0, 60.0),
        population="activity_stores",
        denominator="activity_stores",
        denominator_name=_("stores whose activity is known"),
        rest_name=_("stores without sales"),
    ),
    Metric(
        code="live-rate",
        topic="trade",
        name=_("Live rate"),
        definition=_("Stores with a live session in the last whole week delivered ÷ stores whose activity is known."),
        numerator="live_stores",
        numerator_name=_("stores that went live"),
        unit="percent",
        direction="up",
        breaks=(20.0, 25.0, 30.0, 33.0, 36.0, 45.0),
        population="activity_stores",
        denominator="activity_stores",
        denominator_name=_("stores whose activity is known"),
        rest_name=_("stores that did not go live"),
    ),
    Metric(
        code="gmv-week",
        topic="trade",
        name=_("GMV of the week"),
        definition=_(
            "Paid orders before refunds in the last whole week delivered, over stores whose activity is known."
        ),
        numerator="gmv_week_fen",
        numerator_name=_("GMV of the week"),
        unit="fen",
        direction="up",
        breaks=_yuan(30_000, 100_000, 300_000, 1_000_000, 3_000_000, 10_000_000),
        population="activity_stores",
    ),
    Metric(
        code="stores-to-call",
        topic="to-do",
        name=_("Stores to call"),
        definition=_(
            "Stores with something to be done by a day: value about to lapse, a deposit shortfall, documents asked "
            "for, or a certification that ends soon. A store with several reasons counts once."
        ),
        numerator="call_stores",
        numerator_name=_("stores to call"),
        unit="stores",
        direction="down",
        breaks=(5.0, 20.0, 50.0, 100.0, 300.0, 600.0),
    ),
    Metric(
        code="lapsing-traffic",
        topic="to-do",
        name=_("Traffic about to lapse"),
        definition=_LAPSING,
        numerator="lapsing_traffic",
        numerator_name=_("traffic about to lapse"),
        unit="traffic",
        direction="down",
        breaks=(10_000.0, 50_000.0, 100_000.0, 200_000.0, 500_000.0, 1_000_000.0),
    ),
    Metric(
        code="lapsing-cash",
        topic="to-do",
        name=_("Cash about to lapse"),
        definition=_LAPSING,
        numerator="lapsing_cash_fen",
        numerator_name=_("cash about to lapse"),
        unit="fen",
        direction="down",
        breaks=_yuan(10, 100, 500, 1_000, 10_000, 100_000),
    ),
    Metric(
        code="lapsing-ad-credit",
        topic="to-do",
        name=_("Ad credit about to lapse"),
        definition=_LAPSING,
        numerator="lapsing_ad_fen",
        numerator_name=_("ad credit about to lapse"),
        unit="fen",
        direction="down",
        breaks=_yuan(1_000, 10_000, 50_000, 100_000, 500_000, 1_000_000),
    ),
    Metric(
        code="overdue-shortfalls",
        topic="to-do",
        name=_("Overdue shortfalls"),
        definition=_(
            "Stores that have paid less deposit than is required and whose last day to pay has passed: the day on "
            "which the shortfall opened and the days allowed (target pay-days)."
        ),
        numerator="overdue_stores",
        numerator_name=_("stores with an overdue shortfall"),
        unit="stores",
        direction="down",
        breaks=_FEW_STORES,
        population="deposit_stores",
    ),
    Metric(
        code="waiting-for-documents",
        topic="to-do",
        name=_("Waiting for documents"),
        definition=_("Stores whose application or renewal waits for documents that they were asked for."),
        numerator="document_stores",
        numerator_name=_("stores that were asked for documents"),
        unit="stores",
        direction="down",
        breaks=_FEW_STORES,
    ),
    Metric(
        code="certifications-ending",
        topic="to-do",
        name=_("Certifications that end soon"),
        definition=_(
            "Certified stores whose certification ends in so many days or less (target expiry-days, 30 unless the "
            "programme sets others)."
        ),
        numerator="ending_stores",
        numerator_name=_("certified stores whose certification ends soon"),
        unit="stores",
        direction="down",
        breaks=_FEW_STORES,
        population="certified_stores",
    ),
)

METRICS: Mapping[str, Metric] = {metric.code: metric for metric in _DECLARED}
HEADLINES = (
    "certification-rate",
    "certified-stores",
    "pack-uptake-head",
    "pack-uptake-value",
    "envelope-issue-rate",
    "envelope-redemption",
    "deposit-released",
    "exempt-stores",
)
"""The figures of uptake at the head of the map page."""
