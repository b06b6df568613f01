"""The command `laotie`. Errors are one sentence on stderr and a non-zero exit, never a traceback."""

import os
import socket
import sys
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any, TypedDict

import typer

from dashboard.commands.speaking import bars, complain, say, spoken
from data.errors import Refused
from data.language import Sentence, _
from models.programme.clock import day_of, now
from models.record.tables import TABLES, AuditEntry
from models.settings import settings

if TYPE_CHECKING:  # commands import what they need when they run: `laotie --help` stays quick
    from dashboard.reading.opening import Opened
    from models.geography.boundaries import Boundaries
    from models.record.store import Record

app = typer.Typer(
    help=spoken(_("Uptake of the Laotie Good Store programme by region.")),
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
)
snapshots_app = typer.Typer(
    help=spoken(_("List and verify what is published; choose what is shown.")), no_args_is_help=True
)
boundaries_app = typer.Typer(help=spoken(_("The boundary layers of the map.")), no_args_is_help=True)
app.add_typer(snapshots_app, name="snapshots")
app.add_typer(boundaries_app, name="boundaries")

Kind = StrEnum("Kind", {code: code for code in TABLES})  # type: ignore[misc]


class Datum(StrEnum):
    """What coordinates are measured in."""

    gcj02 = "gcj02"
    bd09 = "bd09"
    wgs84 = "wgs84"


class _Help(TypedDict):
    help: str


def _option(text: Sentence, *names: str, **more: Any) -> Any:
    return typer.Option(*names, help=spoken(text), **more)


def _command(text: Sentence) -> _Help:
    return {"help": spoken(text)}


@app.command(**_command(_("Write demonstration files, import them and publish their days.")))
def demo(
    stores: Annotated[int, _option(_("how many stores"), min=1)] = 20_000,
    weeks: Annotated[int, _option(_("how many weeks of history"), min=1, max=53)] = 53,
    seed: Annotated[int, _option(_("the same seed makes the same files"))] = 20260101,
) -> None:
    """Demonstration data."""
    from dashboard.commands.demonstration import prepare

    prepare(_built(), stores=stores, weeks=weeks, seed=seed, late=True)


@app.command("import", **_command(_("Import one file of a kind (docs/importing.md); all of it or nothing.")))
def import_(
    kind: Annotated[Kind, typer.Argument(help=spoken(_("the kind of file")))],
    file: Annotated[Path, typer.Argument(help=spoken(_("a .csv, .csv.gz or .zip")))],
    datum: Annotated[Datum, _option(_("what a store's coordinates are measured in"))] = Datum.gcj02,
    dry_run: Annotated[bool, _option(_("check only, store nothing"), "--dry-run")] = False,
) -> None:
    """Import a file."""
    from dashboard.commands.importing import run

    run(kind.value, file, datum=datum.value, dry_run=dry_run, by=_person(), at=now())


@app.command(**_command(_("Publish the record as of a day; the newest day is shown at once.")))
def publish(
    as_of: Annotated[list[str], _option(_("a day, 2026-01-31; may be given several times"), "--as-of")],
) -> None:
    """Publish days."""
    from dashboard.reading.opening import boundaries, shelf
    from models.publication.publish import publish as make
    from models.record.store import open_record

    layers = boundaries()
    days = [day_of(text) for text in as_of]
    record = open_record(settings().record)
    with bars() as progress:
        made = make(record, shelf(), days, boundary_version=layers.version if layers else None, progress=progress)
    for snapshot in made:
        _note(record, "publish", snapshot.snapshot_id)
        say(_("Published {snapshot}", snapshot=snapshot.snapshot_id))


@snapshots_app.command("list", **_command(_("What is published, the newest day first; * is what is shown.")))
def list_snapshots() -> None:
    """List snapshots."""
    from dashboard.reading.opening import shelf

    latest = shelf().latest_id()
    for snapshot in shelf():
        mark = "*" if snapshot.snapshot_id == latest else " "
        rows = snapshot.manifest["files"]["stores.parquet"]["rows"]
        say(_("{mark} {snapshot}  {rows} stores", mark=mark, snapshot=snapshot.snapshot_id, rows=f"{rows:,}"))
    if latest is None:
        shelf().open()


@snapshots_app.command(**_command(_("Check every file of one snapshot, or of all, against its manifest.")))
def verify(snapshot: Annotated[str, typer.Argument(help=spoken(_("a snapshot's id; without it, all")))] = "") -> None:
    """Verify snapshots."""
    from dashboard.reading.opening import shelf

    chosen = [snapshot] if snapshot else shelf().ids()
    if not chosen:
        shelf().open()
    for name in chosen:
        shelf().open(name).verify()
        say(_("{snapshot} is whole", snapshot=name))


@snapshots_app.command(**_command(_("Show this snapshot from now on: roll back, or forward.")))
def use(snapshot: Annotated[str, typer.Argument(help=spoken(_("a snapshot's id")))]) -> None:
    """Move the pointer."""
    from dashboard.reading.opening import shelf
    from models.record.store import open_record

    shelf().point(snapshot)
    _note(open_record(settings().record), "use", snapshot)
    say(_("{snapshot} is shown from now on", snapshot=snapshot))


@app.command(**_command(_("Write a table of a view: a .csv with its manifest beside it, or a .zip of both.")))
def export(
    table: Annotated[str, typer.Argument(help=spoken(_("what to export: a table by its name (docs/exporting.md)")))],
    out: Annotated[Path, _option(_("the file to write"), "--out")],
    snapshot: Annotated[str, _option(_("a snapshot's id, or latest; without it, what the view names"))] = "",
    view: Annotated[str, _option(_("what follows the ? in the page's address"))] = "",
) -> None:
    """Export a table."""
    from dashboard import exports
    from dashboard.screens import TABLES

    made = exports.make(TABLES, table, _opened(view, snapshot))
    exports.save(made, out)
    say(_("{rows} rows written to {file}", rows=f"{made.rows:,}", file=out))


@app.command(**_command(_("Write a map or a chart of a view as a picture: a .svg or a .png.")))
def picture(
    code: Annotated[
        str, typer.Argument(help=spoken(_("which picture: a map or a chart by its name (docs/exporting.md)")))
    ],
    out: Annotated[Path, _option(_("the file to write; its ending says which format"), "--out")],
    snapshot: Annotated[str, _option(_("a snapshot's id, or latest; without it, what the view names"))] = "",
    view: Annotated[str, _option(_("what follows the ? in the page's address"))] = "",
) -> None:
    """Draw a picture."""
    from dashboard import pictures
    from dashboard.screens import PICTURES

    pictures.save(pictures.make(PICTURES, code, out.suffix[1:], _opened(view, snapshot)), out)
    say(_("{file} is written", file=out))


@app.command(**_command(_("Write the deck of a region for Monday's meeting: six slides, a .pptx.")))
def deck(
    out: Annotated[Path, _option(_("the file to write, a .pptx"), "--out")],
    snapshot: Annotated[str, _option(_("a snapshot's id, or latest; without it, what the view names"))] = "",
    view: Annotated[str, _option(_("what follows the ? in the page's address"))] = "",
) -> None:
    """Write the deck."""
    from dashboard import pictures
    from dashboard.reports.deck import ENDING, make
    from dashboard.screens import PICTURES

    if out.suffix != f".{ENDING}":
        raise Refused(_("A deck is a .pptx, not {file}: name another with --out.", file=out.name))
    pictures.save(make(_opened(view, snapshot), PICTURES), out)
    say(_("{file} is written", file=out))


def _opened(view: str, snapshot: str) -> "Opened":
    """A view by its query, of a snapshot if one is named; what its link names in vain is said."""
    from dashboard.acting.scope import scope_of_reader
    from dashboard.reading.opening import open_view, shelf
    from dashboard.screens import unknown_order
    from dashboard.views.address import parse

    if snapshot:
        shelf().open(snapshot)
    opened = open_view(parse(view) | ({"snapshot": snapshot} if snapshot else {}), scope_of_reader())
    for note in (*opened.notes, unknown_order(opened)):
        if note:
            complain(note)
    return opened


@boundaries_app.command("build", **_command(_("Build the map's layers from the installed package, or from your own.")))
def build_boundaries() -> None:
    """Build boundary layers."""
    say(_("Boundary layers {version} are ready", version=_built().version))


@app.command(**_command(_("Serve the dashboard.")))
def serve(
    host: Annotated[str, _option(_("address to listen on"))] = "127.0.0.1",
    port: Annotated[int, _option(_("port to listen on"), envvar="PORT", min=1, max=65535)] = 8501,
    demo: Annotated[bool, _option(_("first make demonstration data, if nothing is published"), "--demo")] = False,
) -> None:
    """Serve."""
    from dashboard.app import serve as run
    from dashboard.reading.opening import boundaries, shelf

    _refuse_taken(host, port)
    if demo:
        layers = boundaries() or _built()
        if shelf().latest_id() is None:
            from dashboard.commands.demonstration import prepare

            prepare(layers, stores=20_000, weeks=53, seed=20260101, late=True)
    say(_("The dashboard is served at http://{host}:{port}; Ctrl-C stops it.", host=host, port=port))
    run(host, port)


def _refuse_taken(host: str, port: int) -> None:
    try:
        with socket.create_server((host, port)):
            pass
    except OSError as error:
        raise Refused(
            _(
                "{host}:{port} cannot be listened on ({why}). Choose another port: PORT=8502 make run, or "
                "laotie serve --port 8502",
                host=host,
                port=port,
                why=os.strerror(error.errno) if error.errno else error,
            )
        ) from None


@app.command(**_command(_("Say what is configured, what is missing, and what to do.")))
def doctor() -> None:
    """Check the installation."""
    from dashboard.commands.doctor import examine

    if not examine():
        raise typer.Exit(1)


def _built() -> "Boundaries":
    from models.geography.building.build import build

    with bars() as progress:
        return build(settings().boundary_layers, settings().boundaries, progress)


def _note(record: "Record", action: str, subject: str) -> None:
    record.note(AuditEntry(at=now(), person=_person(), action=action, subject=subject))


def _person() -> str:
    return settings().person or os.environ.get("USER", "") or "command line"


def main() -> None:
    """Run a command; say a refusal in one sentence."""
    try:
        app()
    except Refused as refused:
        complain(refused.sentence)
        sys.exit(1)
    except KeyboardInterrupt:
        sys.exit(130)
    except Exception as error:
        if settings().trace:
            raise
        what = f"{type(error).__name__}: {error}".splitlines()[0]
        complain(_("Something failed that should not have: {what}. For the details set LAOTIE_TRACE=1.", what=what))
        sys.exit(2)
