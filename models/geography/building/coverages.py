"""Coverages: polygons without gaps or overlaps, cleaned, simplified and traced in an equal-area projection.

Borders are shared edges throughout, so neighbours stay matched at any tolerance, and every island stays,
down to a triangle. Regions are dissolved from a coverage with `dissolve(…, method="coverage")`.
"""

from typing import Final

import geopandas as gpd
import numpy as np
import pandas as pd
import shapely

EQUAL_AREA: Final = "+proj=aea +lat_1=25 +lat_2=47 +lat_0=36 +lon_0=105 +datum=WGS84 +units=m"
DEGREES: Final = "EPSG:4326"
_GAP_M: Final = 100
"""Gaps narrower than this are faults of the source and are closed; lagoons and lakes are wider."""


def rounded(shapes: gpd.GeoSeries, decimals: int) -> gpd.GeoSeries:
    """Shapes with so many decimals of a degree."""
    return shapes.transform(lambda points: np.round(points, decimals))


def to_degrees(coverage: gpd.GeoSeries, decimals: int) -> gpd.GeoSeries:
    """Equal-area metres to WGS-84 degrees, rounded, rings counter-clockwise outside."""
    return rounded(coverage.to_crs(DEGREES), decimals).remove_repeated_points().orient_polygons()


def cleaned(polygons: gpd.GeoSeries) -> gpd.GeoSeries:
    """A coverage from raw polygons: no overlaps, no slivers between neighbours, edges identical."""
    valid = polygons.make_valid(method="structure")
    clean = shapely.coverage_clean(valid.to_numpy(), gap_width=_GAP_M)  # GeoPandas has no method for it
    return gpd.GeoSeries(clean, index=valid.index, crs=valid.crs)


def simplified(regions: gpd.GeoDataFrame, tolerance_m: float) -> gpd.GeoDataFrame:
    """Regions of a coverage with less detail; the tolerance is the root of the area of what may be cut off."""
    return regions.set_geometry(regions.simplify_coverage(tolerance_m))


def borders(coverage: gpd.GeoSeries) -> gpd.GeoSeries:
    """Every edge of a coverage once, merged into lines: neighbours share most, and drawing twice costs twice."""
    rings = shapely.get_rings(coverage.explode().to_numpy())
    points, ring = shapely.get_coordinates(rings, return_index=True)
    follows = ring[1:] == ring[:-1]
    edges = np.stack([points[:-1][follows], points[1:][follows]], axis=1)
    turned = (edges[:, 0] > edges[:, 1])[:, 0] | (
        (edges[:, 0, 0] == edges[:, 1, 0]) & (edges[:, 0, 1] > edges[:, 1, 1])
    )
    edges[turned] = edges[turned][:, ::-1]
    once = np.unique(edges.reshape(-1, 4), axis=0).reshape(-1, 2, 2)
    lines = gpd.GeoSeries([shapely.multilinestrings(shapely.linestrings(once))], crs=coverage.crs)
    return lines.line_merge().normalize()


def largest_parts(shapes: gpd.GeoSeries) -> gpd.GeoSeries:
    """The largest polygon of each shape."""
    parts = shapes.explode()
    by_area = parts.iloc[np.argsort(-parts.area, kind="stable")]
    return by_area[~by_area.index.duplicated()].reindex(shapes.index)


def middles(shapes: gpd.GeoSeries) -> gpd.GeoDataFrame:
    """A point well inside each shape (metres) and how far it is from the border, for labels and samples."""
    parts = largest_parts(shapes)
    reach = parts.maximum_inscribed_circle(tolerance=np.maximum(1.0, np.sqrt(parts.area) / 100))
    centres = gpd.GeoSeries(shapely.get_point(reach.to_numpy(), 0), index=parts.index, crs=parts.crs)
    is_inside = parts.contains(centres)
    radius_m: pd.Series[float] = reach.length.where(is_inside, 0.0)
    return gpd.GeoDataFrame(
        {"radius_m": radius_m}, geometry=centres.where(is_inside, parts.representative_point()), crs=parts.crs
    )
