"""The ranked tables beside the map: first rows worst first, the whole below them, the way to the others."""

import re
from pathlib import Path

import pytest
from made.held import measured_rows
from made.pages import html, page_of
from plain import metrics as plain

from dashboard.figures import number_formats as numbers
from dashboard.reading.opening import open_view
from dashboard.views.view import View
from models.geography.scope import EVERYTHING
from models.programme.metrics import METRICS


def rows(text: str, css: str) -> list[str]:
    """The lines of a table's body."""
    table = text.partition(f'class="ranked places {css}"')[2].partition("</table>")[0]
    return table.partition("<tbody>")[2].partition("</tbody>")[0].split("<tr")[1:]


def foot(text: str) -> str:
    return text.partition("<tfoot>")[2].partition("</tfoot>")[0]


def values(lines: list[str]) -> list[float]:
    return [float(re.search(r"<b>([\d.]+)%", line).group(1)) for line in lines if "<b>" in line]  # type: ignore[union-attr]


@pytest.mark.usefixtures("at_home")
def test_the_first_regions_stand_worst_first_and_the_others_are_a_click_away() -> None:
    page = page_of("map", lang="en")
    text = html(page)
    first = rows(text, "regions")
    assert len(first) == 14
    assert values(first) == sorted(values(first))
    assert 'aria-sort="ascending"' in text
    assert "lowest first" in text
    others = re.search(r"The other (\d+) · (\d+) without a figure", text)
    assert others
    assert 14 + int(others.group(1)) + int(others.group(2)) == 34
    assert "more=regions" in text
    assert len(rows(html(page_of("map", lang="en", more="regions")), "regions")) >= 34


@pytest.mark.usefixtures("at_home")
def test_less_is_better_puts_the_largest_on_top() -> None:
    text = html(page_of("map", lang="en", metric="overdue-shortfalls"))
    stores = [int(found) for found in re.findall(r'class="v"><span><b>(\d+)', text.partition("<tfoot>")[0])]
    assert stores == sorted(stores, reverse=True)
    assert "highest first" in text


@pytest.mark.parametrize("metric", ["pack-uptake-head", "deposit-released", "lapsing-traffic"])
@pytest.mark.parametrize("region", ["100000", "330000"])
def test_the_foot_is_the_figure_of_all_stores_in_view(at_home: Path, metric: str, region: str) -> None:
    opened = open_view(View.of(EVERYTHING, metric=metric, region=region, language="en").query(), EVERYTHING)
    whole = plain.figure(metric, plain.seen(measured_rows(at_home), opened.view), 5)
    assert whole.value is not None
    told, unit = foot(html(page_of("map", lang="en", metric=metric, region=region))), METRICS[metric].unit
    if unit == "percent":
        assert f"<b>{float(whole.value):.1f}%" in told
        assert f"{whole.numerator:,} / {whole.denominator:,}" in told
    else:
        amount = int(whole.value) / (100 if unit == "fen" else 1)
        assert numbers.exact(amount, 0, before="¥" if unit == "fen" else "") in told
        assert 'class="bar"' not in told  # a sum is no part of the largest region


@pytest.mark.usefixtures("at_home")
def test_a_target_is_a_tick_and_a_gap() -> None:
    text = html(page_of("map", lang="en", metric="pack-uptake-head"))
    (target,) = set(re.findall(r"<u style=\"left:([\d.]+)%\">", text))
    for line in rows(text, "regions"):
        value, gap = values([line])[0], re.search(r">([+\u2212][\d.]+|unchanged)<", line.partition("</span></td>")[2])
        assert gap
        if gap.group(1) != "unchanged":
            assert abs(float(gap.group(1).replace("\u2212", "-")) - (value - float(target))) < 0.11
    without = html(page_of("map", lang="en", metric="pack-consumption"))
    assert "<u style" not in without
    assert "To target" not in without


@pytest.mark.usefixtures("at_home")
def test_a_heading_orders_the_table_and_the_caption_is_silent() -> None:
    text = html(page_of("map", lang="en", rows="regions.-change"))
    assert 'aria-sort="descending"' in text
    assert "lowest first" not in text


@pytest.mark.usefixtures("at_home")
def test_a_province_names_the_belts_that_stand_last() -> None:
    text = html(page_of("map", lang="en", region="330000"))
    assert "Belts with the lowest Traffic-pack uptake by head" in text
    worst = values(rows(text, "worst"))
    belts = values(rows(html(page_of("map", lang="en", region="330000", by="belts")), "belts"))
    assert worst == belts[:3] == sorted(belts)[:3]


@pytest.mark.usefixtures("at_home")
def test_belts_are_shown_page_by_page() -> None:
    text = html(page_of("map", lang="en", by="belts", more="belts", page="2"))
    assert len(rows(text, "belts")) == 50
    assert "Page 2 of" in text
