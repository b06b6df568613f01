"""Coordinates of a file: to WGS-84, and whether each lies in its county."""

from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING, Final

import duckdb
import numpy as np
import pyarrow as pa

from data.errors import Refused
from data.language import _
from models.geography.datum import Degrees, bd09_to_wgs84, gcj02_to_wgs84
from models.intake.reading.findings import Finding, Findings

if TYPE_CHECKING:
    from models.geography.boundaries import Boundaries

Convert = Callable[[Degrees, Degrees], tuple[Degrees, Degrees]]
DATUMS: Final[Mapping[str, Convert]] = {
    "gcj02": gcj02_to_wgs84,
    "bd09": bd09_to_wgs84,
    "wgs84": lambda lon, lat: (lon, lat),
}
DIGITS: Final = 7
"""Decimals kept of a converted coordinate, about a centimetre: the same on every machine."""
NEAR_KM: Final = 0.005
"""A point on its county's border may lie this far outside by rounding."""


def known_datum(datum: str) -> str:
    """The datum itself.

    Raises:
        Refused: it is none of those that are read.
    """
    if datum not in DATUMS:
        raise Refused(_("{datum} is no datum: name one of {datums}.", datum=datum, datums=", ".join(DATUMS)))
    return datum


def to_wgs84(db: duckdb.DuckDBPyConnection, datum: str) -> None:
    """Convert lon and lat of table `parsed`."""
    if datum == "wgs84":
        return
    found = db.sql("SELECT row, lon, lat FROM parsed WHERE lon IS NOT NULL AND lat IS NOT NULL").fetchnumpy()
    lon, lat = DATUMS[datum](np.asarray(found["lon"]), np.asarray(found["lat"]))
    moved = pa.table({"row": found["row"], "wgs_lon": lon.round(DIGITS), "wgs_lat": lat.round(DIGITS)})
    db.register("moved", moved)
    db.execute(
        "CREATE OR REPLACE TABLE parsed AS SELECT parsed.* REPLACE (wgs_lon AS lon, wgs_lat AS lat) "
        "FROM parsed LEFT JOIN moved USING (row)"
    )
    db.unregister("moved")


def outside(db: duckdb.DuckDBPyConnection, boundaries: "Boundaries", cap: int) -> Findings:
    """Points outside their county, with the distance in km: a warning each."""
    from models.geography.locate import distance_km  # geometry is heavy, and most files have none

    points = db.sql(
        "SELECT row, lon, lat, county_adcode FROM parsed WHERE lon IS NOT NULL AND NOT bad ORDER BY row"
    ).fetchnumpy()
    if not len(points["row"]):
        return Findings((), 0)
    away = np.asarray(
        distance_km(boundaries, np.asarray(points["lon"]), np.asarray(points["lat"]), points["county_adcode"])
    )
    far = np.flatnonzero(np.nan_to_num(away) > NEAR_KM)
    listed = tuple(
        Finding(
            int(points["row"][i]),
            "lon",
            (
                _(
                    "The point lies {km} km outside county {code}",
                    km=f"{away[i]:.1f}",
                    code=str(points["county_adcode"][i]),
                ),
                _("Check the county, the coordinates and the datum named with the file."),
            ),
        )
        for i in far[:cap].tolist()
    )
    return Findings(listed, len(far))
