"""A record in memory: rows by file kind, as plain dicts, that publication reads like a real one."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date, datetime, time
from pathlib import Path
from typing import Any

import pyarrow as pa

from data import reference
from models.publication.publish import publish
from models.record.arrow import schema_of
from models.record.store import Record
from models.record.tables import TABLES, AuditEntry, Delivery
from models.snapshots.shelf import Shelf
from models.snapshots.snapshot import Snapshot

Row = dict[str, Any]
DAY = date(2026, 3, 15)
"""A Sunday, so that the week before it is whole."""
RECEIVED = datetime.combine(date(2026, 3, 1), time(9))

LAND = (
    "110000", "110101", "330000", "330100", "330102", "330106", "330200", "330203", "420000", "429004",
    "440000", "440300", "440305", "441900", "650000", "653200", "653221", "653228",
)  # fmt: skip
"""Provinces with what is special in them: 北京 (no cities), 仙桃 (a county run by its province), 东莞 (a city
without counties) and 和康县 (a county that no boundary draws)."""
COUNTIES = ("110101", "330102", "330106", "330203", "429004", "440305", "441900", "653221", "653228", "999999")
"""Where made stores stand; the last is no region at all."""
CATEGORIES = ("apparel", "shoes", "tea")
BELTS = ("belt-a", "belt-b", "belt-c")


def _missing(row: dict[str, str]) -> Row:
    return {name: value or None for name, value in row.items()}


def regions() -> list[Row]:
    rows = [_missing(row) for row in reference.rows("admin_codes") if row["adcode"] in LAND]
    return [row | {"has_boundary": row["has_boundary"] == "True"} for row in rows]


def store(store_id: str, **more: Any) -> Row:
    plain = {
        "store_id": store_id,
        "store_name": f"店 {store_id}",
        "store_type": "enterprise",
        "belt_id": None,
        "category_code": "apparel",
        "county_adcode": "330102",
        "entered_on": date(2025, 6, 1),
        "lon": None,
        "lat": None,
        "store_score": None,
        "has_violation": False,
        "owner": None,
    }
    return plain | more


def belt(belt_id: str, **more: Any) -> Row:
    plain = {
        "belt_id": belt_id,
        "name_zh": f"带 {belt_id}",
        "name_en": f"Belt {belt_id}",
        "category": "apparel",
        "product_zh": "衬衫",
        "county_adcode": "330102",
        "county_name": "上城区",
        "city_name": "杭州市",
        "province_name": "浙江省",
        "source": "general knowledge",
    }
    return plain | more


def step(store_id: str, status: str, at: datetime, valid_until: date | None = None, reason: str | None = None) -> Row:
    return {"store_id": store_id, "status": status, "changed_at": at, "valid_until": valid_until, "reason": reason}


def benefit(grant_id: str, event: str, amount: int, at: datetime, **more: Any) -> Row:
    plain = {
        "grant_id": grant_id,
        "event": event,
        "occurred_at": at,
        "store_id": "s1",
        "measure_code": "traffic-pack",
        "amount": amount,
        "unit": "traffic",
        "claim_by": None,
        "use_by": None,
    }
    return plain | more


def deposit(store_id: str, on: date, base: int, required: int, paid: int, tier: str | None = None) -> Row:
    fen = {"base_fen": base, "required_fen": required, "paid_fen": paid}
    return {"store_id": store_id, "effective_on": on, "tier_code": tier, **fen}


def designation(belt_id: str, begins: date, ends: date | None, rate: float) -> Row:
    return {"belt_id": belt_id, "waiver_from": begins, "waiver_to": ends, "waived_fee": "技术服务费", "rate_pct": rate}


def week(store_id: str, monday: date, gmv: int, **more: int) -> Row:
    others = dict.fromkeys(("orders", "live_minutes", "live_sessions", "sessions_with_envelope"), 1)
    return {"store_id": store_id, "week_start": monday, "gmv_fen": gmv, **others, **more}


def target(code: str, value: float, begins: date = date(2026, 1, 1), ends: date | None = None) -> Row:
    return {"target_code": code, "effective_from": begins, "effective_to": ends, "value": value}


def base(category: str, store_type: str, base_fen: int, begins: date, ends: date | None = None) -> Row:
    of = {"category_code": category, "store_type": store_type}
    return of | {"effective_from": begins, "effective_to": ends, "base_fen": base_fen}


def tier(code: str, rank: int, begins: date = date(2025, 1, 1), ends: date | None = None, **more: Any) -> Row:
    plain = {
        "schedule_id": "2025",
        "tier_code": code,
        "effective_from": begins,
        "effective_to": ends,
        "rank": rank,
        "name_zh": f"梯度 {code}",
        "name_en": f"Tier {code}",
        "store_types": "*",
        "min_score": None,
        "max_score": None,
        "requires_no_violation": False,
        "requires_certified": True,
        "requires_designated_belt": False,
        "reduction_pct": 20.0,
    }
    return plain | more


def base_rows() -> dict[str, list[Row]]:
    return {
        "admin_codes": regions(),
        "categories": [{"code": code, "name_zh": f"类 {code}", "name_en": f"Kind {code}"} for code in CATEGORIES],
        "belts": [belt(belt_id, county_adcode=code) for belt_id, code in zip(BELTS, COUNTIES[1:], strict=False)],
        "deposit_tiers": [tier("T1", 1), tier("T2", 2)],
    }


def delivery(kind: str, **more: Any) -> Row:
    plain = {
        "delivery_id": f"{kind}-1",
        "kind": kind,
        "file_name": f"{kind}.csv",
        "sha256": "0" * 64,
        "datum": "",
        "encoding": "utf-8",
        "delimiter": ",",
        "byte_count": 1,
        "row_count": 1,
        "added": 1,
        "changed": 0,
        "recoded": 0,
        "warned": 0,
        "is_demonstration": False,
        "received_at": RECEIVED,
        "received_by": "somebody",
    }
    return plain | more


@dataclass
class Made:
    """Rows by file kind. Give it to publication in the place of a record."""

    rows: dict[str, list[Row]] = field(default_factory=base_rows)
    deliveries: list[Row] = field(default_factory=lambda: [delivery("stores")])

    def add(self, kind: str, rows: Iterable[Row]) -> "Made":
        """The same record with more rows."""
        return Made(self.rows | {kind: [*self.rows.get(kind, []), *rows]}, self.deliveries)

    def of(self, kind: str) -> list[Row]:
        """Rows of a kind."""
        return self.rows.get(kind, [])

    def read(self, model: type[Any], *_where: Any, **_more: Any) -> pa.Table:
        """As `Record.read`."""
        if model is Delivery:
            return pa.Table.from_pylist(self.deliveries, schema=schema_of(Delivery))
        kind = next(name for name, table in TABLES.items() if table is model)
        return pa.Table.from_pylist(self.delivered()[kind], schema=schema_of(model))

    def delivered(self) -> dict[str, list[Row]]:
        """The rows as the record keeps them: each with its delivery."""
        return {kind: [{"delivery_id": f"{kind}-1"} | row for row in self.of(kind)] for kind in TABLES}

    def into(self, record: Record) -> Record:
        """Write everything into a real record."""
        for kind, rows in self.rows.items():
            schema = schema_of(TABLES[kind])
            table = pa.Table.from_pylist(rows, schema=schema.remove(schema.get_field_index("delivery_id")))
            entry = AuditEntry(at=RECEIVED, person="somebody", action="import", subject=kind)
            record.write(TABLES[kind], table, Delivery(**delivery(kind)), entry)
        return record

    def published(self, folder: Path, *days: date) -> Snapshot:
        """The snapshot of the newest of the days (of DAY, if none is named)."""
        return publish(self, Shelf(folder), days or (DAY,))[-1]  # type: ignore[arg-type]
