"""Totals are shown: no unit with too few stores can be had by subtraction, and parts make the whole."""

from collections.abc import Callable
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from made.drawn import records, views
from made.record import DAY, Made, Row
from plain import day as plain_day
from plain import metrics as plain

from dashboard import questions
from dashboard.figures.figure import Figure
from dashboard.reading.naming import names
from dashboard.views.view import View
from models.snapshots.snapshot import Snapshot
from pages.categories.questions import matrix

Grouped = Callable[[Row], Any]


def groupings(snapshot: Snapshot, view: View) -> list[tuple[dict[Any, Figure], Grouped]]:
    """Each ranked answer, and the group that a store belongs to in it."""
    drawn = set(names(snapshot).children(view.question.region, view.question.level))

    def unit(row: Row) -> str | None:
        code = row[f"{view.question.level}_adcode"]
        return code if code in drawn else None

    return [
        (questions.regions(snapshot, view.question), unit),
        (questions.belts(snapshot, view.question), lambda row: row["belt_id"]),
        (questions.tiers(snapshot, view.question), lambda row: row["tier_code"]),
        (questions.by_category(snapshot, view.question), lambda row: row["category_code"]),
        (matrix(snapshot, view.question), lambda row: (row["category_code"], unit(row))),
    ]


def check(found: dict[Any, Figure], group: Grouped, stores: list[Row], metric: str, total: Figure) -> None:
    """Shown parts, parts withheld and the unmatched make the whole; what is withheld is not a single one."""
    parts = {code: [row for row in stores if group(row) == code] for code in found}
    assert sum(len(rows) for rows in parts.values()) == len(stores) == total.stores
    of = plain.METRICS[metric]
    hidden = {code for code, figure in found.items() if figure.status in ("few", "withheld")}
    amount = sum(figure.numerator or 0 for figure in found.values())
    amount += sum(of.numerator(row) for code in hidden for row in parts[code])
    if total.numerator is not None:
        assert amount == total.numerator
    assert all(found[code].numerator is None and found[code].value is None for code in hidden)
    known = {code for code, figure in found.items() if figure.value is not None and not isinstance(code, tuple)}
    assert len(hidden) != 1 or not known
    unseen = {code for code, figure in found.items() if figure.hides_stores and not isinstance(code, tuple)}
    assert len(unseen) != 1 or len(found) == 1


@settings(max_examples=15)
@given(records(most=25), st.lists(views(), min_size=1, max_size=4), st.sampled_from([1, 2, 3, 5]))
def test_parts_and_unmatched_make_the_whole_and_none_is_given_away(
    tmp_path_factory: pytest.TempPathFactory, made: Made, asked: list[View], few: int
) -> None:
    snapshot = made.published(tmp_path_factory.mktemp("suppressed"))
    states = plain_day.state(made.rows, DAY)
    for view in (one.but(few=few) for one in asked):
        stores = plain.seen(states, view)
        total = questions.headlines(snapshot, view.question, (view.question.metric,))[view.question.metric]
        for found, group in groupings(snapshot, view):
            check(found, group, stores, view.question.metric, total)
