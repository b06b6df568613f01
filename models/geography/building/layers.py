"""The map layers: which regions are drawn together, in how much detail, and how they are written.

| map | tolerance | decimals |
|---|---|---|
| the country by province or city | 4 km | 4 (11 m) |
| a province by city or county | 500 m | 5 (1 m) |
| a city by county | 50 m | 5 |

Each map is dissolved from the finest units on it after rounding, so its levels share every border.
"""

import gzip
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Final

import geopandas as gpd
import orjson
import shapely

from models.geography.building.coverages import simplified, to_degrees
from models.geography.places import COUNTRY_CODE, Level, Places

COUNTRY_M: Final = 4000  # a pixel of the whole country is 8 km
PROVINCE_M: Final = 500
CITY_M: Final = 50


@dataclass(frozen=True)
class Layer:
    """Regions drawn together: their shapes in degrees by code, in order."""

    region: str
    level: Level
    shapes: gpd.GeoSeries

    @property
    def name(self) -> str:
        """The layer's file name without its ending."""
        return f"{self.region}-{self.level}"


def _drawn(regions: gpd.GeoDataFrame, tolerance_m: float, decimals: int) -> gpd.GeoDataFrame:
    coarse = simplified(regions, tolerance_m)
    return coarse.set_geometry(to_degrees(coarse.geometry, decimals))


def _of_country(counties: gpd.GeoDataFrame) -> Iterator[Layer]:
    cities = _drawn(counties.dissolve("city", method="coverage"), COUNTRY_M, 4)
    yield Layer(COUNTRY_CODE, "province", cities.dissolve("province", method="coverage").geometry)
    yield Layer(COUNTRY_CODE, "city", cities.geometry)


def _of_provinces(counties: gpd.GeoDataFrame, known: Places) -> Iterator[Layer]:
    for province, here in _drawn(counties, PROVINCE_M, 5).groupby("province"):
        if known[province].city_adcode is None:
            yield Layer(province, "city", here.dissolve("city", method="coverage").geometry)
            yield Layer(province, "county", here.geometry)


def _of_cities(counties: gpd.GeoDataFrame) -> Iterator[Layer]:
    for city, here in _drawn(counties, CITY_M, 5).groupby("city"):
        yield Layer(city, "county", here.geometry)


def layers(counties: gpd.GeoDataFrame, known: Places) -> Iterator[Layer]:
    """Every layer, from the county coverage (equal-area metres, with the units that each county lies in)."""
    yield from _of_country(counties)
    yield from _of_provinces(counties, known)
    yield from _of_cities(counties)


def geojson(properties: Sequence[Mapping[str, str]], shapes: gpd.GeoSeries) -> bytes:
    """A compact FeatureCollection; the same shapes give the same bytes."""
    features = (
        b'{"type":"Feature","properties":' + orjson.dumps(of) + b',"geometry":' + text.encode() + b"}"
        for of, text in zip(properties, shapely.to_geojson(shapes.to_numpy()), strict=True)
    )
    return b'{"type":"FeatureCollection","features":[' + b",\n".join(features) + b"]}\n"


def packed(text: bytes) -> bytes:
    """Text under gzip without a time stamp."""
    return gzip.compress(text, compresslevel=9, mtime=0)
