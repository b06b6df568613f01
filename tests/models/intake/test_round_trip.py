"""The same rows give the same record, however the file is written and whichever engine keeps them."""
# ruff: noqa: DTZ001 - the record's instants are naive Shanghai time

import csv
import io
import shutil
from collections.abc import Callable
from datetime import date, datetime
from pathlib import Path
from typing import Any

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from models.intake.importer import bring_in
from models.record.store import Record, open_record
from models.record.tables import TABLES, CertificationEvent, Store

AT = datetime(2026, 3, 10, 9, 30)
ALIASES = {
    "store_id": "店铺ID", "store_name": "店铺名称", "store_type": "店铺类型", "belt_id": "产业带",
    "category_code": "类目", "county_adcode": "区县代码", "entered_on": "入驻日期", "lon": "经度", "lat": "纬度",
    "store_score": "店铺分", "has_violation": "违规", "owner": "负责人",
}  # fmt: skip
WORDS = st.text(
    st.characters(codec="gb18030", exclude_categories=("Cs", "Cc", "Co", "Cn")) | st.sampled_from(',;"\n'), max_size=12
)
NAMES = WORDS.map(lambda word: f"店{word}铺")
SCORES = st.integers(0, 500).map(lambda score: score / 100)
PLACES = st.none() | st.tuples(st.integers(-1800000, 1800000), st.integers(-900000, 900000)).map(
    lambda place: (place[0] / 10000, place[1] / 10000)
)
ROWS = st.lists(
    st.fixed_dictionaries(
        {
            "store_id": st.from_regex(r"[0-9A-Za-z]{1,20}", fullmatch=True),
            "store_name": NAMES,
            "store_type": st.sampled_from(["personal", "mall-flagship"]),
            "belt_id": st.none() | st.just("shunyi-erguotou"),
            "category_code": st.sampled_from(["bags", "tea"]),
            "county_adcode": st.sampled_from(["330782", "441900"]),
            "entered_on": st.dates(date(1990, 1, 1), date(2026, 3, 10)),
            "place": PLACES,
            "store_score": st.none() | SCORES,
            "has_violation": st.booleans(),
            "owner": st.none() | NAMES,
        }
    ),
    min_size=1,
    max_size=6,
    unique_by=lambda row: row["store_id"],
)


def flat(row: dict[str, Any]) -> dict[str, Any]:
    lon, lat = row["place"] or (None, None)
    return {name: {**row, "lon": lon, "lat": lat}[name] for name in ALIASES}


@settings(max_examples=30, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    rows=ROWS,
    order=st.permutations(list(ALIASES)),
    in_chinese=st.booleans(),
    encoding=st.sampled_from(["utf-8", "utf-8-sig", "utf-16", "gb18030"]),
    delimiter=st.sampled_from(",\t;"),
    end=st.sampled_from(["\n", "\r\n", "\r"]),
    quoting=st.sampled_from([csv.QUOTE_MINIMAL, csv.QUOTE_ALL]),
)
def test_rows_come_back_however_the_file_is_written(
    tmp_path: Path, record: Record, rows: list[dict[str, Any]], order: list[str], in_chinese: bool, encoding: str,
    delimiter: str, end: str, quoting: Any,
) -> None:  # fmt: skip
    text = io.StringIO()
    writer = csv.writer(text, delimiter=delimiter, lineterminator=end, quoting=quoting)
    writer.writerow([ALIASES[name] if in_chinese else name for name in order])
    for row in map(flat, rows):
        writer.writerow(
            [{True: "是", False: "no", None: ""}.get(row[n], row[n]) if n == "has_violation" else row[n] for n in order]
        )
    path = tmp_path / "stores.csv"
    path.write_bytes(text.getvalue().encode(encoding))
    with record.engine.begin() as connection:
        connection.exec_driver_sql("DELETE FROM store")
        connection.exec_driver_sql("DELETE FROM delivery WHERE kind = 'stores'")
    outcome = bring_in("stores", path, record=record, by="a", at=AT, datum="wgs84")
    assert outcome.problems == ()
    kept = record.read(Store, columns=list(ALIASES)).to_pylist()
    by_id = lambda row: row["store_id"]  # noqa: E731
    assert sorted(kept, key=by_id) == sorted(map(flat, rows), key=by_id)


def test_both_engines_keep_the_same(
    tmp_path: Path, filled: Path, fill: Callable[[Record, Path], None], postgres_url: str
) -> None:
    postgres = open_record(postgres_url)
    fill(postgres, tmp_path)
    shutil.copy(filled, tmp_path / "record.sqlite")
    sqlite = open_record(f"sqlite:///{tmp_path / 'record.sqlite'}")
    events = tmp_path / "certifications.csv"
    events.write_text(
        "store_id,status,changed_at,valid_until,reason\nS1,applied,2025-01-01T10:00:00.5Z,,\n"
        "S1,in_review,2025-01-03,,'ok\nS1,certified,2025-01-05,2026-01-05,\n"
    )
    again = tmp_path / "again.csv"
    again.write_text(events.read_text().replace("2026-01-05", "2026-02-05") + "S1,revoked,2025-09-01,,\n")
    counts = []
    for record in (postgres, sqlite):
        assert bring_in("certifications", events, record=record, by="a", at=AT).added == 3
        outcome = bring_in("certifications", again, record=record, by="a", at=AT)
        counts.append((outcome.added, outcome.changed, outcome.unchanged))
    assert counts == [(1, 1, 2)] * 2

    def everything(record: Record, model: type[Any]) -> list[str]:
        return sorted(map(str, record.read(model).to_pylist()))

    for model in TABLES.values():
        assert everything(postgres, model) == everything(sqlite, model)
    assert len(everything(sqlite, CertificationEvent)) == 4
    assert [d.model_dump() for d in postgres.deliveries()] == [d.model_dump() for d in sqlite.deliveries()]
