"""Stores found by what was typed: over all stores of a scope, whatever the view is narrowed to.

The names of a day are held in memory as they are searched (56 MB at 1,000,000 stores): a search costs 0.05 to 0.1 s
of CPU there, and a second where the names are read from the file for each (docs/speed.md).
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass, fields
from functools import lru_cache, reduce
from typing import Final
from unicodedata import normalize

import pyarrow as pa
import pyarrow.compute as pc
from sqlalchemy import func, select

from dashboard.questions.asking import allowed
from dashboard.questions.search.typed import SEPARATORS, Spelling, nearness, patterns, plain
from models.base import columns
from models.geography.scope import Scope
from models.snapshots.snapshot import Snapshot
from models.snapshots.tables import StoreDay

MOST: Final = 2_000
"""Stores that are put in order; of more than these, those that begin so."""
SHORTEST: Final = 2
"""Letters or digits that stores are looked for by at least; of characters, one is enough."""
SHORTEST_ID: Final = 4
"""Characters of an id that it is found by at least, wherever they stand in it."""
_WIDE: Final = frozenset(map(chr, range(0xFF01, 0xFF5F)))


@dataclass(frozen=True)
class StoreFound:
    """One store found."""

    store_id: str
    store_name: str
    county_adcode: str


@dataclass(frozen=True)
class _Held:
    """The ids of a day's stores, their names as they are searched, and how these are read."""

    ids: pa.Array
    names: pa.Array
    spelling: Spelling


def _searched(names: pa.Array) -> tuple[pa.Array, frozenset[str]]:
    """Names as `plain` writes them, and the characters in them."""
    bare = pc.replace_substring_regex(names, f"[{re.escape(SEPARATORS)}]+", "")
    occur = set(str(bare.buffers()[2] or b"", "utf-8")) - {"\0"}  # the buffer may be longer than the names
    for wide in occur & _WIDE:
        bare = pc.replace_substring(bare, wide, normalize("NFKC", wide))
    return bare, frozenset(occur - _WIDE)


@lru_cache(maxsize=2)
def held(snapshot: Snapshot) -> _Held:
    """The names of a day."""
    of = columns(StoreDay)
    found = snapshot.ask(select(of.store_id, func.lower(of.store_name).label("name"))).combine_chunks()
    names, characters = _searched(found["name"].combine_chunks())
    return _Held(found["store_id"].combine_chunks(), names, Spelling.of(characters))


@lru_cache(maxsize=16)
def _within(snapshot: Snapshot, scope: Scope) -> pa.Array:
    """Which of the stores held lie in a scope."""
    asked = select(columns(StoreDay).store_id).where(*allowed(snapshot, StoreDay, scope))
    return pc.is_in(held(snapshot).ids, snapshot.ask(asked)["store_id"])


def _matches(text: str, names: _Held, found: Sequence[str]) -> pa.Array:
    """Which stores have a name that holds every word, or an id that holds what was typed."""
    by_word = (pc.match_substring_regex(names.names, word) for word in found)
    wanted = normalize("NFKC", text).strip(SEPARATORS)
    if len(wanted) < SHORTEST_ID or not wanted.isascii():
        return reduce(pc.and_, by_word)
    return pc.or_(reduce(pc.and_, by_word), pc.match_substring(names.ids, wanted, ignore_case=not wanted.isdigit()))


def _ordered(names: _Held, at: pa.Array, found: Sequence[str], limit: int) -> list[str]:
    """The ids of the nearest stores."""
    if len(at) > MOST:
        begin = pc.filter(at, pc.match_substring_regex(names.names.take(at), f"^{found[0]}"))
        at = (begin if len(begin) else at)[:MOST]
    told = zip(names.ids.take(at).to_pylist(), names.names.take(at).to_pylist(), strict=True)
    near = sorted((*nearness(name, found), store_id) for store_id, name in told)
    return [store_id for _kind, _length, store_id in near[:limit]]


def stores_found(snapshot: Snapshot, scope: Scope, text: str, limit: int) -> tuple[int, tuple[StoreFound, ...]]:
    """How many stores of a scope are found by what was typed, and the nearest of them."""
    wanted = plain(text)
    if len(wanted) < (SHORTEST if wanted.isascii() else 1):
        return 0, ()
    names = held(snapshot)
    found = patterns(text, names.spelling)
    which = _matches(text, names, found)
    if not scope.is_everything:
        which = pc.and_(which, _within(snapshot, scope))
    at = pc.indices_nonzero(which)
    ids = _ordered(names, at, found, limit)
    of = columns(StoreDay)
    asked = select(*(of[field.name] for field in fields(StoreFound))).where(of.store_id.in_(ids))
    rows = {row["store_id"]: StoreFound(**row) for row in snapshot.ask(asked).to_pylist()} if ids else {}
    return len(at), tuple(rows[store_id] for store_id in ids)
