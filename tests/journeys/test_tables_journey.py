"""Tables in a real browser: the page alone scrolls up and down; headings and the first column stay in sight."""

import pytest
from playwright.sync_api import Browser, Page

pytestmark = [pytest.mark.browser, pytest.mark.xdist_group("browser")]
READY = "[data-test-script-state=notRunning]"


def opened(browser: Browser, url: str, width: int) -> Page:
    page = browser.new_context(viewport={"width": width, "height": 800}, locale="zh-CN").new_page()
    page.goto(url)
    page.locator(".sheet tbody tr").first.wait_for(timeout=60_000)
    page.wait_for_selector(READY, timeout=60_000)
    page.wait_for_timeout(300)
    return page


def test_headings_stay_at_the_top_of_the_page_over_a_table_that_fits(browser: Browser, address: str) -> None:
    page = opened(browser, f"{address}/stores?v=1", 1440)
    assert page.locator(".sheet").get_attribute("tabindex") is None
    page.locator(".sheet tbody tr").nth(20).evaluate("row => row.scrollIntoView()")
    page.wait_for_timeout(200)
    assert 0 <= page.locator(".sheet thead th").first.bounding_box()["y"] < 200  # type: ignore[index]
    assert page.evaluate(
        "[...document.querySelectorAll('.scroll')].filter(box => box.scrollHeight > box.clientHeight + 1"
        " && getComputedStyle(box).overflowY != 'visible').length"
    ) == 0  # fmt: skip
    page.context.close()


def test_a_wider_table_scrolls_sideways_in_its_box_and_keeps_its_first_column(browser: Browser, address: str) -> None:
    page = opened(browser, f"{address}/belts?v=1", 900)
    box = page.locator(".sheet").first
    assert box.get_attribute("tabindex") == "0"
    assert box.evaluate("box => box.scrollWidth > box.clientWidth && box.scrollHeight <= box.clientHeight")
    first = box.locator("tbody th").first
    before = first.bounding_box()
    box.evaluate("box => { box.scrollLeft = 300 }")
    assert first.bounding_box() == before
    assert page.evaluate("document.documentElement.scrollWidth") <= 900
    page.context.close()
