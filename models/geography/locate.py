"""Points and counties: which county a point lies in, how far it is from one, and made-up points inside one.

All take and return arrays, WGS-84 degrees, over the full county layer. A county without a polygon of its
own stands for its whole prefecture.
"""

from collections.abc import Iterator
from typing import Final

import geopandas as gpd
import numpy as np
import shapely
from numpy.typing import ArrayLike, NDArray
from pyproj import Geod

from models.geography.boundaries import Boundaries

Degrees = NDArray[np.float64]
_EARTH: Final = Geod(ellps="WGS84")
_KM_PER_DEGREE: Final = 111.32
_SPREAD: Final = 0.6
"""Standard deviation of made-up points as a share of the room around the county's middle."""
_ROUNDS: Final = 4


def locate(boundaries: Boundaries, lon: ArrayLike, lat: ArrayLike) -> NDArray[np.object_]:
    """The county each point lies in, None outside all; on a border the lower code."""
    counties = boundaries.counties.to_frame()
    points = gpd.GeoDataFrame(geometry=gpd.points_from_xy(np.asarray(lon), np.asarray(lat), crs=counties.crs))
    # Counties join points, not points counties: each county is prepared once, which is three times as quick.
    joined = counties.sjoin(points, predicate="intersects")
    first = joined["index_right"].sort_index(kind="stable").drop_duplicates()
    found = np.full(len(points), None, dtype=object)
    found[first] = first.index
    return found


def _groups(adcodes: ArrayLike) -> Iterator[tuple[str, NDArray[np.intp]]]:
    """Each distinct code, in order, and where it stands."""
    codes, positions = np.unique(np.asarray(adcodes, dtype=str), return_inverse=True)
    order = np.argsort(positions, kind="stable")
    ends = np.cumsum(np.bincount(positions, minlength=len(codes)))
    yield from zip(codes.tolist(), np.split(order, ends)[:-1], strict=True)


def _to_border_km(shape: shapely.Geometry, lon: Degrees, lat: Degrees) -> Degrees:
    """Geodesic distance to a shape; the nearest point is sought with degrees east shrunk to true scale."""
    scale = np.array([np.cos(np.radians(lat.mean())), 1.0])
    flat = shapely.transform(shape, lambda points: points * scale)
    near = shapely.shortest_line(flat, shapely.points(lon * scale[0], lat))
    ends = shapely.get_coordinates(shapely.get_point(near, 0)) / scale
    return np.asarray(_EARTH.inv(lon, lat, ends[:, 0], ends[:, 1])[2]) / 1000


def distance_km(boundaries: Boundaries, lon: ArrayLike, lat: ArrayLike, adcodes: ArrayLike) -> Degrees:
    """How far each point is outside its county: km, 0 inside, NaN where code or point is missing or unknown."""
    x, y = np.asarray(lon, dtype=np.float64), np.asarray(lat, dtype=np.float64)
    found = np.full(x.shape, np.nan)
    placed = np.isfinite(x) & np.isfinite(y)
    # A county at a time, its points as bare numbers: half the time of points matched with their counties row by row.
    for code, named in _groups(adcodes):
        shape, rows = boundaries.polygons.get(code), named[placed[named]]
        if shape is None or not rows.size:
            continue
        inside = shapely.intersects_xy(shape, x[rows], y[rows])
        found[rows[inside]] = 0.0
        outside = rows[~inside]
        if outside.size:
            found[outside] = _to_border_km(shape, x[outside], y[outside])
    return found


def _settled(shape: shapely.Geometry, middle: Degrees, sigma: Degrees, rng: np.random.Generator, count: int) -> Degrees:
    """Normal points around the middle, drawn again while outside the shape; the last resort is the middle."""
    points = np.tile(middle, (count, 1))
    left = np.arange(count)
    for _round in range(_ROUNDS):
        drawn = middle + rng.standard_normal((left.size, 2)) * sigma
        inside = shapely.contains_xy(shape, drawn[:, 0], drawn[:, 1])
        points[left[inside]] = drawn[inside]
        left = left[~inside]
        if not left.size:
            break
    return points


def sample_points(boundaries: Boundaries, adcodes: ArrayLike, rng: np.random.Generator) -> tuple[Degrees, Degrees]:
    """Made-up places (lon, lat) inside each row's county, thick about its middle and thin towards its border.

    The same rows and generator give the same points. Raises KeyError for a code that is no county.
    """
    points = np.empty((np.size(adcodes), 2))
    for code, rows in _groups(adcodes):
        shape = boundaries.polygons[code]
        middle = np.array(boundaries.label(code))
        degrees = max(boundaries.radius_km(code), 0.2) / _KM_PER_DEGREE * _SPREAD
        sigma = np.array([degrees / np.cos(np.radians(middle[1])), degrees])
        points[rows] = _settled(shape, middle, sigma, rng, rows.size)
    return points[:, 0], points[:, 1]
