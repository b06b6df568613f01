"""Where a map looks: centre and zoom that show a box of degrees in Web Mercator.

Zoom counts as deck.gl counts it: the world is 512 px wide at zoom 0. The map is taken to be 640 × 528 px
beside its legend.
"""

from math import asinh, atan, degrees, log2, pi, radians, sinh, tan
from typing import Final

Box = tuple[float, float, float, float]
View = tuple[float, float, float]

WIDTH_PX: Final = 640
HEIGHT_PX: Final = 528
_WORLD_PX: Final = 512
_MARGIN_PX: Final = 16
_CLOSEST: Final = 12.0
_EARTH_KM: Final = 40_075.017

FRAMED: Final[dict[str, Box]] = {"100000": (73.2, 17.9, 135.4, 53.8), "460000": (108.3, 15.3, 113.0, 20.4)}
"""Regions looked at more closely than their box. The country's map shows the South China Sea
in an inset, as official small-scale maps do. Hainan reaches 1,900 km south: the view opens on its
main island and Xisha, where its seat of Sansha lies. What lies further south is drawn and reached by dragging."""


def _mercator(lat: float) -> float:
    return asinh(tan(radians(lat)))


def fit(box: Box) -> View:
    """(lon, lat, zoom) that shows a box (west, south, east, north) whole, with a margin."""
    west, south, east, north = box
    bottom, top = _mercator(south), _mercator(north)
    wide = (WIDTH_PX - 2 * _MARGIN_PX) / _WORLD_PX * 360 / max(east - west, 1e-6)
    high = (HEIGHT_PX - 2 * _MARGIN_PX) / _WORLD_PX * 2 * pi / max(top - bottom, 1e-8)
    middle = degrees(atan(sinh((bottom + top) / 2)))
    return (round((west + east) / 2, 4), round(middle, 4), round(min(log2(min(wide, high)), _CLOSEST), 2))


def degrees_per_px(zoom: float) -> float:
    """How many degrees of longitude a pixel is at a zoom."""
    return 360 / (_WORLD_PX * 2**zoom)


def zoom_for(radius_km: float, radius_px: float) -> float:
    """The zoom from which a circle of so many km is at least so many px (at 35° north)."""
    km_per_px = _EARTH_KM * 0.819 / _WORLD_PX
    return round(log2(radius_px * km_per_px / max(radius_km, 1e-3)), 2)
