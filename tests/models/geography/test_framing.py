from math import asinh, pi, radians, tan

import pytest
from hypothesis import given
from hypothesis import strategies as st

from models.geography.boundaries import Boundaries
from models.geography.framing import HEIGHT_PX, WIDTH_PX, fit, zoom_for


def _pixel(lon: float, lat: float, zoom: float) -> tuple[float, float]:
    world = 512 * 2**zoom
    return world * lon / 360, world * asinh(tan(radians(lat))) / (2 * pi)


@given(west=st.floats(70, 130), south=st.floats(0, 50), wide=st.floats(0.001, 60), high=st.floats(0.001, 30))
def test_a_box_fits_on_the_map_and_nearly_fills_it_or_is_as_close_as_allowed(west, south, wide, high) -> None:
    lon, lat, zoom = fit((west, south, west + wide, south + high))
    left, bottom = _pixel(west, south, zoom)
    right, top = _pixel(west + wide, south + high, zoom)
    middle = _pixel(lon, lat, zoom)
    assert max(right - middle[0], middle[0] - left) <= WIDTH_PX / 2
    assert max(top - middle[1], middle[1] - bottom) <= HEIGHT_PX / 2
    assert zoom == 12 or right - left > WIDTH_PX * 0.9 or top - bottom > HEIGHT_PX * 0.9


def test_the_country_shows_taiwan_and_hainan_beside_the_inset(boundaries: Boundaries) -> None:
    lon, lat, zoom = boundaries.view("100000")
    middle = _pixel(lon, lat, zoom)
    for place in ((109.5, 18.3), (122.0, 25.3), (135.08, 48.4), (73.5, 39.4), (123.3, 53.5)):
        here = _pixel(*place, zoom)
        assert abs(here[0] - middle[0]) < WIDTH_PX / 2
        assert abs(here[1] - middle[1]) < HEIGHT_PX / 2


def test_hainan_opens_on_its_main_island_and_sansha_on_all_its_waters(boundaries: Boundaries) -> None:
    assert boundaries.view("460000")[2] > 6
    assert boundaries.view("460300")[2] < 5.5


@pytest.mark.parametrize(("nearer", "farther"), [(10, 100), (1, 2)])
def test_a_small_region_gets_its_label_at_a_closer_zoom(nearer: float, farther: float) -> None:
    assert zoom_for(nearer, 16) > zoom_for(farther, 16)
    assert zoom_for(1, 16) == pytest.approx(zoom_for(2, 16) + 1, abs=0.02)
