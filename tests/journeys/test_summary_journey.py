"""The weekly summary on paper: printed from its button, on one page, whatever the screen's colours."""

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Page

pytestmark = [pytest.mark.browser, pytest.mark.xdist_group("browser")]
PAPER = {"width": 718, "height": 1047}
"""A4 less margins of 10 mm, in CSS pixels."""


@pytest.fixture
def page(browser: Browser) -> Iterator[Page]:
    context = browser.new_context(viewport=PAPER, color_scheme="dark")
    yield context.new_page()
    context.close()


@pytest.mark.parametrize("language", ["zh", "en"])
def test_the_summary_prints_alone_on_one_page(page: Page, address: str, language: str) -> None:
    page.goto(f"{address}/worklist?v=1&list=summary&lang={language}")
    page.wait_for_selector(".summary [data-print]", timeout=60_000)
    page.evaluate("() => { window.print = () => { window.printed = (window.printed ?? 0) + 1 } }")
    page.click("[data-print]")
    assert page.evaluate("window.printed") == 1
    assert "list=summary" in page.url
    page.emulate_media(media="print")
    height = page.eval_on_selector(".summary", "paper => paper.getBoundingClientRect().height")
    assert 400 < height <= PAPER["height"]
    for other in (".brand", ".screens", ".tabs", "[data-print]", ".files-of"):
        assert not page.locator(other).first.is_visible(), other
    assert page.eval_on_selector(".summary h2", "title => getComputedStyle(title).color") == "rgb(22, 32, 42)"
    cut = "all => all.filter(part => part.scrollWidth > part.clientWidth + 1).length"
    assert page.eval_on_selector_all(".summary section", cut) == 0
