"""A draft as two tables that a person edits, and back: its tiers, and base deposits by category and store type."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import asdict, dataclass, replace
from decimal import ROUND_HALF_UP, Decimal
from typing import Any, Final

import pyarrow as pa

from models.drafts.files import Standing
from models.drafts.schedule import ALL_TYPES, Base, Draft, Tier
from models.programme.terms import STORE_TYPES

Row = Mapping[str, Any]
REMOVED: Final = "is_removed"
CATEGORY: Final = "category"
_TYPES: Final = pa.list_(pa.string())
TIER_SCHEMA: Final = pa.schema(
    [
        ("tier_code", pa.string()),
        ("rank", pa.int64()),
        ("reduction_pct", pa.float64()),
        ("min_score", pa.float64()),
        ("max_score", pa.float64()),
        ("store_types", _TYPES),
        ("requires_no_violation", pa.bool_()),
        ("requires_certified", pa.bool_()),
        ("requires_designated_belt", pa.bool_()),
        ("name_zh", pa.string()),
        ("name_en", pa.string()),
        (REMOVED, pa.bool_()),
    ]
)


def _types(text: str) -> list[str]:
    """Store types as a person chooses them: none chosen stands for all."""
    return [] if text == ALL_TYPES else [code for code in STORE_TYPES if code in text.split("|")]


def tier_table(draft: Draft) -> pa.Table:
    """The tiers, a row each."""
    rows = [asdict(tier) | {"store_types": _types(tier.store_types), REMOVED: False} for tier in draft.tiers]
    return pa.Table.from_pylist(rows, schema=TIER_SCHEMA)


def _amounts(draft: Draft, standing: Standing) -> dict[tuple[str, str], int]:
    held = {(row["category_code"], row["store_type"]): row["base_fen"] for row in standing.bases}
    return held | {(base.category_code, base.store_type): base.base_fen for base in draft.bases}


def base_table(draft: Draft, standing: Standing, named: Mapping[str, str]) -> pa.Table:
    """Base deposits in CNY: a row a category (code -> name, in the order given), a column a store type."""
    amounts = _amounts(draft, standing)
    rows = [
        {CATEGORY: name} | {kind: _cny(amounts.get((code, kind))) for kind in STORE_TYPES}
        for code, name in named.items()
    ]
    return pa.Table.from_pylist(
        rows, schema=pa.schema([(CATEGORY, pa.string()), *((kind, pa.float64()) for kind in STORE_TYPES)])
    )


def _cny(fen: int | None) -> float | None:
    return None if fen is None else fen / 100


def _fen(cny: float) -> int:
    return int((Decimal(repr(cny)) * 100).quantize(Decimal(1), ROUND_HALF_UP))


@dataclass(frozen=True)
class Edited:
    """What a person made of a draft. `rows`: of each of its tiers, the row of the table it stands in, from 1."""

    draft: Draft
    rows: tuple[int, ...]


def _tier(row: Row) -> Tier:
    types = [code for code in row["store_types"] or () if code in STORE_TYPES]
    is_all = not types or len(types) == len(STORE_TYPES)
    given: dict[str, Any] = {name: row[name] for name in ("rank", "min_score", "max_score", "reduction_pct")}
    given |= {name: " ".join((row[name] or "").split()) for name in ("tier_code", "name_zh", "name_en")}
    given |= {name: bool(row[name]) for name in row if name.startswith("requires_")}
    return Tier(**given, store_types=ALL_TYPES if is_all else "|".join(sorted(types)))


def edited(draft: Draft, tiers: Iterable[Row]) -> Edited:
    """The draft with the tiers that the table has now; rows that are marked as removed are left out."""
    kept = [(at, row) for at, row in enumerate(tiers, start=1) if not row[REMOVED]]
    return Edited(replace(draft, tiers=tuple(_tier(row) for _at, row in kept)), tuple(at for at, _row in kept))


def with_bases(draft: Draft, shown: Sequence[Row], now: Sequence[Row], codes: Sequence[str], held: Standing) -> Draft:
    """The draft with what a person changed in the table of base deposits: what was shown, and what it says now.

    An amount that is set back to the one in force, or emptied, is no longer changed by the draft.
    """
    in_force = {(row["category_code"], row["store_type"]): row["base_fen"] for row in held.bases}
    amounts = {(base.category_code, base.store_type): base.base_fen for base in draft.bases}
    for code, before, after in zip(codes, shown, now, strict=True):
        for kind in STORE_TYPES:
            if before[kind] != after[kind]:
                amounts.pop((code, kind), None)
                if after[kind] is not None and _fen(after[kind]) != in_force.get((code, kind)):
                    amounts[code, kind] = _fen(after[kind])
    return replace(draft, bases=tuple(Base(*key, fen) for key, fen in sorted(amounts.items())))


def scaled(draft: Draft, held: Standing, percent: float) -> Draft:
    """The draft with every base deposit in force set to so many percent of it, to the fen."""
    share = Decimal(repr(percent)) / 100
    amounts = {
        (row["category_code"], row["store_type"]): (row["base_fen"], _fen(float(row["base_fen"] * share / 100)))
        for row in held.bases
    }
    changed = [Base(*key, now) for key, (before, now) in sorted(amounts.items()) if before != now]
    return replace(draft, bases=tuple(changed))


def with_another(draft: Draft) -> Draft:
    """The draft with one more tier, tried last: certified stores of all kinds, and no reduction yet."""
    taken = {tier.tier_code for tier in draft.tiers}
    number = next(n for n in range(1, len(taken) + 2) if f"T{n}" not in taken)
    code, rank = f"T{number}", max((tier.rank or 0 for tier in draft.tiers), default=0) + 1
    return replace(
        draft, tiers=(*draft.tiers, Tier(code, rank, code, code, ALL_TYPES, None, None, False, True, False, 0.0))
    )


def unsigned(draft: Draft) -> Draft:
    """What a draft says, without who saved it under which name: two drafts that say the same are equal."""
    return replace(draft.ordered, name="", author="", made_on="")
