"""What index.json of built boundaries says: which files there are, what each map is, where each region lies."""

from typing import NotRequired, TypedDict

from models.geography.places import Level


class FileFacts(TypedDict):
    """A file's fingerprint and size."""

    sha256: str
    bytes: int


class MapFile(TypedDict):
    """A map's GeoJSON file, its size plain and packed, and the file of its edges."""

    file: str
    features: int
    bytes: int
    gzip_bytes: int
    borders: NotRequired["MapFile"]


class Whereabouts(TypedDict, total=False):
    """Where a region lies, in degrees but for `radius_km` and `area_km2`; of the country its box alone."""

    bbox: list[float]
    """West, south, east, north."""
    label: list[float]
    """Longitude and latitude of a point well inside the largest part."""
    radius_km: float
    """How far that point is from the border."""
    area_km2: float
    units: dict[Level, str | None]
    is_drawn: bool


class SourceFacts(TypedDict):
    """A source's name, and the fingerprints of its files by name."""

    name: str
    sha256: dict[str, str]


class Index(TypedDict):
    """The whole of it; `layers` by name, `regions` by code, `files` by name."""

    version: str
    attribution: dict[str, str]
    source: SourceFacts
    layers: dict[str, MapFile]
    lines: MapFile
    regions: dict[str, Whereabouts]
    files: dict[str, FileFacts]
