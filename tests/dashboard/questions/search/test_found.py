"""What is found: of stores the same as plain loops find, within the scope alone."""

import re
from pathlib import Path

import pyarrow as pa
import pytest

from dashboard.questions.search.stores import _searched, held, stores_found
from dashboard.questions.search.things import Thing, things_found
from dashboard.questions.search.typed import Spelling, patterns, plain
from dashboard.reading.naming import names
from dashboard.reading.opening import shelf
from data.language import _
from models.geography.scope import EVERYTHING, Scope
from models.snapshots.snapshot import Snapshot

ZHEJIANG = Scope(("330000",))
SCREENS = (Thing("screen", "map", _("Map")), Thing("screen", "worklist", _("Work list")))


@pytest.fixture
def snapshot(at_home: Path) -> Snapshot:
    assert at_home.is_dir()
    return shelf().open()


def rows(snapshot: Snapshot) -> list[dict[str, str]]:
    read: list[dict[str, str]] = pa.parquet.read_table(snapshot.file("stores")).to_pylist()
    return read


@pytest.mark.parametrize("scope", [EVERYTHING, ZHEJIANG])
@pytest.mark.parametrize(
    "text", ["乡里", "xl", "xiangli", "yiwu", "dian", "店", "小店 yw", "0000", "9", "zzzzzz", "%", "_"]
)
def test_stores_are_those_that_plain_loops_find(snapshot: Snapshot, scope: Scope, text: str) -> None:
    told = rows(snapshot)
    typed = patterns(text, Spelling.of({character for row in told for character in plain(row["store_name"])}))
    wanted = {
        row["store_id"]
        for row in told
        if (scope.is_everything or row["province_adcode"] in scope.regions)
        and len(plain(text)) >= (2 if plain(text).isascii() else 1)
        and typed
        and (
            all(re.search(word, plain(row["store_name"])) for word in typed)
            or (len(text) >= 4 and text in row["store_id"])
        )
    }
    count, found = stores_found(snapshot, scope, text, 2_000)
    assert count == len(wanted)
    assert {store.store_id for store in found} == wanted


def test_a_store_is_first_for_its_own_name_and_for_its_id_as_a_spreadsheet_writes_it(snapshot: Snapshot) -> None:
    for row in rows(snapshot)[:5]:
        for text in (row["store_name"], row["store_id"], f'="{row["store_id"]}"'):
            _count, found = stores_found(snapshot, EVERYTHING, text, 3)
            assert row["store_name"] == found[0].store_name


def test_names_are_held_as_they_are_searched(snapshot: Snapshot) -> None:
    told = rows(snapshot)
    kept = held(snapshot)
    assert dict(zip(kept.ids.to_pylist(), kept.names.to_pylist(), strict=True)) == {
        row["store_id"]: plain(row["store_name"]) for row in told
    }
    wide = pa.array(["ｐｄｄ·９９ 店", ""])
    assert _searched(wide)[0].to_pylist() == ["pdd99店", ""]
    assert _searched(pa.array([], pa.string()))[1] == frozenset()


def first(snapshot: Snapshot, text: str, scope: Scope = EVERYTHING) -> tuple[str, str]:
    thing = things_found(snapshot, scope, text, SCREENS)[0]
    return thing.kind, thing.name.say("zh")


@pytest.mark.parametrize(
    ("text", "thing"),
    [
        ("zj", ("region", "浙江省")),
        ("hz", ("region", "杭州市")),
        ("hangzhou", ("region", "杭州市")),
        ("330100", ("region", "杭州市")),
        ("luan", ("region", "六安市")),
        ("Inner Mongolia", ("region", "内蒙古自治区")),
        ("yiwuxsp", ("belt", "义乌小商品")),
        ("certification rate", ("metric", "认证率")),
        ("ditu", ("screen", "地图")),
        ("map", ("screen", "地图")),
    ],
)
def test_the_nearest_thing_is_first(snapshot: Snapshot, text: str, thing: tuple[str, str]) -> None:
    assert first(snapshot, text) == thing


def test_regions_and_belts_outside_the_scope_are_not_told(snapshot: Snapshot) -> None:
    of, every = names(snapshot), things_found(snapshot, ZHEJIANG, "a", SCREENS)
    regions = [thing.code for thing in every if thing.kind == "region"]
    assert {of.places[code].province_adcode for code in regions} == {None, "330000"}  # the country leads there
    assert all(of.belts[thing.code].province_adcode == "330000" for thing in every if thing.kind == "belt")
    assert things_found(snapshot, ZHEJIANG, "guangdong") == []
    assert first(snapshot, "zj", Scope(("330100",))) == ("region", "浙江省")  # the way to it leads through


def test_kinds_that_are_not_asked_for_are_left_out(snapshot: Snapshot) -> None:
    assert {thing.kind for thing in things_found(snapshot, EVERYTHING, "yiwu", kinds=("region",))} == {"region"}
    assert things_found(snapshot, EVERYTHING, "  ") == []
