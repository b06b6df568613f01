"""Deposits a second time: sums by group, who fell into shortfall, and what a drafted schedule would give."""

from collections.abc import Iterable, Mapping
from typing import Any

from plain.entitlement import tier
from plain.trade import halves_up

Row = dict[str, Any]


def sums(stores: Iterable[Row]) -> Row:
    """What stores with a deposit hold in all."""
    found = dict.fromkeys(("stores", "reduced", "base", "required", "released", "short", "shortfall", "lower_due"), 0)
    for store in stores:
        if store["tier_code"] is None:
            continue
        found["stores"] += 1
        found["reduced"] += store["base_fen"] > store["required_fen"]
        found["base"] += store["base_fen"]
        found["required"] += store["required_fen"]
        found["released"] += max(store["base_fen"] - store["required_fen"], 0)
        found["short"] += store["required_fen"] > store["paid_fen"]
        found["shortfall"] += max(store["required_fen"] - store["paid_fen"], 0)
        found["lower_due"] += store["entitled_fen"] < store["required_fen"]
    return found


def is_short(store: Row | None) -> bool:
    return store is not None and store["tier_code"] is not None and store["required_fen"] > store["paid_fen"]


def fell(stores: Iterable[Row], earlier: Iterable[Row]) -> list[Row]:
    """Stores that are short now and were not, or not there, earlier; the largest shortfall first."""
    before = {store["store_id"]: store for store in earlier}
    found = [store for store in stores if is_short(store) and not is_short(before.get(store["store_id"]))]
    return sorted(found, key=lambda store: (store["paid_fen"] - store["required_fen"], store["store_id"]))


def what_if(stores: Iterable[Row], now: list[Row], draft: list[Row], bases: Mapping[tuple[str, str], int]) -> list[Row]:
    """Each store with a deposit: its tier and what is due now and under a draft, and which lists it is on."""
    now, draft = (sorted(rows, key=lambda row: (row["rank"], row["tier_code"])) for rows in (now, draft))
    found = []
    for store in stores:
        if store["tier_code"] is None:
            continue
        code_now, less_now = tier(now, store, store["store_score"])
        code, less = tier(draft, store, store["store_score"])
        base = bases.get((store["category_code"], store["store_type"]), store["base_fen"])
        due_now = halves_up(store["base_fen"] * (100 - less_now) / 100)
        due = halves_up(base * (100 - less) / 100)
        if code == code_now:
            move = "same"
        elif code == "BASE":
            move = "out"
        elif less != less_now:
            move = "up" if less > less_now else "down"
        else:
            move = "other"
        lists = {"all"} | ({move, "moved"} if move != "same" else set())
        lists |= {"less"} if due < due_now else {"more"} if due > due_now else set()
        found.append(
            store | {"tier_now": code_now, "tier": code, "base": base, "due_now": due_now, "due": due, "lists": lists}
        )
    return found


def moved(stores: Iterable[Row], listing: str) -> list[Row]:
    """The stores on a list, the largest change of what is due first."""
    found = [store for store in stores if listing in store["lists"]]
    return sorted(found, key=lambda store: (-abs(store["due"] - store["due_now"]), store["store_id"]))


def moves(stores: Iterable[Row]) -> Row:
    """What moves in all."""
    stores = list(stores)
    change = [store["due"] - store["due_now"] for store in stores]
    return {
        **{name: len(moved(stores, name)) for name in ("moved", "up", "down", "out", "other", "less", "more")},
        "stores": len(stores),
        "in_tiers": sum(store["tier"] != "BASE" for store in stores),
        "due_now_fen": sum(store["due_now"] for store in stores),
        "due_fen": sum(store["due"] for store in stores),
        "base_now_fen": sum(store["base_fen"] for store in stores),
        "base_fen": sum(store["base"] for store in stores),
        "required_fen": sum(store["required_fen"] for store in stores),
        "less_fen": sum(fen for fen in change if fen < 0),
        "more_fen": sum(fen for fen in change if fen > 0),
        "change_fen": sum(change),
    }
