"""The map page: the server's work for a change, and what a browser sees of it, in time and bytes."""

import os
import sys
from collections.abc import Callable
from pathlib import Path
from statistics import median
from time import perf_counter
from typing import Any

from playwright.sync_api import Browser, Page
from streamlit.testing.v1 import AppTest

from models.settings import settings

ROOT = Path(__file__).parents[1]
sys.path.insert(0, str(ROOT / "tests"))
from browser_fixture import launched, served  # noqa: E402 - the tests' own browser and server

CATEGORIES = ("apparel", "shoes", "tea", "food", "fresh", "crafts", "toys")


def server() -> None:
    """The whole script of the page for views it has not shown before, run as Streamlit runs it."""
    changes: dict[str, Callable[[str], dict[str, str]]] = {
        "filter change, country by province": lambda code: {"category": code},
        "filter change, country by city": lambda code: {"category": code, "level": "city"},
        "drill into a province": lambda code: {"category": code, "region": "330000", "level": "city"},
    }
    for name, change in changes.items():
        taken = []
        page = AppTest.from_file(str(ROOT / "dashboard" / "main.py"), default_timeout=120)
        page.run()
        for code in CATEGORIES:
            for parameter, value in change(code).items():
                page.query_params[parameter] = value
            begun = perf_counter()
            page.run()
            taken.append(1000 * (perf_counter() - begun))
            assert not page.exception
        print(f"  server, {name:<36} {median(taken):6.0f} ms  longest {max(taken):6.0f}  (target 300)")


class Meter:
    """Bytes that reach a page: over its socket, and as responses."""

    def __init__(self, page: Page) -> None:
        self.socket = self.responses = 0
        page.on("websocket", lambda one: one.on("framereceived", self._frame))
        page.on("requestfinished", self._response)

    def _frame(self, payload: str | bytes) -> None:
        self.socket += len(payload)

    def _response(self, request: Any) -> None:
        self.responses += request.sizes()["responseBodySize"]

    def reset(self) -> None:
        """Count from here."""
        self.socket = self.responses = 0


def _settled(page: Page) -> None:
    page.wait_for_selector("[data-test-script-state=notRunning]", timeout=60_000)


def _changed(page: Page, meter: Meter, act: Callable[[], None], until: str) -> tuple[float, int, int]:
    meter.reset()
    begun = perf_counter()
    act()
    page.wait_for_function(until, timeout=60_000)
    _settled(page)
    # two frames after the message is in, what it changed has been painted
    page.evaluate("() => new Promise(done => requestAnimationFrame(() => requestAnimationFrame(done)))")
    taken = perf_counter() - begun
    page.wait_for_timeout(1500)
    return taken, meter.socket, meter.responses


def _opened(browser: Browser, url: str) -> tuple[Page, Meter, float]:
    page = browser.new_context(viewport={"width": 1440, "height": 1000}, locale="zh-CN").new_page()
    meter = Meter(page)
    begun = perf_counter()
    page.goto(url)
    page.locator("[data-testid=stDeckGlJsonChart] canvas").first.wait_for(timeout=60_000)
    _settled(page)
    return page, meter, perf_counter() - begun


def in_browser() -> None:
    """First paint, a metric change and a drill, as a browser on this machine sees them (WebGL in software)."""
    home = settings().home.absolute()
    with launched() as browser, served(home) as address:
        _opened(browser, address)  # the first reader warms the caches
        page, meter, first = _opened(browser, address)
        page.wait_for_timeout(1500)
        total = (meter.socket + meter.responses) / 1e6
        print(f"  first page painted, warm               {first:6.1f} s, {total:.1f} MB in all  (target 3 s)")
        page, meter, _first = _opened(browser, f"{address}/?v=1&level=city")
        page.wait_for_timeout(3000)
        card = page.locator(".cards a.card").nth(3)
        for name, act, until in (
            ("metric change, country by city", card.click, "pack-uptake-value"),
            ("filter change, country by city", lambda: _filter(page), "category=apparel"),
        ):
            taken, socket, fetched = _changed(page, meter, act, f"() => location.search.includes('{until}')")
            print(f"  {name:<38} {taken:6.2f} s, message {socket / 1000:.0f} kB, fetched {fetched / 1000:.0f} kB"
                  "  (targets 1 s, 150 kB)")  # fmt: skip
        row = page.locator("table.ranked tbody tr a").first
        taken, socket, fetched = _changed(page, meter, row.click, "() => !location.search.includes('region=100000')")
        print(f"  {'drill':<38} {taken:6.2f} s, message {socket / 1000:.0f} kB, fetched {fetched / 1000:.0f} kB"
              "  (targets 1 s, 1500 kB)")  # fmt: skip


def _filter(page: Page) -> None:
    page.get_by_role("button", name="类目").click()
    page.get_by_role("button", name="服装内衣").click()


def report() -> None:
    """Print a line for each figure."""
    os.environ.setdefault("LAOTIE_LANG", "en")
    server()
    in_browser()
