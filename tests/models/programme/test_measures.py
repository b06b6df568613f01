"""An eleventh measure by rows in data/ alone: from the tables through made-up files and the importer to a snapshot."""

import json
import os
import shutil
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from data import reference
from models.demonstration.grants import INVENTED, OFFERS, offers
from models.programme.measures import WHOLE, Cap, caps, conditions, measure_names, unit_names
from models.programme.terms import ENVELOPE, PACK

ROOT = Path(__file__).parents[3]
ELEVENTH = {
    "measures": "live-academy,新商培育,Newcomers,直播学堂,Live academy,课程,Lessons,7天,7 days,C,made up,"
    "计入：入驻{days}天内的店铺。,Counted: stores in their first {days} days.",
    "measure_caps": "live-academy,40,hour,课时,lessons,",
    "measure_conditions": "live-academy,2026-01-01,7,,enterprise|flagship,,",
}
SCRIPT = """
import json, sys
from datetime import date, datetime
from pathlib import Path
from models.demonstration import write
from models.intake.importer import bring_in
from models.publication.publish import publish
from models.record.store import open_record
from models.snapshots.shelf import Shelf
from models.snapshots.tables import MeasureRow
from models.base import columns
from sqlalchemy import select

home = Path(sys.argv[1])
record = open_record(f"sqlite:///{home / 'record.sqlite'}")
at = datetime(2026, 11, 15, 9)
for file in write(home / "files", stores=1_500, weeks=9):
    outcome = bring_in(file.kind, file.path, record=record, by="demo", at=at, is_demonstration=True)
    assert outcome.is_stored, [(one.line, one.column, str(one.value), one.why.say("en")) for one in outcome.problems]
stores = (home / "files" / "stores.csv").read_text(encoding="utf-8").splitlines()
head, own = stores[0].split(","), stores[1].split(",")
more = home / "more.csv"
more.write_text(
    "权益ID,店铺ID,权益,事件,数量,单位,发生时间\\n"
    f"X1,{own[head.index('store_id')]},直播学堂,发放,12,课时,2026-11-02 10:00:00\\n",
    encoding="utf-8",
)
named = bring_in("benefits", more, record=record, by="demo", at=at)
[snapshot] = publish(record, Shelf(home / "snapshots"), [date(2026, 11, 15)])
of = columns(MeasureRow)
rows = snapshot.ask(select(of.measure_code, of.unit, of.granted_stores, of.granted, of.claimed)).to_pylist()
print(json.dumps({"problems": named.problem_total, "rows": rows}))
"""


@pytest.fixture(scope="module")
def eleven(tmp_path_factory: pytest.TempPathFactory) -> dict[str, list[dict[str, object]]]:
    """What a snapshot tells of the measures, made with a copy of data/ that has a row more in each table."""
    folder = tmp_path_factory.mktemp("eleven")
    shutil.copytree(ROOT / "data", folder / "data", ignore=shutil.ignore_patterns("__pycache__"))
    for table, row in ELEVENTH.items():
        with (folder / "data" / f"{table}.csv").open("a", encoding="utf-8") as text:
            text.write(f"{row}\n")
    run = subprocess.run(
        [sys.executable, "-c", SCRIPT, str(folder)],
        env=os.environ | {"PYTHONPATH": f"{folder}{os.pathsep}{ROOT}"},
        cwd=folder,
        capture_output=True,
        encoding="utf-8",
        check=False,
    )
    assert run.returncode == 0, run.stderr
    told: dict[str, list[dict[str, object]]] = json.loads(run.stdout)
    return told


def test_an_eleventh_measure_is_made_up_imported_and_published(eleven: dict[str, list[dict[str, int]]]) -> None:
    own = [row for row in eleven["rows"] if row["measure_code"] == "live-academy"]
    assert {row["unit"] for row in own} == {"hour"}
    assert sum(row["granted_stores"] for row in own) > 1
    assert sum(row["claimed"] for row in own) <= sum(row["granted"] for row in own)
    assert all(row["granted"] <= 40 * row["granted_stores"] for row in own)
    others = {row["measure_code"] for row in eleven["rows"]} - {"live-academy"}
    assert others == {*measure_names()} - {WHOLE}


def test_an_eleventh_measure_and_its_unit_may_be_named_in_chinese(eleven: dict[str, object]) -> None:
    assert eleven["problems"] == 0


@pytest.fixture
def tables(monkeypatch: pytest.MonkeyPatch) -> Callable[..., None]:
    """Reads the named tables from rows given in their place."""

    def change(**made: Callable[[tuple[dict[str, str], ...]], list[dict[str, str]]]) -> None:
        held = {name: tuple(make(reference.rows(name))) for name, make in made.items()}  # type: ignore[arg-type]
        read = reference.rows
        monkeypatch.setattr(reference, "rows", lambda table: held.get(table) or read(table))

    return change


def test_a_measure_of_which_only_its_name_and_unit_are_told_is_open_to_all(tables: Callable[..., None]) -> None:
    row = {"measure_code": "new", "cap": "", "unit": "hour", "unit_zh": "课时", "unit_en": "lessons"}
    tables(measure_caps=lambda rows: [*rows, row])
    assert caps()[-1] == Cap("new", "hour", None)
    assert list(unit_names().items())[-1] == ("hour", "课时")
    assert offers()[:-1] == OFFERS
    offer = offers()[-1]
    assert (offer.measure, offer.unit, offer.least, offer.most) == ("new", "hour", 1, 100)
    assert not offer.newcomers
    assert len(offer.types) == 7


def test_a_measure_that_is_gone_from_the_tables_is_granted_no_more(tables: Callable[..., None]) -> None:
    tables(measure_caps=lambda rows: [row for row in rows if row["measure_code"] != "doujin"])
    assert [offer for offer in OFFERS if offer.measure != "doujin"] == list(offers())


def test_a_cap_and_store_types_are_those_of_the_tables(tables: Callable[..., None]) -> None:
    tables(
        measure_caps=lambda rows: [row | ({"cap": "7"} if row["measure_code"] == "ai-tools" else {}) for row in rows],
        measure_conditions=lambda rows: [row | {"store_types": "flagship"} for row in rows],
    )
    made = {offer.measure: offer for offer in offers()}
    assert made["ai-tools"].most == 7
    assert made["doujin"].types == ("flagship",)
    assert made["doujin"].most == 4_000_000


def test_every_measure_of_the_tables_has_an_offer_but_the_one_that_goes_by_its_parts() -> None:
    assert {offer.measure for offer in OFFERS} == {row["code"] for row in reference.rows("measures")} - {WHOLE}
    assert {(offer.measure, offer.unit) for offer in INVENTED} == {(offer.measure, offer.unit) for offer in OFFERS}
    assert {PACK, ENVELOPE, WHOLE} < measure_names().keys()
    assert conditions().keys() < measure_names().keys()
