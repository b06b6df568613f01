"""`laotie import`: bring a file in and say what became of it."""

from datetime import datetime
from pathlib import Path

from dashboard.commands.speaking import bars, complain, say
from dashboard.reading.opening import boundaries
from data.errors import Refused
from data.language import _
from models.intake.importer import bring_in
from models.intake.reading.outcomes import Outcome, Problem
from models.record.store import open_record
from models.settings import settings


def run(kind: str, file: Path, *, datum: str, dry_run: bool, by: str, at: datetime) -> None:
    """Import a file.

    Raises:
        Refused: the file has problems; each was said before.
    """
    with bars() as progress:
        outcome = bring_in(
            kind,
            file,
            record=open_record(settings().record),
            by=by,
            at=at,
            datum=datum,
            dry_run=dry_run,
            boundaries=boundaries(),
            progress=lambda _what, done, of: progress(_("Importing {file}", file=file.name), done, of),
        )
    report(outcome)


def report(outcome: Outcome) -> None:
    """Say what was read, what was noticed and what was stored; refuse where there were problems."""
    for note in outcome.notes:
        say(note)
    if outcome.unknown_columns:
        names = ", ".join(outcome.unknown_columns)
        say(_("Columns that the format does not have were left out: {names}", names=names))
    for warning in outcome.warnings:
        _tell(warning)
    refuse_problems(outcome)
    if outcome.is_repeat:
        return
    say(
        _(
            "{file} ({encoding}): {rows} rows; {added} new, {changed} changed, {unchanged} as they were, "
            "{recoded} with a renewed region code, {warned} with a warning.",
            **{name: f"{getattr(outcome, name):,}" for name in ("rows", "added", "changed", "unchanged")},
            **{name: f"{getattr(outcome, name):,}" for name in ("recoded", "warned")},
            file=outcome.file_name,
            encoding=outcome.encoding,
        )
    )
    if not outcome.is_stored:
        say(_("This was a dry run: nothing was stored."))


def refuse_problems(outcome: Outcome) -> None:
    """Say each problem of a file and refuse it, where there are any."""
    if not outcome.is_refused:
        return
    for problem in outcome.problems:
        _tell(problem)
    raise Refused(
        _(
            "{file} has {count} problems and nothing of it was stored. Correct them and import it again.",
            file=outcome.file_name,
            count=outcome.problem_total,
        )
    )


def _tell(problem: Problem) -> None:
    complain(
        _(
            "{file}, line {line}, {column}, “{value}”: {why}. {do}",
            **{name: getattr(problem, name) for name in ("file", "line", "column", "value", "why", "do")},
        )
    )
