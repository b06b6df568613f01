"""Names of a snapshot's codes, and the codes that a link may name."""

from pathlib import Path

import pytest
from made.record import BELTS, CATEGORIES, LAND, Made, belt, store

from dashboard.reading.naming import known, names
from models.snapshots.shelf import Shelf
from models.snapshots.snapshot import Snapshot


@pytest.fixture(scope="module")
def snapshot(tmp_path_factory: pytest.TempPathFactory) -> Snapshot:
    made = Made().add("stores", [store("s1")]).add("belts", [belt("listed", source="news / web page")])
    return made.published(tmp_path_factory.mktemp("naming"))


def test_a_region_has_its_full_name_and_a_short_one_for_the_map(snapshot: Snapshot) -> None:
    assert (names(snapshot).region("330000").zh, names(snapshot).short("330000").zh) == ("浙江省", "浙江")
    assert names(snapshot).region("330000").en.startswith("Zhejiang")


def test_the_breadcrumb_leads_from_the_country_down(snapshot: Snapshot) -> None:
    assert names(snapshot).path("330102") == ["100000", "330000", "330100", "330102"]
    assert names(snapshot).path("100000") == ["100000"]


def test_only_units_that_the_boundaries_draw_are_children(snapshot: Snapshot) -> None:
    assert names(snapshot).children("650000", "county") == ["653221"]
    assert names(snapshot).children("440000", "city") == ["440300", "441900"]
    assert names(snapshot).children("110000", "county") == ["110101"]


def test_a_belt_that_no_list_names_says_so_in_both_languages(snapshot: Snapshot) -> None:
    label = names(snapshot).belt_source("belt-a")
    assert label.say("zh") != label.say("en")
    assert "general knowledge" in label.say("en")
    labelled = names(snapshot).belt_labelled("belt-a")
    assert labelled.say("en").endswith("(general knowledge, no published list)")
    assert names(snapshot).belt_labelled("listed") == names(snapshot).belt("listed")
    listed = names(snapshot).belt_source("listed")
    assert (listed.say("zh"), listed.say("en")) == ("新闻或网页", "news / web page")


def test_tiers_are_named_with_what_is_no_tier(snapshot: Snapshot) -> None:
    of = names(snapshot).tiers
    assert list(of) == ["T1", "T2", "BASE", "NONE"]
    assert all(name.say("zh") != name.say("en") for name in of.values())


def test_a_link_may_name_what_is_in_the_snapshot_and_no_more(snapshot: Snapshot) -> None:
    codes = known(snapshot, ("a", "b"))
    assert codes.snapshots == {"a", "b"}
    assert codes.levels.keys() == {"100000", *LAND}
    assert codes.codes["categories"] == set(CATEGORIES)
    assert codes.codes["belts"] == {*BELTS, "listed", "none"}
    assert codes.codes["tiers"] == {"T1", "T2", "BASE", "NONE"}


def test_every_region_of_the_shipped_table_can_be_shown(published_home: Path) -> None:
    shown = Shelf(published_home / "snapshots").open()
    levels = known(shown, ()).levels
    assert len(levels) == 1 + 34 + len(names(shown).children("100000", "city")) - _alone(shown) + _counties(shown)
    assert all(levels.values())


def _alone(snapshot: Snapshot) -> int:
    """Units at city level that are a province or a county themselves."""
    places = names(snapshot).places.values()
    return sum(place.city_adcode == place.adcode and place.level != "city" for place in places)


def _counties(snapshot: Snapshot) -> int:
    return sum(place.level == "county" for place in names(snapshot).places.values())
