"""What is different between two snapshots: store by store, counted by region, summed, and by which delivery.

The scope, the region and the filters of the question narrow by a store's dimensions in the later snapshot (of a
removed store: in the earlier one). Sums are those of each snapshot's own cube, as every other screen shows them.
"""

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any, Final

from sqlalchemy import ColumnElement, Select, false, func, or_, select, true

from dashboard.questions.asking import narrowed
from dashboard.questions.keeping import kept
from dashboard.reading.naming import names
from dashboard.reading.opening import Opened, shelf
from dashboard.views.presentation import NOTHING, PREVIOUS
from dashboard.views.question import Question
from data.errors import Refused
from data.language import _
from models.base import columns
from models.programme.terms import ENVELOPE, PACK
from models.snapshots.comparison import (
    SUBJECTS,
    Pair,
    RestatingEvent,
    StoreDifference,
    earlier,
    later,
    pair_of,
    told_by,
)
from models.snapshots.snapshot import Snapshot
from models.snapshots.tables import CubeRow, Event, MeasureRow, StoreDay

ANY: Final = "any"
KINDS: Final = ("added", "removed", "changed", "restated")
WHATS: Final = (ANY, *KINDS, *SUBJECTS)
"""What may be listed: stores with any difference, of one kind, or changed in one subject."""
FLAGS: Final[Mapping[str, str]] = {kind: f"is_{kind}" for kind in KINDS} | {subject: subject for subject in SUBJECTS}
MAIN: Final = (
    "store_name", "store_type", "category_code", "belt_id", "county_adcode", "owner", "store_score", "has_violation",
    "certification_status", "valid_until",
    "pack_granted", "pack_claimed", "pack_used", "pack_lapsed",
    "envelope_budget_fen", "envelope_issued_fen", "envelope_used_fen", "envelope_lapsed_fen",
    "tier_code", "required_fen", "paid_fen", "shortfall_fen", "entitled_tier_code",
    "gmv_week_fen", "orders_week", "is_exempt", "fee_waived_fen",
)  # fmt: skip
"""Columns of the wide row that are shown before and after."""


def compared(opened: Opened) -> Pair:
    """The two snapshots of the question, in the order of their days.

    Raises:
        Refused: there is nothing to compare with, it is the same snapshot, or it cannot be read.
    """
    before = opened.before
    if before is None and opened.presentation.compare not in (NOTHING, PREVIOUS):
        before = shelf().open(opened.presentation.compare)  # says why it cannot be read
    if before is None and opened.presentation.compare == PREVIOUS:
        raise Refused(
            _("There is no snapshot a week or more before {day}: choose one to compare with.", day=opened.now.as_of)
        )
    if before is None:
        raise Refused(_("Nothing is compared: choose a second snapshot beside the first, at the top of the page."))
    if before == opened.now:
        raise Refused(
            _(
                "Snapshot {snapshot} is compared with itself, so nothing is different: choose another one.",
                snapshot=before.snapshot_id,
            )
        )
    return pair_of(before, opened.now)


@dataclass(frozen=True)
class Counts:
    """Stores in either snapshot, and how many of them are different in what."""

    stores: int = 0
    then: int = 0
    now: int = 0
    of: Mapping[str, int] = field(default_factory=dict)

    @property
    def different(self) -> int:
        """Stores added, removed or changed."""
        return sum(self.of.get(kind, 0) for kind in ("added", "removed", "changed"))


def _counted() -> list[ColumnElement[Any]]:
    of = columns(StoreDifference)
    counted = {
        "stores": func.count(),
        "then": func.count().filter(~of.is_added),
        "now": func.count().filter(~of.is_removed),
        **{name: func.count().filter(of[flag]) for name, flag in FLAGS.items()},
        "gmv_restated_fen": func.sum(of.gmv_restated_fen),
    }
    return [value.label(name) for name, value in counted.items()]


def _counts(row: Mapping[str, int]) -> Counts:
    return Counts(row["stores"], row["then"], row["now"], {name: row[name] for name in FLAGS})


@kept
def regions(second: Snapshot, question: Question, first: Snapshot) -> dict[str | None, Counts]:
    """Differences by the units of the view's level; None: in no unit that is drawn."""
    drawn = frozenset(names(second).children(question.region, question.level))
    code = columns(StoreDifference)[f"{question.level}_adcode"]
    asked = select(code.label("code"), *_counted()).where(*narrowed(second, StoreDifference, question)).group_by(code)
    summed: dict[str | None, Counter[str]] = {}
    for row in pair_of(first, second).ask(asked).to_pylist():
        found = row.pop("code")
        summed.setdefault(found if found in drawn else None, Counter()).update(
            {name: int(count or 0) for name, count in row.items()}
        )
    return {found: _counts(sums) for found, sums in summed.items()}


@kept
def whole(second: Snapshot, question: Question, first: Snapshot) -> Counts:
    """Differences of all stores in view."""
    asked = select(*_counted()).where(*narrowed(second, StoreDifference, question))
    return _counts(pair_of(first, second).ask(asked).to_pylist()[0])


@dataclass(frozen=True)
class Sum:
    """A sum over the stores in view, in each snapshot, in its unit; `restated` where events or weeks tell it."""

    subject: str
    measure: str
    what: str
    unit: str
    then: int
    now: int
    restated: int | None = None


_CUBE: Final[Mapping[str, tuple[str, str]]] = {
    "stores": ("store", "store"),
    "certified_stores": ("certification", "store"),
    "deposit_stores": ("deposit", "store"),
    "required_fen": ("deposit", "fen"),
    "released_fen": ("deposit", "fen"),
    "shortfall_fen": ("deposit", "fen"),
    "gmv_week_fen": ("trade", "fen"),
    "gmv_28d_fen": ("trade", "fen"),
    "active_stores": ("trade", "store"),
    "live_stores": ("trade", "store"),
    "exempt_stores": ("waiver", "store"),
    "fee_waived_fen": ("waiver", "fen"),
}
_STEPS: Final = ("granted", "claimed", "used", "lapsed")
_TAKES: Final = {PACK: "pack", ENVELOPE: "envelope"}
_SIGNS: Final = {"issued": ("claimed", 1), "returned": ("claimed", -1)}
"""What is held of a red envelope: issued less returned."""


def _cube(snapshot: Snapshot, question: Question) -> dict[str, int]:
    sums = (func.sum(columns(CubeRow)[name]).label(name) for name in _CUBE)
    row = snapshot.ask(select(*sums).where(*narrowed(snapshot, CubeRow, question))).to_pylist()[0]
    return {name: int(value or 0) for name, value in row.items()}


def _measures(snapshot: Snapshot, question: Question) -> dict[tuple[str, str, str], int]:
    of = columns(MeasureRow)
    by = (of.measure_code, of.unit)
    asked = select(*by, *(func.sum(of[step]).label(step) for step in _STEPS))
    rows = snapshot.ask(asked.where(*narrowed(snapshot, MeasureRow, question)).group_by(*by)).to_pylist()
    return {(row["measure_code"], row["unit"], step): int(row[step] or 0) for row in rows for step in _STEPS}


def _restated(pair: Pair, question: Question) -> Counter[tuple[str, str, str]]:
    """What events up to the earlier day that were delivered since add, by measure, unit and step."""
    told, of = columns(RestatingEvent), columns(StoreDifference)
    by = (told.measure_code, told.unit, told.event)
    asked = (
        select(*by, func.sum(told.quantity).label("quantity"))
        .join_from(RestatingEvent, StoreDifference, of.store_id == told.store_id)
        .where(told.subject == "benefit", *narrowed(pair.later, StoreDifference, question))
        .group_by(*by)
    )
    found: Counter[tuple[str, str, str]] = Counter()
    for row in pair.ask(asked).to_pylist():
        step, sign = _SIGNS.get(row["event"], (row["event"], 1))
        found[row["measure_code"], row["unit"], step] += sign * int(row["quantity"])
    return found


@kept
def sums(second: Snapshot, question: Question, first: Snapshot) -> tuple[Sum, ...]:
    """What the stores in view have in each snapshot: counts, deposits, trade, and every benefit in its unit.

    Lapses come with the days as well as by events, so what is restated of them is not told.
    """
    pair = pair_of(first, second)
    then, now = (_cube(snapshot, question) for snapshot in (first, second))
    asked = select(func.sum(columns(StoreDifference).gmv_restated_fen).label("fen"))
    gmv = pair.ask(asked.where(*narrowed(second, StoreDifference, question))).to_pylist()[0]["fen"]
    plain = [
        Sum(subject, "", what, unit, then[what], now[what], gmv if what == "gmv_week_fen" else None)
        for what, (subject, unit) in _CUBE.items()
    ]
    given_then, given_now = (_measures(snapshot, question) for snapshot in (first, second))
    late = _restated(pair, question)
    given = [
        Sum(
            _TAKES.get(key[0], "measure"), key[0], key[2], key[1], given_then.get(key, 0), given_now.get(key, 0),
            late[key] if key[2] != "lapsed" else None,
        )
        for key in _in_turn({*given_then, *given_now})
    ]  # fmt: skip
    return (*plain[:2], *given, *plain[2:])


def _in_turn(keys: set[tuple[str, str, str]]) -> list[tuple[str, str, str]]:
    """The two benefits of the belts first, then the measures by code; each by unit and step."""
    first = (PACK, ENVELOPE)

    def turn(key: tuple[str, str, str]) -> tuple[int, str, str, int]:
        return first.index(key[0]) if key[0] in first else len(first), key[0], key[1], _STEPS.index(key[2])

    return sorted(keys, key=turn)


@dataclass(frozen=True)
class Delivered:
    """A delivery that explains differences: its file, and what of it tells of stores in view."""

    delivery_id: str
    kind: str
    file_name: str
    row_count: int
    is_new: bool
    since: int
    restating: int
    stores: int | None


def _tally(asked: Select[Any], pair: Pair) -> dict[str, dict[str, int]]:
    return {row.pop("delivery_id"): row for row in pair.ask(asked).to_pylist()}


def _events(pair: Pair, question: Question) -> dict[str, dict[str, int]]:
    """Events after the earlier day, and those up to it that were delivered since, by delivery."""
    of, now, again = columns(StoreDifference), later(Event), columns(RestatingEvent)
    since = select(now.delivery_id, now.store_id, false().label("is_late")).where(now.at >= pair.end)
    told = since.union_all(select(again.delivery_id, again.store_id, true().label("is_late"))).subquery("told").c
    asked = select(
        told.delivery_id,
        func.count().filter(~told.is_late).label("since"),
        func.count().filter(told.is_late).label("restating"),
        func.count(told.store_id.distinct()).label("stores"),
    )
    conditions = narrowed(pair.later, StoreDifference, question)
    if conditions:  # every store of an event is in one of the snapshots
        asked = asked.join_from(told.store_id.table, StoreDifference, of.store_id == told.store_id).where(*conditions)
    return _tally(asked.group_by(told.delivery_id), pair)


def _rewritten(pair: Pair, question: Question) -> dict[str, dict[str, int]]:
    """Stores whose own row is different, or new, by the delivery that last wrote it."""
    row, of = later(StoreDay), columns(StoreDifference)
    asked = (
        select(row.delivery_id, func.count().label("stores"))
        .join_from(StoreDifference, row.store_id.table, row.store_id == of.store_id)
        .where(or_(of.store, of.is_added), row.delivery_id.in_(pair.delivered_of("stores")))
        .where(*narrowed(pair.later, StoreDifference, question))
    )
    return _tally(asked.group_by(row.delivery_id), pair)


@kept
def deliveries(second: Snapshot, question: Question, first: Snapshot) -> tuple[Delivered, ...]:
    """The deliveries that came between the two, and those whose events fall between their days; new ones first."""
    pair = pair_of(first, second)
    events, written = _events(pair, question), _rewritten(pair, question)

    def told_of(delivery: Mapping[str, Any]) -> Delivered:
        name = delivery["delivery_id"]
        told = events.get(name) or written.get(name) or {}
        return Delivered(
            delivery_id=name,
            kind=delivery["kind"],
            file_name=delivery["file_name"],
            row_count=delivery["row_count"],
            is_new=name in pair.delivered,
            since=told.get("since", 0),
            restating=told.get("restating", 0),
            stores=told.get("stores"),
        )

    wanted = {*pair.delivered, *events}
    found = [told_of(one) for one in second.manifest["deliveries"] if one["delivery_id"] in wanted]
    return tuple(sorted(found, key=lambda one: (not one.is_new, one.kind, one.delivery_id)))


def listed(what: str) -> ColumnElement[bool]:
    """The stores that a list asks for."""
    of = columns(StoreDifference)
    if what == ANY:
        return or_(of.is_added, of.is_removed, of.is_changed, of.is_restated)
    condition: ColumnElement[bool] = of[FLAGS[what]]
    return condition


@kept
def count(second: Snapshot, question: Question, first: Snapshot, what: str) -> int:
    """How many stores a list has."""
    asked = select(func.count().label("n")).where(listed(what), *narrowed(second, StoreDifference, question))
    return int(pair_of(first, second).ask(asked).to_pylist()[0]["n"])


def stores(pair: Pair, question: Question, what: str, *, offset: int = 0, limit: int | None = None) -> Select[Any]:
    """The stores of a list, by county and id: what is different, before and after, and which deliveries say so."""
    of = columns(StoreDifference)
    asked = select(*of).where(listed(what), *narrowed(pair.later, StoreDifference, question))
    asked = asked.order_by(of.county_adcode, of.store_id).offset(offset)
    part = (asked.limit(limit) if limit is not None else asked).cte("part")
    then, now = earlier(StoreDay), later(StoreDay)
    told = told_by(pair, select(part.c.store_id) if limit is not None else None).c
    flags = [part.c[flag].label(f"is_{name}") for name, flag in FLAGS.items()]
    return (
        select(
            part.c.store_id,
            part.c.county_adcode.label("county"),
            *flags,
            *(then[name].label(f"{name}_before") for name in MAIN),
            *(now[name].label(f"{name}_after") for name in MAIN),
            now.delivery_id,
            *(column.label(f"{column.name}_by") for column in told if column.name != "store_id"),
        )
        .select_from(part)
        .outerjoin(then.store_id.table, then.store_id == part.c.store_id)
        .outerjoin(now.store_id.table, now.store_id == part.c.store_id)
        .outerjoin(told.store_id.table, told.store_id == part.c.store_id)
        .order_by(part.c.county_adcode, part.c.store_id)
    )


@dataclass(frozen=True)
class Because:
    """Why a store is different: deliveries by id, and whether part of it came with time alone."""

    deliveries: tuple[str, ...]
    is_time: bool


_FILES: Final[Mapping[str, tuple[str, ...]]] = {
    "store": ("admin_codes",),
    "deposit": ("deposit_tiers", "base_deposits", "designations", "targets"),
    "trade": ("activity",),
    "waiver": ("activity", "designations"),
}
"""Kinds of file that explain a subject as a whole: their rows are not of single stores, or are not kept by store."""


def reasons(pair: Pair, row: Mapping[str, Any]) -> Because:
    """What explains a store's differences.

    An event names its own delivery, and so does the store's row. Weeks of trade and rules are explained by the
    files of their kind that came between the two snapshots. What none explains came with time: a deadline that
    passed, a week that ended, a rule that began, a day of entry that came.
    """

    def told(subject: str) -> set[str]:
        return set(filter(None, (row.get(f"{subject}_by") or "").split("|")))

    own = {row["delivery_id"]} & pair.delivered.keys()

    def explained(subject: str) -> set[str]:
        found = told(subject) | set(pair.delivered_of(*_FILES.get(subject, ())))
        if subject in ("store", "deposit") and (subject == "store" or row["is_store"]):
            found |= own
        return found or (told("certification") if subject == "deposit" else set())  # tiers ask for certification

    changed = [explained(subject) for subject in SUBJECTS if row[f"is_{subject}"]]
    if row["is_added"]:
        changed.append(own)
    if row["is_restated"]:
        changed.append(told("late") or own or set(pair.delivered_of("activity")))
    return Because(tuple(sorted(set().union(*changed))), not all(changed) and not row["is_removed"])
