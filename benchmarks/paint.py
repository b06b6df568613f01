"""Two checkouts side by side in a browser: first paint, layout shift, and a click to the changed map.

    .venv/bin/python -m benchmarks.paint ../before --home /srv/demo --before-home /srv/demo-before

Each checkout serves its own home (their snapshots may differ in schema) and is read in turns by the same browser, so
that what the machine does beside falls on both. WebGL is drawn in software. It knows the product by its addresses, and
a change by the script that runs and ends.
"""

import argparse
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from statistics import median

from playwright.sync_api import Browser, Page

ROOT = Path(__file__).parents[1]
sys.path.insert(0, str(ROOT / "tests"))
from browser_fixture import launched, served  # noqa: E402 - the tests' own browser and server

OPENED = ("/", "/worklist", "/trends", "/deposits?list=whatif")
CHANGES = (
    ("metric, country by province", "/", "metric=certification-rate"),
    ("metric, country by city", "/?level=city", "metric=certification-rate"),
    ("drill into a province", "/", "region=330000"),
)
"""What is clicked where: a link of the page that holds the text."""
_OBSERVE = """
window.seen = {paint: 0, shift: 0};
new PerformanceObserver(list => {
  for (const one of list.getEntries()) if (one.name === "first-contentful-paint") window.seen.paint = one.startTime;
}).observe({type: "paint", buffered: true});
new PerformanceObserver(list => {
  for (const one of list.getEntries()) if (!one.hadRecentInput) window.seen.shift += one.value;
}).observe({type: "layout-shift", buffered: true});
"""


def _settled(page: Page) -> None:
    page.wait_for_selector("[data-test-script-state=notRunning]", timeout=60_000)
    page.evaluate("() => new Promise(done => requestAnimationFrame(() => requestAnimationFrame(done)))")


@contextmanager
def _page(browser: Browser) -> Iterator[Page]:
    context = browser.new_context(viewport={"width": 1440, "height": 900}, locale="zh-CN")
    context.add_init_script(_OBSERVE)
    yield context.new_page()
    context.close()


def opened(browser: Browser, url: str) -> dict[str, float]:
    """First contentful paint in ms, all of the page in ms, and the layout shift, of one visit with nothing kept."""
    with _page(browser) as page:
        page.goto(url)
        _settled(page)
        done = page.evaluate("performance.now()")
        page.wait_for_timeout(2500)
        seen = page.evaluate("window.seen")
        return {"paint ms": seen["paint"], "page ms": done, "shift": seen["shift"]}


def changed(browser: Browser, url: str, link: str) -> dict[str, float]:
    """A click on a link to the changed page, in ms, and the bytes of the messages that it took."""
    with _page(browser) as page:
        sizes: list[int] = []
        page.on("websocket", lambda one: one.on("framereceived", lambda frame: sizes.append(len(frame))))
        page.goto(url)
        _settled(page)
        page.wait_for_timeout(3000)
        sizes.clear()
        page.locator(f"a[href*='{link}'], a[data-go*='{link}']").first.dispatch_event("click")
        begun = page.evaluate("performance.now()")
        page.wait_for_url(lambda url: link in url, timeout=60_000, wait_until="commit")
        _settled(page)
        taken = page.evaluate("performance.now()") - begun
        page.wait_for_timeout(1000)
        return {"change ms": taken, "message kB": sum(sizes) / 1000}


def _row(name: str, before: list[dict[str, float]], now: list[dict[str, float]]) -> None:
    for what in now[0]:
        was, is_ = (median(one[what] for one in taken) for taken in (before, now))
        ratio = f"{is_ / was:8.2f}" if was else f"{'–':>8}"
        print(f"{name:34}{what:12}{was:10.2f}{is_:10.2f}{ratio}")


def main() -> None:
    """Print the table."""
    arguments = argparse.ArgumentParser(prog="benchmarks.paint")
    arguments.add_argument("before", type=Path, help="the other checkout")
    arguments.add_argument("--home", type=Path, required=True)
    arguments.add_argument("--before-home", type=Path, help="where the other checkout's home is another")
    arguments.add_argument("--turns", type=int, default=3)
    chosen = arguments.parse_args()
    homes = (chosen.before_home or chosen.home).resolve(), chosen.home.resolve()
    before_checkout = chosen.before.resolve()
    with launched() as browser, served(homes[0], before_checkout) as before, served(homes[1]) as now:
        for at in (before, now):
            opened(browser, at)  # the server's own first answers
        print(f"{'':34}{'':12}{'before':>10}{'now':>10}{'ratio':>8}   median of {chosen.turns} turns")
        for path in OPENED:
            turns = [[opened(browser, at + path) for at in (before, now)] for _turn in range(chosen.turns)]
            _row(path, *([turn[side] for turn in turns] for side in (0, 1)))
        for name, path, link in CHANGES:
            turns = [[changed(browser, at + path, link) for at in (before, now)] for _turn in range(chosen.turns)]
            _row(name, *([turn[side] for turn in turns] for side in (0, 1)))


if __name__ == "__main__":
    main()
