"""What a snapshot's manifest says, and the hash of it that makes the snapshot's id."""

import hashlib
from collections.abc import Mapping
from typing import Final, TypedDict

import orjson

MANIFEST: Final = "manifest.json"
SCHEMA_VERSION: Final = 3


class FileFacts(TypedDict):
    """A file of a snapshot."""

    rows: int
    bytes: int
    sha256: str


class DeliveryFacts(TypedDict):
    """A delivery that went in."""

    delivery_id: str
    kind: str
    file_name: str
    sha256: str
    row_count: int
    datum: str


class Facts(TypedDict):
    """What the id is a hash of; `rules` are the schedules in force."""

    schema_version: int
    as_of: str
    is_demonstration: bool
    code_version: str
    boundary_version: str | None
    rules: list[str]
    deliveries: list[DeliveryFacts]
    files: dict[str, FileFacts]


class Manifest(Facts):
    """The whole of it; `restates` are the ids of earlier publications of the same day."""

    snapshot_id: str
    restates: list[str]


def fingerprint(manifest: Mapping[str, object]) -> str:
    """The hash in a snapshot's id: of all that its manifest says but the id itself and what it restates."""
    facts = {name: value for name, value in manifest.items() if name not in ("snapshot_id", "restates")}
    return hashlib.sha256(orjson.dumps(facts, option=orjson.OPT_SORT_KEYS)).hexdigest()[:12]
