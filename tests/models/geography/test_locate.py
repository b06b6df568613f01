import numpy as np
import pytest
import shapely
from pyproj import Geod

from models.geography.boundaries import Boundaries
from models.geography.locate import _settled, distance_km, locate, sample_points


def test_a_point_is_in_the_county_a_slow_search_finds(boundaries: Boundaries) -> None:
    draw = np.random.default_rng(7)
    lon, lat = draw.uniform(112, 123, 60), draw.uniform(20, 34, 60)
    slow = [
        next((code for code, shape in boundaries.counties.items() if shape.covers(shapely.Point(x, y))), None)
        for x, y in zip(lon, lat, strict=True)
    ]
    found = locate(boundaries, lon, lat)
    assert list(found) == slow
    assert None in slow
    assert len(set(slow)) > 20


@pytest.mark.parametrize(
    ("lon", "lat", "county"),
    [
        (116.397, 39.909, "110101"),
        (120.143, 30.246, "330106"),
        (113.75, 23.02, "441900"),
        (121.565, 25.034, "710009"),
        (113.543, 22.191, "820000"),
        (112.34, 16.83, "460302"),
        (140.0, 35.0, None),
        (np.nan, 30.0, None),
    ],
)
def test_known_places_lie_where_they_are_known_to_lie(boundaries: Boundaries, lon, lat, county) -> None:
    assert list(locate(boundaries, [lon], [lat])) == [county]


def test_a_point_on_a_shared_border_is_in_the_county_with_the_lower_code(boundaries: Boundaries) -> None:
    first, second = boundaries.counties["330105"], boundaries.counties["330106"]
    corner = shapely.get_coordinates(first.intersection(second))[0]
    assert list(locate(boundaries, corner[:1], corner[1:])) <= ["330105"]


def test_inside_is_no_distance_and_unknown_is_no_number(boundaries: Boundaries) -> None:
    lon, lat = [116.397, 116.397, np.nan, 116.397], [39.909, 39.909, 39.909, np.nan]
    found = distance_km(boundaries, lon, lat, ["110101", "999999", "110101", "110101"])
    assert found[0] == 0
    assert np.isnan(found[1:]).all()
    assert distance_km(boundaries, [], [], []).size == 0


@pytest.mark.parametrize("adcode", ["330106", "650203", "230129", "460303"])
def test_distance_is_that_to_the_nearest_point_of_the_border(boundaries: Boundaries, adcode: str) -> None:
    shape = boundaries.polygons[adcode]
    west, south, east, north = shapely.bounds(shape)
    lon = np.array([west - 0.01, east + 0.1, (west + east) / 2])
    lat = np.array([(south + north) / 2, north + 0.1, south - 0.5])
    border = shapely.get_coordinates(shapely.segmentize(shape.boundary, 0.0005))
    for x, y, distance in zip(lon, lat, distance_km(boundaries, lon, lat, [adcode] * 3), strict=True):
        far = Geod(ellps="WGS84").inv(np.full(len(border), x), np.full(len(border), y), *border.T)[2].min() / 1000
        assert distance == pytest.approx(far, rel=0.02, abs=0.03)


def test_made_up_points_lie_in_their_counties_and_are_not_all_one(boundaries: Boundaries) -> None:
    rows = np.random.default_rng(0).choice(boundaries.counties.index.to_numpy(), 20_000)
    lon, lat = sample_points(boundaries, rows, np.random.default_rng(1))
    assert (distance_km(boundaries, lon, lat, rows) == 0).all()
    assert len(np.unique(np.column_stack([lon, lat]), axis=0)) > 19_000


def test_made_up_points_are_thicker_about_the_middle(boundaries: Boundaries) -> None:
    lon, lat = sample_points(boundaries, ["330127"] * 2000, np.random.default_rng(1))
    x, y = boundaries.label("330127")
    near = np.hypot((lon - x) * np.cos(np.radians(y)), lat - y) * 111.32 < boundaries.radius_km("330127")
    assert near.mean() > 0.6


def test_the_same_draw_gives_the_same_points(boundaries: Boundaries) -> None:
    rows = ["330106", "441900", "330106"]
    first, again, other = (sample_points(boundaries, rows, np.random.default_rng(seed)) for seed in (5, 5, 6))
    assert np.array_equal(first, again)
    assert not np.array_equal(first, other)


def test_a_county_without_a_polygon_stands_for_its_prefecture(boundaries: Boundaries) -> None:
    lon, lat = sample_points(boundaries, ["653228"] * 50, np.random.default_rng(2))
    assert {code[:4] for code in locate(boundaries, lon, lat)} == {"6532"}
    assert (distance_km(boundaries, lon, lat, ["653228"] * 50) == 0).all()


def test_a_county_too_thin_to_hit_gets_its_middle() -> None:
    thin, middle = shapely.box(120, 30, 121, 30 + 1e-12), np.array([120.5, 30])
    points = _settled(thin, middle, np.array([0.1, 0.1]), np.random.default_rng(3), 50)
    assert (points == middle).all()


def test_a_code_that_is_no_county_is_a_mistake_of_the_caller(boundaries: Boundaries) -> None:
    with pytest.raises(KeyError):
        sample_points(boundaries, ["330000"], np.random.default_rng(0))
