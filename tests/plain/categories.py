"""Answers about categories a second time: loops over a snapshot's wide rows."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta
from fractions import Fraction
from typing import Any

Row = dict[str, Any]


@dataclass
class Side:
    """Stores of one belt and category whose activity is known, and their GMV of 28 days."""

    certified: list[int] = field(default_factory=list)
    peers: list[int] = field(default_factory=list)


def cells(stores: Iterable[Row]) -> dict[tuple[str, str], Side]:
    """Certified stores and their peers by (category, belt)."""
    found: dict[tuple[str, str], Side] = {}
    for store in stores:
        if store["belt_id"] is None:
            continue
        cell = found.setdefault((store["category_code"], store["belt_id"]), Side())
        if store["activity_week"] is None:
            continue
        side = cell.certified if store["certification_status"] == "certified" else cell.peers
        side.append(store["gmv_28d_fen"])
    return found


def gap(found: Sequence[Side], few: int) -> dict[str, Any] | None:
    """The means of both sides: that of the peers weighs each cell by its certified stores."""
    compared = [cell for cell in found if len(cell.certified) >= few and len(cell.peers) >= few]
    if not compared:
        return None
    certified = [gmv for cell in compared for gmv in cell.certified]
    weighted = [Fraction(sum(cell.peers), len(cell.peers)) for cell in compared for _store in cell.certified]
    one, other = round(Fraction(sum(certified), len(certified))), round(sum(weighted) / len(weighted))
    return {
        "certified": len(certified),
        "peers": sum(len(cell.peers) for cell in compared),
        "compared": len(compared),
        "left_out": len(found) - len(compared),
        "certified_mean_fen": one,
        "peers_mean_fen": other,
        "difference_fen": one - other,
    }


def trading(stores: Iterable[Row]) -> dict[str, int]:
    """What certified stores did in the last whole week, of those whose activity is known."""
    certified = [store for store in stores if store["certification_status"] == "certified"]
    known = [store for store in certified if store["activity_week"] is not None]
    sold = [store for store in known if store["orders_week"] > 0]
    return {
        "certified": len(certified),
        "known": len(known),
        "active": len(sold),
        "live": sum(store["live_sessions_week"] > 0 for store in known),
        "both": sum(store["live_sessions_week"] > 0 for store in sold),
    }


def cold_start(stores: Iterable[Row], day: date, weeks: Iterable[date]) -> dict[str, int]:
    """Newly certified stores, and those with a first sale within 7 and 30 days of entry; `weeks` are Mondays."""
    mondays = list(weeks)
    first, end = min(mondays), max(mondays) + timedelta(days=7)
    found = dict.fromkeys(("newly", "due_7", "passed_7", "due_30", "passed_30"), 0)
    for store in stores:
        if store["certified_on"] is None or (day - store["certified_on"]).days >= 90:
            continue
        if store["entered_on"] < first or store["activity_week"] is None:
            continue
        found["newly"] += 1
        for days in (7, 30):
            if store["entered_on"] + timedelta(days=days) >= end:
                continue
            found[f"due_{days}"] += 1
            sold = store["first_sale_week"]
            found[f"passed_{days}"] += sold is not None and (sold - store["entered_on"]).days <= days
    return found
