"""The metrics, each declared once: what is divided by what, in which unit, and how it is shown.

Map, tables, tooltips, CSV headers, docs/metrics.md and tests all read these declarations. A rate is a
ratio of sums at every level. Class breaks are fixed: they never move with the filter or the day.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal

from data.language import Sentence, _

Unit = Literal["stores", "percent", "traffic", "fen"]
Topic = Literal["certification", "traffic-pack", "red-envelope", "deposit", "exemption", "trade"]

TOPICS: Mapping[Topic, Sentence] = {
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
    `breaks` are the lower bounds of the classes above the first, in the value's unit (fen for money).
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


_SHARES = (20.0, 40.0, 60.0, 80.0)
_STORES = (10.0, 50.0, 200.0, 1000.0)
_TRAFFIC = (10_000.0, 100_000.0, 1_000_000.0, 10_000_000.0)
_FEN = (1_000_000.0, 10_000_000.0, 100_000_000.0, 1_000_000_000.0)  # 1, 10, 100 and 1,000 万元

_DECLARED = (
    Metric(
        "stores", "certification", _("Stores"),
        _("Stores that entered on or before the day."),
        "stores", _("stores"), "stores", "up", _STORES,
    ),
    Metric(
        "certified-stores", "certification", _("Certified stores"),
        _("Stores whose Laotie Good Store certification is valid on the day: the last event is "
          "“certified” and its valid-until day has not passed."),
        "certified_stores", _("certified stores"), "stores", "up", _STORES,
    ),
    Metric(
        "certification-rate", "certification", _("Certification rate"),
        _("Certified stores ÷ stores."),
        "certified_stores", _("certified stores"), "percent", "up", (30.0, 45.0, 55.0, 65.0),
        denominator="stores", denominator_name=_("stores"),
    ),
    Metric(
        "pack-uptake-head", "traffic-pack", _("Traffic-pack uptake by head"),
        _("Stores that claimed any of an exclusive traffic pack ÷ stores that were granted one, to the day."),
        "pack_claimed_stores", _("stores that claimed"), "percent", "up", (30.0, 50.0, 70.0, 85.0),
        "pack_granted_stores", "pack_granted_stores", _("stores granted"),
    ),
    Metric(
        "pack-uptake-value", "traffic-pack", _("Traffic-pack uptake by value"),
        _("Traffic claimed ÷ traffic granted in exclusive traffic packs, to the day."),
        "pack_claimed", _("traffic claimed"), "percent", "up", _SHARES,
        "pack_granted_stores", "pack_granted", _("traffic granted"),
    ),
    Metric(
        "pack-consumption", "traffic-pack", _("Traffic-pack consumption"),
        _("Traffic consumed ÷ traffic claimed in exclusive traffic packs, to the day."),
        "pack_used", _("traffic consumed"), "percent", "up", _SHARES,
        "pack_claimed_stores", "pack_claimed", _("traffic claimed"),
    ),
    Metric(
        "pack-lapsed", "traffic-pack", _("Traffic lapsed"),
        _("Traffic granted or claimed in exclusive traffic packs that expired unused, to the day; a pack past "
          "its claim-by or use-by day has lapsed even where no event says so."),
        "pack_lapsed", _("traffic lapsed"), "traffic", "down", _TRAFFIC, "pack_granted_stores",
    ),
    Metric(
        "envelope-issue-rate", "red-envelope", _("Red-envelope issue rate"),
        _("(Launch red-envelope amount issued in live rooms less what was returned) ÷ budget granted, to the day."),
        "envelope_issued_fen", _("issued less returned"), "percent", "up", (15.0, 30.0, 45.0, 60.0),
        "envelope_budget_stores", "envelope_budget_fen", _("budget"),
    ),
    Metric(
        "envelope-redemption", "red-envelope", _("Red-envelope redemption rate"),
        _("Launch red-envelope amount redeemed on paid orders ÷ (amount issued less returned), to the day."),
        "envelope_used_fen", _("redeemed"), "percent", "up", (60.0, 75.0, 85.0, 95.0),
        "envelope_budget_stores", "envelope_issued_fen", _("issued less returned"),
    ),
    Metric(
        "envelope-lapsed", "red-envelope", _("Red-envelope budget lapsed"),
        _("Launch red-envelope budget that expired unredeemed, to the day."),
        "envelope_lapsed_fen", _("budget lapsed"), "fen", "down", _FEN, "envelope_budget_stores",
    ),
    Metric(
        "reduced-stores", "deposit", _("Stores with a reduced deposit"),
        _("Stores whose required deposit is below the base of their category and type."),
        "reduced_stores", _("stores with a reduced deposit"), "stores", "up", _STORES, "deposit_stores",
    ),
    Metric(
        "deposit-released", "deposit", _("Deposit released"),
        _("Deposit required at base less deposit required now, over stores with a deposit."),
        "released_fen", _("released"), "fen", "up", _FEN, "deposit_stores",
    ),
    Metric(
        "mean-reduction", "deposit", _("Mean deposit reduction"),
        _("Deposit released ÷ deposit required at base, over stores with a deposit."),
        "released_fen", _("released"), "percent", "up", (10.0, 20.0, 30.0, 40.0),
        "deposit_stores", "base_fen", _("required at base"),
    ),
    Metric(
        "deposit-shortfall", "deposit", _("Deposit shortfall"),
        _("Deposit required less deposit paid, over the stores that have paid less than is required."),
        "shortfall_fen", _("shortfall"), "fen", "down", _FEN, "deposit_stores",
    ),
    Metric(
        "tier-stores", "deposit", _("Stores per deposit tier"),
        _("Stores with a deposit, by the tier they hold; choose tiers in the filter to map one tier."),
        "deposit_stores", _("stores with a deposit"), "stores", "none", _STORES, "deposit_stores",
        breakdown="tier_code",
    ),
    Metric(
        "exempt-stores", "exemption", _("Stores exempt from commission"),
        _("Stores of a designated belt whose waiver is in force on the day."),
        "exempt_stores", _("exempt stores"), "stores", "up", _STORES,
    ),
    Metric(
        "fee-waived", "exemption", _("Fee waived"),
        _("Σ weekly GMV × the waiver's rate, over the weeks since the waiver began, for exempt stores whose "
          "activity is known."),
        "fee_waived_fen", _("fee waived"), "fen", "up", (100_000.0, 1_000_000.0, 10_000_000.0, 100_000_000.0),
        "known_activity_stores", eligible="exempt_stores",
    ),
    Metric(
        "active-rate", "trade", _("Active rate"),
        _("Stores with an order in the last whole week delivered ÷ stores whose activity is known; filter by "
          "certification to have that of certified stores."),
        "active_stores", _("stores with sales"), "percent", "up", (20.0, 40.0, 60.0, 80.0),
        "activity_stores", "activity_stores", _("stores whose activity is known"),
    ),
    Metric(
        "live-rate", "trade", _("Live rate"),
        _("Stores with a live session in the last whole week delivered ÷ stores whose activity is known."),
        "live_stores", _("stores that went live"), "percent", "up", (20.0, 40.0, 60.0, 80.0),
        "activity_stores", "activity_stores", _("stores whose activity is known"),
    ),
    Metric(
        "gmv-week", "trade", _("GMV of the week"),
        _("Paid orders before refunds in the last whole week delivered, over stores whose activity is known."),
        "gmv_week_fen", _("GMV"), "fen", "up", (10_000_000.0, 100_000_000.0, 1_000_000_000.0, 10_000_000_000.0),
        "activity_stores",
    ),
)  # fmt: skip

METRICS: Mapping[str, Metric] = {metric.code: metric for metric in _DECLARED}
HEADLINES = (
    "certified-stores",
    "certification-rate",
    "pack-uptake-head",
    "pack-uptake-value",
    "envelope-issue-rate",
    "envelope-redemption",
    "deposit-released",
    "exempt-stores",
)
"""The figures at the head of the map page."""
