"""The Categories screen, run as Streamlit runs it."""

from functools import partial
from urllib.parse import unquote

import orjson
import pytest
from made.pages import html, page_of
from streamlit.testing.v1 import AppTest

from dashboard.drawing.classes import fixed
from dashboard.drawing.ink import contrast
from dashboard.drawing.theme import THEMES
from dashboard.reading.naming import names
from dashboard.reading.opening import open_view
from models.geography.scope import EVERYTHING
from pages.categories.questions import matrix

TABS = ["metric", "matrix", "trade"]


opened = partial(page_of, "categories")


def charts(page: AppTest) -> list[dict[str, object]]:
    return [orjson.loads(chart.proto.spec) for chart in page.get("vega_lite_chart")]


@pytest.mark.parametrize("lang", ["zh", "en"])
@pytest.mark.parametrize("tab", TABS)
@pytest.mark.usefixtures("at_home")
def test_every_tab_opens_in_both_languages(tab: str, lang: str) -> None:
    page = opened(list=tab, lang=lang)
    assert not page.exception
    of = names(open_view({}, EVERYTHING).now).categories
    assert of["apparel"].say(lang) in unquote(html(page)).replace("&amp;", "&")  # type: ignore[arg-type]


def rows_with(spec: dict[str, object], *fields: str) -> list[dict[str, object]]:
    """The rows of the first layer of a chart whose rows have these fields."""
    found: list[list[dict[str, object]]] = [layer["data"]["values"] for layer in spec["layer"]]  # type: ignore[attr-defined]
    return next(rows for rows in found if rows and all(field in rows[0] for field in fields))


@pytest.mark.usefixtures("at_home")
def test_each_category_has_a_panel_that_narrows_the_view_to_it_the_worst_first() -> None:
    page = opened(lang="en", region="330000")
    (spec,) = charts(page)
    found = open_view({"region": "330000"}, EVERYTHING)
    heads = rows_with(spec, "category", "name")
    assert {str(row["category"]) for row in heads} <= set(names(found.now).categories)
    assert len(heads) > 10
    shares = [float(str(row["words"]).rstrip("%")) for row in heads if str(row["words"]).endswith("%")]
    assert shares == sorted(shares)
    assert "Traffic-pack uptake" in html(page)


@pytest.mark.usefixtures("at_home")
def test_the_cells_of_the_matrix_carry_their_numbers_on_the_colours_of_the_map() -> None:
    (spec,) = charts(opened(lang="en", list="matrix", metric="certification-rate"))
    here = open_view({"metric": "certification-rate"}, EVERYTHING)
    classes = fixed(here.question.measured, THEMES["light"])
    cells = rows_with(spec, "category", "region", "paper")
    numbered = [row for row in cells if str(row["words"])[:1].isdigit()]
    assert numbered
    for row in numbered:
        assert row["paper"] in classes.colours or row["words"] == "0"
        assert contrast(str(row["ink"]), str(row["paper"])) >= 4.5
    figures = matrix(here.now, here.question)
    for row in cells:
        value = figures[str(row["category"]), str(row["region"]) or None].value
        if value is not None:
            assert row["words"] == ("100" if value >= 99.95 else f"{value:.1f}")


@pytest.mark.usefixtures("at_home")
def test_of_more_regions_than_there_is_room_for_the_worst_are_drawn_and_that_is_said() -> None:
    page = opened(lang="en", list="matrix", level="city")
    assert not page.exception
    (spec,) = charts(page)
    drawn = {row["region"] for row in rows_with(spec, "category", "region", "paper")}
    assert 10 < len(drawn) < 60
    assert f"{len(drawn)} of " in html(page)
    assert "regions are drawn; the table has them all." in html(page)


@pytest.mark.usefixtures("at_home")
def test_trade_says_that_a_difference_proves_no_cause_and_what_it_divides_by() -> None:
    text = html(opened(lang="en", list="trade"))
    assert "not proof of cause" in text
    assert "of certified stores whose activity is known" in text
    for code in ("certified-and-peers", "certified-and-peers-belts", "certified-trading", "cold-start"):
        assert f"/export/{code}.csv" in text
    assert "Monday of its week is at most 7 or 30 days" in text


@pytest.mark.parametrize("rows", ["certified-and-peers.peers", "certified-trading.-known", "cold-start.-newly"])
@pytest.mark.usefixtures("at_home")
def test_the_figures_above_are_those_of_all_categories_however_the_rows_stand(rows: str) -> None:
    def figures(text: str) -> str:
        return text.split('class="facts"', 1)[1].split("st-key", 1)[0].split('class="card-head"', 1)[0]

    ordered, usual = html(opened(lang="en", list="trade", rows=rows)), html(opened(lang="en", list="trade"))
    assert figures(ordered) == figures(usual)
    assert "<b" in figures(usual)


@pytest.mark.parametrize("tab", TABS)
@pytest.mark.usefixtures("at_home")
def test_an_empty_view_says_so(tab: str) -> None:
    page = opened(lang="en", list=tab, region="330782", category="tea", status="revoked", type="mall-flagship")
    assert not page.exception
    assert "No store is in this view" in html(page)


@pytest.mark.parametrize("parameters", [{"list": "nonsense"}, {"region": "441900", "list": "matrix"},
                                        {"compare": "none"}, {"metric": "fee-waived", "list": "matrix"},
                                        {"metric": "fee-waived", "category": "tea~shoes"}], ids=str)  # fmt: skip
@pytest.mark.usefixtures("at_home")
def test_whatever_the_link_says_the_page_opens(parameters: dict[str, str]) -> None:
    page = opened(lang="en", **parameters)
    assert not page.exception
    assert "rows" in html(page)
