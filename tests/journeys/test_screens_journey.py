"""From screen to screen in a real browser: every screen stands, asks no other host, and the view goes along."""

import os
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import parse_qs, urlsplit

import pytest
from playwright.sync_api import Browser, Page, expect

from dashboard.screens import SCREENS

pytestmark = [pytest.mark.browser, pytest.mark.xdist_group("browser")]
READY = "[data-test-script-state=notRunning]"
PROBES = "/_stcore/"
"""Streamlit's page looks for its server below the address it is opened at before it looks at the root."""


class Reader:
    """A page, the hosts it asked, and what it complained of."""

    def __init__(self, page: Page) -> None:
        self.page = page
        self.hosts: set[str] = set()
        self.errors: list[str] = []
        page.on("request", lambda request: self._note(request.url))
        page.on("websocket", lambda socket: self._note(socket.url))
        page.on("pageerror", lambda error: self.errors.append(str(error)))
        page.on("response", lambda answer: self._answer(answer.status, answer.url))

    def _note(self, url: str) -> None:
        if urlsplit(url).scheme not in ("data", "blob"):
            self.hosts.add(urlsplit(url).netloc)

    def _answer(self, status: int, url: str) -> None:
        if status >= 400 and PROBES not in url:
            self.errors.append(f"{status} {url}")

    def settle(self) -> None:
        self.page.locator(".screens a[aria-current]").first.wait_for(state="attached", timeout=60_000)
        self.page.wait_for_selector(READY, timeout=60_000)

    def open(self, url: str) -> None:
        self.page.goto(url)
        self.settle()

    def query(self) -> dict[str, str]:
        return {name: values[-1] for name, values in parse_qs(urlsplit(self.page.url).query).items()}


@pytest.fixture
def reader(browser: Browser) -> Iterator[Reader]:
    context = browser.new_context(viewport={"width": 1440, "height": 1000}, locale="zh-CN", accept_downloads=True)
    yield Reader(context.new_page())
    context.close()


@pytest.mark.parametrize("code", SCREENS)
def test_a_screen_opens_at_its_own_address_as_wide_as_the_window(browser: Browser, address: str, code: str) -> None:
    for width in (1440, 390):
        context = browser.new_context(viewport={"width": width, "height": 844}, locale="zh-CN")
        reader = Reader(context.new_page())
        reader.open(f"{address}/{SCREENS[code].path}?v=1&region=330000")
        reader.page.wait_for_timeout(800)
        assert reader.page.title().startswith(SCREENS[code].title.say("zh"))
        expect(reader.page.locator(".screens a[aria-current]")).to_have_text(SCREENS[code].title.say("zh"))
        expect(reader.page.locator(".demo:visible")).to_have_text("演示数据")
        assert reader.page.evaluate("document.documentElement.scrollWidth") <= width
        assert reader.page.locator("[data-testid=stException]").count() == 0
        assert reader.errors == []
        assert reader.hosts == {urlsplit(address).netloc}
        context.close()


def test_the_view_goes_along_from_screen_to_screen_and_back(reader: Reader, address: str) -> None:
    reader.open(f"{address}/worklist?v=1&region=330000&category=apparel&lang=en")
    for code in ("stores", "benefits", "trends"):
        reader.page.locator(f'.screens a[href^="/{SCREENS[code].path}?"]').click()
        reader.page.wait_for_url(f"**/{SCREENS[code].path}?**", timeout=60_000)
        reader.settle()
        told = reader.query()
        assert (told["region"], told["category"], told["lang"]) == ("330000", "apparel", "en")
    reader.page.go_back()
    reader.page.wait_for_url("**/benefits?**", timeout=60_000)
    reader.settle()
    expect(reader.page.locator(".screens a[aria-current]")).to_have_text(SCREENS["benefits"].title.say("en"))


def test_a_manager_finds_a_store_to_call_and_takes_the_list_away(
    reader: Reader, address: str, published_home: Path, tmp_path: Path
) -> None:
    """Work list, a list of it, its file, the store's page, and back to the same list."""
    page = reader.page
    reader.open(f"{address}/worklist?v=1&list=packs-to-claim&lang=en")
    link = page.locator(".sheet tbody th a").first
    expect(link).to_be_visible()
    name = link.inner_text()
    file = page.locator("a.file[href*='.csv?']").first
    with page.expect_download() as download:
        file.click()
    taken = Path(download.value.path()).read_bytes()
    table = urlsplit(file.get_attribute("href") or "").path.rsplit("/", 1)[-1].removesuffix(".csv")
    out = tmp_path / "again.csv"
    view = urlsplit(page.url).query
    subprocess.run(
        [sys.executable, "-m", "dashboard", "export", table, "--view", view, "--out", str(out)],
        check=True, capture_output=True, env=os.environ | {"LAOTIE_HOME": str(published_home)},
    )  # fmt: skip
    assert taken == out.read_bytes()
    assert name in taken.decode("utf-8-sig")

    link.click()
    page.wait_for_url("**/stores?**item=**", timeout=60_000)
    reader.settle()
    expect(page.get_by_text(name).filter(visible=True).first).to_be_visible()
    page.go_back()
    page.wait_for_url("**/worklist?**list=packs-to-claim**", timeout=60_000)
    reader.settle()
    assert reader.errors == []
