"""The data dictionary is what the declarations say, and the declarations fit the tables."""

from pathlib import Path

import pytest

from models.intake.dictionary import TYPES, markdown
from models.intake.kinds import KINDS
from models.intake.reading.header import spelling
from models.record.arrow import key_of, schema_of
from models.record.tables import TABLES

PAGE = Path(__file__).parents[3] / "docs" / "importing.md"


def test_the_page_holds_the_dictionary_as_it_is_generated() -> None:
    assert PAGE.read_text(encoding="utf-8").endswith(f"\n{markdown().rstrip()}\n")


def test_every_kind_type_and_column_is_in_the_dictionary() -> None:
    page = markdown()
    for kind in KINDS.values():
        assert f"### {kind.code}.csv [{kind.alias}]" in page
        assert all(f"| `{c.name}` | {c.alias} |" in page for c in kind.columns)
    assert {column.type for kind in KINDS.values() for column in kind.columns} == set(TYPES)


@pytest.mark.parametrize("code", TABLES)
def test_a_kind_fills_its_table_and_no_name_means_two_columns(code: str) -> None:
    kind = KINDS[code]
    assert kind.table is TABLES[code]
    assert {column.kept for column in kind.columns} | {"delivery_id"} == set(schema_of(kind.table).names)
    assert kind.key == key_of(kind.table)
    names = [spelling(name) for column in kind.columns for name in (column.name, column.alias)]
    assert len(names) == len(set(names))
    for column in kind.columns:
        nullable = schema_of(kind.table).field(column.kept).nullable
        assert column.required or nullable or column.default != "NULL"


def test_kinds_come_in_the_order_of_the_tables() -> None:
    assert list(KINDS) == list(TABLES)
