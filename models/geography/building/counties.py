"""Every county of a source as one gap-free coverage, with the units it lies in."""

import geopandas as gpd

from data.errors import Refused
from data.language import _
from models.geography.building.coverages import EQUAL_AREA, cleaned
from models.geography.building.source import Source, read_counties
from models.geography.places import LEVELS, Places


def county_coverage(source: Source, known: Places) -> gpd.GeoDataFrame:
    """The drawn counties by code, in order: `province`, `city` and `county` (units), geometry in equal-area metres.

    Polygons with codes that are not ours are left out.

    Raises:
        Refused: the source lacks a region that must be drawn.
    """
    polygons = read_counties(source)
    wanted = {code for code, place in known.items() if place.county_adcode == code and place.is_drawn}
    missing = sorted(wanted - set(polygons["adcode"]))
    if missing:
        raise Refused(
            _(
                "The boundary source lacks {count} regions that must be drawn, among them {codes}.",
                count=len(missing),
                codes=", ".join(missing[:5]),
            )
        )
    polygons = polygons[polygons["adcode"].isin(wanted)].to_crs(EQUAL_AREA)
    valid = polygons.set_geometry(polygons.make_valid(method="structure"))
    merged = valid.dissolve("adcode")
    units = {level: [known[code].unit(level) for code in merged.index] for level in LEVELS}
    return gpd.GeoDataFrame(units, index=merged.index, geometry=cleaned(merged.geometry))
