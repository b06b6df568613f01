"""The lines a map of China must show beside its polygons, told apart by what they are.

The ten dashes of the South China Sea (the tenth lies east of Taiwan) are the only long lines in open sea:
110–135 km each and at least 34 km from land in the source, where every other line is under 31 km or
touches land. The one undetermined stretch of the national boundary lies in the Pamirs. The rest divide
waters between provinces.
"""

from typing import Final

import geopandas as gpd
import numpy as np
import shapely

from data.errors import Refused
from data.language import _
from models.geography.building.coverages import EQUAL_AREA

DASHES: Final = 10
_DASH_KM: Final = 60
_OPEN_SEA_KM: Final = 10
_PAMIRS: Final = shapely.box(73, 36.5, 76, 39.5)


def kinds(lines: gpd.GeoSeries, land: gpd.GeoSeries) -> list[str]:
    """`dash`, `undetermined` or `other` for each line, by its length and distance from land.

    Raises:
        Refused: there are not exactly ten dashes; a map without them must not be drawn.
    """
    flat = lines.to_crs(EQUAL_AREA)
    from_land = land.to_crs(EQUAL_AREA).sindex.nearest(flat, return_all=False, return_distance=True)[1]
    is_dash = (flat.length > _DASH_KM * 1000) & (from_land > _OPEN_SEA_KM * 1000)
    if is_dash.sum() != DASHES:
        raise Refused(
            _(
                "The boundary source has {count} dash lines in the South China Sea where {needed} must be drawn.",
                count=int(is_dash.sum()),
                needed=DASHES,
            )
        )
    return list(np.select([is_dash, lines.within(_PAMIRS)], ["dash", "undetermined"], "other"))
