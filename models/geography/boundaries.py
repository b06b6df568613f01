"""The boundary layers built for this machine, opened for reading."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import Any, Final

import geopandas as gpd
import numpy as np
import orjson
import shapely

from data.errors import Refused
from data.language import Named, _
from models.geography.framing import FRAMED, Box, View, fit, zoom_for
from models.geography.places import COUNTRY_CODE, Level

INDEX: Final = "index.json"
POINTER: Final = "current"
COUNTIES: Final = "counties.parquet"
LINES: Final = "lines.geojson"
_LABEL_PX: Final = 16


@dataclass(frozen=True)
class Boundaries:
    """One built version. `layer` and `labels` take the regions and levels that places.levels allows."""

    folder: Path
    index: Mapping[str, Any]

    @property
    def version(self) -> str:
        """A short hash of the source, the reference codes and the recipe."""
        return str(self.index["version"])

    @property
    def attribution(self) -> Named:
        """What every map must say about where its boundaries come from."""
        return Named(**self.index["attribution"])

    @property
    def lines(self) -> Path:
        """GeoJSON of the ten dashes and the other lines; `kind` is dash, undetermined or other."""
        return self.folder / LINES

    def layer(self, region: str, level: Level) -> Path:
        """The GeoJSON file of a map; `.gz` beside it is the same, packed. A county shows its city's map.

        Raises:
            KeyError: there is no such region, or it is not divided by that level.
        """
        return self.folder / str(self._map(region, level)["file"])

    def borders(self, region: str, level: Level) -> Path:
        """The GeoJSON file of the same map's edges, each once, as one feature of lines."""
        return self.folder / str(self._map(region, level)["borders"]["file"])

    def _map(self, region: str, level: Level) -> Mapping[str, Any]:
        unit = self.index["regions"][region]["units"] if region != COUNTRY_CODE else {}
        around = unit["city"] if unit.get("county") == region else region
        found: Mapping[str, Any] = self.index["layers"][f"{around}-{level}"]
        return found

    def draws(self, adcode: str, level: Level) -> bool:
        """Whether maps by this level draw the region as one area."""
        region = self.index["regions"].get(adcode, {})
        return bool(region.get("is_drawn")) and region["units"][level] == adcode

    def bbox(self, region: str) -> Box:
        """West, south, east, north in degrees; the country's takes in the ten dashes."""
        west, south, east, north = self.index["regions"][region]["bbox"]
        return west, south, east, north

    def view(self, region: str) -> View:
        """(lon, lat, zoom) that shows the region; see views.FRAMED for the exception."""
        return fit(FRAMED.get(region) or self.bbox(region))

    def _drawn(self, region: str, level: Level) -> Iterator[tuple[str, Mapping[str, Any]]]:
        for code, here in self.index["regions"].items():
            if code != COUNTRY_CODE and self.draws(code, level) and region in (COUNTRY_CODE, *here["units"].values()):
                yield code, here

    def label(self, region: str) -> tuple[float, float]:
        """A point (lon, lat) well inside the region's largest part."""
        lon, lat = self.index["regions"][region]["label"]
        return lon, lat

    def radius_km(self, region: str) -> float:
        """How far the label point is from the region's border."""
        return float(self.index["regions"][region]["radius_km"])

    def labels(self, region: str, level: Level) -> dict[str, tuple[float, float]]:
        """Label points (lon, lat) by code, largest area first; each lies inside its polygon."""
        found = sorted(self._drawn(region, level), key=lambda of: (-of[1]["area_km2"], of[0]))
        return {code: self.label(code) for code, _here in found}

    def label_zooms(self, region: str, level: Level) -> dict[str, float]:
        """The zoom from which a two-character label has room inside its polygon, by code."""
        return {code: zoom_for(self.radius_km(code), _LABEL_PX) for code, _here in self._drawn(region, level)}

    @cached_property
    def counties(self) -> tuple[Any, Any]:
        """Codes and full polygons (WGS-84 degrees) of the county level, two arrays in order of code."""
        frame = gpd.read_parquet(self.folder / COUNTIES)
        return frame["adcode"].to_numpy(dtype=object), np.asarray(frame.geometry.values)

    @cached_property
    def county_tree(self) -> Any:
        """The county polygons' STRtree, in the order of `counties`."""
        return shapely.STRtree(self.counties[1])

    @cached_property
    def polygons(self) -> dict[str, Any]:
        """The full polygon of each county; an undrawn county has its city's."""
        codes, shapes = self.counties
        found = dict(zip(codes, shapes, strict=True))
        units = {code: here["units"] for code, here in self.index["regions"].items() if code != COUNTRY_CODE}
        for code, of in units.items():
            if of["county"] == code and code not in found:
                around = np.array([units[county]["city"] == of["city"] for county in codes])
                found[code] = shapely.coverage_union_all(shapes[around])
        return found


def load(home: Path) -> Boundaries:
    """The version that `home/current` names.

    Raises:
        Refused: none is built, or a file is gone or cut short; it names the command that mends it.
    """
    try:
        folder = home / (home / POINTER).read_text(encoding="utf-8").strip()
    except FileNotFoundError:
        raise Refused(_("The map has no boundaries yet; build them with: laotie boundaries build")) from None
    try:
        index = orjson.loads((folder / INDEX).read_bytes())
        whole = all((folder / name).stat().st_size == of["bytes"] for name, of in index["files"].items())
    except (OSError, ValueError, LookupError, TypeError):
        whole = False
    if not whole:
        raise Refused(
            _(
                "The map's boundaries in {folder} are damaged; build them anew with: laotie boundaries build",
                folder=str(folder),
            )
        )
    return Boundaries(folder, index)
