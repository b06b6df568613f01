"""Made stores as they stand on a day, straight from the selects."""

from datetime import date

from made.record import DAY, Made, Row, store

from models.publication.benefits import GRANT_STATE, grant_states
from models.publication.day import store_days
from models.publication.record_engine import RecordEngine
from models.publication.rules import rules_of


def the_day(made: Made, day: date = DAY) -> list[Row]:
    """Every store of the day, as the wide table has it."""
    engine = RecordEngine(made)  # type: ignore[arg-type]
    engine.keep(GRANT_STATE, grant_states(day))
    rows: list[Row] = engine.rows(store_days(day, rules_of(day, engine))).to_pylist()
    return rows


def the_store(made: Made, day: date = DAY) -> Row:
    """The store s1."""
    return next(row for row in the_day(made, day) if row["store_id"] == "s1")


def with_one_store(**more: object) -> Made:
    """A record of the store s1."""
    return Made().add("stores", [store("s1", **more)])
