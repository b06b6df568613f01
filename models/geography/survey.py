"""What a source holds: every county as one gap-free coverage, and where each region lies."""

from typing import Any

import numpy as np
import shapely

from data.errors import Refused
from data.language import _
from models.geography.layers import CITY_M
from models.geography.places import COUNTRY_CODE, LEVELS, Places
from models.geography.shapes import cleaned, dissolved, middle, simplified, to_degrees, to_metres
from models.geography.source import Source, read_counties


def county_coverage(source: Source, known: Places) -> tuple[Any, Any]:
    """Codes of all drawn counties in order, and their polygons as a coverage in equal-area metres.

    Polygons with codes that are not ours are left out.

    Raises:
        Refused: the source lacks a region that must be drawn.
    """
    frame = read_counties(source)
    wanted = {code for code, place in known.items() if place.county_adcode == code and place.is_drawn}
    missing = sorted(wanted - set(frame["adcode"]))
    if missing:
        raise Refused(
            _(
                "The boundary source lacks {count} regions that must be drawn, among them {codes}.",
                count=len(missing),
                codes=", ".join(missing[:5]),
            )
        )
    frame = frame[frame["adcode"].isin(wanted)].sort_values("adcode", kind="stable")
    shapes = shapely.make_valid(to_metres(frame.geometry.values), method="structure")
    codes, starts = np.unique(frame["adcode"].to_numpy(dtype=str), return_index=True)
    merged = [shapely.union_all(group) for group in np.split(np.asarray(shapes), starts[1:])]
    return codes, cleaned(np.array(merged))


def _whereabouts(shape: Any) -> dict[str, Any]:
    """Box, label point (degrees), the room around it, and the area of a shape in metres."""
    centre, radius = middle(shape)
    return {
        "bbox": [round(float(edge), 4) for edge in shapely.bounds(to_degrees(shape))],
        "label": [round(float(degree), 5) for degree in shapely.get_coordinates(to_degrees(centre))[0]],
        "radius_km": round(radius / 1000, 2),
        "area_km2": round(float(shapely.area(shape)) / 1e6, 2),
    }


def whereabouts(codes: Any, coverage: Any, known: Places) -> dict[str, dict[str, Any]]:
    """Each region's whereabouts, its units and whether it is drawn; an undrawn one stands where its city does."""
    coarse = simplified(coverage, CITY_M)
    found: dict[str, dict[str, Any]] = {}
    for level in LEVELS:
        units, shapes = dissolved(coarse, np.array([str(known[code].unit(level)) for code in codes]))
        found |= {
            str(unit): found.get(str(unit)) or _whereabouts(shape) for unit, shape in zip(units, shapes, strict=True)
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
