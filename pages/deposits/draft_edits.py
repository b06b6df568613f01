"""A draft as two tables that a person edits, and back: its tiers, and base deposits by category and store type."""

from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass, replace
from decimal import ROUND_HALF_UP, Decimal
from typing import Final, NamedTuple

import pyarrow as pa

from models.drafts.files import RulesInForce
from models.drafts.schedule import ALL_TYPES, Base, Draft, Tier
from models.programme.terms import STORE_TYPES

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


class TierCells(NamedTuple):
    """A row of the table of tiers as a person left it; None: a cell that is empty."""

    tier_code: str | None
    rank: int | None
    reduction_pct: float | None
    min_score: float | None
    max_score: float | None
    store_types: Sequence[str] | None
    requires_no_violation: bool | None
    requires_certified: bool | None
    requires_designated_belt: bool | None
    name_zh: str | None
    name_en: str | None
    is_removed: bool | None


def _types(text: str) -> list[str]:
    """Store types as a person chooses them: none chosen stands for all."""
    return [] if text == ALL_TYPES else [code for code in STORE_TYPES if code in text.split("|")]


def tier_table(draft: Draft) -> pa.Table:
    """The tiers, a row each."""
    rows = [asdict(tier) | {"store_types": _types(tier.store_types), REMOVED: False} for tier in draft.tiers]
    return pa.Table.from_pylist(rows, schema=TIER_SCHEMA)


def _amounts_in_force(rules: RulesInForce) -> dict[tuple[str, str], int]:
    """Base deposits by category and store type, in fen."""
    return {(row["category_code"], row["store_type"]): row["base_fen"] for row in rules.bases}


def _amounts_of(draft: Draft) -> dict[tuple[str, str], int]:
    """What a draft sets of them."""
    return {(base.category_code, base.store_type): base.base_fen for base in draft.bases}


def base_table(draft: Draft, rules: RulesInForce, named: Mapping[str, str]) -> pa.Table:
    """Base deposits in CNY: a row a category (code -> name, in the order given), a column a store type."""
    amounts = _amounts_in_force(rules) | _amounts_of(draft)
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


def _line(text: str | None) -> str:
    """Text on one line; nothing where the cell is empty."""
    return " ".join((text or "").split())


def _tier(cells: TierCells) -> Tier:
    types = [code for code in cells.store_types or () if code in STORE_TYPES]
    is_all = not types or len(types) == len(STORE_TYPES)
    return Tier(
        tier_code=_line(cells.tier_code),
        rank=cells.rank,
        name_zh=_line(cells.name_zh),
        name_en=_line(cells.name_en),
        store_types=ALL_TYPES if is_all else "|".join(sorted(types)),
        min_score=cells.min_score,
        max_score=cells.max_score,
        requires_no_violation=bool(cells.requires_no_violation),
        requires_certified=bool(cells.requires_certified),
        requires_designated_belt=bool(cells.requires_designated_belt),
        reduction_pct=cells.reduction_pct,
    )


def with_tiers(draft: Draft, tiers: pa.Table) -> Edited:
    """The draft with the tiers that the table has now; rows that are marked as removed are left out."""
    rows = [TierCells(**row) for row in tiers.select(TIER_SCHEMA.names).to_pylist()]
    kept = [(at, cells) for at, cells in enumerate(rows, start=1) if not cells.is_removed]
    return Edited(replace(draft, tiers=tuple(_tier(cells) for _at, cells in kept)), tuple(at for at, _cells in kept))


def with_bases(draft: Draft, shown: pa.Table, now: pa.Table, codes: Sequence[str], rules: RulesInForce) -> Draft:
    """The draft with what a person changed in the table of base deposits: what was shown, and what it says now.

    An amount that is set back to the one in force, or emptied, is no longer changed by the draft.
    """
    in_force, amounts = _amounts_in_force(rules), _amounts_of(draft)
    for kind in STORE_TYPES:
        for code, before, after in zip(codes, shown[kind].to_pylist(), now[kind].to_pylist(), strict=True):
            if before != after:
                amounts.pop((code, kind), None)
                if after is not None and _fen(after) != in_force.get((code, kind)):
                    amounts[code, kind] = _fen(after)
    return replace(draft, bases=tuple(Base(*key, fen) for key, fen in sorted(amounts.items())))


def with_scaled_bases(draft: Draft, rules: RulesInForce, percent: float) -> Draft:
    """The draft with every base deposit in force set to so many percent of it, to the fen."""
    share = Decimal(repr(percent)) / 100
    amounts = {key: (fen, _fen(float(fen * share / 100))) for key, fen in _amounts_in_force(rules).items()}
    changed = [Base(*key, now) for key, (before, now) in sorted(amounts.items()) if before != now]
    return replace(draft, bases=tuple(changed))


def with_new_tier(draft: Draft) -> Draft:
    """The draft with one more tier, tried last: certified stores of all kinds, and no reduction yet."""
    taken = {tier.tier_code for tier in draft.tiers}
    number = next(n for n in range(1, len(taken) + 2) if f"T{n}" not in taken)
    code, rank = f"T{number}", max((tier.rank or 0 for tier in draft.tiers), default=0) + 1
    return replace(
        draft, tiers=(*draft.tiers, Tier(code, rank, code, code, ALL_TYPES, None, None, False, True, False, 0.0))
    )


def without_author(draft: Draft) -> Draft:
    """What a draft says, without who saved it under which name: two drafts that say the same are equal."""
    return replace(draft.ordered, name="", author="", made_on="")
