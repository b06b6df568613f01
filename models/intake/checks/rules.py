"""Dated rules must not overlap: on any day one rule alone says what holds."""

from datetime import date
from typing import Final, TypedDict

from data.language import _
from models.intake.contract.declaring import Check, Told


def _apart(same: str, first: str, last: str, *, also: str = "", named: str = "''") -> str:
    """Pairs of rules with overlapping periods, each told once, at the later row of the file; `named`: what each is."""
    return f"""
        SELECT greatest(a.row, b.row) AS row, {_sides("a", first, last)}, {_sides("b", first, last, "other_")},
            {named.format("a")} AS name, {named.format("b")} AS other_name
        FROM combined a JOIN combined b ON {same}
            AND (a.{first}, a.nr) < (b.{first}, b.nr)
            AND b.{first} <= coalesce(a.{last}, DATE '9999-12-31')
            AND a.{first} <= coalesce(b.{last}, DATE '9999-12-31') {also}
        WHERE greatest(a.row, b.row) IS NOT NULL"""  # noqa: S608 - words declared here


def _sides(side: str, first: str, last: str, prefix: str = "") -> str:
    """The period of a side of the pair, as two columns."""
    return f"{side}.{first} AS {prefix}first, {side}.{last} AS {prefix}last"


class Overlap(TypedDict):
    """Two rules that hold at once: their periods, and what each is called where that is told."""

    first: date
    last: date | None
    other_first: date
    other_last: date | None
    name: str
    other_name: str


def _period(first: date, last: date | None) -> str:
    return f"{first.isoformat()}…{last.isoformat() if last else ''}"


def _periods(row: Overlap) -> tuple[str, str]:
    return _period(row["first"], row["last"]), _period(row["other_first"], row["other_last"])


def _overlap(row: Overlap) -> Told:
    one, other = _periods(row)
    why = _("Two rules for the same thing hold at once: {one} and {other}", one=one, other=other)
    return why, _("End the earlier one before the later one begins, in the same file.")


def _tiers(row: Overlap) -> Told:
    first, second = _periods(row)
    one, other = f"{row['name']} {first}", f"{row['other_name']} {second}"
    why = _("Two tiers of one rank match the same store at once: {one} and {other}", one=one, other=other)
    return why, _("Give them different ranks, or scores, store types or days that do not overlap.")


# Bands of one rank may touch in a point, a whole band is not a point: 4.4-4.7 and 4.7-5.0 are apart.
BANDS: Final = """
    AND coalesce(a.min_score, 0) <= coalesce(b.max_score, 5)
    AND coalesce(b.min_score, 0) <= coalesce(a.max_score, 5)
    AND NOT (coalesce(a.min_score, 0) = coalesce(b.max_score, 5) AND a.min_score IS DISTINCT FROM a.max_score
             AND b.min_score IS DISTINCT FROM b.max_score)
    AND NOT (coalesce(b.min_score, 0) = coalesce(a.max_score, 5) AND a.min_score IS DISTINCT FROM a.max_score
             AND b.min_score IS DISTINCT FROM b.max_score)
    AND (a.store_types = '*' OR b.store_types = '*'
         OR list_has_any(string_split(a.store_types, '|'), string_split(b.store_types, '|')))"""

TIERS_APART: Final = (
    Check(
        "effective_from",
        _apart("a.schedule_id = b.schedule_id AND a.tier_code = b.tier_code", "effective_from", "effective_to"),
        _overlap,
    ),
    Check(
        "rank",
        _apart("a.rank = b.rank", "effective_from", "effective_to", also=BANDS, named="{}.tier_code"),
        _tiers,
    ),
)
BASES_APART: Final = Check(
    "effective_from",
    _apart("a.category_code = b.category_code AND a.store_type = b.store_type", "effective_from", "effective_to"),
    _overlap,
)
TARGETS_APART: Final = Check(
    "effective_from", _apart("a.target_code = b.target_code", "effective_from", "effective_to"), _overlap
)
DESIGNATIONS_APART: Final = Check("waiver_from", _apart("a.belt_id = b.belt_id", "waiver_from", "waiver_to"), _overlap)
