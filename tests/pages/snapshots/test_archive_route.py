"""The archive of a snapshot: its files, whole, by an id that is on the shelf and nothing else."""

import io
import shutil
import tarfile
from pathlib import Path

import pytest
from made.asking import get
from starlette.applications import Starlette

from models.settings import settings
from models.snapshots.shelf import Shelf
from pages.snapshots.archive_route import link, routes


@pytest.fixture
def app() -> Starlette:
    return Starlette(routes=routes())


def test_an_archive_holds_the_manifest_and_every_file_the_same_each_time(at_home: Path, app: Starlette) -> None:
    snapshot = Shelf(at_home / "snapshots").open()
    answer = get(app, link(snapshot.snapshot_id, "en"))
    assert answer.status == 200
    assert int(answer.headers["content-length"]) == len(answer.content)
    assert answer.headers["content-disposition"] == f'attachment; filename="{snapshot.snapshot_id}.tar"'
    assert get(app, link(snapshot.snapshot_id, "zh")).content == answer.content
    with tarfile.open(fileobj=io.BytesIO(answer.content)) as archive:
        held = {entry.name: archive.extractfile(entry) for entry in archive}
        contents = {name: file.read() for name, file in held.items() if file}
    assert contents == {
        f"{snapshot.snapshot_id}/{path.name}": path.read_bytes() for path in sorted(snapshot.folder.iterdir())
    }


@pytest.mark.parametrize(
    "name", ["2026-11-15-000000000000", "..", "%2e%2e", "..%2f..%2frecord", "pins.json", ".publishing-x", "2026"]
)
def test_what_is_not_on_the_shelf_is_not_sent(at_home: Path, app: Starlette, name: str) -> None:
    answer = get(app, f"/api/v1/snapshots/{name}.tar?lang=en")
    assert answer.status == 404
    assert b"SQLite" not in answer.content


def test_a_damaged_snapshot_is_not_sent_and_says_how_to_repair_it(
    published_home: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, app: Starlette
) -> None:
    name = Shelf(published_home / "snapshots").open().snapshot_id
    shutil.copytree(published_home / "snapshots" / name, tmp_path / "snapshots" / name)
    with (tmp_path / "snapshots" / name / "cube.parquet").open("ab") as file:
        file.write(b"x")
    monkeypatch.setenv("LAOTIE_HOME", str(tmp_path))
    settings.cache_clear()
    answer = get(app, link(name, "en"))
    assert answer.status == 404
    assert f"laotie publish --as-of {name[:10]}" in answer.json()["error"]
