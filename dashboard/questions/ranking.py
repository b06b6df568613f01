"""Ranked tables: every unit in view with its figure now and before, worst first, unmatched last."""

from dashboard import questions
from dashboard.figures.figure import Compared, Figure, Ranked, RankedBelt
from dashboard.reading.naming import UNMATCHED, names
from dashboard.views.view import View
from models.snapshots.snapshot import Snapshot

NO_STORES = Figure("none", 0)


def _rank(row: Ranked, view: View) -> tuple[bool, bool, float, str]:
    value, sign = row.now.value, 1 if view.is_rising else -1
    return (row.code is None, value is None, sign * (value or 0), row.code or "")


def regions(now: Snapshot, before: Snapshot | None, view: View) -> list[Ranked]:
    """The units of the view's level: all that are drawn, with or without stores, and the unmatched."""
    of = names(now)
    figures = questions.regions(now, view.question)
    earlier = questions.regions(before, view.question) if before else {}
    drawn = of.children(view.question.region, view.question.level)
    rows = [Ranked(code, of.region(code), figures.get(code, NO_STORES), earlier.get(code)) for code in drawn]
    if None in figures:
        rows.append(Ranked(None, UNMATCHED, figures[None], earlier.get(None)))
    return sorted(rows, key=lambda row: _rank(row, view))


def belts(now: Snapshot, before: Snapshot | None, view: View) -> list[RankedBelt]:
    """The belts that have stores in view."""
    of = names(now)
    figures = questions.belts(now, view.question)
    earlier = questions.belts(before, view.question) if before else {}
    rows = [
        RankedBelt(
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


def categories(now: Snapshot, before: Snapshot | None, view: View) -> list[Ranked]:
    """The categories that have stores in view."""
    of = names(now).categories
    figures = questions.by_category(now, view.question)
    earlier = questions.by_category(before, view.question) if before else {}
    rows = [Ranked(code, of[code], figures[code], earlier.get(code)) for code in of if code in figures]
    return sorted(rows, key=lambda row: _rank(row, view))


def compared(now: Snapshot, before: Snapshot, view: View) -> list[Compared]:
    """The units of the view's level on either day, by the size of their change, those without a change last."""
    of, then = names(now), names(before)
    here, there = of.children(view.question.region, view.question.level), questions.drawn(before, view.question)
    figures, earlier = questions.regions(now, view.question), questions.regions(before, view.question)
    rows = []
    for code in [*here, *sorted(there - set(here))]:
        name = of.region(code) if code in of.places else then.region(code)
        of_now = figures.get(code, NO_STORES) if code in here else None
        of_before = earlier.get(code, NO_STORES) if code in there else None
        rows.append(Compared(code, name, of_now, of_before))
    if None in figures or None in earlier:
        rows.append(Compared(None, UNMATCHED, figures.get(None, NO_STORES), earlier.get(None, NO_STORES)))
    return sorted(rows, key=lambda row: (row.code is None, row.change is None, -abs(row.change or 0), row.code or ""))
