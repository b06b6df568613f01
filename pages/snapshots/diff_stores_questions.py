"""What is different between two snapshots store by store: before, after, and which deliveries explain it."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Final, NamedTuple

from sqlalchemy import select

from dashboard.questions.asking import narrowed
from dashboard.views.question import Question
from models.base import Query, Row, columns
from models.snapshots.comparison import (
    EVENT_SUBJECTS,
    SUBJECTS,
    Pair,
    StoreDifference,
    Subject,
    earlier,
    later,
    told_by,
)
from models.snapshots.tables import StoreDay
from pages.snapshots.diff_questions import FLAGS, Kind, list_condition

BATCH_ROWS: Final = 16_384


class StoreSide(NamedTuple):
    """A store's main columns in one of the snapshots, of those of its wide row; all None where it is not in it."""

    store_name: str | None
    store_type: str | None
    category_code: str | None
    belt_id: str | None
    county_adcode: str | None
    owner: str | None
    store_score: float | None
    has_violation: bool | None
    certification_status: str | None
    valid_until: date | None
    pack_granted: int | None
    pack_claimed: int | None
    pack_used: int | None
    pack_lapsed: int | None
    envelope_budget_fen: int | None
    envelope_issued_fen: int | None
    envelope_used_fen: int | None
    envelope_lapsed_fen: int | None
    tier_code: str | None
    required_fen: int | None
    paid_fen: int | None
    shortfall_fen: int | None
    entitled_tier_code: str | None
    gmv_week_fen: int | None
    orders_week: int | None
    is_exempt: bool | None
    fee_waived_fen: int | None


SIDE_COLUMNS: Final = StoreSide._fields
"""Columns of the wide row that are shown before and after."""


@dataclass(frozen=True)
class DifferentStore:
    """A store that is different.

    `delivery_id`: what last wrote its row in the later snapshot; none of a removed store. `told_by`: the deliveries
    whose events tell of a subject since the earlier day, or up to it and came since; `told_late`: the latter, of any.
    """

    store_id: str
    county_adcode: str
    is_added: bool
    is_removed: bool
    is_changed: bool
    is_restated: bool
    subjects: tuple[Subject, ...]
    before: StoreSide
    after: StoreSide
    delivery_id: str | None
    told_by: Mapping[Subject, frozenset[str]]
    told_late: frozenset[str]

    @property
    def kind(self) -> Kind:
        """The kind of difference: restated where the store is neither added nor removed nor changed."""
        if self.is_added:
            return "added"
        if self.is_removed:
            return "removed"
        return "changed" if self.is_changed else "restated"


_BEFORE: Final = tuple(f"{name}_before" for name in SIDE_COLUMNS)
_AFTER: Final = tuple(f"{name}_after" for name in SIDE_COLUMNS)


def _ids(joined: str | None) -> frozenset[str]:
    return frozenset(filter(None, (joined or "").split("|")))


def _store(row: Row) -> DifferentStore:
    return DifferentStore(
        store_id=row["store_id"],
        county_adcode=row["county"],
        is_added=row["is_added"],
        is_removed=row["is_removed"],
        is_changed=row["is_changed"],
        is_restated=row["is_restated"],
        subjects=tuple(subject for subject in SUBJECTS if row[f"is_{subject}"]),
        before=StoreSide(*(row[name] for name in _BEFORE)),
        after=StoreSide(*(row[name] for name in _AFTER)),
        delivery_id=row["delivery_id"],
        told_by={subject: _ids(row[f"{subject}_by"]) for subject in EVENT_SUBJECTS},
        told_late=_ids(row["late_by"]),
    )


def _select_stores(pair: Pair, question: Question, kind: str, offset: int, limit: int | None) -> Query:
    of = columns(StoreDifference)
    listed = select(*of).where(list_condition(kind), *narrowed(pair.later, StoreDifference, question))
    listed = listed.order_by(of.county_adcode, of.store_id).offset(offset)
    part = (listed.limit(limit) if limit is not None else listed).cte("part")
    then, now = earlier(StoreDay), later(StoreDay)
    told = told_by(pair, select(part.c.store_id) if limit is not None else None).c
    flags = [part.c[flag].label(f"is_{name}") for name, flag in FLAGS.items()]
    return (
        select(
            part.c.store_id,
            part.c.county_adcode.label("county"),
            *flags,
            *(then[name].label(f"{name}_before") for name in SIDE_COLUMNS),
            *(now[name].label(f"{name}_after") for name in SIDE_COLUMNS),
            now.delivery_id,
            *(column.label(f"{column.name}_by") for column in told if column.name != "store_id"),
        )
        .select_from(part)
        .outerjoin(then.store_id.table, then.store_id == part.c.store_id)
        .outerjoin(now.store_id.table, now.store_id == part.c.store_id)
        .outerjoin(told.store_id.table, told.store_id == part.c.store_id)
        .order_by(part.c.county_adcode, part.c.store_id)
    )


def different_stores(
    pair: Pair, question: Question, kind: str, *, offset: int = 0, limit: int | None = None
) -> Iterator[DifferentStore]:
    """The stores of a list, by county and id."""
    for batch in pair.stream(_select_stores(pair, question, kind, offset, limit), BATCH_ROWS):
        yield from map(_store, batch.to_pylist())


@dataclass(frozen=True)
class Explanation:
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
_NONE: Final[frozenset[str]] = frozenset()


def explain(pair: Pair, store: DifferentStore) -> Explanation:
    """What explains a store's differences.

    An event names its own delivery, and so does the store's row. Weeks of trade and rules are explained by the
    files of their kind that came between the two snapshots. What none explains came with time: a deadline that
    passed, a week that ended, a rule that began, a day of entry that came.
    """
    own = frozenset({store.delivery_id or ""} & pair.delivered.keys())

    def explained(subject: Subject) -> frozenset[str]:
        found = store.told_by.get(subject, _NONE) | set(pair.delivered_of(*_FILES.get(subject, ())))
        if subject == "store" or (subject == "deposit" and "store" in store.subjects):
            found |= own
        if subject == "deposit":  # tiers ask for certification
            return found or store.told_by["certification"]
        return found

    reasons = [explained(subject) for subject in store.subjects]
    if store.is_added:
        reasons.append(own)
    if store.is_restated:
        reasons.append(store.told_late or own or frozenset(pair.delivered_of("activity")))
    return Explanation(tuple(sorted(_NONE.union(*reasons))), not all(reasons) and not store.is_removed)
