"""Where each region lies: its box, the point of its label, the room around it, its area, its units."""

import geopandas as gpd
import pandas as pd

from models.geography.boundary_index import Whereabouts
from models.geography.building.coverages import DEGREES, middles, simplified
from models.geography.building.layers import CITY_M
from models.geography.places import COUNTRY_CODE, LEVELS, Places


def _shapes(counties: gpd.GeoDataFrame) -> gpd.GeoSeries:
    """The shape of every unit that is drawn, of whichever level."""
    coarse = simplified(counties, CITY_M)
    shapes = pd.concat([coarse.dissolve(level, method="coverage").geometry for level in LEVELS])
    return shapes[~shapes.index.duplicated()]


def _rounded(degrees: pd.DataFrame, decimals: int) -> list[list[float]]:
    """Each row's numbers, rounded as decimals are written: numpy rounds 36.86455 scaled, and another way."""
    return [[round(degree, decimals) for degree in row] for row in degrees.to_numpy().tolist()]


def whereabouts(counties: gpd.GeoDataFrame, known: Places) -> dict[str, Whereabouts]:
    """Each region's whereabouts; an undrawn one stands where its city does."""
    shapes = _shapes(counties)
    middle = middles(shapes)
    boxes, labels = shapes.to_crs(DEGREES).bounds, middle.to_crs(DEGREES).get_coordinates()
    found: dict[str, Whereabouts] = {
        code: {"bbox": box, "label": point, "radius_km": radius_km, "area_km2": area_km2}
        for code, box, point, radius_km, area_km2 in zip(
            shapes.index,
            _rounded(boxes, 4),
            _rounded(labels, 5),
            (middle["radius_m"] / 1000).round(2),
            (shapes.area / 1e6).round(2),
            strict=True,
        )
    }
    return {
        code: {
            **(found.get(code) or found[str(place.city_adcode)]),
            "units": {level: place.unit(level) for level in LEVELS},
            "is_drawn": code in found,
        }
        for code, place in known.items()
        if code != COUNTRY_CODE
    }
