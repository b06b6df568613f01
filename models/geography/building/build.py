"""Builds the boundary layers of a machine from a source of vectors; boundaries.load opens what was built."""

import os
import shutil
from collections.abc import Mapping, Sequence
from dataclasses import asdict
from hashlib import sha256
from pathlib import Path
from typing import Final

import geopandas as gpd
import orjson
import pandas as pd

from data.language import _
from data.reference import rows
from models.geography.boundaries import COUNTIES, INDEX, LINES, POINTER, Boundaries, load
from models.geography.boundary_index import FileFacts, Index, MapFile
from models.geography.building import lines
from models.geography.building.counties import county_coverage
from models.geography.building.coverages import borders, rounded, to_degrees
from models.geography.building.layers import Layer, geojson, layers, packed
from models.geography.building.source import Source, find, read_outlines
from models.geography.building.whereabouts import whereabouts
from models.geography.places import COUNTRY_CODE, places
from models.progress import Progress, silent

RECIPE: Final = 2
"""Raised whenever the same source should give other files."""


def build(home: Path, source: Path | None = None, progress: Progress = silent) -> Boundaries:
    """Layers in `home/<version>/`, with `home/current` naming them; where they are whole nothing is done.

    `home` is the folder of boundary layers; `source` an operator's own source (models/geography/building/source.py
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
        self.files: dict[str, FileFacts] = {}

    def note(self, name: str) -> int:
        """Take down a file's fingerprint and size."""
        content = (self.path / name).read_bytes()
        self.files[name] = {"sha256": sha256(content).hexdigest(), "bytes": len(content)}
        return len(content)

    def put_map(self, name: str, properties: Sequence[Mapping[str, str]], shapes: gpd.GeoSeries) -> MapFile:
        """Write GeoJSON and its packed twin."""
        text = geojson(properties, shapes)
        (self.path / name).write_bytes(text)
        (self.path / f"{name}.gz").write_bytes(packed(text))
        return {
            "file": name,
            "features": len(properties),
            "bytes": self.note(name),
            "gzip_bytes": self.note(f"{name}.gz"),
        }


def _put_layers(into: _Folder, drawn: Sequence[Layer], progress: Progress) -> dict[str, MapFile]:
    index = {}
    for done, layer in enumerate(drawn):
        progress(_("Drawing maps"), done, len(drawn))
        properties = [{"code": code, "kind": "region"} for code in layer.shapes.index]
        index[layer.name] = into.put_map(f"{layer.name}.geojson", properties, layer.shapes)
        edges = borders(layer.shapes)
        index[layer.name]["borders"] = into.put_map(f"{layer.name}-borders.geojson", [{"kind": "border"}], edges)
    progress(_("Drawing maps"), len(drawn), len(drawn))
    return index


def _write(into: _Folder, version: str, found: Source, progress: Progress) -> None:
    known, steps = places(rows("admin_codes")), 3
    progress(_("Reading boundaries"), 0, steps)
    land, strokes = read_outlines(found)
    kinds = lines.kinds(strokes, land)
    progress(_("Reading boundaries"), 1, steps)
    counties = county_coverage(found, known)
    progress(_("Reading boundaries"), 2, steps)
    regions = whereabouts(counties, known)
    progress(_("Reading boundaries"), steps, steps)
    full = to_degrees(counties.geometry, 7)
    full.rename("geometry").reset_index().to_parquet(into.path / COUNTIES, compression="zstd")
    into.note(COUNTIES)
    drawn = _put_layers(into, list(layers(counties, known)), progress)
    traced = rounded(strokes, 5)
    line_index = into.put_map(LINES, [{"kind": kind} for kind in kinds], traced)
    country = pd.concat([full, traced]).total_bounds
    index: Index = {
        "version": version,
        "attribution": asdict(found.attribution),
        "source": {"name": found.name, "sha256": dict(found.sha256)},
        "layers": drawn,
        "lines": line_index,
        "regions": {COUNTRY_CODE: {"bbox": [round(float(edge), 4) for edge in country]}, **regions},
        "files": into.files,
    }
    (into.path / INDEX).write_bytes(orjson.dumps(index))
