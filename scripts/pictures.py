"""Take the documentation's pictures from the running app with demonstration data: `make pictures`."""

import sys
from pathlib import Path
from typing import NamedTuple

ROOT = Path(__file__).parents[1]
sys.path.insert(0, str(ROOT / "tests"))
from browser_fixture import launched, served  # noqa: E402 - the tests' own browser and server

from models.settings import settings  # noqa: E402


class Picture(NamedTuple):
    """What is taken: an address, the size of the window, the look."""

    address: str
    width: int = 1440
    height: int = 1000
    scheme: str = "light"


PICTURES = {
    "worklist": Picture("/worklist?v=1&region=330000"),
    "worklist-summary": Picture("/worklist?v=1&region=330000&list=summary"),
    "map": Picture("/"),
    "map-dark-en": Picture("/?v=1&region=330000&level=county&metric=pack-uptake-value&lang=en", scheme="dark"),
    "map-phone": Picture("/?v=1&region=330000", 390, 844),
    "stores": Picture("/stores?v=1&region=330000"),
    "belts": Picture("/belts?v=1&region=330000"),
    "plan": Picture("/plan?v=1", height=1200),
    "certification": Picture("/certification?v=1&list=funnel"),
    "benefits": Picture("/benefits?v=1"),
    "deposits": Picture("/deposits?v=1"),
    "deposits-whatif": Picture("/deposits?v=1&list=whatif"),
    "categories": Picture("/categories?v=1"),
    "measures": Picture("/measures?v=1"),
    "trends": Picture("/trends?v=1&series=330000~440000~370000"),
    "snapshots": Picture("/snapshots?v=1"),
    "data": Picture("/data?v=1"),
}


def main() -> None:
    """One PNG for each of PICTURES (or of those named), in docs/pictures."""
    folder = ROOT / "docs" / "pictures"
    folder.mkdir(parents=True, exist_ok=True)
    wanted = sys.argv[1:] or list(PICTURES)
    with launched() as browser, served(settings().home.absolute()) as address:
        for name in wanted:
            path, width, height, scheme = PICTURES[name]
            context = browser.new_context(
                viewport={"width": width, "height": height}, color_scheme=scheme, locale="zh-CN"
            )
            page = context.new_page()
            page.goto(f"{address}{path}")
            page.wait_for_selector("[data-test-script-state=notRunning]", timeout=60_000)
            has_map = name.startswith("map")
            if has_map:
                page.locator("[data-testid=stDeckGlJsonChart] canvas").first.wait_for(timeout=60_000)
            page.wait_for_timeout(8_000 if has_map else 3_000)
            page.screenshot(path=folder / f"{name}.png")
            context.close()


if __name__ == "__main__":
    main()
