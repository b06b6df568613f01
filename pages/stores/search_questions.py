"""The list of stores: found by a name or an id, narrowed by the question, in an order, some rows at a time."""

import re
from collections.abc import Iterator, Mapping
from typing import Any, Final
from unicodedata import normalize

from sqlalchemy import ColumnElement, Select, func, nulls_last, or_, select

from dashboard.questions.asking import narrowed
from dashboard.questions.keeping import kept
from dashboard.questions.uptake import stores
from dashboard.tables.store_columns import StoreCells
from dashboard.views.question import Question
from models.base import columns
from models.snapshots.snapshot import Snapshot
from models.snapshots.tables import StoreDay

ROWS_AT_ONCE: Final = 16_384
"""Stores that a file reads at once."""
SORTS: Final[Mapping[str, tuple[str, bool]]] = {
    "id": ("store_id", False),
    "name": ("store_name", False),
    "newest": ("entered_on", True),
    "score": ("store_score", True),
    "expiry": ("valid_until", False),
    "unclaimed": ("pack_unclaimed", True),
    "unused": ("pack_unused", True),
    "envelope": ("envelope_left_fen", True),
    "shortfall": ("shortfall_fen", True),
    "released": ("released_fen", True),
    "gmv": ("gmv_week_fen", True),
}
"""What stores are listed by: a column, and whether the largest stand first. Without a value: last."""
_SPREADSHEET_GUARDS: Final = re.compile(r"^[=＝]?[\"“”']*(.*?)[\"“”]*$")


def searched(text: str) -> str:
    """What is looked for: text as typed or pasted, without the guards that spreadsheets put around ids."""
    inside = _SPREADSHEET_GUARDS.match(text.strip())
    return inside.group(1).strip() if inside else text.strip()


def _matching(search: str) -> list[ColumnElement[bool]]:
    """Names that hold it, and ids that begin with it; an id may be typed in full-width letters."""
    wanted, of = searched(search), columns(StoreDay)
    if not wanted:
        return []
    by_id = of.store_id.startswith(normalize("NFKC", wanted), autoescape=True)
    return [or_(by_id, of.store_name.icontains(wanted, autoescape=True))]


def _select(snapshot: Snapshot, question: Question, search: str, sort: str, wanted: tuple[str, ...]) -> Select[Any]:
    of, (by, is_falling) = columns(StoreDay), SORTS[sort]
    order = [of[by]] if by == "store_id" else [nulls_last(of[by].desc() if is_falling else of[by]), of.store_id]
    where = [*narrowed(snapshot, StoreDay, question), *_matching(search)]
    return select(*(of[name] for name in wanted)).where(*where).order_by(*order)


@kept
def count(snapshot: Snapshot, question: Question, search: str) -> int:
    """How many stores are listed."""
    if not searched(search):
        return stores(snapshot, question)
    where = [*narrowed(snapshot, StoreDay, question), *_matching(search)]
    return int(snapshot.ask(select(func.count().label("n")).select_from(StoreDay).where(*where)).to_pylist()[0]["n"])


@kept
def part(
    snapshot: Snapshot, question: Question, search: str, sort: str, wanted: tuple[str, ...], offset: int, limit: int
) -> tuple[StoreCells, ...]:
    """Some of the stores listed, with the columns wanted."""
    asked = _select(snapshot, question, search, sort, wanted).offset(offset).limit(limit)
    return tuple(snapshot.ask(asked).to_pylist())


def stream(
    snapshot: Snapshot, question: Question, search: str, sort: str, wanted: tuple[str, ...]
) -> Iterator[StoreCells]:
    """All stores listed, in their order, read as they are asked for."""
    for batch in snapshot.stream(_select(snapshot, question, search, sort, wanted), ROWS_AT_ONCE):
        yield from batch.to_pylist()
