"""Every rule within a row: what is refused, where it is said to stand, and why."""

from collections.abc import Callable
from typing import Any

import numpy as np
import pytest

from models.intake.reading.outcomes import Outcome, Problem
from models.record.store import Record
from models.record.tables import AuditEntry, Delivery, Store
from models.settings import Settings

Bring = Callable[..., Outcome]
COLUMNS = [
    "store_id", "store_name", "store_type", "belt_id", "category_code", "county_adcode", "entered_on", "lon", "lat",
    "store_score", "has_violation", "owner",
]  # fmt: skip
GOOD = dict.fromkeys(COLUMNS, "") | {
    "store_id": "9", "store_name": "店", "store_type": "personal", "category_code": "bags",
    "county_adcode": "330782", "entered_on": "2025-01-01",
}  # fmt: skip


def stores(*rows: dict[str, str]) -> str:
    lines = [",".join((GOOD | row).values()) for row in rows]
    return "\n".join([",".join(COLUMNS), *lines]) + "\n"


def told(outcome: Outcome) -> list[tuple[int, str, str]]:
    assert outcome.is_refused
    assert outcome.delivery is None
    return [(p.line, p.column, p.value) for p in outcome.problems]


BAD = [
    ("store_id", "", "The cell is empty, and it is required"),
    ("store_id", "无", "The cell is empty, and it is required"),
    ("store_id", "1.23457E+17", "The identifier is in scientific notation and has lost digits"),
    ("store_id", "x" * 65, "The text is longer than {n} characters"),
    ("store_id", '"a\nb"', "The identifier holds a line break or another control character"),
    ("store_id", "合计", "This is a row of totals, which is no row of data"),
    ("store_id", "总计", "This is a row of totals, which is no row of data"),
    ("store_name", "店" * 201, "The text is longer than {n} characters"),
    ("store_type", "boutique", "This is none of the allowed values"),
    ("belt_id", "nowhere", "No belt has this id or Chinese name"),
    ("category_code", "cars", "No category has this code or name"),
    ("category_code", "--", "The cell is empty, and it is required"),
    ("county_adcode", "330700", "No county has this code, now or before it was renewed"),
    ("county_adcode", "999999", "No county has this code, now or before it was renewed"),
    ("county_adcode", "3.30782E+05", "The identifier is in scientific notation and has lost digits"),
    ("entered_on", "2025-02-30", "This is no date, or not one between 1990 and 2100"),
    ("entered_on", "1925-02-03", "This is no date, or not one between 1990 and 2100"),
    ("entered_on", "2026-03-11", "The store enters after the day of the delivery"),
    ("lon", "east", "This is no decimal number"),
    ("store_score", "5.01", "The value is out of range: {range}"),
    ("store_score", "-0.1", "The value is out of range: {range}"),
    ("has_violation", "maybe", "This is neither yes nor no"),
    ("owner", "n" * 101, "The text is longer than {n} characters"),
]


def test_every_bad_cell_is_named_with_its_line_and_reason(bring: Bring) -> None:
    outcome = bring(
        "stores", stores(*({"store_id": f"n{n}", column: value} for n, (column, value, _why) in enumerate(BAD)))
    )
    line, lines = 2, []
    for _column, value, _why in BAD:
        lines.append(line)
        line += 1 + value.count("\n")
    assert told(outcome) == [
        (at, column, value.strip('"')[:100]) for at, (column, value, _why) in zip(lines, BAD, strict=True)
    ]
    assert [p.why.msgid for p in outcome.problems] == [why for _column, _value, why in BAD]
    assert outcome.problem_total == len(BAD)


@pytest.mark.parametrize(("given", "column"), [("lon", "lat"), ("lat", "lon")])
def test_a_place_needs_both_of_its_coordinates(bring: Bring, given: str, column: str) -> None:
    assert told(bring("stores", stores({given: "30"}))) == [(2, column, "")]


def test_coordinates_off_the_globe_are_refused(bring: Bring) -> None:
    assert told(bring("stores", stores({"lon": "30.1", "lat": "120.2"}))) == [(2, "lat", "120.2")]


def test_every_problem_is_told_at_once_in_the_order_of_the_file(bring: Bring) -> None:
    outcome = bring("stores", stores({"store_score": "6", "store_type": "?"}, {"store_id": "8"}, {"store_id": ""}))
    assert told(outcome) == [(2, "store_type", "?"), (2, "store_score", "6"), (4, "store_id", "")]


def test_problems_beyond_the_cap_are_counted(bring: Bring, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("models.intake.importer.settings", lambda: Settings(problem_rows=3))
    outcome = bring("stores", stores(*({"store_id": str(n), "lon": "x", "lat": "1"} for n in range(9))))
    assert [line for line, _column, _value in told(outcome)] == [2, 3, 4]
    assert outcome.problem_total == 9


def test_lines_are_those_of_the_file_after_line_breaks_and_blank_lines(bring: Bring) -> None:
    text = "\n" + stores({"store_name": '"a\n\nb"'}, {"store_id": "10", "store_type": "?"})
    text = text.replace("\n10,", "\n\n\n10,") + '11,"c\r\nd",?,,bags,330782,2025-01-01,,,,,\n'
    outcome = bring("stores", text.replace("\n", "\r\n").replace("\r\r", "\r"))
    assert told(outcome) == [(8, "store_type", "?"), (9, "store_type", "?")]


def test_rows_of_the_wrong_width_are_told_with_everything_else(bring: Bring) -> None:
    text = stores({}, {"store_id": "10"}) + "11,too,few\n\n" + '12,"x\ny",?,,bags,330782,2025-01-01,,,,,\n'
    text += "   \n" + ",".join(["13"] * 14) + "\n" + '14,"open,personal,,bags,330782,2025-01-01,,,,,\n'
    outcome = bring("stores", text)
    assert [(p.line, p.why.values) for p in outcome.problems if not p.column] == [
        (4, {"n": 3, "width": 12}),
        (9, {"n": 14, "width": 12}),
        (10, {}),
    ]
    assert [(p.line, p.column) for p in outcome.problems if p.column] == [(6, "store_type")]
    assert outcome.problem_total == 4


def test_a_key_that_stands_twice_is_told_with_both_lines(bring: Bring) -> None:
    outcome = bring("stores", stores({}, {"store_id": "'9"}, {"store_id": "8"}, {"store_id": " 9 "}))
    assert told(outcome) == [(3, "store_id", "'9"), (5, "store_id", " 9 ")]
    assert {p.why.values["line"] for p in outcome.problems} == {2}


def test_the_column_is_called_as_the_file_calls_it(bring: Bring) -> None:
    outcome = bring("stores", stores({"store_type": "?"}).replace("store_type", "店铺类型"))
    assert told(outcome) == [(2, "店铺类型", "?")]


def test_a_name_of_several_belts_is_refused_with_their_ids(bring: Bring) -> None:
    belt = "{},{},Belt,bags,包,330782,义乌市,金华市,浙江省,news\n"
    head = "belt_id,name_zh,name_en,category,product_zh,county_adcode,county_name,city_name,province_name,source\n"
    assert bring("belts", head + belt.format("b1", "同名包") + belt.format("b2", "同名包")).is_stored
    outcome = bring("stores", stores({"belt_id": "同名包"}))
    assert told(outcome) == [(2, "belt_id", "同名包")]
    assert outcome.problems[0].why.values == {"ids": "b1, b2"}
    assert bring("stores", stores({"belt_id": "b2"})).is_stored


def test_belts_categories_and_types_are_named_either_way(bring: Bring, record: Record) -> None:
    bring("stores", stores({"belt_id": "北京景泰蓝", "category_code": "箱包配饰", "store_type": "卖场型旗舰店"}))
    row = record.read(Store, Store.store_id == "9").to_pylist()[0]
    assert (row["belt_id"], row["category_code"], row["store_type"]) == (
        "dongcheng-jingtailan",
        "bags",
        "mall-flagship",
    )


def test_renewed_counties_are_recoded_and_counted(bring: Bring, record: Record) -> None:
    outcome = bring("stores", stores({"county_adcode": "540422"}, {"store_id": "10", "county_adcode": "５４０４８１"}))
    assert outcome.recoded == 1
    assert outcome.delivery
    assert outcome.delivery.recoded == 1
    assert {r["county_adcode"] for r in record.read(Store, Store.store_id.in_(["9", "10"])).to_pylist()} == {"540481"}  # type: ignore[attr-defined]


def everything(record: Record) -> list[list[dict[str, object]]]:
    return [sorted(record.read(table).to_pylist(), key=str) for table in (Store, Delivery, AuditEntry)]


def test_a_refused_file_leaves_the_record_as_it_was(bring: Bring, record: Record) -> None:
    before = everything(record)
    assert bring("stores", stores({}, {"store_id": "S1", "store_name": ""})).is_refused
    assert everything(record) == before


def test_a_dry_run_counts_and_stores_nothing(bring: Bring, record: Record) -> None:
    before = everything(record)
    outcome = bring("stores", stores({}, {"store_id": "S1"}), dry_run=True)
    assert (outcome.added, outcome.changed, outcome.is_stored, outcome.delivery) == (1, 1, False, None)
    assert everything(record) == before


def test_the_same_file_again_changes_nothing_and_says_who_brought_it(bring: Bring, record: Record) -> None:
    first = bring("stores", stores({}), is_demonstration=True)
    before = everything(record)
    again = bring("stores", stores({}), name="renamed.csv", by="赵六")
    assert again.is_repeat
    assert not again.is_stored
    assert again.delivery == first.delivery
    assert again.notes[0].values == {"at": "2026-03-10 09:30", "by": "王五"}
    assert everything(record) == before
    assert first.delivery
    assert first.delivery.is_demonstration


def test_a_corrected_file_replaces_what_it_names_and_leaves_the_rest(bring: Bring, record: Record) -> None:
    first = bring("stores", stores({}, {"store_id": "10"}))
    second = bring("stores", stores({"store_name": "新"}, {"store_id": "10"}, {"store_id": "11"}))
    assert (second.added, second.changed, second.unchanged) == (1, 1, 1)
    assert first.delivery
    assert second.delivery
    rows = {r["store_id"]: (r["store_name"], r["delivery_id"]) for r in record.read(Store).to_pylist()}
    assert rows["9"] == ("新", second.delivery.delivery_id)
    assert rows["10"] == ("店", first.delivery.delivery_id)
    assert len(rows) == 15


def test_every_delivery_is_in_the_audit(bring: Bring, record: Record) -> None:
    bring("stores", stores({}))
    assert (record.audit()[0].person, record.audit()[0].subject) == ("王五", "stores.csv")


def test_points_are_converted_from_the_files_datum(bring: Bring, record: Record) -> None:
    row = {"lon": "120.076", "lat": "29.306"}
    for datum, moved in (("wgs84", False), ("gcj02", True), ("bd09", True)):
        outcome = bring("stores", stores(row), datum=datum)
        assert outcome.delivery
        assert outcome.delivery.datum == datum
        kept = record.read(Store, Store.store_id == "9").to_pylist()[0]
        assert ((kept["lon"], kept["lat"]) != (120.076, 29.306)) is moved
        assert abs(kept["lon"] - 120.076) < 0.02
        assert outcome.notes


def test_a_point_outside_its_county_is_a_warning_with_the_distance(
    bring: Bring, record: Record, monkeypatch: pytest.MonkeyPatch
) -> None:
    def distance_km(_boundaries: object, lon: Any, _lat: Any, _codes: Any) -> Any:
        return np.where(lon > 120.5, 12.34, np.where(lon > 120.2, np.nan, 0.001))

    monkeypatch.setattr("models.geography.locate.distance_km", distance_km)
    places = ({"lon": lon, "lat": "29.3", "store_id": f"p{lon}"} for lon in ("120.1", "120.3", "120.6"))
    outcome = bring("stores", stores(*places, {}), datum="wgs84", boundaries=object())
    assert (outcome.is_stored, outcome.warned, outcome.notes) == (True, 1, ())
    warning = outcome.warnings[0]
    assert (warning.line, warning.column, warning.value) == (4, "lon", "120.6")
    assert warning.why.values == {"km": "12.3", "code": "330782"}
    assert outcome.delivery
    assert outcome.delivery.warned == 1


def test_progress_is_told_up_to_the_end(bring: Bring) -> None:
    parts: list[float] = []
    bring("stores", stores({}), progress=lambda _what, done, of: parts.append(done / of))
    assert parts == sorted(parts)
    assert (parts[0], parts[-1]) == (0.0, 1.0)


def test_a_problem_is_a_plain_value() -> None:
    assert Problem.__dataclass_fields__.keys() == {"file", "line", "column", "value", "why", "do"}
