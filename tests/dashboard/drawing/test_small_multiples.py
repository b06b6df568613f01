"""Small multiples on one scale, the map of a change, and the marked matrix."""

from urllib.parse import unquote

import pytest

from dashboard.drawing import chart_specs as plots
from dashboard.drawing.chart_specs import Axis, marked_heat
from dashboard.drawing.small_multiples import HEIGHT, panel, scale
from dashboard.drawing.theme import DARK, LIGHT
from dashboard.figures.figure import Compared, Figure
from data.language import Named
from models.programme.metrics import METRICS
from pages.trends import change_map

NAME = Named("甲", "A")
RATE, STORES = METRICS["pack-uptake-head"], METRICS["stores"]


def test_panels_share_the_scale_of_all_their_values() -> None:
    on = scale([[1.0, None, 3.0], [9.0]])
    assert on is not None
    assert (on.low, on.high, on.share(1.0), on.share(5.0), on.share(9.0)) == (1.0, 9.0, 0.0, 0.5, 1.0)
    assert scale([[None], []]) is None
    flat = scale([[2.0, 2.0]])
    assert flat is not None
    assert flat.share(2.0) == 0.5


def test_a_panel_has_gaps_where_there_is_no_value_and_a_dot_at_the_last() -> None:
    on = scale([[0.0, 10.0]])
    assert on is not None
    drawn = unquote(panel([0.0, 10.0, None, 5.0, None], on, LIGHT, "says <it>"))
    assert f"d='M4.0 {HEIGHT - 4:.1f}L57.0 4.0M163.0 {HEIGHT / 2:.1f}'" in drawn
    assert f"d='M163.0 {HEIGHT / 2:.1f}h0' stroke='{LIGHT.accent}'" in drawn
    assert 'alt="says &lt;it&gt;"' in drawn
    assert LIGHT.accent not in unquote(panel([None], on, LIGHT, ""))


def rows(now: float | None, before: float | None) -> Compared:
    def figure(value: float | None) -> Figure:
        return Figure("few", 2) if value is None else Figure("value", 9, 1, 2, value)

    return Compared("330000", NAME, figure(now), figure(before))


@pytest.mark.parametrize(
    ("metric", "now", "before", "change", "css"),
    [
        (RATE, 40.0, 30.0, 10.0, 4),
        (RATE, 30.0, 30.5, -0.5, 2),
        (RATE, 20.0, 23.0, -3.0, 1),
        (STORES, 150, 100, 50.0, 4),
        (STORES, 94, 100, -6.0, 1),
        (STORES, 75, 100, -25.0, 0),
    ],
)
def test_a_change_is_in_points_for_a_rate_and_in_per_cent_for_an_amount(
    metric: object, now: float, before: float, change: float, css: int
) -> None:
    row = rows(now, before)
    assert change_map.change_of(row, metric) == change  # type: ignore[arg-type]
    (drawn,) = change_map.changed([row], metric)  # type: ignore[arg-type]
    assert sum(change >= bound for bound in change_map.breaks(metric)) == css  # type: ignore[arg-type]
    assert (drawn.now.status, drawn.now.value) == ("value", change)


def test_where_a_day_has_no_value_the_change_has_its_mark() -> None:
    (lacking, gone, nothing) = change_map.changed(
        [rows(None, 30.0), Compared("x", NAME, None, None), rows(5, 0)], STORES
    )
    assert (lacking.now.status, gone.now.status, nothing.now.status) == ("few", "none", "none")


@pytest.mark.parametrize("theme", [LIGHT, DARK])
def test_classes_of_a_change_are_named_and_coloured(theme: object) -> None:
    for metric in (RATE, STORES):
        names = change_map.class_names(metric, "en")
        assert len(names) == len(theme.change) == len(change_map.breaks(metric)) + 1  # type: ignore[attr-defined]
        assert len(set(names)) == len(names)
    assert change_map.class_names(RATE, "en")[0] == "fell by more than 5 pp"
    assert change_map.class_names(STORES, "en")[3] == "rose by 5 % to 20 %"


def test_a_cell_without_a_value_has_its_mark_and_no_class() -> None:
    cells = [
        {"x": "甲", "y": "乙", "value": 50.0, "mark": "", plots.VALUE_TEXT: "50%"},
        {"x": "甲", "y": "丙", "value": None, "mark": "·", plots.VALUE_TEXT: "few"},
    ]
    spec = marked_heat(
        cells, Axis("x", ""), Axis("y", ""), Axis("value", "", "number"), "mark", LIGHT, "en",
        breaks=RATE.breaks, ramp=LIGHT.ramp(RATE),
    )  # fmt: skip
    ground, text, filled = spec["layer"]
    assert spec["data"]["values"] == cells
    assert filled["transform"] == [{"filter": "isValid(datum.value)"}]
    assert ground["transform"] == text["transform"] == [{"filter": "!isValid(datum.value)"}]
    assert filled["encoding"]["color"]["scale"]["domain"] == list(RATE.breaks)
    assert "color" not in text["encoding"]
    assert text["encoding"]["text"]["field"] == "mark"
