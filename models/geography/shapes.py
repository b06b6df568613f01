"""Shapes without gaps: cleaned, simplified and dissolved as one coverage, in an equal-area projection.

Every function takes and returns numpy arrays of shapely geometries. Borders are shared edges throughout,
so neighbours stay matched at any tolerance, and every island stays, down to a triangle.
"""

from functools import cache
from typing import Any, Final

import numpy as np
import shapely
from pyproj import Transformer

_EQUAL_AREA: Final = "+proj=aea +lat_1=25 +lat_2=47 +lat_0=36 +lon_0=105 +datum=WGS84 +units=m"
_GAP_M: Final = 100
"""Gaps narrower than this are faults of the source and are closed; lagoons and lakes are wider."""


@cache
def _transformer(*, inverse: bool) -> Transformer:
    ends = (_EQUAL_AREA, "EPSG:4326") if inverse else ("EPSG:4326", _EQUAL_AREA)
    return Transformer.from_crs(*ends, always_xy=True)


def _through(shapes: Any, transformer: Transformer) -> Any:
    return shapely.transform(shapes, lambda points: np.column_stack(transformer.transform(points[:, 0], points[:, 1])))


def to_metres(shapes: Any) -> Any:
    """WGS-84 degrees to equal-area metres."""
    return _through(shapes, _transformer(inverse=False))


def to_degrees(shapes: Any, decimals: int | None = None) -> Any:
    """Equal-area metres to WGS-84 degrees, rounded, rings counter-clockwise outside."""
    degrees = _through(shapes, _transformer(inverse=True))
    if decimals is None:
        return degrees
    rounded = shapely.transform(degrees, lambda points: np.round(points, decimals))
    return shapely.orient_polygons(shapely.remove_repeated_points(rounded))


def cleaned(shapes: Any) -> Any:
    """A coverage from raw polygons: no overlaps, no slivers between neighbours, edges identical."""
    valid = shapely.make_valid(shapes, method="structure")
    return shapely.coverage_clean(valid, gap_width=_GAP_M)


def simplified(coverage: Any, tolerance_m: float) -> Any:
    """A coverage with less detail; the tolerance is the root of the area of what may be cut off."""
    return shapely.coverage_simplify(coverage, tolerance_m)


def dissolved(coverage: Any, keys: Any) -> tuple[Any, Any]:
    """The distinct keys in order, and the union of the shapes of each."""
    order = np.argsort(keys, kind="stable")
    unique, starts = np.unique(np.asarray(keys)[order], return_index=True)
    groups = np.split(np.asarray(coverage)[order], starts[1:])
    return unique, np.array([shapely.coverage_union_all(group) for group in groups])


def borders(coverage: Any) -> Any:
    """Every edge of a coverage once, merged into lines: neighbours share most, and drawing twice costs twice."""
    rings = shapely.get_rings(shapely.get_parts(coverage))
    points, ring = shapely.get_coordinates(rings, return_index=True)
    follows = ring[1:] == ring[:-1]
    edges = np.stack([points[:-1][follows], points[1:][follows]], axis=1)
    turned = (edges[:, 0] > edges[:, 1])[:, 0] | (
        (edges[:, 0, 0] == edges[:, 1, 0]) & (edges[:, 0, 1] > edges[:, 1, 1])
    )
    edges[turned] = edges[turned][:, ::-1]
    once = np.unique(edges.reshape(-1, 4), axis=0).reshape(-1, 2, 2)
    return shapely.normalize(shapely.line_merge(shapely.multilinestrings(shapely.linestrings(once))))


def largest_part(shape: Any) -> Any:
    """The largest polygon of a shape."""
    parts = shapely.get_parts(shape)
    return parts[np.argmax(shapely.area(parts))]


def middle(shape: Any) -> tuple[Any, float]:
    """A point well inside a shape (metres) and how far it is from the border, for labels and samples."""
    part = largest_part(shape)
    line = shapely.maximum_inscribed_circle(part, tolerance=max(1.0, float(shapely.area(part)) ** 0.5 / 100))
    centre, radius = shapely.get_point(line, 0), float(shapely.length(line))
    return (centre, radius) if shapely.contains(part, centre) else (shapely.point_on_surface(part), 0.0)
