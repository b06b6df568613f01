"""Builds the boundary layers of a machine from a source of vectors; boundaries.load opens what was built."""

import os
import shutil
from dataclasses import asdict
from hashlib import sha256
from pathlib import Path
from typing import Any, Final

import geopandas as gpd
import numpy as np
import orjson
import shapely

from data.language import _
from data.reference import rows
from models.geography import layers as maps
from models.geography import lines, shapes, survey
from models.geography.boundaries import COUNTIES, INDEX, LINES, POINTER, Boundaries, load
from models.geography.places import COUNTRY_CODE, places
from models.geography.source import Source, find, read_outlines
from models.progress import Progress, silent

RECIPE: Final = 2
"""Raised whenever the same source should give other files."""


def build(home: Path, source: Path | None = None, progress: Progress = silent) -> Boundaries:
    """Layers in `home/<version>/`, with `home/current` naming them; where they are whole nothing is done.

    `home` is the folder of boundary layers; `source` an operator's own source (models/geography/source.py
    says its shape), without which the installed package is read. `progress` is told what is under way, how
    many are done, of how many.

    Raises:
        Refused: the source is missing, cannot be read, lacks a region or has not ten dashes.
    """
    found = find(source)
    version = _version(found)
    if not _is_whole(home / version):
        aside = home / f".{version}-{os.getpid()}"
        shutil.rmtree(aside, ignore_errors=True)
        aside.mkdir(parents=True)
        try:
            _write(_Folder(aside), version, found, progress)
            if not _is_whole(home / version):  # another process may have been quicker
                shutil.rmtree(home / version, ignore_errors=True)
                aside.rename(home / version)
        finally:
            shutil.rmtree(aside, ignore_errors=True)
    beside = home / f".{POINTER}-{os.getpid()}"
    beside.write_text(version + "\n", encoding="utf-8")
    beside.replace(home / POINTER)
    return load(home)


def _version(found: Source) -> str:
    parts = [RECIPE, asdict(found.attribution), dict(found.sha256), rows("admin_codes"), rows("code_crosswalk")]
    return sha256(orjson.dumps(parts, option=orjson.OPT_SORT_KEYS)).hexdigest()[:12]


def _is_whole(folder: Path) -> bool:
    try:
        files = orjson.loads((folder / INDEX).read_bytes())["files"]
        return all(sha256((folder / name).read_bytes()).hexdigest() == of["sha256"] for name, of in files.items())
    except (OSError, ValueError, LookupError, TypeError):
        return False


class _Folder:
    """The folder under construction; it remembers what was put into it."""

    def __init__(self, path: Path) -> None:
        self.path = path
        self.files: dict[str, dict[str, Any]] = {}

    def note(self, name: str) -> int:
        """Take down a file's fingerprint and size."""
        content = (self.path / name).read_bytes()
        self.files[name] = {"sha256": sha256(content).hexdigest(), "bytes": len(content)}
        return len(content)

    def put_map(self, name: str, properties: list[dict[str, str]], geometries: Any) -> dict[str, Any]:
        """Write GeoJSON and its packed twin."""
        text = maps.geojson(properties, geometries)
        (self.path / name).write_bytes(text)
        (self.path / f"{name}.gz").write_bytes(maps.packed(text))
        sizes = {"bytes": self.note(name), "gzip_bytes": self.note(f"{name}.gz")}
        return {"file": name, "features": len(properties), **sizes}


def _put_layers(into: _Folder, drawn: list[maps.Layer], progress: Progress) -> dict[str, Any]:
    index = {}
    for done, layer in enumerate(drawn):
        progress(_("Drawing maps"), done, len(drawn))
        properties = [{"code": str(code), "kind": "region"} for code in layer.codes]
        index[layer.name] = into.put_map(f"{layer.name}.geojson", properties, layer.shapes)
        traced = np.array([shapes.borders(layer.shapes)])
        index[layer.name]["borders"] = into.put_map(f"{layer.name}-borders.geojson", [{"kind": "border"}], traced)
    progress(_("Drawing maps"), len(drawn), len(drawn))
    return index


def _write(into: _Folder, version: str, found: Source, progress: Progress) -> None:
    known, steps = places(rows("admin_codes")), 3
    progress(_("Reading boundaries"), 0, steps)
    land, strokes = read_outlines(found)
    kinds = lines.kinds(strokes, land)
    progress(_("Reading boundaries"), 1, steps)
    codes, coverage = survey.county_coverage(found, known)
    progress(_("Reading boundaries"), 2, steps)
    regions = survey.whereabouts(codes, coverage, known)
    progress(_("Reading boundaries"), steps, steps)
    full = shapes.to_degrees(coverage, 7)
    gpd.GeoDataFrame({"adcode": codes}, geometry=full, crs=4326).to_parquet(into.path / COUNTIES, compression="zstd")
    into.note(COUNTIES)
    drawn = _put_layers(into, list(maps.layers(codes, coverage, known)), progress)
    traced = shapely.transform(strokes, lambda points: np.round(points, 5))
    line_index = into.put_map(LINES, [{"kind": kind} for kind in kinds], traced)
    country = shapely.total_bounds(np.concatenate([full, traced]))
    index = {
        "version": version,
        "attribution": asdict(found.attribution),
        "source": {"name": found.name, "sha256": dict(found.sha256)},
        "layers": drawn,
        "lines": line_index,
        "regions": {COUNTRY_CODE: {"bbox": [round(float(edge), 4) for edge in country]}} | regions,
        "files": into.files,
    }
    (into.path / INDEX).write_bytes(orjson.dumps(index))
