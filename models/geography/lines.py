"""The lines a map of China must show beside its polygons, told apart by what they are.

The ten dashes of the South China Sea (the tenth lies east of Taiwan) are the only long lines in open sea:
110–135 km each and at least 34 km from land in the source, where every other line is under 31 km or
touches land. The one undetermined stretch of the national boundary lies in the Pamirs. The rest divide
waters between provinces.
"""

from typing import Any, Final

import numpy as np
import shapely

from data.errors import Refused
from data.language import _
from models.geography.shapes import to_metres

DASHES: Final = 10
_DASH_KM: Final = 60
_OPEN_SEA_KM: Final = 10
_PAMIRS: Final = shapely.box(73, 36.5, 76, 39.5)


def kinds(lines: Any, land: Any) -> list[str]:
    """`dash`, `undetermined` or `other` for each line, by its length and distance from land.

    Raises:
        Refused: there are not exactly ten dashes; a map without them must not be drawn.
    """
    flat = to_metres(lines)
    near = shapely.STRtree(to_metres(land)).query_nearest(flat, return_distance=True, all_matches=False)[1]
    is_dash = (shapely.length(flat) > _DASH_KM * 1000) & (near > _OPEN_SEA_KM * 1000)
    if is_dash.sum() != DASHES:
        raise Refused(
            _(
                "The boundary source has {count} dash lines in the South China Sea where {needed} must be drawn.",
                count=int(is_dash.sum()),
                needed=DASHES,
            )
        )
    is_undetermined = shapely.within(lines, _PAMIRS)
    return list(np.select([is_dash, is_undetermined], ["dash", "undetermined"], "other"))
