"""The questions of packs, envelopes, deposits and waivers a second time: loops over a snapshot's rows."""

from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Sequence
from datetime import date, datetime, timedelta
from fractions import Fraction
from math import floor
from typing import Any

Row = dict[str, Any]
PACK, ENVELOPE = ("traffic-pack", "traffic"), ("red-envelope", "fen")
CURRENCY = {"fen": "cash", "ad-fen": "ad-credit", "traffic": "traffic"}


def monday(day: date) -> date:
    return day - timedelta(days=day.weekday())


def last_monday(day: date) -> date:
    """Monday of the newest week that has ended by the day."""
    week = monday(day)
    return week if week + timedelta(days=6) <= day else week - timedelta(days=7)


def rate(part: int, whole: int) -> Fraction | None:
    return Fraction(100 * part, whole) if whole else None


def uptake(stores: Sequence[Row], aimed: float | None) -> dict[tuple[str, str], tuple[int, int | float | None]]:
    """Part and whole of each way to measure each benefit."""
    sums: Counter[str] = Counter()
    for store in stores:
        sums["stores"] += 1
        if store["pack_granted"]:
            sums["packs"] += 1
            sums["pack_granted"] += store["pack_granted"]
            sums["pack_claimed"] += store["pack_claimed"]
            sums["pack_claimers"] += store["pack_claimed"] > 0
        if store["envelope_budget_fen"]:
            sums["envelopes"] += 1
            sums["budget"] += store["envelope_budget_fen"]
            sums["issued"] += store["envelope_issued_fen"]
            sums["redeemed"] += store["envelope_used_fen"]
            sums["issuers"] += store["envelope_issued_fen"] > 0
        if store["tier_code"] is not None:
            sums["base"] += store["base_fen"]
            sums["released"] += store["released_fen"]
            due = store["base_fen"] - store["entitled_fen"]
            if due > 0:
                sums["entitled"] += 1
                sums["due"] += due
                sums["held"] += min(due, store["released_fen"])
                sums["holders"] += store["released_fen"] > 0
        if store["is_exempt"]:
            sums["exempt"] += 1
            sums["spared"] += (store["fee_waived_fen"] or 0) > 0
            sums["waived"] += store["fee_waived_fen"] or 0
    return {
        ("traffic-pack", "head"): (sums["pack_claimers"], sums["packs"]),
        ("traffic-pack", "value"): (sums["pack_claimed"], sums["pack_granted"]),
        ("red-envelope", "head"): (sums["issuers"], sums["envelopes"]),
        ("red-envelope", "value"): (sums["issued"], sums["budget"]),
        ("red-envelope", "redeemed"): (sums["redeemed"], sums["issued"]),
        ("deposit-reduction", "head"): (sums["holders"], sums["entitled"]),
        ("deposit-reduction", "value"): (sums["held"], sums["due"]),
        ("deposit-reduction", "reduction"): (sums["released"], sums["base"]),
        ("commission-exemption", "head"): (sums["spared"], sums["exempt"]),
        ("commission-exemption", "value"): (sums["waived"], None),
        ("commission-exemption", "stores"): (sums["exempt"], aimed),
    }


def by_store(events: Iterable[Row], ids: set[str]) -> dict[str, list[Row]]:
    found: dict[str, list[Row]] = defaultdict(list)
    for event in events:
        if event["store_id"] in ids:
            found[event["store_id"]].append(event)
    return found


def benefit_week(events: Iterable[Row], measure: str, week: date) -> Counter[str]:
    """Granted, claimed, used and clawed back in a week, by events."""
    sums: Counter[str] = Counter()
    for event in events:
        if event["measure_code"] != measure or monday(event["at"].date()) != week:
            continue
        name, amount = event["event"], event["quantity"]
        if measure == "red-envelope":
            if name == "claimed":
                continue
            if name in ("issued", "returned"):
                name, amount = "claimed", amount if name == "issued" else -amount
        sums[name] += amount
    return sums


def lapsed_in_week(ledger: Iterable[Row], measure: str, week: date) -> int:
    return sum(row["lapsed"] for row in ledger if row["measure_code"] == measure and row["week_start"] == week)


def deposit_week(events: dict[str, list[Row]], week: date) -> Counter[str]:
    """Deposit that rows of a week released, and took back, against the row before each."""
    sums: Counter[str] = Counter()
    for happened in events.values():
        before = 0
        for event in sorted((one for one in happened if one["subject"] == "deposit"), key=lambda one: one["at"]):
            now = max(event["base_fen"] - event["required_fen"], 0)
            if monday(event["at"].date()) == week:
                sums["granted"] += max(now - before, 0)
                sums["lapsed"] += max(before - now, 0)
            before = now
    return sums


def used_by_week(events: Iterable[Row], waived: Iterable[Row]) -> dict[str, Counter[date]]:
    """Per currency and week, what was used; fees by the weeks of trade."""
    sums: dict[str, Counter[date]] = {name: Counter() for name in (*CURRENCY.values(), "waived-fee")}
    for event in events:
        if event["subject"] == "benefit" and event["event"] == "used" and event["unit"] in CURRENCY:
            sums[CURRENCY[event["unit"]]][monday(event["at"].date())] += event["quantity"]
    for row in waived:
        sums["waived-fee"][row["week_start"]] += row["fee_waived_fen"]
    return sums


def spent(currency: str, events: Iterable[Row], waived: Iterable[Row], begins: date) -> int:
    """Used since a day; fees by whole weeks that begin on it or later."""
    if currency == "waived-fee":
        return sum(row["fee_waived_fen"] for row in waived if row["week_start"] >= begins)
    start = datetime.combine(begins, datetime.min.time())
    return sum(
        event["quantity"]
        for event in events
        if event["subject"] == "benefit"
        and event["event"] == "used"
        and CURRENCY.get(event["unit"]) == currency
        and event["at"] >= start
    )


def end(left: Fraction, four_weeks: int, day: date, ends: date) -> tuple[str, date | None]:
    """What becomes of a budget at the rate of four weeks."""
    if left <= 0:
        return "used up", None
    if four_weeks == 0:
        return "lasts", None
    out = day + timedelta(days=floor(left / Fraction(four_weeks, 28)))
    return ("lasts", None) if out > ends else ("runs out", out)


def activated(stores: Iterable[Row], grants: Iterable[Row], measure: str, unit: str, days: float) -> tuple[int, int]:
    """Stores that claimed and whose trade is known; those whose first sale follows soon."""
    claimed, first = Counter[str](), dict[str, date]()
    for grant in grants:
        if (grant["measure_code"], grant["unit"]) == (measure, unit):
            claimed[grant["store_id"]] += grant["claimed"]
            if grant["claimed_at"] is not None:
                on = grant["claimed_at"].date()
                first[grant["store_id"]] = min(first.get(grant["store_id"], on), on)
    known = soon = 0
    for store in stores:
        if claimed[store["store_id"]] > 0 and store["activity_week"] is not None:
            known += 1
            on, sale = first[store["store_id"]], store["first_sale_week"]
            soon += sale is not None and sale + timedelta(days=6) >= on and sale <= on + timedelta(days=days)
    return known, soon


def quantile(values: Iterable[float], q: Fraction) -> float | None:
    """The value a share q of the way up the sorted values, between two of them by proportion."""
    ordered = sorted(values)
    if not ordered:
        return None
    place = q * (len(ordered) - 1)
    low = floor(place)
    high = min(low + 1, len(ordered) - 1)
    return ordered[low] + float(place - low) * (ordered[high] - ordered[low])


def mine(grants: Iterable[Row], which: tuple[str, str]) -> list[Row]:
    return [grant for grant in grants if (grant["measure_code"], grant["unit"]) == which]


def times(grants: Iterable[Row], key: Callable[[Row], Any]) -> dict[Any, Row]:
    groups: dict[Any, list[Row]] = defaultdict(list)
    for grant in grants:
        groups[key(grant)].append(grant)
    found = {}
    for code, some in groups.items():
        hours = [grant["claim_hours"] for grant in some if grant["claim_hours"] is not None]
        found[code] = {
            "stores": len({grant["store_id"] for grant in some}),
            "grants": len(some),
            "claims": sum(grant["claimed_at"] is not None for grant in some),
            "median_hours": quantile(hours, Fraction(1, 2)),
            "slow_hours": quantile(hours, Fraction(9, 10)),
            **{name: sum(grant[name] for grant in some) for name in ("granted", "claimed", "used", "lapsed")},
        }
    return found


def waits(grants: Iterable[Row], bounds: Sequence[int]) -> Counter[int]:
    """Grants by the class of the time to their first claim; unclaimed ones in three classes more."""
    counts: Counter[int] = Counter()
    for grant in grants:
        if grant["claimed_at"] is None:
            at = len(bounds) + (1 if grant["unclaimed"] > 0 else 2 if grant["lapsed"] > 0 else 3)
        else:
            at = sum(grant["claim_hours"] > bound for bound in bounds)
        counts[at] += 1
    return counts


def cohorts(stores: Iterable[Row], grants: Iterable[Row], key: Callable[[Row], Any]) -> dict[Any, Row]:
    """Certified stores and how far they came, with the median days between steps."""
    firsts: dict[str, dict[str, Any]] = defaultdict(dict)
    for grant in grants:
        held = firsts[grant["store_id"]]
        for name in ("granted_at", "claimed_at", "used_at", "lapsed_on"):
            if grant[name] is not None and (name not in held or grant[name] < held[name]):
                held[name] = grant[name]
    groups: dict[Any, list[tuple[Row, dict[str, Any]]]] = defaultdict(list)
    for store in stores:
        if store["certified_on"] is not None:
            groups[key(store)].append((store, firsts.get(store["store_id"], {})))
    day = timedelta(days=1)
    found = {}
    for code, some in groups.items():
        reached = {
            name: sum(name in held for _store, held in some)
            for name in ("granted_at", "claimed_at", "used_at", "lapsed_on")
        }
        half = Fraction(1, 2)
        found[code] = {
            "stores": len(some),
            **reached,
            "days_to_grant": quantile(
                ((held["granted_at"].date() - store["certified_on"]).days for store, held in some if held), half
            ),
            "days_to_claim": quantile(
                ((held["claimed_at"] - held["granted_at"]) / day for _store, held in some if "claimed_at" in held), half
            ),
            "days_to_use": quantile(
                ((held["used_at"] - held["claimed_at"]) / day for _store, held in some
                 if "used_at" in held and "claimed_at" in held), half
            ),
            "days_to_lapse": quantile(
                ((held["lapsed_on"] - held["granted_at"].date()).days for _store, held in some if "lapsed_on" in held),
                half,
            ),
        }  # fmt: skip
    return found


def rates_by(stores: Iterable[Row], grants: Iterable[Row], name: str) -> dict[str, Row]:
    """Uptake of a benefit by head and by value, by a column of the stores."""
    granted, claimed = Counter[str](), Counter[str]()
    for grant in grants:
        granted[grant["store_id"]] += grant["granted"]
        claimed[grant["store_id"]] += grant["claimed"]
    groups: dict[str, list[str]] = defaultdict(list)
    for store in stores:
        if store[name] is not None and granted[store["store_id"]] > 0:
            groups[store[name]].append(store["store_id"])
    return {
        code: {
            "stores": len(ids),
            "head": rate(sum(claimed[one] > 0 for one in ids), len(ids)),
            "value": rate(sum(claimed[one] for one in ids), sum(granted[one] for one in ids)),
        }
        for code, ids in groups.items()
    }
