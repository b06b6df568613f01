import geocoordinates_ffi as oracle
import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from models.geography.datum import bd09_to_wgs84, gcj02_to_bd09, gcj02_to_wgs84, wgs84_to_gcj02

LON, LAT = (of.ravel() for of in np.meshgrid(np.linspace(73.5, 135, 41), np.linspace(3.4, 53.5, 37)))


def _by_oracle(convert, kind) -> np.ndarray:
    found = (convert(kind(lat=lat, lon=lon)) for lon, lat in zip(LON, LAT, strict=True))
    return np.array([(point.lon, point.lat) for point in found]).T


@pytest.mark.parametrize(
    ("ours", "theirs", "kind", "tolerance"),
    [
        (wgs84_to_gcj02, oracle.wgs84_to_gcj02, oracle.Wgs84, 1e-12),
        (gcj02_to_wgs84, oracle.gcj02_to_wgs84_refined, oracle.Gcj02, 1e-9),
        (gcj02_to_bd09, oracle.gcj02_to_bd09, oracle.Gcj02, 1e-12),
        (bd09_to_wgs84, oracle.bd09_to_wgs84_refined, oracle.Bd09, 1e-9),
    ],
)
def test_conversions_agree_with_an_independent_implementation(ours, theirs, kind, tolerance) -> None:
    assert np.abs(np.array(ours(LON, LAT)) - _by_oracle(theirs, kind)).max() < tolerance


def test_the_shift_is_hundreds_of_metres_in_china() -> None:
    moved = np.hypot(*(np.array(wgs84_to_gcj02(LON, LAT)) - [LON, LAT]))
    assert moved.mean() > 0.003
    assert moved.max() < 0.02


@given(lon=st.floats(74, 135), lat=st.floats(4, 53))
def test_there_and_back_is_the_same_point(lon: float, lat: float) -> None:
    gcj = wgs84_to_gcj02(lon, lat)
    assert np.allclose(gcj02_to_wgs84(*gcj), (lon, lat), rtol=0, atol=1e-8)
    assert np.allclose(bd09_to_wgs84(*gcj02_to_bd09(*gcj)), (lon, lat), rtol=0, atol=1e-8)


@given(lon=st.floats(-180, 72), lat=st.floats(-90, 90))
def test_a_gcj02_point_outside_china_stays(lon: float, lat: float) -> None:
    assert [float(of) for of in wgs84_to_gcj02(lon, lat)] == [lon, lat]
    assert [float(of) for of in gcj02_to_wgs84(lon, lat)] == [lon, lat]


def test_arrays_keep_their_shape_and_missing_points_stay_missing() -> None:
    lon, lat = bd09_to_wgs84([[120.0, np.nan]], [[30.0, np.nan]])
    assert lon.shape == lat.shape == (1, 2)
    assert np.isfinite(lon[0, 0])
    assert np.isnan(lon[0, 1])
    assert bd09_to_wgs84([], [])[0].size == 0
    assert np.isnan(gcj02_to_wgs84([np.nan], [np.nan])).all()


def test_a_point_that_the_edge_of_the_box_leaves_without_an_origin_stays_near() -> None:
    shift = np.array(wgs84_to_gcj02(72.004, 35.0)) - [72.004, 35.0]
    lon, lat = gcj02_to_wgs84(72.004 + shift[0] / 2, 35.0)
    assert abs(lon - 72.004) < 0.02
    assert abs(lat - 35.0) < 0.02
