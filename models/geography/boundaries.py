"""The boundary layers built for this machine, opened for reading."""

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import Final

import geopandas as gpd
import orjson
import pandas as pd
import shapely

from data.errors import Refused
from data.language import Named, _
from models.geography.boundary_index import Index, MapFile, Whereabouts
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
    index: Index

    @property
    def version(self) -> str:
        """A short hash of the source, the reference codes and the recipe."""
        return self.index["version"]

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
        return self.folder / self._map(region, level)["file"]

    def borders(self, region: str, level: Level) -> Path:
        """The GeoJSON file of the same map's edges, each once, as one feature of lines."""
        return self.folder / self._map(region, level)["borders"]["file"]

    def _map(self, region: str, level: Level) -> MapFile:
        unit = self.index["regions"][region]["units"] if region != COUNTRY_CODE else {}
        around = unit["city"] if unit.get("county") == region else region
        return self.index["layers"][f"{around}-{level}"]

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

    def _drawn(self, region: str, level: Level) -> Iterator[tuple[str, Whereabouts]]:
        for code, here in self.index["regions"].items():
            if code != COUNTRY_CODE and self.draws(code, level) and region in (COUNTRY_CODE, *here["units"].values()):
                yield code, here

    def label(self, region: str) -> tuple[float, float]:
        """A point (lon, lat) well inside the region's largest part."""
        lon, lat = self.index["regions"][region]["label"]
        return lon, lat

    def radius_km(self, region: str) -> float:
        """How far the label point is from the region's border."""
        return self.index["regions"][region]["radius_km"]

    def labels(self, region: str, level: Level) -> dict[str, tuple[float, float]]:
        """Label points (lon, lat) by code, largest area first; each lies inside its polygon."""
        found = sorted(self._drawn(region, level), key=lambda of: (-of[1]["area_km2"], of[0]))
        return {code: self.label(code) for code, _here in found}

    def label_zooms(self, region: str, level: Level) -> dict[str, float]:
        """The zoom from which a two-character label has room inside its polygon, by code."""
        return {code: zoom_for(self.radius_km(code), _LABEL_PX) for code, _here in self._drawn(region, level)}

    @cached_property
    def counties(self) -> gpd.GeoSeries:
        """The full polygon (WGS-84 degrees) of each drawn county by code, in order."""
        return gpd.read_parquet(self.folder / COUNTIES).set_index("adcode").geometry

    @cached_property
    def polygons(self) -> gpd.GeoSeries:
        """The full polygon of each county by code, prepared to be asked often; an undrawn county has its city's."""
        cities = {code: here["units"]["city"] for code, here in self._counties()}
        undrawn = pd.Series(cities).drop(self.counties.index)
        around = self.counties.to_frame().assign(city=self.counties.index.map(cities))
        whole = around[around["city"].isin(undrawn)].dissolve("city", method="coverage").geometry
        found = pd.concat([self.counties, whole.reindex(undrawn).set_axis(undrawn.index)])
        shapely.prepare(found.to_numpy())
        return found

    def _counties(self) -> Iterator[tuple[str, Whereabouts]]:
        for code, here in self.index["regions"].items():
            if code != COUNTRY_CODE and here["units"]["county"] == code:
                yield code, here


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
