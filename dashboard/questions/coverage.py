"""Coverage: where a belt is listed and hardly a store is certified."""

from dataclasses import dataclass

from sqlalchemy import BigInteger, cast, func, select

from dashboard.questions.asking import narrowed, placed
from dashboard.questions.certification import OPEN_STATES
from dashboard.questions.keeping import kept
from dashboard.questions.targets import threshold
from dashboard.reading.naming import names
from dashboard.views.dimensions import without_region_and_filters
from dashboard.views.question import Question
from models.base import columns
from models.snapshots.snapshot import Snapshot
from models.snapshots.tables import BeltDay, CubeRow


@dataclass(frozen=True)
class Coverage:
    """A belt or a county of the belt list: its stores, those certified, and those with an open application."""

    code: str
    stores: int
    certified: int
    applicants: int


@kept
def listed_belts(snapshot: Snapshot, question: Question) -> tuple[str, ...]:
    """The belts listed in the region in view, of the categories and belts chosen, with stores or without."""
    of = columns(BeltDay)
    conditions = placed(snapshot, BeltDay, question)
    if question.categories:
        conditions.append(of.category_code.in_(question.categories))
    if question.belts:
        conditions.append(of.belt_id.in_(question.belts))
    asked = select(of.belt_id).where(*conditions).order_by(of.belt_id)
    return tuple(snapshot.ask(asked).column("belt_id").to_pylist())


def _covered(snapshot: Snapshot, question: Question, by: str) -> dict[str, Coverage]:
    """Counts of all stores that the view's scope allows, whatever its filters."""
    of = columns(CubeRow)
    stores = func.sum(of.stores)
    counts = {
        "stores": stores,
        "certified": func.sum(of.certified_stores),
        "applicants": stores.filter(of.certification_status.in_(OPEN_STATES)),
    }
    asked = (
        select(of[by].label("code"), *(cast(func.coalesce(n, 0), BigInteger).label(name) for name, n in counts.items()))
        .where(*narrowed(snapshot, CubeRow, without_region_and_filters(question)), of[by].is_not(None))
        .group_by(of[by])
    )
    return {row["code"]: Coverage(**row) for row in snapshot.ask(asked).to_pylist()}


@kept
def undercovered_belts(snapshot: Snapshot, question: Question) -> list[Coverage]:
    """Listed belts with fewer certified stores than the threshold: those with none first, then by their stores."""
    least, counted = threshold(snapshot, "least-certified"), _covered(snapshot, question, "belt_id")
    found = [counted.get(belt_id, Coverage(belt_id, 0, 0, 0)) for belt_id in listed_belts(snapshot, question)]
    undercovered = [belt for belt in found if belt.certified < least]
    return sorted(undercovered, key=lambda belt: (belt.certified > 0, -belt.stores, belt.code))


@kept
def uncovered_counties(snapshot: Snapshot, question: Question) -> list[Coverage]:
    """Counties of listed belts without a certified store: those with applicants first, then by their stores."""
    belts, counted = names(snapshot).belts, _covered(snapshot, question, "county_adcode")
    codes = sorted({belts[belt_id].county_adcode for belt_id in listed_belts(snapshot, question)})
    found = [counted.get(code, Coverage(code, 0, 0, 0)) for code in codes]
    uncovered = [county for county in found if not county.certified]
    return sorted(uncovered, key=lambda county: (not county.applicants, -county.stores, county.code))
