"""Publication: write the day aside, verify it, rename it into place, then move the pointer.

The same record gives the same bytes: rows are ordered by key, nothing written tells the time, and a
snapshot's id is the day and a hash of everything in it.
"""

import shutil
from collections.abc import Iterable, Iterator
from contextlib import closing, contextmanager
from datetime import date
from importlib.metadata import version
from pathlib import Path
from tempfile import mkdtemp

import orjson
from sqlalchemy import select

from data.errors import Refused
from data.language import _
from models.base import Query, columns
from models.progress import Progress, silent
from models.publication import reference_tables
from models.publication.benefits import GRANT_STATE, grant_states, grants, measures
from models.publication.calling import calls
from models.publication.cube import cube
from models.publication.day import store_days
from models.publication.history import applications, events
from models.publication.ledger import ledger
from models.publication.record_engine import RecordEngine
from models.publication.rules import rules_of
from models.publication.trade import weeks
from models.record.store import Record
from models.record.tables import Delivery
from models.snapshots.manifest import MANIFEST, SCHEMA_VERSION, DeliveryFacts, Facts, FileFacts, Manifest, fingerprint
from models.snapshots.shelf import Shelf
from models.snapshots.snapshot import Snapshot, sha256
from models.snapshots.tables import SNAPSHOT_TABLES, PlaceDay


def publish(
    record: Record,
    shelf: Shelf,
    days: Iterable[date],
    *,
    boundary_version: str | None = None,
    progress: Progress = silent,
) -> list[Snapshot]:
    """Publish days, oldest first; the pointer moves forward to the newest of them, never back.

    Raises:
        Refused: the record holds no stores, or none had entered by a day.
    """
    wanted = sorted(set(days))
    with _aside(shelf.folder) as folder, _opened(record, folder, progress) as engine:
        if not engine.stores:
            raise Refused(
                _(
                    "The record is empty: there is nothing to publish. Import files with: laotie import KIND FILE, or "
                    "make demonstration data with: laotie demo"
                )
            )
        snapshots = []
        for done, day in enumerate(wanted):
            progress(_("Publishing days"), done, len(wanted))
            snapshots.append(_publish_day(engine, shelf, day, boundary_version))
    progress(_("Publishing days"), len(wanted), len(wanted))
    newest, current = snapshots[-1], shelf.latest_id()
    if current not in shelf.ids() or str(current)[:10] <= newest.as_of:
        shelf.point(newest.snapshot_id)
    return snapshots


@contextmanager
def _opened(record: Record, folder: Path, progress: Progress) -> Iterator[RecordEngine]:
    progress(_("Reading the record"), 0, 1)
    with closing(RecordEngine(record, folder)) as engine:
        progress(_("Reading the record"), 1, 1)
        yield engine


def _publish_day(engine: RecordEngine, shelf: Shelf, day: date, boundary_version: str | None) -> Snapshot:
    with _aside(shelf.folder) as aside:
        files = _written(engine, day, aside)
        if not files["stores.parquet"]["rows"]:
            raise Refused(
                _("No store had entered by {day}: there is nothing to publish for that day.", day=day.isoformat())
            )
        facts = _facts(engine, day, boundary_version, files)
        snapshot_id = f"{day.isoformat()}-{fingerprint(facts)}"
        if not _is_whole(shelf, snapshot_id):
            restated = [name for name in shelf.ids() if name.startswith(f"{day.isoformat()}-") and name != snapshot_id]
            manifest: Manifest = {"snapshot_id": snapshot_id, **facts, "restates": restated}
            (aside / MANIFEST).write_bytes(orjson.dumps(manifest, option=orjson.OPT_INDENT_2))
            Snapshot(snapshot_id, aside).verify()
            aside.chmod(0o755)
            _replace(aside, shelf.folder / snapshot_id)
    return shelf.open(snapshot_id)


def _is_whole(shelf: Shelf, snapshot_id: str) -> bool:
    if snapshot_id not in shelf.ids():
        return False
    try:
        shelf.open(snapshot_id).verify()
    except Refused:
        return False
    return True


def _replace(aside: Path, place: Path) -> None:
    """Rename a snapshot into its place; what stood there was damaged and goes."""
    if place.exists():
        damaged = Path(mkdtemp(prefix=".damaged-", dir=place.parent))
        place.rename(damaged / place.name)
        aside.rename(place)
        shutil.rmtree(damaged, ignore_errors=True)
    else:
        aside.rename(place)


def _written(engine: RecordEngine, day: date, aside: Path) -> dict[str, FileFacts]:
    engine.keep(GRANT_STATE, grant_states(day))
    rules = rules_of(day, engine)
    selects: dict[str, Query] = {
        "stores": store_days(day, rules),  # first, and applications and grants before others: these read them
        "applications": applications(day),
        "grants": grants(),
        "calls": calls(rules),
        "cube": cube(rules),
        "measures": measures(rules),
        "ledger": ledger(day),
        "activity": weeks(rules),
        "events": events(day),
        "belts": reference_tables.belts(day),
        "places": select(*columns(PlaceDay)).order_by(columns(PlaceDay).adcode),
        "categories": reference_tables.categories(),
        "tiers": reference_tables.tiers(day),
        "schedules": reference_tables.schedules(),
        "bases": reference_tables.bases(day),
        "designations": reference_tables.designations(day),
        "targets": reference_tables.targets(day),
    }
    files: dict[str, FileFacts] = {}
    for name, asked in selects.items():
        path = aside / f"{name}.parquet"
        rows = engine.write(SNAPSHOT_TABLES[name], asked, path)
        files[path.name] = {"rows": rows, "bytes": path.stat().st_size, "sha256": sha256(path)}
    return files


def _facts(engine: RecordEngine, day: date, boundary_version: str | None, files: dict[str, FileFacts]) -> Facts:
    schedules = {row["schedule_id"] for row in engine.rows(reference_tables.tiers(day)).to_pylist()}
    return {
        "schema_version": SCHEMA_VERSION,
        "as_of": day.isoformat(),
        "is_demonstration": any(delivery.is_demonstration for delivery in engine.deliveries),
        "code_version": version("laotie-dashboard"),
        "boundary_version": boundary_version,
        "rules": sorted(schedules),
        "deliveries": [_told(delivery) for delivery in engine.deliveries],
        "files": files,
    }


def _told(delivery: Delivery) -> DeliveryFacts:
    return {
        "delivery_id": delivery.delivery_id,
        "kind": delivery.kind,
        "file_name": delivery.file_name,
        "sha256": delivery.sha256,
        "row_count": delivery.row_count,
        "datum": delivery.datum,
    }


@contextmanager
def _aside(folder: Path) -> Iterator[Path]:
    folder.mkdir(parents=True, exist_ok=True)
    path = Path(mkdtemp(prefix=".publishing-", dir=folder))
    try:
        yield path
    finally:
        shutil.rmtree(path, ignore_errors=True)
