"""Bring a file in: read, check, and store it whole, or store nothing and say everything that is wrong."""
# ruff: noqa: S608 - SQL is composed of declared names and literals; cells are never part of it

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import datetime
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING

import duckdb
import pyarrow as pa

from data.errors import Refused
from data.language import Sentence, _
from models.intake.contract.declaring import Kind
from models.intake.contract.holdings import Holdings
from models.intake.contract.values import MACROS
from models.intake.kinds import kind_of
from models.intake.reading.coordinates import known_datum, outside, to_wgs84
from models.intake.reading.cross_checks import cross_check, hold, kept_columns
from models.intake.reading.findings import Findings, faulty_cells, joined, malformed, problems
from models.intake.reading.header import Header, read_header
from models.intake.reading.lookups import make_lookups
from models.intake.reading.outcomes import Outcome
from models.intake.reading.parsing import parse
from models.intake.reading.sheet import Sheet, load
from models.intake.reading.text import as_utf8
from models.intake.reading.unpack import fingerprint, unpacked
from models.record.store import Record
from models.record.tables import AuditEntry, Delivery
from models.settings import settings

if TYPE_CHECKING:  # geometry is heavy, and most files have none
    from models.geography.boundaries import Boundaries

Progress = Callable[[Sentence, float], None]
"""Told what is being done, and how much of the whole is done (0 to 1)."""


@dataclass(frozen=True)
class Arrival:
    """A file that is being brought in."""

    kind: Kind
    path: Path
    file_name: str
    sha256: str
    datum: str
    by: str
    at: datetime  # naive, Asia/Shanghai
    is_demonstration: bool
    progress: Progress

    @property
    def delivery_id(self) -> str:
        """The same for the same file, kind and datum."""
        parts = [self.kind.code, self.sha256[:16]]
        return "-".join([*parts, self.datum] if self.datum else parts)


def bring_in(
    kind_code: str,
    path: Path,
    *,
    record: Record,
    by: str,
    at: datetime,
    datum: str = "gcj02",
    dry_run: bool = False,
    is_demonstration: bool = False,
    boundaries: "Boundaries | None" = None,
    file_name: str = "",
    progress: Progress | None = None,
) -> Outcome:
    """Bring a file of a kind (code or Chinese name) into the record.

    Args:
        kind_code: the kind of file.
        path: the file.
        record: what it is brought into.
        by: who delivers it.
        at: when, naive Asia/Shanghai time.
        datum: of the file's coordinates, for kinds that have them: gcj02, bd09 or wgs84.
        dry_run: check everything, store nothing.
        boundaries: county boundaries that points are checked against; None: points are not checked.
        is_demonstration: mark the delivery as made-up data.
        file_name: what the file is called, where the path is a temporary one.
        progress: told what is being done.

    Raises:
        Refused: it is no such file at all, or the record is not ready for it.
    """
    kind = kind_of(kind_code)
    arrival = Arrival(
        kind=kind,
        path=path,
        file_name=(file_name or path.name)[:255],
        sha256=fingerprint(path),
        datum=known_datum(datum) if kind.has_coordinates else "",
        by=by,
        at=at,
        is_demonstration=is_demonstration,
        progress=progress or _silent,
    )
    return _outcome(arrival, record, None if dry_run else record, boundaries)


def tried(kind_code: str, path: Path, *, held: Holdings, by: str, at: datetime) -> Outcome:
    """What would become of a file without coordinates, were what is held the record; nothing is stored.

    Raises:
        Refused: it is no such file at all.
    """
    arrival = Arrival(
        kind=kind_of(kind_code),
        path=path,
        file_name=path.name,
        sha256=fingerprint(path),
        datum="",
        by=by,
        at=at,
        is_demonstration=False,
        progress=_silent,
    )
    return _outcome(arrival, held, None, None)


def _silent(_what: Sentence, _part: float) -> None:
    """For those who do not listen."""


def _outcome(arrival: Arrival, held: Holdings, into: Record | None, boundaries: "Boundaries | None") -> Outcome:
    """What becomes of a file that is checked against what is held, and stored into a record if one is given."""
    earlier = held.delivery(arrival.delivery_id)
    if earlier:
        return _repeated(arrival, earlier)
    with TemporaryDirectory(prefix="laotie-") as scratch, duckdb.connect() as db:
        db.execute("SET temp_directory = ?", [scratch])
        db.execute(MACROS)
        return _Intake(arrival, held, into, boundaries, db, Path(scratch)).outcome()


def _repeated(arrival: Arrival, earlier: Delivery) -> Outcome:
    return Outcome(
        arrival.kind.code,
        arrival.file_name,
        earlier,
        is_repeat=True,
        encoding=earlier.encoding,
        delimiter=earlier.delimiter,
        rows=earlier.row_count,
        unchanged=earlier.row_count,
        notes=(
            _(
                "The same file was accepted on {at} from {by}; nothing was done.",
                at=f"{earlier.received_at:%Y-%m-%d %H:%M}",
                by=earlier.received_by,
            ),
        ),
    )


@dataclass(frozen=True)
class _Intake:
    """One file on its way, with the database it is checked in."""

    arrival: Arrival
    held: Holdings
    into: Record | None
    boundaries: "Boundaries | None"
    db: duckdb.DuckDBPyConnection
    scratch: Path

    def outcome(self) -> Outcome:
        """What becomes of the file."""
        arrival, kind = self.arrival, self.arrival.kind
        after = self.held.count(Delivery)
        arrival.progress(_("Reading {file}", file=arrival.file_name), 0.0)
        text = as_utf8(unpacked(arrival.path, self.scratch, settings().file_bytes), self.scratch)
        header = read_header(text.path, kind, arrival.file_name)
        make_lookups(self.db, kind, self.held)
        sheet = load(self.db, text.path, header, self.scratch)
        arrival.progress(_("Checking {file}", file=arrival.file_name), 0.3)
        is_plain = text.is_plain(header.lines + self._loaded())
        parse(self.db, kind, header, arrival.at.date().isoformat(), is_plain=is_plain)
        found = self._described(header, text.encoding)
        if not found.rows and not sheet.malformed:
            raise Refused(_("{file} has a header and no rows.", file=arrival.file_name))
        wrong = self._checked()
        if wrong.total or sheet.malformed:
            return self._with_problems(found, sheet, wrong)
        return self._accepted(found, sheet, after)

    def _loaded(self) -> int:
        return int(self.db.sql("SELECT count(*) FROM raw").fetchall()[0][0])

    def _described(self, header: Header, encoding: str) -> Outcome:
        rows, recoded = self.db.sql("SELECT count(*), count(*) FILTER (recoded) FROM parsed").fetchall()[0]
        return Outcome(
            self.arrival.kind.code,
            self.arrival.file_name,
            None,
            encoding=encoding,
            delimiter=header.delimiter,
            rows=rows,
            recoded=recoded,
            unknown_columns=header.unknown,
        )

    def _checked(self) -> Findings:
        cap, kind = settings().problem_rows, self.arrival.kind
        cells = faulty_cells(self.db, kind, cap)
        hold(self.db, kind, self.held)
        return joined((cells, *cross_check(self.db, kind, cap)), cap)

    def _with_problems(self, found: Outcome, sheet: Sheet, wrong: Findings) -> Outcome:
        cap, name = settings().problem_rows, self.arrival.file_name
        listed = malformed(sheet, name)[:cap] + problems(self.db, sheet, wrong.listed, name)
        listed.sort(key=lambda problem: problem.line)
        return replace(found, problems=tuple(listed[:cap]), problem_total=wrong.total + len(sheet.malformed))

    def _accepted(self, found: Outcome, sheet: Sheet, after: int) -> Outcome:
        kind, name = self.arrival.kind, self.arrival.file_name
        if kind.has_coordinates:
            found = self._placed(found, sheet)
        self._compare()
        counts = dict(self.db.sql("SELECT fate, count(*) FROM fates GROUP BY fate").fetchall())
        added, changed = counts.get("added", 0), counts.get("changed", 0)
        found = replace(found, added=added, changed=changed, unchanged=found.rows - added - changed)
        delivery = self._delivery(found)
        if self.into:
            self.arrival.progress(_("Storing {file}", file=name), 0.7)
            self.into.write(kind.table, self._news(), delivery, self._entry(found), after=after)
        self.arrival.progress(_("{file} is done", file=name), 1.0)
        return replace(found, delivery=delivery if self.into else None, is_stored=self.into is not None)

    def _placed(self, found: Outcome, sheet: Sheet) -> Outcome:
        to_wgs84(self.db, self.arrival.datum)
        if self.boundaries is None:
            note = _("Points were not checked against county boundaries, which are not built here.")
            return replace(found, notes=(*found.notes, note))
        far = outside(self.db, self.boundaries, settings().problem_rows)
        listed = problems(self.db, sheet, far.listed, self.arrival.file_name)
        return replace(found, warnings=tuple(listed), warned=far.total)

    def _compare(self) -> None:
        """Make table `fates`: of each row, whether it is added, changed or as the record has it."""
        kind = self.arrival.kind
        others = [name for name in kept_columns(kind) if name not in kind.key]
        differs = " OR ".join(f"parsed.{name} IS DISTINCT FROM held.{name}" for name in others)
        same = " AND ".join(f"parsed.{name} = held.{name}" for name in kind.key)
        self.db.execute(
            f"CREATE OR REPLACE TABLE fates AS SELECT parsed.row, CASE WHEN held.{kind.key[0]} IS NULL THEN 'added' "
            f"WHEN {differs} THEN 'changed' ELSE 'same' END AS fate FROM parsed LEFT JOIN held ON {same}"
        )

    def _news(self) -> pa.Table:
        names = ", ".join(kept_columns(self.arrival.kind))
        key = ", ".join(self.arrival.kind.key)
        return self.db.sql(
            f"SELECT {names} FROM parsed JOIN fates USING (row) WHERE fate <> 'same' ORDER BY {key}"
        ).to_arrow_table()

    def _delivery(self, found: Outcome) -> Delivery:
        arrival = self.arrival
        return Delivery(
            delivery_id=arrival.delivery_id,
            kind=arrival.kind.code,
            file_name=arrival.file_name,
            sha256=arrival.sha256,
            datum=arrival.datum,
            encoding=found.encoding,
            delimiter=found.delimiter,
            byte_count=arrival.path.stat().st_size,
            row_count=found.rows,
            added=found.added,
            changed=found.changed,
            recoded=found.recoded,
            warned=found.warned,
            is_demonstration=arrival.is_demonstration,
            received_at=arrival.at,
            received_by=arrival.by,
        )

    def _entry(self, found: Outcome) -> AuditEntry:
        arrival = self.arrival
        detail = f"{found.rows} rows, {found.added} added, {found.changed} changed"
        return AuditEntry(at=arrival.at, person=arrival.by, action="import", subject=arrival.file_name, detail=detail)
