"""Take the documentation's pictures from the running app with demonstration data: `make pictures`."""

import sys
from pathlib import Path

ROOT = Path(__file__).parents[1]
sys.path.insert(0, str(ROOT / "tests"))
from browser_fixture import launched, served  # noqa: E402 - the tests' own browser and server

from models.settings import settings  # noqa: E402

PICTURES = {
    "map": ("", 1440, 1000, "light"),
    "map-dark-en": ("?v=1&region=330000&level=county&metric=pack-uptake-value&lang=en", 1440, 1000, "dark"),
    "map-phone": ("?v=1&region=330000", 390, 844, "light"),
}


def main() -> None:
    """One PNG for each of PICTURES, in docs/pictures."""
    folder = ROOT / "docs" / "pictures"
    folder.mkdir(parents=True, exist_ok=True)
    with launched() as browser, served(settings().home.absolute()) as address:
        for name, (query, width, height, scheme) in PICTURES.items():
            context = browser.new_context(
                viewport={"width": width, "height": height}, color_scheme=scheme, locale="zh-CN"
            )
            page = context.new_page()
            page.goto(f"{address}/{query}")
            page.wait_for_selector("[data-test-script-state=notRunning]", timeout=60_000)
            page.locator("[data-testid=stDeckGlJsonChart] canvas").first.wait_for(timeout=60_000)
            page.wait_for_timeout(8_000)
            page.screenshot(path=folder / f"{name}.png")
            context.close()


if __name__ == "__main__":
    main()
