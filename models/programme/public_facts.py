"""What is public of the ten measures: data/measures.csv, measure_caps.csv and measure_conditions.csv as they stand.

Another row in them is another measure; nothing else need be told of it.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache

from data import reference
from data.language import Named
from models.programme.measures import Conditions, conditions


@dataclass(frozen=True)
class Part:
    """One currency of a measure: the code that its grants go by, its unit and name, and the cap that is public."""

    code: str
    unit: str
    name: Named
    cap: int | None


@dataclass(frozen=True)
class Measure:
    """One measure: what is public of it."""

    code: str
    dimension: Named
    name: Named
    gets: Named
    clock: Named
    reliability: str
    source: str
    who: Named
    """Who is counted as one that may have it; or why that cannot be told."""
    parts: tuple[Part, ...]
    conditions: Conditions | None

    @property
    def tells_who(self) -> bool:
        """Whether a snapshot can tell who may have it."""
        return self.conditions is not None

    @property
    def grant_codes(self) -> tuple[str, ...]:
        """The codes that its grants go by: its own, or those of its parts."""
        return tuple(dict.fromkeys(part.code for part in self.parts))

    @property
    def is_of_parts(self) -> bool:
        """Whether its parts are granted by codes of their own."""
        return len(self.grant_codes) > 1


def _named(row: Mapping[str, str], name: str) -> Named:
    return Named(row[f"{name}_zh"], row[f"{name}_en"])


def _parts(code: str) -> tuple[Part, ...]:
    return tuple(
        Part(
            code=row["grant_code"] or code,
            unit=row["unit"],
            name=_named(row, "unit"),
            cap=int(row["cap"]) if row["cap"] else None,
        )
        for row in reference.rows("measure_caps")
        if row["measure_code"] == code
    )


def _who(row: Mapping[str, str], public: Conditions | None) -> Named:
    """The row's words, with the conditions that they name in braces."""
    told = _named(row, "who")
    if public is None:
        return told
    named = {"entered_from": public.entered_from, "days": public.days, "live_hours": public.live_hours}
    return Named(told.zh.format(**named), told.en.format(**named))


@cache
def measures() -> Mapping[str, Measure]:
    """All of them, in the order in which they are published."""
    public = conditions()
    return {
        row["code"]: Measure(
            code=row["code"],
            dimension=_named(row, "dimension"),
            name=_named(row, "name"),
            gets=_named(row, "gets"),
            clock=_named(row, "clock"),
            reliability=row["reliability"],
            source=row["source"],
            who=_who(row, public.get(row["code"])),
            parts=_parts(row["code"]),
            conditions=public.get(row["code"]),
        )
        for row in reference.rows("measures")
    }
