"""Monday in a real browser: who is short and due, taken away as a file; what changed since last time; on a phone."""

import os
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import urlsplit

import pytest
from playwright.sync_api import Browser, Page, expect

from dashboard.serving.last_visit import COOKIE, seen_before

pytestmark = [pytest.mark.browser, pytest.mark.xdist_group("browser")]
READY = "[data-test-script-state=notRunning]"


@pytest.fixture
def page(browser: Browser) -> Iterator[Page]:
    context = browser.new_context(viewport={"width": 1440, "height": 1000}, locale="zh-CN", accept_downloads=True)
    yield context.new_page()
    context.close()


def settle(page: Page) -> None:
    page.wait_for_selector(READY, timeout=60_000)
    page.locator(".buckets").wait_for(timeout=60_000)


def test_a_reason_in_a_bucket_is_one_click_away_and_its_file_is_that_of_the_command_line(
    page: Page, address: str, published_home: Path, tmp_path: Path
) -> None:
    page.goto(f"{address}/worklist?v=1&lang=en")
    settle(page)
    page.locator(".bucket.overdue p a").first.click()
    page.wait_for_url("**due=overdue**", timeout=60_000)
    settle(page)
    shown = page.locator(".calls tbody th.store > div > a")
    expect(shown.first).to_be_visible()
    with page.expect_download() as download:
        page.locator("a.file[href*='/calls.csv?']").click()
    taken = Path(download.value.path()).read_bytes()
    out = tmp_path / "again.csv"
    subprocess.run(
        [sys.executable, "-m", "dashboard", "export", "calls", "--view", urlsplit(page.url).query, "--out", str(out)],
        check=True, capture_output=True, env=os.environ | {"LAOTIE_HOME": str(published_home)},
    )  # fmt: skip
    assert taken == out.read_bytes()
    assert all(name in taken.decode("utf-8-sig") for name in shown.all_inner_texts())


def test_the_browser_remembers_what_it_saw_and_files_name_it(page: Page, address: str, published_home: Path) -> None:
    page.goto(f"{address}/worklist?v=1&lang=en")
    settle(page)
    (kept,) = [cookie for cookie in page.context.cookies() if cookie["name"] == COOKIE]
    latest = (published_home / "snapshots" / "latest").read_text().strip()
    assert (kept["value"], kept["httpOnly"]) == (f"~{latest[:15]}", True)
    assert "since=" not in (page.locator("a.file").first.get_attribute("href") or "")
    oldest = min(folder.name for folder in (published_home / "snapshots").glob("[0-9]*"))[:15]
    page.context.add_cookies([{"name": COOKIE, "value": f"~{oldest}", "url": address}])
    page.goto(f"{address}/worklist?v=1&lang=en")
    settle(page)
    (kept,) = [cookie for cookie in page.context.cookies() if cookie["name"] == COOKIE]
    assert seen_before(kept["value"]) == oldest
    expect(page.locator(f"a.file[href*='since={oldest}']").first).to_be_visible()


@pytest.mark.parametrize("look", ["light", "dark"])
def test_a_phone_shows_three_stores_at_once_and_never_scrolls_sideways(
    browser: Browser, address: str, look: str
) -> None:
    context = browser.new_context(viewport={"width": 390, "height": 844}, locale="zh-CN", color_scheme=look)
    page = context.new_page()
    page.goto(f"{address}/worklist?v=1")
    settle(page)
    page.wait_for_timeout(800)
    bar = page.locator(".tab-bar").bounding_box()
    cards = [row.bounding_box() for row in page.locator(".calls tbody tr:not(.group, .rest)").all()[:3]]
    assert bar
    assert len(cards) == 3
    assert all(card and card["y"] + card["height"] <= bar["y"] for card in cards)
    assert page.evaluate("document.documentElement.scrollWidth") <= 390
    context.close()
