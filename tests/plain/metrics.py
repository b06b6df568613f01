"""Metrics a second time: each over a list of store states, as its definition reads."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from decimal import ROUND_HALF_EVEN, Decimal
from fractions import Fraction
from typing import Any

Row = dict[str, Any]
Of = Callable[[Row], int]
DIMENSIONS = (
    "province_adcode", "city_adcode", "county_adcode", "belt_id",
    "category_code", "store_type", "certification_status", "tier_code",
)  # fmt: skip


def one(_store: Row) -> int:
    return 1


def amount(name: str) -> Of:
    return lambda store: store[name] or 0


def some(name: str) -> Of:
    return lambda store: int((store[name] or 0) > 0)


def known(name: str) -> Of:
    return lambda store: int(store[name] is not None)


def certified(store: Row) -> int:
    return int(store["certification_status"] == "certified")


def exempt(store: Row) -> int:
    return int(store["is_exempt"])


@dataclass(frozen=True)
class Plain:
    """What is divided by what, whom it speaks of, and the unit of the value."""

    numerator: Of
    denominator: Of | None = None
    population: Of = one
    unit: str = "stores"
    eligible: Of | None = None


def whether(name: str) -> Of:
    return lambda store: int(store[name])


TRADE_KNOWN = known("activity_week")
GRANTED, ISSUED_TO, HAS_DEPOSIT = some("pack_granted"), some("envelope_budget_fen"), known("tier_code")
METRICS = {
    "stores": Plain(one),
    "certified-stores": Plain(certified),
    "certification-rate": Plain(certified, one, unit="percent"),
    "pack-uptake-head": Plain(some("pack_claimed"), GRANTED, GRANTED, "percent"),
    "pack-uptake-value": Plain(amount("pack_claimed"), amount("pack_granted"), GRANTED, "percent"),
    "pack-consumption": Plain(amount("pack_used"), amount("pack_claimed"), some("pack_claimed"), "percent"),
    "pack-lapsed": Plain(amount("pack_lapsed"), None, GRANTED, "traffic"),
    "envelope-issue-rate": Plain(amount("envelope_issued_fen"), amount("envelope_budget_fen"), ISSUED_TO, "percent"),
    "envelope-redemption": Plain(amount("envelope_used_fen"), amount("envelope_issued_fen"), ISSUED_TO, "percent"),
    "envelope-lapsed": Plain(amount("envelope_lapsed_fen"), None, ISSUED_TO, "fen"),
    "reduced-stores": Plain(some("released_fen"), None, HAS_DEPOSIT),
    "deposit-released": Plain(amount("released_fen"), None, HAS_DEPOSIT, "fen"),
    "mean-reduction": Plain(amount("released_fen"), amount("base_fen"), HAS_DEPOSIT, "percent"),
    "deposit-shortfall": Plain(amount("shortfall_fen"), None, HAS_DEPOSIT, "fen"),
    "tier-stores": Plain(HAS_DEPOSIT, None, HAS_DEPOSIT),
    "exempt-stores": Plain(exempt),
    "fee-waived": Plain(amount("fee_waived_fen"), None, known("fee_waived_fen"), "fen", eligible=exempt),
    "active-rate": Plain(some("orders_week"), TRADE_KNOWN, TRADE_KNOWN, "percent"),
    "live-rate": Plain(some("live_sessions_week"), TRADE_KNOWN, TRADE_KNOWN, "percent"),
    "gmv-week": Plain(amount("gmv_week_fen"), None, TRADE_KNOWN, "fen"),
    "stores-to-call": Plain(whether("calls")),
    "lapsing-traffic": Plain(amount("lapsing_traffic"), None, one, "traffic"),
    "lapsing-cash": Plain(amount("lapsing_cash"), None, one, "fen"),
    "lapsing-ad-credit": Plain(amount("lapsing_ad"), None, one, "fen"),
    "overdue-shortfalls": Plain(some("overdue_fen"), None, HAS_DEPOSIT),
    "waiting-for-documents": Plain(whether("waits")),
    "certifications-ending": Plain(whether("ends"), None, certified),
}


@dataclass(frozen=True)
class Told:
    """A figure: status, stores, and the amounts where they may be shown."""

    status: str
    stores: int
    numerator: int | None = None
    denominator: int | None = None
    value: Fraction | None = None


def figure(code: str, stores: Sequence[Row], few: int) -> Told:
    plain = METRICS[code]
    population = sum(plain.population(store) for store in stores)
    if stores and plain.eligible and not any(plain.eligible(store) for store in stores):
        return Told("ineligible", len(stores))
    if population == 0:
        return Told("none", len(stores))
    if population < few:
        return Told("few", len(stores))
    numerator = sum(plain.numerator(store) for store in stores)
    if plain.denominator is None:
        return Told("value" if numerator else "zero", len(stores), numerator, None, Fraction(numerator))
    denominator = sum(plain.denominator(store) for store in stores)
    if denominator == 0:
        return Told("none", len(stores))
    value = Fraction(100 * numerator, denominator)
    return Told("value" if value else "zero", len(stores), numerator, denominator, value)


def in_region(store: Row, region: str) -> bool:
    places = (store["province_adcode"], store["city_adcode"], store["county_adcode"])
    return region == "100000" or region in places


def in_view(store: Row, view: Any) -> bool:
    """Whether a view shows a store: its scope, its region, each filter."""
    if not any(in_region(store, region) for region in view.question.scope.regions):
        return False
    if not in_region(store, view.question.region):
        return False
    for codes, name in (
        (view.question.categories, "category_code"),
        (view.question.statuses, "certification_status"),
        (view.question.store_types, "store_type"),
    ):
        if codes and store[name] not in codes:
            return False
    if view.question.tiers and (store["tier_code"] or "NONE") not in view.question.tiers:
        return False
    return not view.question.belts or (store["belt_id"] or "none") in view.question.belts


def seen(stores: Iterable[Row], view: Any) -> list[Row]:
    return [store for store in stores if in_view(store, view)]


def by(stores: Iterable[Row], name: str) -> dict[Any, list[Row]]:
    groups: dict[Any, list[Row]] = {}
    for store in stores:
        groups.setdefault(store[name], []).append(store)
    return groups


def cube(stores: Iterable[Row]) -> list[Row]:
    """Stores counted by every dimension, missing first."""
    groups: dict[tuple[str | None, ...], list[Row]] = {}
    for store in stores:
        groups.setdefault(tuple(store[name] for name in DIMENSIONS), []).append(store)
    sums: dict[str, Of] = {
        "stores": one,
        "certified_stores": certified,
        "pack_granted_stores": GRANTED,
        "pack_claimed_stores": some("pack_claimed"),
        "envelope_budget_stores": ISSUED_TO,
        "deposit_stores": HAS_DEPOSIT,
        "reduced_stores": some("released_fen"),
        "shortfall_stores": some("shortfall_fen"),
        "exempt_stores": exempt,
        "known_activity_stores": known("fee_waived_fen"),
        "lower_due_stores": lambda store: int(
            store["entitled_fen"] is not None and store["entitled_fen"] < store["required_fen"]
        ),
        "scored_stores": known("store_score"),
        "score_hundredths": lambda store: round((store["store_score"] or 0) * 100),
        "activity_stores": known("activity_week"),
        "active_stores": some("orders_week"),
        "live_stores": some("live_sessions_week"),
        "active_live_stores": lambda store: some("orders_week")(store) * some("live_sessions_week")(store),
        "lost_stores": lambda store: int((store["orders_before"] or 0) > 0 and store["orders_week"] == 0),
    }
    sums |= {
        "call_stores": whether("calls"),
        "lapsing_traffic": amount("lapsing_traffic"),
        "lapsing_traffic_stores": some("lapsing_traffic"),
        "lapsing_cash_fen": amount("lapsing_cash"),
        "lapsing_cash_stores": some("lapsing_cash"),
        "lapsing_ad_fen": amount("lapsing_ad"),
        "lapsing_ad_stores": some("lapsing_ad"),
        "overdue_stores": some("overdue_fen"),
        "overdue_fen": amount("overdue_fen"),
        "document_stores": whether("waits"),
        "ending_stores": whether("ends"),
    }
    for name in (
        "pack_granted", "pack_claimed", "pack_used", "pack_lapsed", "envelope_budget_fen", "envelope_issued_fen",
        "envelope_used_fen", "envelope_lapsed_fen", "base_fen", "required_fen", "released_fen", "shortfall_fen",
        "fee_waived_fen", "gmv_week_fen", "gmv_before_fen", "gmv_28d_fen", "gmv_28d_before_fen",
    ):  # fmt: skip
        sums[name] = amount(name)
    rows = []
    for group in sorted(groups, key=lambda values: tuple((value is not None, value or "") for value in values)):
        counted = {name: sum(of(store) for store in groups[group]) for name, of in sums.items()}
        rows.append(dict(zip(DIMENSIONS, group, strict=True)) | counted)
    return rows


def printed(value: Fraction | int | None, unit: str) -> str:
    """A value as a file has it: percent with four decimals, money in CNY with two, counts whole."""
    if value is None:
        return ""
    if unit == "percent":
        exact = Decimal(value.numerator) / Decimal(value.denominator)
        return str(exact.quantize(Decimal("0.0001"), ROUND_HALF_EVEN))
    if unit == "fen":
        sign, fen = ("-" if value < 0 else ""), abs(int(value))
        return f"{sign}{fen // 100}.{fen % 100:02}"
    return str(int(value))
