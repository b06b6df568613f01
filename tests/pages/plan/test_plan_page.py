"""The plan's page, run as Streamlit runs it."""

from functools import partial

import pytest
from made.pages import html, page_of

from dashboard.markup.elements import text as escaped
from models.programme.press import peer_offers, press_facts
from models.programme.public_facts import measures

opened = partial(page_of, "plan")


@pytest.mark.usefixtures("at_home")
@pytest.mark.parametrize("language", ["zh", "en"])
def test_dimensions_measures_press_and_peers_stand_on_one_page(language: str) -> None:
    page = opened(lang=language)
    text = html(page)
    assert not page.exception
    for measure in measures().values():
        for name in (measure.name, measure.dimension, measure.gets):
            assert escaped(name.say(language)) in text
        assert f"item={measure.code}" in text
    for fact in press_facts():
        assert escaped(fact.name.say(language)) in text
    for peer in peer_offers():
        assert escaped(peer.offer.say(language)) in text
    assert ("Press, not data" if language == "en" else "媒体报道，非系统数据") in text
    for code in ("plan-measures", "plan-days", "plan-press", "plan-peers"):
        assert f"/api/v1/export/{code}.csv" in text


@pytest.mark.usefixtures("at_home")
def test_a_view_without_stores_keeps_what_is_public() -> None:
    page = opened(lang="en", region="330782", category="tea", status="revoked", type="mall-flagship")
    text = html(page)
    assert not page.exception
    assert "no grants in view" in text
    assert "What other platforms offer instead" in text


@pytest.mark.usefixtures("at_home")
def test_the_promises_of_laotie_good_store_lead_to_the_map() -> None:
    text = html(opened(lang="en", region="330000", metric="stores"))
    for metric in ("certified-stores", "envelope-issue-rate", "exempt-stores", "deposit-released"):
        assert f"metric={metric}" in text
