"""The filters and the link in a real browser: search, all, none, counts; and what a copied link holds."""

from collections.abc import Iterator
from urllib.parse import parse_qs, urlsplit

import pytest
from playwright.sync_api import Browser, Page, expect

pytestmark = [pytest.mark.browser, pytest.mark.xdist_group("browser")]
READY = "[data-test-script-state=notRunning]"


@pytest.fixture
def page(browser: Browser) -> Iterator[Page]:
    context = browser.new_context(
        viewport={"width": 1440, "height": 900}, locale="zh-CN", permissions=["clipboard-read", "clipboard-write"]
    )
    yield context.new_page()
    context.close()


def opened(page: Page, url: str) -> None:
    page.goto(url)
    page.locator(".picks").wait_for(timeout=60_000)
    page.wait_for_selector(READY, timeout=60_000)


def query(page: Page) -> dict[str, str]:
    return {name: values[-1] for name, values in parse_qs(urlsplit(page.url).query).items()}


def test_a_filter_is_searched_ticked_all_none_and_applied(page: Page, address: str) -> None:
    opened(page, f"{address}/worklist?v=1")
    page.locator("[data-pick=category]").click()
    rows = page.locator(".offer-row")
    expect(rows.first).to_be_visible()
    every = rows.count()
    assert every > 10
    assert all(text.strip() for text in rows.locator("i").all_inner_texts())  # each says how many stores it leaves
    page.keyboard.type("cj")  # 茶酒冲饮
    expect(page.locator(".offer-row:visible")).to_have_count(1)
    page.locator(".offer .all").click()
    page.locator(".offer input[type=search]").fill("")
    expect(page.locator(".offer-row:visible")).to_have_count(every)
    assert page.locator(".offer input:checked").count() == 1
    page.get_by_label("服装内衣").check()
    page.locator(".offer .apply").click()
    page.wait_for_url("**category=apparel~tea**", timeout=60_000)
    expect(page.locator(".pick.on b")).to_have_text("已选 2 项")

    page.locator("[data-pick=category]").click()
    page.locator(".offer .none").click()
    page.keyboard.press("Escape")  # leaves it as it was
    expect(page.locator(".offer")).to_have_count(0)
    assert query(page)["category"] == "apparel~tea"
    page.locator(".off").click()
    expect(page.locator(".pick.on")).to_have_count(0, timeout=60_000)
    assert "category" not in query(page)


def test_a_filter_works_by_keys_alone(page: Page, address: str) -> None:
    opened(page, f"{address}/worklist?v=1")
    page.locator("[data-pick=status]").focus()
    page.keyboard.press("Enter")
    expect(page.locator(".offer-row").first).to_be_visible()
    page.keyboard.type("dbj")  # 待补件
    page.keyboard.press("Enter")
    assert page.locator(".offer input:checked").count() == 1
    page.keyboard.press("ArrowDown")
    page.keyboard.press("Enter")
    page.wait_for_url("**status=info_requested**", timeout=60_000)


def test_any_region_is_found_from_the_filter(page: Page, address: str) -> None:
    opened(page, f"{address}/worklist?v=1&list=shortfalls")
    page.locator("[data-pick=region]").click()
    expect(page.locator(".offer-row", has_text="浙江省")).to_be_visible()
    page.keyboard.type("yiwu")
    page.keyboard.press("Enter")  # at once: of what is typed, not of what was shown
    page.wait_for_url("**region=330782**", timeout=60_000)
    assert query(page)["list"] == "shortfalls"
    expect(page.locator(".crumbs")).to_contain_text("义乌市")


def test_the_link_says_what_it_holds_and_is_copied(page: Page, address: str) -> None:
    opened(page, f"{address}/worklist?v=1&region=330000&category=tea")
    menu = page.locator(".menu.copy")
    menu.locator("summary").click()
    expect(menu).to_contain_text("浙江省 · 类目：茶酒冲饮")
    menu.get_by_text("始终最新").click()
    expect(menu.locator("output")).to_contain_text("已复制")
    assert page.evaluate("navigator.clipboard.readText()") == f"{address}/worklist?v=1&region=330000&category=tea"
    menu.get_by_text("本数据日").click()
    page.wait_for_function("navigator.clipboard.readText().then(text => text.includes('snapshot='))")
    told = parse_qs(urlsplit(page.evaluate("navigator.clipboard.readText()")).query)
    assert len(told["snapshot"][0]) == len("2026-11-15-0000")
    assert told["region"] == ["330000"]
    assert query(page) == {"v": "1", "region": "330000", "category": "tea"}  # to copy is not to go


def test_where_the_clipboard_is_kept_from_the_page_the_link_stands_there(page: Page, address: str) -> None:
    opened(page, f"{address}/worklist?v=1&lang=en")
    page.evaluate("""() => {
        Object.defineProperty(navigator, "clipboard", { value: undefined });
        document.execCommand = () => false;
    }""")
    menu = page.locator(".menu.copy")
    menu.locator("summary").click()
    menu.get_by_text("Link to the latest day").click()
    expect(menu.locator("output input")).to_have_value(f"{address}/worklist?v=1&lang=en")
