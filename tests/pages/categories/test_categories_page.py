"""The Categories screen, run as Streamlit runs it."""

from functools import partial
from urllib.parse import unquote

import orjson
import pytest
from made.pages import html, page_of
from streamlit.testing.v1 import AppTest

from dashboard.reading.naming import names
from dashboard.reading.opening import open_view
from models.geography.scope import EVERYTHING

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


@pytest.mark.usefixtures("at_home")
def test_each_category_has_a_panel_that_opens_the_map_of_it() -> None:
    text = html(opened(lang="en", region="330000"))
    found = open_view({"region": "330000"}, EVERYTHING)
    shown = [code for code in names(found.now).categories if f"category={code}&" in text]
    assert text.count('class="panel"') == len(shown) > 10
    assert text.count('class="panel-line"') == len(shown)
    assert "/?v=1" in text.split('class="panel"', 1)[1][:200]
    assert "every panel runs from" in text


@pytest.mark.usefixtures("at_home")
def test_the_matrix_is_drawn_with_the_breaks_of_the_map_or_says_that_regions_are_too_many() -> None:
    from models.programme.metrics import METRICS

    page = opened(lang="en", list="matrix", metric="certification-rate")
    (spec,) = charts(page)
    (scale,) = [layer["encoding"]["color"]["scale"] for layer in spec["layer"] if "color" in layer["encoding"]]  # type: ignore[attr-defined]
    assert scale["domain"] == list(METRICS["certification-rate"].breaks)
    wide = opened(lang="en", list="matrix", level="city")
    assert not wide.exception
    assert not charts(wide)
    assert "too many to draw side by side" in html(wide)
    assert "category-regions.csv" in html(wide)


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
