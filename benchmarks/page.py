"""The map page: the server's work for a change, and what a browser sees of it, in time and bytes."""

import os
import sys
from collections.abc import Callable
from pathlib import Path
from statistics import median
from time import perf_counter
from typing import Any

from playwright.sync_api import BrowserContext, Page
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


def _painted(page: Page) -> None:
    """Two frames on, what the last message changed is on the screen."""
    page.evaluate("() => new Promise(done => requestAnimationFrame(() => requestAnimationFrame(done)))")


def _changed(page: Page, meter: Meter, act: Callable[[], None], shown: str) -> tuple[float, int, int]:
    """Seconds from the click until the changed map is painted, and the bytes that came by the time all is still."""
    meter.reset()
    begun = perf_counter()
    act()
    page.locator(shown).first.wait_for(timeout=60_000)
    _painted(page)
    taken = perf_counter() - begun
    page.wait_for_timeout(3000)
    return taken, meter.socket, meter.responses


def _opened(reader: BrowserContext, url: str) -> tuple[Page, Meter, float, float]:
    page = reader.new_page()
    meter = Meter(page)
    begun = perf_counter()
    page.goto(url)
    page.locator("table.ranked").first.wait_for(timeout=60_000)
    _painted(page)
    page_at = perf_counter() - begun
    page.locator("[data-testid=stDeckGlJsonChart] canvas").first.wait_for(timeout=60_000)
    _painted(page)
    return page, meter, page_at, perf_counter() - begun


def _line(name: str, taken: float, socket: int, fetched: int, targets: str) -> None:
    kilobytes = f"message {socket / 1000:.0f} kB, fetched {fetched / 1000:.0f} kB"
    print(f"  browser, {name:<36} {taken:5.2f} s, {kilobytes}  (targets {targets})")


def in_browser() -> None:
    """First paint, a metric change and a drill, as a browser on this machine sees them (WebGL in software)."""
    home = settings().home.absolute()
    with launched() as browser, served(home) as address:
        reader = browser.new_context(viewport={"width": 1440, "height": 1000}, locale="zh-CN")
        for name in ("first visit, nothing kept", "opened again, warm", "opened again, warm"):
            page, meter, page_at, map_at = _opened(reader, address)
            page.wait_for_timeout(3000)
            total = (meter.socket + meter.responses) / 1e6
            print(f"  browser, {name:<36} figures and tables {page_at:.1f} s, map {map_at:.1f} s, "
                  f"{total:.1f} MB  (target 3 s warm)")  # fmt: skip
            page.close()
        page, meter, *_times = _opened(reader, f"{address}/?v=1&level=city")
        page.wait_for_timeout(4000)
        card = page.locator(".cards a.card").nth(3)
        shown = ".cards a.card:nth-child(4)[aria-current=true]"
        _line("metric change, country by city", *_changed(page, meter, card.click, shown), "1 s, 150 kB")
        page.locator("[data-pick=category]").click()
        page.get_by_label("服装内衣").check()
        chosen = page.locator(".offer .apply")
        _line("filter change, country by city", *_changed(page, meter, chosen.click, ".pick.on"), "1 s, 150 kB")
        page.wait_for_timeout(2000)
        row = page.locator("table.ranked tbody tr a").first
        shown = "nav.crumbs a + i + a, nav.crumbs a + i + span"
        _line("drill", *_changed(page, meter, row.click, shown), "1 s, 1500 kB")


def report() -> None:
    """Print a line for each figure."""
    os.environ.setdefault("LAOTIE_LANG", "en")
    server()
    in_browser()
