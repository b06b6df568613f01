"""The search box in a real browser: by initials to a store's page, by keys alone, and on a phone."""

from collections.abc import Iterator
from pathlib import Path
from urllib.parse import parse_qs, urlsplit

import pytest
from playwright.sync_api import Browser, Page, expect
from pyarrow import parquet
from pypinyin import lazy_pinyin

pytestmark = [pytest.mark.browser, pytest.mark.xdist_group("browser")]
READY = "[data-test-script-state=notRunning]"


@pytest.fixture
def page(browser: Browser) -> Iterator[Page]:
    context = browser.new_context(viewport={"width": 1440, "height": 900}, locale="zh-CN")
    yield context.new_page()
    context.close()


def opened(page: Page, url: str) -> None:
    page.goto(url)
    page.locator(".search").wait_for(timeout=60_000)
    page.wait_for_selector(READY, timeout=60_000)


def query(page: Page) -> dict[str, str]:
    return {name: values[-1] for name, values in parse_qs(urlsplit(page.url).query).items()}


def test_initials_lead_to_a_stores_page_by_keys_alone(page: Page, address: str, published_home: Path) -> None:
    day = (published_home / "snapshots" / "latest").read_text().strip()
    (name,) = parquet.read_table(published_home / "snapshots" / day / "stores.parquet")["store_name"][:1].to_pylist()
    opened(page, f"{address}/worklist?v=1&region=330000&category=apparel")
    page.keyboard.press("/")
    page.keyboard.type("".join(syllable[0] for syllable in lazy_pinyin(name) if syllable.isalpha()))
    expect(page.get_by_role("group", name="店铺").get_by_role("option", name=name).first).to_be_visible()
    while page.locator(".find[aria-selected=true] b").inner_text() != name:
        page.keyboard.press("ArrowDown")
    page.keyboard.press("Enter")
    page.wait_for_url("**/stores?**item=**", timeout=60_000)
    expect(page.get_by_text(name).first).to_be_visible(timeout=60_000)
    assert query(page)["category"] == "apparel"
    expect(page.locator(".finds")).to_be_hidden()
    expect(page.locator(".search input")).to_have_value("")


def test_a_region_opens_on_the_screen_that_is_open_and_escape_leaves(page: Page, address: str) -> None:
    opened(page, f"{address}/worklist?v=1&list=shortfalls&lang=en")
    box = page.locator(".search input")
    box.click()
    expect(page.locator(".finds .says")).to_be_visible()
    box.fill("hangzhou")
    expect(page.locator(".find").first).to_contain_text("Hangzhou")
    box.press("Escape")
    expect(page.locator(".finds")).to_be_hidden()
    page.keyboard.press("/")
    page.keyboard.type("hangzhou")
    page.keyboard.press("Enter")  # at once: of what is typed, not of what was shown
    page.wait_for_url("**/worklist?**region=330100**", timeout=60_000)
    assert query(page)["list"] == "shortfalls"


def test_what_is_typed_is_shown_as_text(page: Page, address: str) -> None:
    opened(page, f"{address}/worklist?v=1")
    page.keyboard.press("/")
    page.keyboard.type("<img src=x onerror=alert(1)>")
    expect(page.locator(".finds .says")).to_contain_text("<img src=x")
    assert page.locator(".finds img").count() == 0


def test_on_a_phone_the_box_is_over_the_page(browser: Browser, address: str) -> None:
    context = browser.new_context(viewport={"width": 390, "height": 844}, locale="zh-CN", has_touch=True)
    page = context.new_page()
    opened(page, f"{address}/worklist?v=1")
    page.locator(".search-open").click()
    page.keyboard.type("yiwu")
    result = page.locator(".find", has_text="义乌市")
    expect(result.first).to_be_visible()
    assert page.evaluate("document.documentElement.scrollWidth") <= 390
    page.locator(".search-shut").click()
    expect(page.locator(".search .typed")).to_be_hidden()
    page.locator(".search-open").click()
    page.keyboard.type("yiwu")
    result.first.click()
    page.wait_for_url("**region=330782**", timeout=60_000)
    context.close()
