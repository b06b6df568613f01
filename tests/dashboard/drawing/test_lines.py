"""Lines over days: labels pushed apart, days of change told together, what is read off."""

from datetime import date, timedelta
from itertools import pairwise

import orjson
import pytest
from hypothesis import given
from hypothesis import strategies as st

from dashboard.drawing.charts.canvas import is_picked
from dashboard.drawing.charts.end_labels import APART, pushed_apart
from dashboard.drawing.charts.events import CLOSE, GAP, Event, notes
from dashboard.drawing.charts.lines import lines
from dashboard.drawing.charts.lines_shown import Line, LinesOver, Target
from dashboard.drawing.charts.text_width import text_width
from dashboard.drawing.charts.ticks import share_ticks, ticks
from dashboard.drawing.look import NARROW, Look
from dashboard.drawing.theme import THEMES

FIRST = date(2026, 8, 16)
DAYS = [FIRST + timedelta(weeks=n) for n in range(14)]
LOOK = Look(THEMES["light"])


@given(st.lists(st.floats(0, 300), min_size=1, max_size=6))
def test_labels_are_pushed_apart_and_keep_their_order(places: list[float]) -> None:
    stand = pushed_apart(places, 0, 300)
    order = sorted(range(len(places)), key=lambda at: places[at])
    assert all(stand[after] - stand[before] >= APART - 1e-6 for before, after in pairwise(order))
    assert all(-1e-6 <= place <= 300 + 1e-6 for place in stand)


def test_labels_with_room_stay_at_their_lines_and_two_that_touch_part_evenly() -> None:
    assert pushed_apart([10, 100, 250], 0, 300) == [10, 100, 250]
    assert pushed_apart([100, 104], 0, 300) == [93, 111]
    assert pushed_apart([0, 2], 0, 300) == [0, 18]
    assert pushed_apart([299, 300], 0, 300) == [282, 300]


def event(days: int, kind: str = "waiver ends") -> Event:
    return Event(FIRST + timedelta(days=days), kind, "Xianju crafts")


def noted(*events: Event, width: float = 1000, per_day: float = 10) -> list[tuple[str, ...]]:
    places = {one.day: (one.day - FIRST).days * per_day for one in events}
    return [note.words for note in notes(events, places, width, "en")]


def test_a_change_on_its_own_is_told_on_one_line() -> None:
    assert noted(event(2), event(40)) == [("08-18 Xianju crafts: waiver ends",), ("09-25 Xianju crafts: waiver ends",)]


def test_days_closer_than_sixty_pixels_are_one_band_with_a_count() -> None:
    assert CLOSE == 60
    assert noted(event(2), event(7), event(7, "waiver begins")) == [
        ("08-18 to 08-23", "3 changes: waiver ends 2, waiver begins 1")
    ]
    assert noted(event(2), event(2, "waiver begins")) == [("08-18", "2 changes: waiver begins 1, waiver ends 1")]


def test_where_there_is_hardly_room_the_days_and_their_number_are_told() -> None:
    assert noted(event(2), event(80), width=60, per_day=0.5) == [("08-18 to 11-04", "2 changes")]
    assert noted() == []


@given(st.lists(st.integers(0, 90), min_size=1, max_size=20), st.integers(150, 1200))
def test_no_note_stands_over_another_and_every_day_is_in_one(offsets: list[int], width: int) -> None:
    events = [event(days) for days in offsets]
    places = {one.day: (one.day - FIRST).days * width / 91 for one in events}
    found = notes(events, places, width, "zh")
    assert {day for note in found for day in note.days} == set(places)
    for nth, note in enumerate(found):
        for other in found[:nth]:
            if note.line < other.top and other.line < note.top:
                assert (
                    note.x
                    >= other.x
                    + max(text_width(words, is_bold=at == 0) for at, words in enumerate(other.words))
                    + GAP
                    - 1e-6
                )


@pytest.mark.parametrize(
    ("values", "expected"),
    [
        ([41.0, 88.0], (40, 50, 60, 70, 80, 90)),
        ([0.0, 3.0], (0, 0.5, 1, 1.5, 2, 2.5, 3)),
        ([5.0], (4.5, 4.6, 4.7, 4.8, 4.9, 5, 5.1, 5.2, 5.3, 5.4, 5.5)),
        ([-3.0, 8.0], (-4, -2, 0, 2, 4, 6, 8)),
        ([12_345_678.0, 98_765_432.0], (0, 2e7, 4e7, 6e7, 8e7, 1e8)),
    ],
)
def test_ticks_are_round_and_reach_around_all(values: list[float], expected: tuple[float, ...]) -> None:
    found = ticks(values)
    assert found[0] <= min(values)
    assert max(values) <= found[-1]
    if len(values) > 1:
        assert found == expected
    assert ticks([4.0, 8.0], from_zero=True)[0] == 0
    assert share_ticks([97.0, 100.0])[-1] == 100


def drawn(width: int = 1200, **more: object) -> dict[str, object]:
    whole = Line("", "全国", [75.5 + n / 3 for n in range(14)], [f"{75.5 + n / 3:.1f}%" for n in range(14)],
                 ["–", *["+0.3"] * 13], "+4.3", is_whole=True)  # fmt: skip
    gaps = [None, *[41.0] * 5, None, 44.0, None, *[45.0] * 4, None]
    part = Line(
        "370000", "山东", gaps, ["无数据" if value is None else f"{value}%" for value in gaps], ["–"] * 14, "+7.2"
    )
    shown = LinesOver(DAYS, [whole, part], "percent", Target(85, "目标 85%"), [event(2), event(40)], picks="region")
    return lines(shown, Look(THEMES["light"], width), "zh", **more)  # type: ignore[arg-type]


def rows(spec: dict[str, object], field: str) -> list[dict[str, object]]:
    return next(layer["data"]["values"] for layer in spec["layer"]  # type: ignore[attr-defined, no-any-return]
                if layer["data"]["values"] and field in layer["data"]["values"][0])  # fmt: skip


@pytest.mark.parametrize("width", [1200, NARROW])
def test_lines_are_named_at_their_ends_in_their_own_colour(width: int) -> None:
    spec = drawn(width)
    labels = rows(spec, "span")
    assert [(row["words"], row["ink"], row["region"]) for row in labels] == [
        ("全国 79.8%", LOOK.theme.ink, ""),
        ("山东 45.0%", LOOK.theme.series[0], "370000"),
    ]
    assert is_picked(spec)
    assert orjson.dumps(spec)


def test_the_whole_is_the_heavier_line_and_a_value_without_neighbours_is_a_dot() -> None:
    spec = drawn()
    run = rows(spec, "is_whole")
    assert {row["is_whole"] for row in run} == {True, False}
    dots = next(layer["data"]["values"] for layer in spec["layer"] if layer["mark"]["type"] == "point")  # type: ignore[attr-defined]
    assert [(row["x"], row["y"]) for row in dots] == [(91, 75.5 + 13 / 3), (49, 44.0)]


def test_every_line_is_read_off_at_every_day_the_highest_first() -> None:
    table = rows(drawn(), "told")
    assert len(table) == 14 * 2
    assert [(row["row"], row["name"], row["told"], row["change"]) for row in table if row["x"] == 7] == [
        (1, "全国", "75.8%", "+0.3"),
        (2, "山东", "41.0%", "–"),
    ]


def test_the_target_is_labelled_once_in_place_of_a_tick_that_it_would_touch() -> None:
    spec = drawn()
    axis = next(layer["encoding"]["y"]["axis"] for layer in spec["layer"] if "axis" in layer["encoding"].get("y", {}))  # type: ignore[attr-defined]
    assert axis["labelExpr"].count("目标 85%") == 1
    assert 85 in axis["values"]
