from dataclasses import asdict

import pytest

from data.reference import rows
from models.geography.places import COUNTRY_CODE, Level, Place, ancestors, children, levels, places, usual_level


def test_text_and_truth_values_of_has_boundary_mean_the_same() -> None:
    read = [dict(row, has_boundary=row["has_boundary"] == "True") for row in rows("admin_codes")]
    assert places(read) == places(reversed(rows("admin_codes")))


@pytest.mark.parametrize(
    ("adcode", "province", "city", "county"),
    [
        ("330000", "330000", None, None),
        ("330100", "330000", "330100", None),
        ("330106", "330000", "330100", "330106"),
        ("110000", "110000", "110000", None),
        ("110105", "110000", "110000", "110105"),
        ("500157", "500000", "500000", "500157"),
        ("419001", "410000", "419001", "419001"),
        ("441900", "440000", "441900", "441900"),
        ("460400", "460000", "460400", "460400"),
        ("620200", "620000", "620200", "620200"),
        ("820000", "820000", "820000", "820000"),
        ("710009", "710000", "710000", "710009"),
        ("653228", "650000", "653200", "653228"),
    ],
)
def test_a_region_knows_the_units_it_lies_in(
    known: dict[str, Place], adcode: str, province: str, city: str | None, county: str | None
) -> None:
    place = known[adcode]
    assert (place.unit("province"), place.unit("city"), place.unit("county")) == (province, city, county)


def test_only_the_two_new_counties_of_hotan_are_not_drawn(known: dict[str, Place]) -> None:
    assert {code for code, place in known.items() if not place.is_drawn} == {"653228", "653229"}


@pytest.mark.parametrize(("level", "count"), [("province", 34), ("city", 375), ("county", 2892)])
def test_the_country_falls_into_units_of_each_level(known: dict[str, Place], level: Level, count: int) -> None:
    assert len(children(known, COUNTRY_CODE, level)) == count


@pytest.mark.parametrize("level", ["city", "county"])
def test_provinces_share_out_the_units_of_the_country(known: dict[str, Place], level: Level) -> None:
    shares = [children(known, province.adcode, level) for province in children(known, COUNTRY_CODE, "province")]
    together = sorted(place.adcode for share in shares for place in share)
    assert together == [place.adcode for place in children(known, COUNTRY_CODE, level)]


def test_cities_share_out_the_counties_of_a_province(known: dict[str, Place]) -> None:
    for province in ("330000", "460000", "650000", "110000"):
        shares = [children(known, city.adcode, "county") for city in children(known, province, "city")]
        together = sorted(place.adcode for share in shares for place in share)
        assert together == [place.adcode for place in children(known, province, "county")]


def test_a_region_without_parts_is_its_own_part(known: dict[str, Place]) -> None:
    for code in ("441900", "820000", "419001", "330106"):
        assert children(known, code, "county") == (known[code],)


@pytest.mark.parametrize(
    ("adcode", "way"),
    [
        ("100000", ["100000"]),
        ("330000", ["100000", "330000"]),
        ("330106", ["100000", "330000", "330100", "330106"]),
        ("110105", ["100000", "110000", "110105"]),
        ("419001", ["100000", "410000", "419001"]),
        ("441900", ["100000", "440000", "441900"]),
        ("820000", ["100000", "820000"]),
    ],
)
def test_the_way_to_a_region_names_each_larger_region_once(
    known: dict[str, Place], adcode: str, way: list[str]
) -> None:
    assert [place.adcode for place in ancestors(known, adcode)] == way


def test_a_map_is_divided_only_by_levels_its_region_has(known: dict[str, Place]) -> None:
    assert levels(known["100000"]) == ("province", "city")
    assert levels(known["330000"]) == ("city", "county")
    for code in ("110000", "330100", "419001", "330106", "820000"):
        assert levels(known[code]) == ("county",)


def test_names_that_could_be_mistaken_for_one_another_say_more(known: dict[str, Place]) -> None:
    assert known["654002"].short("zh") == "伊宁市"
    assert known["654021"].short("zh") == "伊宁县"
    assert known["320500"].name("en") == "Suzhou, Jiangsu"
    assert known["341300"].name("en") == "Suzhou, Anhui"
    assert known["341300"].short("en") == "Suzhou"
    assert known["341300"].name("zh") == "宿州市"


def test_no_two_units_on_one_map_have_the_same_full_name(known: dict[str, Place]) -> None:
    for region in (COUNTRY_CODE, *(p.adcode for p in known.values() if p.city_adcode == p.adcode)):
        level: Level = "city" if region == COUNTRY_CODE else "county"
        for field in ("name_zh", "name_en", "short_zh"):
            shown = [asdict(place)[field] for place in children(known, region, level)]
            assert len(shown) == len(set(shown)), (region, field)


def test_a_regions_code_alone_tells_its_coarsest_level(known: dict[str, Place]) -> None:
    assert {code: usual_level(code) for code in known} == {code: levels(place)[0] for code, place in known.items()}
