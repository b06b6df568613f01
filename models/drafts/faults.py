"""What makes a draft impossible, by the importer's own rules."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime, time
from pathlib import Path
from tempfile import TemporaryDirectory

import pyarrow as pa

from data.errors import Refused
from data.language import Sentence, _
from models.base import Recorded, Row
from models.drafts.files import RulesInForce, base_rows, file_text, tier_rows
from models.drafts.schedule import Draft, FileRow
from models.intake.importer import tried
from models.intake.reading.outcomes import Problem
from models.record.arrow import schema_of
from models.record.tables import BaseDeposit, Category, DepositTier

"""The rows of a kind of file: those that end for the draft's sake, and those that it sets."""


class _Held:
    """What a snapshot tells of the rules, in the record's place: the importer checks against it."""

    def __init__(self, rules: RulesInForce) -> None:
        bases = [row | {"effective_to": None} for row in map(dict, rules.bases)]
        rows: dict[type[Recorded], Sequence[Row]] = {
            DepositTier: rules.schedules,
            BaseDeposit: bases,
            Category: rules.categories,
        }
        self._tables = {
            model: pa.Table.from_pylist([dict(row) for row in held], schema=schema_of(model))
            for model, held in rows.items()
        }

    def delivery(self, _delivery_id: str) -> None:
        """No file was ever accepted here."""

    def count(self, model: type[Recorded]) -> int:
        """How many rows a table has."""
        return self._tables[model].num_rows if model in self._tables else 0

    def read(
        self,
        model: type[Recorded],
        *,
        columns: Sequence[str] = (),
        matching: pa.Table | None = None,  # noqa: ARG002 - all rows do
    ) -> pa.Table:
        """A table."""
        table = self._tables[model]
        return table.select(list(columns)) if columns else table


@dataclass(frozen=True)
class Fault:
    """What is impossible about a draft: `row` of its tiers or bases from 1 (0: no row), what the row is, and why.

    `kind` is the kind of file that would be refused.
    """

    kind: str
    row: int
    subject: str
    column: str
    value: str
    why: Sentence
    do: Sentence


def _told(kind: str, problem: Problem, ended: int, subjects: Sequence[str]) -> Fault:
    """A problem of the file as one of the draft; of a row that only ends for its sake: of no row."""
    row = max(problem.line - 1 - ended, 0)
    why = problem.why
    if "line" in why.values:
        first = int(str(why.values["line"])) - 1 - ended
        why = _("It stands in row {row} already", row=first)
    return Fault(kind, row, subjects[row - 1] if row else "", problem.column, problem.value, why, problem.do)


def _problems(kind: str, ended: Sequence[FileRow], rows: Sequence[FileRow], rules: RulesInForce) -> list[Problem]:
    with TemporaryDirectory(prefix="laotie-draft-") as folder:
        path = Path(folder) / f"{kind}.csv"
        path.write_text(file_text(kind, [*ended, *rows]), encoding="utf-8")
        at = datetime.combine(rules.day, time())
        return list(tried(kind, path, held=_Held(rules), by="draft", at=at).problems)


def faults(draft: Draft, rules: RulesInForce) -> tuple[Fault, ...]:
    """Everything that makes a draft impossible, by the importer's own rules; empty: it can be imported as it is."""
    found: list[Fault] = []
    written: tuple[
        tuple[str, Callable[[Draft, RulesInForce], tuple[list[FileRow], list[FileRow]]], tuple[str, ...]], ...
    ] = (
        ("deposit_tiers", tier_rows, ("tier_code",)),
        ("base_deposits", base_rows, ("category_code", "store_type")),
    )
    try:
        for kind, rows_of, names in written:
            ended, rows = rows_of(draft, rules)
            if not ended and not rows:
                continue
            subjects = [" × ".join(str(row[name]) for name in names) for row in rows]
            found += [_told(kind, problem, len(ended), subjects) for problem in _problems(kind, ended, rows, rules)]
    except Refused as refused:
        why, do = refused.sentence, _("Choose another day.")
        found.append(Fault(kind, 0, "", "effective_from", draft.begins_on, why, do))
    return tuple(found)
