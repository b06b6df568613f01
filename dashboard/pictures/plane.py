"""A part of the earth on a part of a picture: Web Mercator, as the map of the page has it, north up."""

from dataclasses import dataclass
from functools import lru_cache
from math import log2
from pathlib import Path
from typing import Final

import geopandas as gpd
import numpy as np
import shapely
from numpy.typing import NDArray

from models.geography.framing import Box

_DEGREES: Final = "EPSG:4326"
_METRES: Final = "EPSG:3857"
_EARTH_M: Final = 40_075_016.686
_WORLD_PX: Final = 512


@dataclass(frozen=True)
class Rectangle:
    """A part of a picture: its left top corner and its size, in the picture's units."""

    x: float
    y: float
    width: float
    height: float

    @property
    def right(self) -> float:
        """Its right edge."""
        return self.x + self.width

    @property
    def bottom(self) -> float:
        """Its lower edge."""
        return self.y + self.height

    def inset(self, by: float) -> "Rectangle":
        """The rectangle within it, so far from each of its edges."""
        return Rectangle(self.x + by, self.y + by, self.width - 2 * by, self.height - 2 * by)


@lru_cache(maxsize=64)
def projected(file: Path) -> gpd.GeoDataFrame:
    """A file of built boundaries, which never changes, in metres of Web Mercator."""
    return gpd.read_file(file).to_crs(_METRES)


def _metres(box: Box) -> tuple[float, float, float, float]:
    west, south, east, north = box
    corners = gpd.GeoSeries.from_xy([west, east], [south, north], crs=_DEGREES).to_crs(_METRES)
    return tuple(corners.total_bounds)


@dataclass(frozen=True)
class Plane:
    """Metres of Web Mercator to units of the picture; what lies outside the rectangle is cut off."""

    on: Rectangle
    left: float
    top: float
    scale: float
    """Units for each metre."""

    @classmethod
    def showing(cls, box: Box, on: Rectangle) -> "Plane":
        """The plane that shows a box of degrees whole, in the middle of the rectangle."""
        west, south, east, north = _metres(box)
        scale = min(on.width / max(east - west, 1.0), on.height / max(north - south, 1.0))
        left = west - (on.width / scale - (east - west)) / 2
        top = north + (on.height / scale - (north - south)) / 2
        return cls(on, left, top, scale)

    @property
    def zoom(self) -> float:
        """The zoom at which the page's map is as large, a unit taken for a pixel."""
        return log2(self.scale * _EARTH_M / _WORLD_PX)

    def shapes(self, metres: gpd.GeoSeries) -> gpd.GeoSeries:
        """Shapes on the picture; those outside it are empty."""
        width, height = self.on.width / self.scale, self.on.height / self.scale
        within = metres.clip_by_rect(self.left, self.top - height, self.left + width, self.top)
        return within.affine_transform(
            [self.scale, 0, 0, -self.scale, self.on.x - self.scale * self.left, self.on.y + self.scale * self.top]
        )

    def points(self, degrees: list[tuple[float, float]]) -> list[tuple[float, float]]:
        """Points (lon, lat) on the picture, also those that lie outside the rectangle."""
        if not degrees:
            return []
        lon, lat = zip(*degrees, strict=True)
        metres = gpd.GeoSeries.from_xy(lon, lat, crs=_DEGREES).to_crs(_METRES)
        x = self.on.x + (metres.x - self.left) * self.scale
        y = self.on.y + (self.top - metres.y) * self.scale
        return list(zip(x.tolist(), y.tolist(), strict=True))


def _line(coordinates: NDArray[np.float64], end: str) -> str:
    rounded = np.round(coordinates, 1)
    moves = np.any(np.diff(rounded, axis=0) != 0, axis=1)
    kept = rounded[np.concatenate(([True], moves))]
    return "M" + "L".join([f"{x:g} {y:g}" for x, y in kept.tolist()]) + end if len(kept) > 1 else ""


def path(shape: shapely.Geometry) -> str:
    """A shape as the `d` of an SVG path, to a tenth of a unit; empty where nothing of it is seen."""
    drawn = []
    for part in shapely.get_parts(shape):
        if part.geom_type == "Polygon":
            rings = [part.exterior, *part.interiors]
            drawn += [_line(shapely.get_coordinates(ring), "Z") for ring in rings]
        elif part.geom_type == "LineString":
            drawn.append(_line(shapely.get_coordinates(part), ""))
    return "".join(drawn)
