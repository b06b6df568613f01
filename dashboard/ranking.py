"""Ranked tables: every unit in view with its figure now and before, by value, unmatched last."""

from dashboard import questions
from dashboard.figures import Belt, Figure, Ranked
from dashboard.naming import names
from dashboard.view import View
from data.language import Named
from models.publication.snapshots import Snapshot

NO_STORES = Figure("none", 0)


def _rank(row: Ranked, view: View) -> tuple[bool, bool, float, str]:
    value = row.now.value
    sign = 1 if view.order == "rising" else -1
    return (row.code is None, value is None, sign * (value or 0), row.code or "")


def regions(now: Snapshot, before: Snapshot | None, view: View) -> list[Ranked]:
    """The units of the view's level: all that are drawn, with or without stores, and the unmatched."""
    of = names(now)
    figures = questions.regions(now, view)
    earlier = questions.regions(before, view) if before else {}
    drawn = of.children(view.region, view.level)
    rows = [Ranked(code, of.region(code), figures.get(code, NO_STORES), earlier.get(code)) for code in drawn]
    if None in figures:
        rows.append(Ranked(None, Named("未匹配", "Unmatched"), figures[None], earlier.get(None)))
    return sorted(rows, key=lambda row: _rank(row, view))


def belts(now: Snapshot, before: Snapshot | None, view: View) -> list[Belt]:
    """The belts that have stores in view."""
    of = names(now)
    figures = questions.belts(now, view)
    earlier = questions.belts(before, view) if before else {}
    rows = [
        Belt(
            ranked=Ranked(code, of.belt(code), figures.get(code, NO_STORES), earlier.get(code)),
            category_code=belt.category_code,
            product_zh=belt.product_zh,
            source=belt.source,
            county_adcode=belt.county_adcode,
            city_adcode=belt.city_adcode,
            province_adcode=belt.province_adcode,
            is_designated=belt.is_designated,
        )
        for code, belt in of.belts.items()
        if code in figures
    ]
    return sorted(rows, key=lambda row: _rank(row.ranked, view))
