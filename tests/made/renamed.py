"""Two days of the same stores: the later by the codes of now, the earlier by codes of then that were renewed since."""

from datetime import timedelta
from pathlib import Path

from made.record import DAY, Made, Row, belt, store

from data import reference
from models.publication.publish import publish
from models.snapshots.shelf import Shelf
from models.snapshots.snapshot import Snapshot

EARLIER = DAY - timedelta(days=7)
OLD = {"540422": "540481", "500105": "500157", "500112": "500157"}
"""米林, and two counties that became one."""
SIZES = {"540422": 9, "500105": 6, "500112": 8, "330102": 7, "999999": 3}


def land(codes: tuple[str, ...], **renamed: str) -> list[Row]:
    """Regions as of a day; `renamed` are codes of then by the code of now whose row they have."""
    rows: list[Row] = [dict(row) for row in reference.rows("admin_codes") if row["adcode"] in codes]
    by_code = {row["adcode"]: row for row in reference.rows("admin_codes")}
    rows += [by_code[new] | {"adcode": old.removeprefix("a"), "name": f"旧{old[1:]}"} for old, new in renamed.items()]
    return [{k: v or None for k, v in row.items()} | {"has_boundary": row["has_boundary"] == "True"} for row in rows]


ABOVE = ("540000", "540400", "500000", "330000", "330100", "330102")


def made(regions: list[Row], counties: dict[str, str]) -> Made:
    """The same stores, their counties by the codes of the day."""
    stores = [
        store(f"{code}-{n}", county_adcode=counties.get(code, code), belt_id="belt-a" if n % 2 else None)
        for code, size in SIZES.items()
        for n in range(size)
    ]
    whole = Made().add("stores", stores)
    return Made(whole.rows | {"admin_codes": regions, "belts": [belt("belt-a"), belt("belt-b")]}, whole.deliveries)


def two_days(folder: Path) -> tuple[Snapshot, Snapshot]:
    """The later day by the codes of now, the earlier by those of then; the same stores in the same places."""
    shelf = Shelf(folder)
    then = made(land(ABOVE, **{f"a{old}": new for old, new in OLD.items()}), {})
    now = made(land((*ABOVE, *OLD.values())), OLD)
    (before,) = publish(then, shelf, [EARLIER])  # type: ignore[arg-type]
    (after,) = publish(now, shelf, [DAY])  # type: ignore[arg-type]
    return after, before
