"""The map layers: which regions are drawn together, in how much detail, and how they are written.

| map | tolerance | decimals |
|---|---|---|
| the country by province or city | 4 km | 4 (11 m) |
| a province by city or county | 500 m | 5 (1 m) |
| a city by county | 50 m | 5 |

Each map is dissolved from the finest units on it after rounding, so its levels share every border.
"""

import gzip
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any, Final

import numpy as np
import orjson
import shapely

from models.geography.places import COUNTRY_CODE, Level, Places
from models.geography.shapes import dissolved, simplified, to_degrees

COUNTRY_M: Final = 4000  # a pixel of the whole country is 8 km
PROVINCE_M: Final = 500
CITY_M: Final = 50


@dataclass(frozen=True)
class Layer:
    """Regions drawn together: codes in order and their shapes in degrees."""

    region: str
    level: Level
    codes: Any
    shapes: Any

    @property
    def name(self) -> str:
        """The layer's file name without its ending."""
        return f"{self.region}-{self.level}"


def _units(codes: Any, level: Level, known: Places) -> Any:
    return np.array([str(known[code].unit(level)) for code in codes])


def _of_country(codes: Any, coverage: Any, known: Places) -> Iterator[Layer]:
    cities, shapes = dissolved(coverage, _units(codes, "city", known))
    shapes = to_degrees(simplified(shapes, COUNTRY_M), 4)
    yield Layer(COUNTRY_CODE, "province", *dissolved(shapes, _units(cities, "province", known)))
    yield Layer(COUNTRY_CODE, "city", cities, shapes)


def _of_provinces(codes: Any, coverage: Any, known: Places) -> Iterator[Layer]:
    shapes = to_degrees(simplified(coverage, PROVINCE_M), 5)
    provinces, cities = _units(codes, "province", known), _units(codes, "city", known)
    for province in np.unique(provinces):
        if known[province].city_adcode is None:
            here = provinces == province
            yield Layer(province, "city", *dissolved(shapes[here], cities[here]))
            yield Layer(province, "county", codes[here], shapes[here])


def _of_cities(codes: Any, coverage: Any, known: Places) -> Iterator[Layer]:
    shapes, cities = to_degrees(simplified(coverage, CITY_M), 5), _units(codes, "city", known)
    for city in np.unique(cities):
        here = cities == city
        yield Layer(city, "county", codes[here], shapes[here])


def layers(codes: Any, coverage: Any, known: Places) -> Iterator[Layer]:
    """Every layer, from the county coverage (equal-area metres) and its codes in order."""
    yield from _of_country(codes, coverage, known)
    yield from _of_provinces(codes, coverage, known)
    yield from _of_cities(codes, coverage, known)


def geojson(properties: list[dict[str, str]], shapes: Any) -> bytes:
    """A compact FeatureCollection; the same shapes give the same bytes."""
    features = (
        b'{"type":"Feature","properties":' + orjson.dumps(of) + b',"geometry":' + text.encode() + b"}"
        for of, text in zip(properties, shapely.to_geojson(shapes), strict=True)
    )
    return b'{"type":"FeatureCollection","features":[' + b",\n".join(features) + b"]}\n"


def packed(text: bytes) -> bytes:
    """Text under gzip without a time stamp."""
    return gzip.compress(text, compresslevel=9, mtime=0)
