from collections import Counter

import pytest

from data import reference
from models.geography.datum import gcj02_to_wgs84
from models.programme.terms import STORE_TYPES

ADCODES = {row["adcode"]: row for row in reference.rows("admin_codes")}
BELTS = {row["belt_id"]: row for row in reference.rows("belts")}


def test_stores_refer_to_known_belts_categories_counties_and_types(medium):
    categories = {row["code"] for row in reference.rows("categories")}
    for row in medium.rows["stores"]:
        assert row["belt_id"] in {"", *BELTS}
        assert row["category_code"] in categories
        assert row["county_adcode"] in ADCODES or row["county_adcode"] in reference.renewed_codes()
        assert row["store_type"] in STORE_TYPES


def test_a_store_of_a_belt_stands_in_its_prefecture(medium):
    for row in medium.rows["stores"]:
        if row["belt_id"]:
            own, here = ADCODES[BELTS[row["belt_id"]]["county_adcode"]], ADCODES[row["county_adcode"]]
            assert own == here or own["parent_adcode"] == here["parent_adcode"]


def test_most_stores_share_county_and_category_with_their_belt(medium):
    inside = [row for row in medium.rows["stores"] if row["belt_id"]]
    same = [row for row in inside if row["county_adcode"] == BELTS[row["belt_id"]]["county_adcode"]]
    kin = [row for row in inside if row["category_code"] == BELTS[row["belt_id"]]["category"]]
    assert len(inside) / len(medium.rows["stores"]) == pytest.approx(0.85)
    assert 0.9 < len(same) / len(inside) < 0.99
    assert 0.9 < len(kin) / len(inside) < 0.99


def test_belts_differ_in_size_from_none_to_many(medium):
    sizes = Counter(row["belt_id"] for row in medium.rows["stores"] if row["belt_id"])
    assert len(sizes) < len(BELTS)
    assert sum(size < 5 for size in sizes.values()) > 30
    assert max(sizes.values()) > 8 * sum(sizes.values()) / len(BELTS)


def test_some_counties_have_no_polygon_and_some_codes_are_old(small):
    counties = {row["county_adcode"] for row in small.rows["stores"]}
    assert {"653228", "653229", "540422"} <= counties


def test_prefectures_without_counties_stand_for_themselves(medium):
    assert "441900" in {row["county_adcode"] for row in medium.rows["stores"]}


def test_no_store_stands_in_taiwan_hong_kong_or_macao(medium):
    assert not {row["county_adcode"][:2] for row in medium.rows["stores"]} & {"71", "81", "82"}


def test_identifiers_have_eighteen_digits_and_some_begin_with_zero(medium):
    identifiers = [row["store_id"] for row in medium.rows["stores"]]
    assert all(len(one) == 18 and one.isdigit() for one in identifiers)
    assert any(one.startswith("0") for one in identifiers)


def test_names_say_place_product_and_type(medium):
    names = [row["store_name"] for row in medium.rows["stores"]]
    assert all("·" in name and len(name) <= 30 for name in names)
    assert all(row["store_name"].endswith("旗舰店") for row in medium.rows["stores"] if row["store_type"] == "flagship")


def test_owners_and_people_are_plainly_made_up(medium):
    owners = {row["owner"] for row in medium.rows["stores"]}
    assert "" in owners
    assert all(owner.endswith("@demo.invalid") for owner in owners - {""})
    assert all(row["email"].endswith("@demo.invalid") for row in medium.rows["people"])


def test_an_account_manager_works_in_one_province(medium):
    provinces = {}
    for row in medium.rows["stores"]:
        code = reference.renewed_codes().get(row["county_adcode"], row["county_adcode"])
        provinces.setdefault(row["owner"], set()).add(ADCODES[code]["province_adcode"])
    provinces.pop("")
    assert max(len(some) for some in provinces.values()) == 1


def test_people_fill_every_role_and_look_after_known_regions(small):
    roles = Counter(row["role"] for row in small.rows["people"])
    assert roles == {"regional_manager": 8, "program_lead": 2, "viewer": 2, "admin": 1}
    for row in small.rows["people"]:
        if row["regions"] not in {"", "*"}:
            assert set(row["regions"].split("|")) <= set(ADCODES)


def test_scores_are_skewed_and_some_are_missing(medium):
    scores = [float(row["store_score"]) for row in medium.rows["stores"] if row["store_score"]]
    missing = 1 - len(scores) / len(medium.rows["stores"])
    assert 0.01 < missing < 0.06
    assert min(scores) >= 3.0
    assert max(scores) <= 5.0
    assert sum(score >= 4.2 for score in scores) > 0.9 * len(scores)


def test_some_stores_have_a_violation(medium):
    share = Counter(row["has_violation"] for row in medium.rows["stores"])
    assert 0.01 < share["yes"] / len(medium.rows["stores"]) < 0.06


def test_coordinates_are_the_sampled_points_in_gcj02(medium):
    rows = [row for row in medium.rows["stores"] if row["lon"]]
    assert 0.9 < len(rows) / len(medium.rows["stores"]) < 0.99
    lon, lat = gcj02_to_wgs84([float(row["lon"]) for row in rows], [float(row["lat"]) for row in rows])
    assert 99.999 < lon.min() < 100.1
    assert 34.9 < lat.max() < 35.001
    assert not any(row["lon"] for row in medium.rows["stores"] if row["county_adcode"] == "653228")
    assert all(bool(row["lon"]) == bool(row["lat"]) for row in medium.rows["stores"])
