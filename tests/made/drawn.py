"""Records drawn by Hypothesis: small, with ties, boundary days, missing values and every kind of event."""

from datetime import date, datetime, time, timedelta
from typing import Any

from hypothesis import strategies as st
from hypothesis.strategies import DrawFn, SearchStrategy
from made.record import (
    BELTS,
    CATEGORIES,
    COUNTIES,
    DAY,
    Made,
    Row,
    base_rows,
    benefit,
    deposit,
    designation,
    step,
    store,
    target,
    tier,
    week,
)

from dashboard.views.view import View
from models.geography.places import Level
from models.geography.scope import EVERYTHING, Scope
from models.programme.metrics import METRICS
from models.programme.terms import CERTIFICATION, STORE_TYPES

NEAR = [DAY + timedelta(days=away) for away in (-400, -40, -8, -7, -6, -2, -1, 0, 1, 2, 9)]
CLOCK = [time(0), time(0, 0, 1), time(12), time(23, 59, 59), time(23, 59, 59, 999_999)]
AMOUNTS = [0, 1, 2, 3, 49, 50, 100, 101, 10**12]
MONDAYS = [date(2026, 3, 9) + timedelta(weeks=away) for away in (-20, -7, -4, -3, -2, -1, 0, 1)]
SCORES = (None, 0.0, 4.29, 4.3, 4.4, 4.6, 4.69, 4.7, 4.95, 5.0)
MEASURES = (
    ("traffic-pack", "traffic"), ("red-envelope", "fen"), ("doujin", "ad-fen"), ("brand-newcomer", "fen"),
    ("brand-newcomer", "ad-fen"),
)  # fmt: skip
TYPES = ("personal", "enterprise", "flagship")
TIERS = (None, "T1", "T2")

days = st.sampled_from(NEAR)
no_day_or_one = st.sampled_from([None, *NEAR])
instants = st.builds(datetime.combine, days, st.sampled_from(CLOCK))
amounts = st.sampled_from(AMOUNTS)


def _names(count: int) -> SearchStrategy[str]:
    return st.sampled_from([f"s{number}" for number in range(count)])


def _unique(rows: list[Row], *key: str) -> list[Row]:
    return list({tuple(row[name] for name in key): row for row in rows}.values())


@st.composite
def _stores(draw: DrawFn, count: int) -> list[Row]:
    choice = st.tuples(
        st.sampled_from(COUNTIES), st.sampled_from(CATEGORIES), st.sampled_from(TYPES),
        st.sampled_from((None, *BELTS)), st.sampled_from(NEAR[:9]), st.sampled_from(SCORES), st.booleans(),
    )  # fmt: skip
    drawn = draw(st.lists(choice, min_size=count, max_size=count))
    return [
        store(
            f"s{n}",
            county_adcode=county,
            category_code=category,
            store_type=kind,
            belt_id=belt,
            entered_on=on,
            store_score=score,
            has_violation=violation,
        )
        for n, (county, category, kind, belt, on, score, violation) in enumerate(drawn)
    ]


def _steps(names: SearchStrategy[str]) -> SearchStrategy[Row]:
    def built(name: str, status: str, at: datetime, until: date | None, reason: str | None) -> Row:
        return step(name, status, at, (until or at.date()) if status == "certified" else None, reason)

    reasons = st.sampled_from([None, "资料不全"])
    return st.builds(built, names, st.sampled_from([*CERTIFICATION][1:]), instants, no_day_or_one, reasons)


@st.composite
def _benefits(draw: DrawFn, names: SearchStrategy[str]) -> list[Row]:
    one = st.tuples(names, st.sampled_from(MEASURES), no_day_or_one, no_day_or_one, amounts)
    events = st.sampled_from(["claimed", "issued", "used", "returned", "lapsed", "clawed_back", "granted"])
    rows = []
    for number, (name, (measure, unit), claim_by, use_by, amount) in enumerate(draw(st.lists(one, max_size=8))):
        kind: dict[str, Any] = {"store_id": name, "measure_code": measure, "unit": unit}
        begun = datetime.combine(draw(st.sampled_from(NEAR[:9])), time(0))
        deadlines = {"claim_by": claim_by, "use_by": use_by}
        rows.append(benefit(f"g{number}", "granted", amount, begun, **kind, **deadlines))
        for event, more, at in draw(st.lists(st.tuples(events, amounts, instants), max_size=5)):
            own = deadlines if event == "granted" else {}
            rows.append(benefit(f"g{number}", event, more, at, **kind, **own))
    return _unique(rows, "grant_id", "event", "occurred_at")


@st.composite
def _waivers(draw: DrawFn) -> list[Row]:
    rows = []
    rates = st.sampled_from([0.5, 1.0, 33.3])
    for belt in sorted(draw(st.sets(st.sampled_from(BELTS)))):
        begins, ends = draw(st.tuples(st.sampled_from(NEAR[:9]), no_day_or_one))
        rows.append(designation(belt, begins, ends if ends and ends >= begins else None, draw(rates)))
        if draw(st.booleans()):  # listed before, and ended
            rows.append(designation(belt, begins - timedelta(days=300), begins - timedelta(days=1), draw(rates)))
    return rows


@st.composite
def _schedules(draw: DrawFn) -> list[Row]:
    """Rows of which some are no longer, or not yet, in force."""
    bounds = st.tuples(st.sampled_from([None, 0.0, 4.4, 4.7]), st.sampled_from([None, 4.7, 5.0]))
    periods = st.sampled_from([(DAY - timedelta(days=90), None), (DAY, DAY), (DAY + timedelta(days=1), None)])
    rows = []
    for rank in range(draw(st.integers(0, 3))):
        (least, most), (begins, ends) = draw(bounds), draw(periods)
        rows.append(
            tier(
                f"T{rank + 1}",
                rank,
                begins,
                ends,
                store_types=draw(st.sampled_from(["*", "enterprise", "personal|flagship"])),
                min_score=least,
                max_score=most,
                requires_no_violation=draw(st.booleans()),
                requires_certified=draw(st.booleans()),
                requires_designated_belt=draw(st.booleans()),
                reduction_pct=draw(st.sampled_from([0.0, 33.3, 50.0, 100.0])),
            )
        )
    return rows


@st.composite
def _targets(draw: DrawFn) -> list[Row]:
    """Thresholds that were changed, some of them over or yet to come."""
    rows = []
    for code, value in (("pay-days", 3.0), ("score-margin", 0.3), ("activation-days", 2.0), ("budget-cash", 10.0)):
        if draw(st.booleans()):
            begins, ends = draw(st.tuples(st.sampled_from(NEAR), no_day_or_one))
            rows.append(target(code, value, begins, ends if ends and ends >= begins else None))
    return rows


@st.composite
def records(draw: DrawFn, most: int = 8) -> Made:
    """A record of up to so many stores; one at least has entered by DAY."""
    count = draw(st.integers(1, most))
    names = _names(count)
    stores = draw(_stores(count))
    stores[0]["entered_on"] = DAY
    deposits = st.builds(deposit, names, days, amounts, amounts, amounts, st.sampled_from(TIERS))
    few = st.integers(0, 2)
    weeks = st.builds(
        week, names, st.sampled_from(MONDAYS), amounts, orders=few, live_sessions=few, live_minutes=amounts,
        sessions_with_envelope=few,
    )  # fmt: skip
    made = Made(base_rows() | {"deposit_tiers": draw(_schedules())})
    return (
        made.add("stores", stores)
        .add("certifications", _unique(draw(st.lists(_steps(names), max_size=15)), "store_id", "changed_at", "status"))
        .add("benefits", draw(_benefits(names)))
        .add("deposits", _unique(draw(st.lists(deposits, max_size=10)), "store_id", "effective_on"))
        .add("designations", draw(_waivers()))
        .add("activity", _unique(draw(st.lists(weeks, max_size=15)), "store_id", "week_start"))
        .add("targets", draw(_targets()))
    )


REGIONS: dict[str, tuple[Level, ...]] = {
    "100000": ("province", "city"),
    "330000": ("city", "county"),
    "110000": ("county",),
    "330100": ("county",),
    "440000": ("city", "county"),
    "441900": ("county",),
    "650000": ("city", "county"),
    "653228": ("county",),
}


def _some(codes: Any) -> SearchStrategy[tuple[str, ...]]:
    return st.sets(st.sampled_from(sorted(codes)), max_size=2).map(lambda chosen: tuple(sorted(chosen)))


scopes = st.one_of(
    st.just(EVERYTHING),
    st.sets(st.sampled_from([*REGIONS, "999999"]), max_size=3).map(lambda chosen: Scope(tuple(sorted(chosen)))),
)


@st.composite
def views(draw: DrawFn) -> View:
    """Any view over the made land."""
    region = draw(st.sampled_from(sorted(REGIONS)))
    return View.of(
        draw(scopes),
        region=region,
        level=draw(st.sampled_from(REGIONS[region])),
        metric=draw(st.sampled_from(sorted(METRICS))),
        categories=draw(_some(CATEGORIES)),
        statuses=draw(_some(CERTIFICATION)),
        store_types=draw(_some(STORE_TYPES)),
        tiers=draw(_some(["T1", "T2", "BASE", "NONE"])),
        belts=draw(_some([*BELTS, "none"])),
    )
