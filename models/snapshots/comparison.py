"""Two snapshots side by side: what is different store by store, and which facts were told otherwise since.

The stores of both are joined once, by 64-bit hashes of the columns of each subject; what is asked afterwards
is asked of the small tables made here.
"""

import atexit
import os
from collections.abc import Iterator, Mapping
from datetime import date, datetime, time, timedelta
from functools import cached_property, lru_cache
from threading import Lock
from typing import Any, Final, Literal

import duckdb
import pyarrow as pa
from sqlalchemy import (
    BigInteger,
    ColumnElement,
    MetaData,
    Subquery,
    Table,
    and_,
    case,
    cast,
    false,
    func,
    literal,
    null,
    or_,
    select,
    true,
)
from sqlmodel import Field, SQLModel

from models.base import Columns, Expression, Instant, Published, Query, amount, columns, key, table_of
from models.programme.terms import ENVELOPE, PACK
from models.snapshots.manifest import DeliveryFacts
from models.snapshots.snapshot import Snapshot, compiled, engine_of
from models.snapshots.tables import DIMENSIONS, Event, Placed, StoreDay

Subject = Literal["store", "certification", "pack", "envelope", "deposit", "trade", "waiver"]
SUBJECTS: Final[Mapping[Subject, tuple[str, ...]]] = {
    "store": (
        "store_name",
        "store_type",
        "belt_id",
        "category_code",
        "province_adcode",
        "city_adcode",
        "county_adcode",
        "owner",
        "entered_on",
        "lon",
        "lat",
        "store_score",
        "has_violation",
    ),
    "certification": (
        "certification_status",
        "certification_since",
        "certified_on",
        "valid_until",
        "applied_on",
        "certification_reason",
    ),
    "pack": (
        "pack_granted",
        "pack_claimed",
        "pack_used",
        "pack_lapsed",
        "pack_unclaimed",
        "pack_claim_by",
        "pack_unused",
        "pack_use_by",
    ),
    "envelope": (
        "envelope_budget_fen",
        "envelope_issued_fen",
        "envelope_used_fen",
        "envelope_lapsed_fen",
        "envelope_left_fen",
        "envelope_use_by",
    ),
    "deposit": (
        "tier_code",
        "base_fen",
        "required_fen",
        "paid_fen",
        "released_fen",
        "shortfall_fen",
        "deposit_on",
        "pay_by",
        "entitled_tier_code",
        "entitled_fen",
        "tier_if_score_up",
        "tier_if_score_down",
    ),
    "trade": (
        "activity_week",
        "gmv_week_fen",
        "gmv_before_fen",
        "gmv_28d_fen",
        "gmv_28d_before_fen",
        "orders_week",
        "orders_before",
        "live_sessions_week",
        "sessions_with_envelope_week",
        "live_minutes_week",
        "first_sale_week",
        "first_live_week",
        "first_live_minutes",
    ),
    "waiver": (
        "is_exempt",
        "fee_waived_fen",
    ),
}
"""What a store's wide row tells of: every column but its id and the delivery that wrote it."""
LOGGED: Final = frozenset({"certifications", "benefits", "deposits"})
"""Kinds of file whose rows are events of stores."""
MOVING: Final = {"gmv_before_fen": "gmv_week_fen", "orders_before": "orders_week"}
"""What a week later tells again of the week that was the last one."""


class StoreDifference(Placed, table=True):
    """A store of either snapshot. Its dimensions are the later one's; of a removed store, the earlier one's."""

    __tablename__ = "store_difference"
    store_id: str = key()
    is_added: bool
    is_removed: bool
    is_changed: bool = Field(description="in both, and any of the subjects is different")
    store: bool = Field(description="different in a column of that subject; added and removed stores are not")
    certification: bool
    pack: bool
    envelope: bool
    deposit: bool
    trade: bool
    waiver: bool
    is_restated: bool = Field(description="a fact up to the earlier day is told otherwise, or was not told then")
    gmv_restated_fen: int | None = amount(
        description="GMV of the last week of the earlier one, as told later less as told then"
    )


class RestatingEvent(Published, table=True):
    """An event up to the earlier day that was delivered since: new, or with other values than then."""

    __tablename__ = "restating_event"
    store_id: str = key()
    at: Instant = key()
    subject: str = key()
    event: str = key()
    grant_id: str | None = key()
    measure_code: str | None
    unit: str | None
    quantity: int | None = amount(description="as told later less as told then, where that was told")
    delivery_id: str


@lru_cache(maxsize=16)
def _side(model: type[SQLModel], schema: str) -> Table:
    return table_of(model).to_metadata(MetaData(), schema=schema)


def earlier(model: type[SQLModel]) -> Any:  # Columns, once every caller takes a select of several columns
    """The columns of the earlier snapshot's table."""
    return _side(model, "earlier").columns


def later(model: type[SQLModel]) -> Any:
    """The columns of the later snapshot's table."""
    return _side(model, "later").columns


def in_order(one: Snapshot, other: Snapshot) -> tuple[Snapshot, Snapshot]:
    """The two by day; of one day, what was published first comes first."""

    def turn(snapshot: Snapshot) -> tuple[str, int, str]:
        return snapshot.as_of, len(snapshot.manifest["restates"]), snapshot.snapshot_id

    first, second = sorted((one, other), key=turn)
    return first, second


def _hashes(model: type[SQLModel], schema: str) -> Subquery:
    """One side of the join: what is needed of each store, the subjects as hashes."""
    of = _side(model, schema).columns
    wanted = {"store_id", "entered_on", *DIMENSIONS, *_weekly()}
    hashed = (func.hash(*(of[name] for name in names)).label(f"hash_{subject}") for subject, names in SUBJECTS.items())
    return select(*(column for column in of if column.name in wanted), *hashed).subquery(schema)


def _weekly() -> tuple[str, ...]:
    return SUBJECTS["trade"]


class Pair:
    """The engine over two snapshots; asked like a snapshot, of the tables of either and of the two made here."""

    def __init__(self, first: Snapshot, second: Snapshot) -> None:
        self.earlier, self.later = first, second
        self.connection = duckdb.connect(
            ":memory:",  # what is read in an order says so
            config={"threads": str(min(4, os.cpu_count() or 1)), "preserve_insertion_order": "false"},
        )
        for side, snapshot in (("earlier", first), ("later", second)):
            engine_of(snapshot)  # its stores are those that were published, or it is refused
            self.connection.execute(f"CREATE SCHEMA {side}")
            for name, model in (("stores", StoreDay), ("events", Event)):
                source = str(snapshot.file(name)).replace("'", "''")
                self.connection.execute(
                    f"CREATE VIEW {side}.{table_of(model).name} AS SELECT * FROM read_parquet('{source}')"  # noqa: S608
                )
        self._keep(RestatingEvent, self._restating())
        self._keep(StoreDifference, self._differences())

    @property
    def day(self) -> date:
        """The day of the earlier snapshot: facts up to its end could have been in it."""
        return self.earlier.day

    @property
    def end(self) -> datetime:
        """The first instant after that day."""
        return datetime.combine(self.day + timedelta(days=1), time())

    @cached_property
    def delivered(self) -> dict[str, DeliveryFacts]:
        """The deliveries that went into the later one alone, by id."""
        held = {delivery["delivery_id"] for delivery in self.earlier.manifest["deliveries"]}
        return {
            delivery["delivery_id"]: delivery
            for delivery in self.later.manifest["deliveries"]
            if delivery["delivery_id"] not in held
        }

    def delivered_of(self, *kinds: str) -> list[str]:
        """Ids of those of some kinds, in their order."""
        return sorted(name for name, delivery in self.delivered.items() if delivery["kind"] in kinds)

    def ask(self, asked: Query) -> pa.Table:
        """The rows of a select, as Arrow."""
        text, bound = self._ready(asked)
        with self.connection.cursor() as cursor:
            return cursor.sql(text, params=bound).to_arrow_table()

    def stream(self, asked: Query, rows: int) -> Iterator[pa.RecordBatch]:
        """The rows of a select in batches of so many."""
        text, bound = self._ready(asked)
        with self.connection.cursor() as cursor:
            yield from cursor.sql(text, params=bound).to_arrow_reader(rows)

    def _ready(self, asked: Query) -> tuple[str, list[object]]:
        text, bound = compiled(asked)
        for side, snapshot in (("earlier", self.earlier), ("later", self.later)):
            if f"{side}.event" in text:  # no row of a file is used before its bytes were looked at
                engine_of(snapshot).asked(select(columns(Event).store_id))
        return text, bound

    def _keep(self, model: type[SQLModel], asked: Query) -> None:
        text, bound = self._ready(asked)
        self.connection.execute(f"CREATE TABLE {table_of(model).name} AS {text}", bound)

    def _restating(self) -> Query:
        """Events up to the earlier day of deliveries that it had not; those told the same way are left out."""
        now, then = later(Event), earlier(Event)
        keys = ("store_id", "at", "subject", "event", "grant_id")
        values = [column.name for column in table_of(Event).columns if column.name not in (*keys, "delivery_id")]
        is_same = and_(*(now[name].is_not_distinct_from(then[name]) for name in values))
        is_told = then.store_id.is_not(None)
        difference = now.quantity - case((is_told, func.coalesce(then.quantity, 0)), else_=0)
        return (
            select(
                *(
                    (cast(difference, BigInteger).label("quantity") if name == "quantity" else now[name])
                    for name in RestatingEvent.model_fields
                )
            )
            .select_from(_side(Event, "later"))
            .outerjoin(_side(Event, "earlier"), and_(*(now[name].is_not_distinct_from(then[name]) for name in keys)))
            .where(now.delivery_id.in_(self.delivered_of(*LOGGED)), now.at < self.end, or_(~is_told, ~is_same))
        )

    def _differences(self) -> Query:
        before, after = _hashes(StoreDay, "earlier"), _hashes(StoreDay, "later")
        then, now = before.c, after.c
        is_added, is_removed = then.store_id.is_(None), now.store_id.is_(None)
        subjects: dict[str, ColumnElement[bool]] = {
            subject: and_(~is_added, ~is_removed, now[f"hash_{subject}"] != then[f"hash_{subject}"])
            for subject in SUBJECTS
        }
        is_changed = or_(*subjects.values())
        dimension: dict[str, Expression] = {
            name: case((is_removed, then[name]), else_=now[name]) for name in (*DIMENSIONS, "store_id")
        }
        made: dict[str, Expression] = dimension | {
            "is_added": is_added,
            "is_removed": is_removed,
            "is_changed": is_changed,
            **subjects,
            "is_restated": self._is_restated(then, now, or_(is_added, is_removed, is_changed)),
            "gmv_restated_fen": cast(self._gmv_restated(then, now), BigInteger),
        }
        sides = after.outerjoin(before, now.store_id == then.store_id, full=True)
        return select(*(made[name].label(name) for name in StoreDifference.model_fields)).select_from(sides)

    def _is_restated(self, then: Columns, now: Columns, is_different: ColumnElement[bool]) -> ColumnElement[bool]:
        if self.earlier.as_of == self.later.as_of:  # of one day: whatever is different is told otherwise
            return func.coalesce(is_different, false())
        told = columns(RestatingEvent)
        identity = func.coalesce(now.store_id, then.store_id)
        entered = case(
            (then.store_id.is_(None), now.entered_on <= self.day),
            (now.store_id.is_(None), true()),
            else_=now.entered_on != then.entered_on,
        )
        return func.coalesce(or_(entered, identity.in_(select(told.store_id)), self._retraded(then, now)), false())

    def _retraded(self, then: Columns, now: Columns) -> ColumnElement[bool]:
        """Whether a week of trade that the earlier one tells of is told otherwise; asked where trade was delivered."""
        if not self.delivered_of("activity"):
            return false()
        week, ago = now.activity_week, then.activity_week
        differs = [now[name].is_distinct_from(then[name]) for name in _weekly()]
        moved = [and_(now[name].is_not(None), now[name] != then[was]) for name, was in MOVING.items()]
        firsts = [
            and_(func.least(now[name], then[name]) <= ago, now[name].is_distinct_from(then[name]))
            for name in ("first_sale_week", "first_live_week")
        ]
        begun = func.least(now.first_sale_week, now.first_live_week)
        came = and_(then.store_id.is_not(None), ago.is_(None), begun + 6 <= self.day)
        found: ColumnElement[bool] = func.coalesce(
            or_(and_(week == ago, or_(*differs)), and_(week == ago + 7, or_(*moved)), *firsts, came), false()
        )
        return found

    def _gmv_restated(self, then: Columns, now: Columns) -> Expression:
        """GMV of the earlier one's last week as told later less as told then; missing where either does not tell."""
        if not self.delivered_of("activity"):
            return null()
        week, ago = now.activity_week, then.activity_week
        return case(
            (week == ago, now.gmv_week_fen - then.gmv_week_fen),
            (week == ago + 7, now.gmv_before_fen - then.gmv_week_fen),
        )


EVENT_SUBJECTS: Final[Mapping[Subject, tuple[str, str]]] = {
    "certification": ("certification", ""),
    "pack": ("benefit", PACK),
    "envelope": ("benefit", ENVELOPE),
    "deposit": ("deposit", ""),
}
"""Subject to the subject of its events, and their measure."""


def told_by(pair: Pair, among: Query | None = None) -> Subquery:
    """Per store, the deliveries whose events explain a difference, by subject, joined by |: a subquery.

    These are the events after the earlier day, and those up to it that were delivered since (again as `late`).
    """
    now, again = later(Event), columns(RestatingEvent)
    names = ("store_id", "subject", "measure_code", "delivery_id")
    since = select(*(now[name] for name in names), false().label("is_late")).where(now.at >= pair.end)
    late = select(*(again[name] for name in names), true().label("is_late"))
    if among is not None:
        since, late = since.where(now.store_id.in_(among)), late.where(again.store_id.in_(among))
    told = since.union_all(late).subquery("told").c

    def by(subject: str, measure: str) -> ColumnElement[bool]:
        return and_(told.subject == subject, *([told.measure_code == measure] if measure else []))

    wanted: dict[str, ColumnElement[bool]] = {subject: by(*of) for subject, of in EVENT_SUBJECTS.items()}
    found = (
        func.string_agg(told.delivery_id.distinct(), literal("|")).filter(condition).label(name)
        for name, condition in (wanted | {"late": told.is_late}).items()
    )
    return select(told.store_id, *found).group_by(told.store_id).subquery("told_by")


_MAKING = Lock()


def pair_of(one: Snapshot, other: Snapshot) -> Pair:
    """The one engine over two snapshots, in the order of their days."""
    with _MAKING:
        return _made(*in_order(one, other))


_made = lru_cache(maxsize=2)(Pair)
atexit.register(_made.cache_clear)  # engines that outlive the interpreter are complained of
