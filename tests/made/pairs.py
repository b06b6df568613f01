"""Two publications of one record, the second after more deliveries: late rows, corrected rows, new rows."""

from dataclasses import dataclass
from datetime import date, timedelta
from pathlib import Path
from typing import Any

from hypothesis import strategies as st
from hypothesis.strategies import DrawFn
from made.drawn import records
from made.record import DAY, Made, Row, delivery

from models.publication.publish import publish
from models.snapshots.shelf import Shelf
from models.snapshots.snapshot import Snapshot

LATE = {"stores": "store_name", "certifications": "reason", "benefits": "amount", "deposits": "paid_fen",
        "activity": "gmv_fen"}  # fmt: skip
"""Kinds whose rows come in two deliveries, and a column that the second may correct."""


@dataclass(frozen=True)
class Twice:
    """A record as it was, as it is, and the two days that are published of it."""

    then: Made
    now: Made
    first_day: date
    last_day: date

    def published(self, folder: Path) -> tuple[Snapshot, Snapshot]:
        """The earlier snapshot and the later one."""
        shelf = Shelf(folder)
        first = publish(self.then, shelf, [self.first_day])[0]  # type: ignore[arg-type]
        return first, publish(self.now, shelf, [self.last_day])[0]  # type: ignore[arg-type]


def _as_it_was(name: str, value: Any) -> Any:
    return (value or "") + "?" if name in ("store_name", "reason") else value + 7


@st.composite
def twice(draw: DrawFn) -> Twice:
    """A drawn record whose rows came in two deliveries of each kind."""
    now = draw(records(most=6))
    then = now
    deliveries = [delivery(kind) for kind in LATE]
    later = list(deliveries)
    for kind, corrected in LATE.items():
        before: list[Row] = []
        after: list[Row] = []
        for at, row in enumerate(now.of(kind)):
            keeps = kind == "stores" and at == 0  # somebody had entered by either day
            how = "same" if keeps else draw(st.sampled_from(["same", "same", "late", "corrected", "again"]))
            if how != "late":
                before.append(row | ({corrected: _as_it_was(corrected, row[corrected])} if how == "corrected" else {}))
            after.append(row | ({} if how == "same" else {"delivery_id": f"{kind}-2"}))
        then = Made(then.rows | {kind: before}, deliveries)
        now = Made(now.rows | {kind: after}, now.deliveries)
        if any(row.get("delivery_id") for row in after):
            later.append(delivery(kind, delivery_id=f"{kind}-2", file_name=f"{kind}-late.csv"))
    away = draw(st.sampled_from([0, 1, 7, 8, 28]))
    first_day = DAY - timedelta(days=away)
    then.rows["stores"][0]["entered_on"] = now.rows["stores"][0]["entered_on"] = DAY - timedelta(days=40)
    return Twice(Made(then.rows, deliveries), Made(now.rows, later), first_day, DAY)
