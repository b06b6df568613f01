"""A draft as the files that bring it in: what it ends of the rules in force, and what it sets."""

import csv
import io
from collections.abc import Iterable, Sequence
from dataclasses import asdict, dataclass
from datetime import date, timedelta
from decimal import Decimal

from data.errors import Refused
from data.language import _
from models.base import Row
from models.drafts.schedule import Draft, FileRow
from models.intake.kinds import KINDS


@dataclass(frozen=True)
class RulesInForce:
    """What a draft would follow: all schedules, the base deposits in force and the categories, on a day."""

    day: date
    schedules: Sequence[Row]
    bases: Sequence[Row]
    categories: Sequence[Row]

    def begins(self, draft: Draft) -> date:
        """The first day of a draft; the day after, where it names none.

        Raises:
            Refused: it names no day, or one that is not later.
        """
        if not draft.begins_on:
            return self.day + timedelta(days=1)
        try:
            begins = date.fromisoformat(draft.begins_on)
        except ValueError:
            raise Refused(_("{text} is not a day; write it like 2026-01-31.", text=draft.begins_on)) from None
        if begins <= self.day:
            raise Refused(
                _(
                    "The first day, {day}, has to be after the day of the snapshot, {as_of}.",
                    day=begins.isoformat(),
                    as_of=self.day.isoformat(),
                )
            )
        return begins


def _ended(rows: Iterable[Row], begins: date) -> list[FileRow]:
    """The rows that would still hold on a day, ended the day before."""
    held = [row for row in rows if row["effective_from"] < begins <= (row.get("effective_to") or date.max)]
    return [dict(row) | {"effective_to": begins - timedelta(days=1)} for row in held]


def _last_day(rules: RulesInForce, begins: date) -> date | None:
    """The day before the next schedule that is known to come."""
    coming: list[date] = [row["effective_from"] for row in rules.schedules if row["effective_from"] >= begins]
    if not coming:
        return None
    if min(coming) == begins:
        raise Refused(_("Another schedule begins on {day} already: choose an earlier day.", day=begins.isoformat()))
    return min(coming) - timedelta(days=1)


def tier_rows(draft: Draft, rules: RulesInForce) -> tuple[list[FileRow], list[FileRow]]:
    """The rows of deposit_tiers.csv: what ends for the draft's sake, and the draft.

    Raises:
        Refused: the draft's first day is none, or taken.
    """
    begins = rules.begins(draft)
    ended = _ended(rules.schedules, begins)
    period = {
        "schedule_id": draft.schedule_id,
        "effective_from": begins,
        "effective_to": _last_day(rules, begins),
    }
    return ended, [period | row for row in draft.rows]


def base_rows(draft: Draft, rules: RulesInForce) -> tuple[list[FileRow], list[FileRow]]:
    """The rows of base_deposits.csv: what ends for the draft's sake, and what the draft sets.

    Raises:
        Refused: the draft's first day is none.
    """
    begins, changed = rules.begins(draft), {(base.category_code, base.store_type) for base in draft.bases}
    held = [row for row in rules.bases if (row["category_code"], row["store_type"]) in changed]
    period = {"effective_from": begins, "effective_to": None}
    return _ended(held, begins), [asdict(base) | period for base in draft.bases]


def _number(value: float) -> str:
    return f"{Decimal(repr(value)).normalize():f}"


def cell(name: str, value: object) -> str:
    """A value as a cell of a file that the importer takes."""
    if value is None:
        return ""
    if name == "base_fen":
        return f"{Decimal(str(value)).scaleb(-2):.2f}"
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, float):
        return _number(value)
    return value.isoformat() if isinstance(value, date) else " ".join(str(value).split())


def file_text(kind: str, rows: Iterable[Row]) -> str:
    """The rows as a CSV file of a kind."""
    text = io.StringIO()
    writer = csv.writer(text, lineterminator="\n")
    columns = KINDS[kind].columns
    writer.writerow([column.name for column in columns])
    writer.writerows([cell(column.kept, row[column.kept]) for column in columns] for row in rows)
    return text.getvalue()
