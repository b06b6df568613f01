"""Between WGS-84 and the two shifted datums of Chinese maps: GCJ-02 and BD-09; whole arrays at once.

All functions take and return arrays of degrees, (lon, lat), of any one shape. Outside the box in which the
shift is applied (72.004–137.8347° E, 0.8293–55.8271° N) WGS-84 and GCJ-02 are one, as maps do it. The shift
is the published formula over the Krasovsky 1940 ellipsoid. Neither datum has a closed inverse (the formula
usually given for BD-09 errs by 20 cm), so inverses are iterated to 1e-10 degrees, ten micrometres.
"""

from collections.abc import Callable
from typing import Final

import numpy as np
from numpy.typing import ArrayLike, NDArray

Degrees = NDArray[np.float64]
Shift = Callable[[ArrayLike, ArrayLike], tuple[Degrees, Degrees]]
_AXIS_M: Final = 6378245.0
_ECCENTRICITY: Final = 0.00669342162296594323
_BD_TURN: Final = np.pi * 3000 / 180
_PRECISION: Final = 1e-10
_ROUNDS: Final = 20


def _waves(x: Degrees, of: Degrees, near_m: float, far_m: float) -> Degrees:
    """The periodic part of a shift: waves along x that both axes share, and waves along its own axis."""
    shared = 20 * np.sin(6 * np.pi * x) + 20 * np.sin(2 * np.pi * x)
    own = 20 * np.sin(np.pi * of) + 40 * np.sin(np.pi * of / 3)
    long = near_m * np.sin(np.pi * of / 12) + far_m * np.sin(np.pi * of / 30)
    return np.asarray((shared + own + long) * 2 / 3)


def _shift(lon: Degrees, lat: Degrees) -> tuple[Degrees, Degrees]:
    """How far GCJ-02 moves a WGS-84 point, in degrees; zero outside the box."""
    x, y = lon - 105.0, lat - 35.0
    root, cross = np.sqrt(np.abs(x)), 0.1 * x * y
    east = 300 + x + 2 * y + 0.1 * x * x + cross + 0.1 * root + _waves(x, x, 150, 300)
    north = -100 + 2 * x + 3 * y + 0.2 * y * y + cross + 0.2 * root + _waves(x, y, 160, 320)
    angle = np.radians(lat)
    curve = 1 - _ECCENTRICITY * np.sin(angle) ** 2
    d_lon = np.degrees(east / (_AXIS_M / np.sqrt(curve) * np.cos(angle)))
    d_lat = np.degrees(north / (_AXIS_M * (1 - _ECCENTRICITY) / (curve * np.sqrt(curve))))
    inside = (lon >= 72.004) & (lon <= 137.8347) & (lat >= 0.8293) & (lat <= 55.8271)
    return np.where(inside, d_lon, 0.0), np.where(inside, d_lat, 0.0)


def _arrays(lon: ArrayLike, lat: ArrayLike) -> tuple[Degrees, Degrees]:
    return np.asarray(lon, dtype=np.float64), np.asarray(lat, dtype=np.float64)


def wgs84_to_gcj02(lon: ArrayLike, lat: ArrayLike) -> tuple[Degrees, Degrees]:
    """WGS-84 to GCJ-02."""
    x, y = _arrays(lon, lat)
    d_lon, d_lat = _shift(x, y)
    return x + d_lon, y + d_lat


def gcj02_to_bd09(lon: ArrayLike, lat: ArrayLike) -> tuple[Degrees, Degrees]:
    """GCJ-02 to BD-09, which turns and shifts points everywhere, in China or not."""
    x, y = _arrays(lon, lat)
    radius = np.hypot(x, y) + 0.00002 * np.sin(y * _BD_TURN)
    angle = np.arctan2(y, x) + 0.000003 * np.cos(x * _BD_TURN)
    return radius * np.cos(angle) + 0.0065, radius * np.sin(angle) + 0.006


def _inverted(forward: Shift, lon: ArrayLike, lat: ArrayLike) -> tuple[Degrees, Degrees]:
    """The points that `forward` takes to (lon, lat); a few rounds, as shifts change slowly over the ground."""
    wanted_lon, wanted_lat = lon, lat = _arrays(lon, lat)
    for _round in range(_ROUNDS):
        off_lon, off_lat = (w - f for w, f in zip((wanted_lon, wanted_lat), forward(lon, lat), strict=True))
        lon, lat = lon + off_lon, lat + off_lat
        if np.nanmax(np.fmax(np.abs(off_lon), np.abs(off_lat)), initial=0.0) < _PRECISION:
            break
    return lon, lat


def gcj02_to_wgs84(lon: ArrayLike, lat: ArrayLike) -> tuple[Degrees, Degrees]:
    """GCJ-02 to WGS-84."""
    return _inverted(wgs84_to_gcj02, lon, lat)


def bd09_to_wgs84(lon: ArrayLike, lat: ArrayLike) -> tuple[Degrees, Degrees]:
    """BD-09 to WGS-84."""
    return gcj02_to_wgs84(*_inverted(gcj02_to_bd09, lon, lat))
