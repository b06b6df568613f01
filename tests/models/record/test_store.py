"""The record on both engines."""
# ruff: noqa: DTZ001 - the record's instants are naive Shanghai time

from collections.abc import Callable
from datetime import date, datetime
from pathlib import Path

import pyarrow as pa
import pytest
from alembic import command
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from sqlalchemy import inspect
from sqlmodel import select

from data.errors import Refused
from models.base import Recorded
from models.record.arrow import schema_of
from models.record.migrate import configuration, migrate
from models.record.store import Record, open_record
from models.record.tables import AuditEntry, CertificationEvent, Delivery, Store, Target

AT = datetime(2026, 3, 1, 9, 30, 0, 250000)


@pytest.fixture(params=["sqlite", "postgresql"])
def record(request: pytest.FixtureRequest, tmp_path: Path) -> Record:
    if request.param == "sqlite":
        return open_record(f"sqlite:///{tmp_path / 'record.sqlite'}")
    return open_record(request.getfixturevalue("postgres_url"))


def delivery(name: str = "stores-1") -> Delivery:
    return Delivery(
        delivery_id=name, kind="stores", file_name="a.csv", sha256="0" * 64, datum="", encoding="utf-8",
        delimiter=",", byte_count=1, row_count=2, added=2, changed=0, received_at=AT, received_by="王五",
    )  # fmt: skip


def entry() -> AuditEntry:
    return AuditEntry(at=AT, person="王五", action="import", subject="a.csv")


def stores(**changes: object) -> pa.Table:
    row: dict[str, object] = {
        "store_id": "007", "store_name": "义乌\n'小'商品", "store_type": "personal", "belt_id": None,
        "category_code": "bags", "county_adcode": "330782", "entered_on": date(2025, 2, 3), "lon": None,
        "lat": 5.0, "store_score": 4.25, "has_violation": True, "owner": None,
    }  # fmt: skip
    names = tuple(row)
    second = row | {"store_id": "8", "has_violation": False}
    return pa.Table.from_pylist([row | changes, second], schema=schema_of(Store, names))


def test_rows_come_back_in_the_models_types_and_order(record: Record) -> None:
    record.write(Store, stores(), delivery(), entry())
    rows = record.read(Store)
    assert rows.schema.names == list(schema_of(Store).names)
    assert rows.schema.types == schema_of(Store).types
    assert sorted(rows.to_pylist(), key=lambda r: r["store_id"])[0] == stores().to_pylist()[0] | {
        "delivery_id": "stores-1"
    }


def test_instants_of_the_key_survive_and_are_read_by_sqlmodel_too(record: Record) -> None:
    row = {
        "store_id": "1",
        "changed_at": AT,
        "status": "certified",
        "valid_until": date(2027, 1, 1),
        "reason": None,
    }
    rows = pa.Table.from_pylist([row], schema=schema_of(CertificationEvent, tuple(row)))
    record.write(CertificationEvent, rows, delivery(), entry())
    record.write(CertificationEvent, rows, delivery("second"), entry())
    with record.session() as session:
        event = session.exec(select(CertificationEvent)).one()
    assert (event.changed_at, event.valid_until, event.delivery_id) == (AT, date(2027, 1, 1), "second")
    assert record.read(CertificationEvent).to_pylist() == [row | {"delivery_id": "second"}]


def test_a_row_with_a_known_key_replaces_it(record: Record) -> None:
    record.write(Store, stores(), delivery(), entry())
    record.write(Store, stores(store_name="新名", lat=None).slice(0, 1), delivery("stores-2"), entry())
    found = {row["store_id"]: row for row in record.read(Store).to_pylist()}
    assert len(found) == 2
    assert (found["007"]["store_name"], found["007"]["lat"], found["007"]["delivery_id"]) == (
        "新名",
        None,
        "stores-2",
    )
    assert found["8"]["delivery_id"] == "stores-1"


def test_a_failed_write_leaves_nothing_behind(record: Record) -> None:
    broken = stores().set_column(1, "store_name", pa.array([None, "b"]))
    with pytest.raises(Exception, match=r"(?i)null"):
        record.write(Store, broken, delivery(), entry())
    assert (record.count(Store), record.count(Delivery), record.count(AuditEntry)) == (0, 0, 0)


def test_a_write_checked_against_an_older_record_is_refused_whole(record: Record) -> None:
    record.write(Store, stores(), delivery(), entry(), after=0)
    with pytest.raises(Refused):
        record.write(Store, stores(), delivery("late"), entry(), after=0)
    assert [d.delivery_id for d in record.deliveries()] == ["stores-1"]
    assert [e.entry_id for e in record.audit()] == [1]


def test_rows_are_chosen_by_condition_column_and_match(record: Record) -> None:
    record.write(Store, stores(), delivery(), entry())
    assert record.read(Store, Store.store_name == "义乌\n'小'商品", columns=["lat", "store_id"]).num_rows == 2
    named = record.read(Store, Store.has_violation.is_(True), columns=["store_id", "lon"])
    assert named.to_pylist() == [{"store_id": "007", "lon": None}]
    wanted = pa.table({"store_id": ["8", "9"], "entered_on": pa.array([date(2025, 2, 3)] * 2)})
    assert record.read(Store, columns=["store_id"], matching=wanted).to_pylist() == [{"store_id": "8"}]
    assert record.read(Store, matching=wanted.slice(0, 0)).num_rows == 0


def test_deliveries_and_audit_are_read_back_whole(record: Record) -> None:
    record.write(Store, stores(), delivery(), entry())
    record.note(AuditEntry(at=AT, person="a", action="publish", subject="x"))
    assert record.deliveries()[0].model_dump() == delivery().model_dump()
    assert record.delivery("none") is None
    assert [e.action for e in record.audit()] == ["publish", "import"]


def test_models_and_migrations_agree(record: Record) -> None:
    with record.engine.connect() as connection:
        context = MigrationContext.configure(connection, opts={"compare_type": True})
        assert compare_metadata(context, Recorded.metadata) == []


def test_the_schema_goes_down_to_nothing_and_up_again(record: Record) -> None:
    migrate(record.engine, "base")
    assert inspect(record.engine).get_table_names() == ["alembic_version"]
    migrate(record.engine)
    assert set(inspect(record.engine).get_table_names()) == {*Recorded.metadata.tables, "alembic_version"}


def test_a_record_of_the_first_program_gains_the_targets_and_keeps_its_rows(record: Record) -> None:
    record.write(Store, stores(), delivery(), entry())
    with record.engine.begin() as connection:
        command.downgrade(configuration(connection), "0001")
    assert "target" not in inspect(record.engine).get_table_names()
    migrate(record.engine)
    assert (record.count(Target), record.count(Store)) == (0, 2)


def test_a_record_of_a_newer_program_is_refused_with_a_sentence(record: Record) -> None:
    with record.engine.begin() as connection:
        connection.exec_driver_sql("UPDATE alembic_version SET version_num = '9999'")
    with pytest.raises(Refused) as refusal:
        open_record(record.address.render_as_string(hide_password=False))
    assert refusal.value.sentence.values["revision"] == "9999"


def test_sqlite_keeps_a_rollback_journal(tmp_path: Path) -> None:
    kept = open_record(f"sqlite:///{tmp_path / 'deep' / 'record.sqlite'}")
    with kept.engine.connect() as connection:
        assert connection.exec_driver_sql("PRAGMA journal_mode").scalar() == "delete"
    kept.close()


ADDRESSES = ["", "nonsense", "sqlite://", "sqlite:///:memory:", "mysql://u:secret@h/d"]  # pragma: allowlist secret


@pytest.mark.parametrize("url", ADDRESSES)
def test_an_address_that_is_no_record_is_refused_without_its_password(url: str) -> None:
    with pytest.raises(Refused) as refusal:
        open_record(url)
    assert "secret" not in str(refusal.value.sentence.values)


def test_a_database_that_does_not_answer_is_refused_with_its_address() -> None:
    with pytest.raises(Refused) as refusal:
        open_record("postgresql://u:secret@127.0.0.1:1/d")  # pragma: allowlist secret
    assert "127.0.0.1:1" in refusal.value.sentence.values["url"]
    assert "secret" not in str(refusal.value.sentence.values)


def test_two_records_start_empty_and_apart(new_postgres_url: Callable[[], str]) -> None:
    one, two = open_record(new_postgres_url()), open_record(new_postgres_url())
    one.write(Store, stores(), delivery(), entry())
    assert (one.count(Store), two.count(Store)) == (2, 0)
