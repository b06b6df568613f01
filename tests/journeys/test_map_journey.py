"""A manager's way through the map page, in a real browser against the real server."""

import io
import json
import math
import os
import subprocess
import sys
import zipfile
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import parse_qs, urlsplit

import pytest
from playwright.sync_api import Browser, Page, expect
from playwright.sync_api import TimeoutError as TooLong

from dashboard.drawing.scene import LEGEND_PX
from models.geography.boundaries import load

pytestmark = [pytest.mark.browser, pytest.mark.xdist_group("browser")]
ZHEJIANG = "330000"
READY = "[data-test-script-state=notRunning]"


class Watched:
    """A page, and all it asked for and complained of."""

    def __init__(self, page: Page) -> None:
        self.page = page
        self.hosts: set[str] = set()
        self.errors: list[str] = []
        page.on("request", lambda request: self._note(request.url))
        page.on("websocket", lambda socket: self._note(socket.url))
        page.on("pageerror", lambda error: self.errors.append(str(error)))
        page.on("console", lambda said: self.errors.append(said.text) if said.type == "error" else None)

    def _note(self, url: str) -> None:
        if urlsplit(url).scheme not in ("data", "blob"):  # made in the page itself
            self.hosts.add(urlsplit(url).netloc)

    def open(self, url: str) -> None:
        self.page.goto(url)
        self.settle()

    def settle(self) -> None:
        self.page.wait_for_selector(READY, timeout=60_000)
        self.page.locator("[data-testid=stDeckGlJsonChart] canvas").first.wait_for(timeout=60_000)
        self.page.wait_for_timeout(1_500)  # the map flies and paints after the script has ended


@pytest.fixture
def watched(browser: Browser) -> Iterator[Watched]:
    context = browser.new_context(
        viewport={"width": 1440, "height": 1000}, locale="zh-CN", accept_downloads=True, color_scheme="light"
    )
    yield Watched(context.new_page())
    context.close()


def pixel(home: Path, region: str, unit: str, width: float, height: float) -> tuple[float, float]:
    """Where a unit's label point lies on the map of a region, in pixels from its top left corner."""
    boundaries = load(home / "boundaries")
    lon, lat, zoom = boundaries.view(region)
    level = "province" if region == "100000" else "city"
    at = boundaries.labels(region, level)[unit]

    def mercator(degrees: tuple[float, float]) -> tuple[float, float]:
        scale = 512 * 2**zoom
        north = math.log(math.tan(math.pi / 4 + math.radians(degrees[1]) / 2))
        return scale * degrees[0] / 360, -scale * north / (2 * math.pi)

    (x, y), (x0, y0) = mercator(at), mercator((lon, lat))
    return (width + LEGEND_PX) / 2 + x - x0, height / 2 + y - y0


def click_into(watched: Watched, home: Path, region: str, unit: str) -> None:
    """Click a unit until the page is there; while a map is drawn in software, under load, a click may be lost."""
    for attempt in range(4):
        click_unit(watched, home, region, unit)
        try:
            watched.page.wait_for_url(f"**region={unit}**", timeout=12_000)
        except TooLong:
            if attempt == 3:
                raise
        else:
            return


def click_unit(watched: Watched, home: Path, region: str, unit: str) -> None:
    box = watched.page.locator("[data-testid=stDeckGlJsonChart] canvas").first.bounding_box()
    assert box
    x, y = pixel(home, region, unit, box["width"], box["height"])
    watched.page.mouse.move(box["x"] + x, box["y"] + y)
    watched.page.wait_for_timeout(400)
    watched.page.mouse.click(box["x"] + x, box["y"] + y)


def query(page: Page) -> dict[str, str]:
    return {name: values[-1] for name, values in parse_qs(urlsplit(page.url).query, keep_blank_values=True).items()}


def exported(home: Path, table: str, page: Page, out: Path) -> bytes:
    """What the command line makes of the page's address."""
    view = urlsplit(page.url).query
    command = [sys.executable, "-m", "dashboard", "export", table, "--view", view, "--out", str(out)]
    subprocess.run(command, check=True, env=os.environ | {"LAOTIE_HOME": str(home)}, capture_output=True)
    return out.read_bytes()


def test_open_drill_filter_download(watched: Watched, address: str, published_home: Path, tmp_path: Path):
    """Open, click into Zhejiang, filter apparel, download: the file is what `laotie export` writes."""
    page = watched.page
    watched.open(address)
    assert query(page) == {"v": "1"}
    expect(page.get_by_text("演示数据").filter(visible=True).first).to_be_visible()

    page.locator(".stToggle, [data-testid=stCheckbox]").first.click()  # belts off: they lie above the regions
    watched.settle()
    click_into(watched, published_home, "100000", ZHEJIANG)
    watched.settle()
    assert "level" not in query(page)
    expect(page.get_by_text("杭州").filter(visible=True).first).to_be_visible()

    page.locator("[data-pick=category]").click()
    page.get_by_label("服装内衣").check()
    page.locator(".offer .apply").click()
    page.wait_for_url("**category=apparel**", timeout=30_000)
    watched.settle()

    for table in ("regions", "belts", "stores"):
        with page.expect_download() as download:
            page.locator(f'a.file[href*="/export/{table}.csv"]').first.click()
        taken = Path(download.value.path()).read_bytes()
        assert taken == exported(published_home, table, page, tmp_path / f"{table}.csv")
        assert taken.count(b"\r\n") > 1
    with page.expect_download() as download:
        page.locator('a.file[href*="/export/stores.zip"]').click()
    with zipfile.ZipFile(io.BytesIO(Path(download.value.path()).read_bytes())) as archive:
        csv, manifest = sorted(archive.namelist())
        assert json.loads(archive.read(manifest))["view"]["category"] == "apparel"
        assert archive.read(csv) == (tmp_path / "stores.csv").read_bytes()

    assert watched.hosts == {urlsplit(address).netloc}
    assert watched.errors == []


def test_a_link_shows_a_colleague_the_same(watched: Watched, browser: Browser, address: str):
    """A link opened anew shows the same region, metric, filters and language."""
    link = f"{address}/?v=1&region=440000&level=county&metric=deposit-released&category=shoes~bags&lang=en"
    watched.open(link)
    told = query(watched.page)
    assert told == {
        "v": "1", "region": "440000", "level": "county", "metric": "deposit-released", "category": "bags~shoes",
        "lang": "en",
    }  # fmt: skip
    expect(watched.page.get_by_role("heading", name="Deposit released").first).to_be_visible()
    expect(watched.page.get_by_text("Guangdong").filter(visible=True).first).to_be_visible()
    context = browser.new_context(viewport={"width": 1440, "height": 1000}, locale="zh-CN")
    colleague = Watched(context.new_page())
    colleague.open(watched.page.url)
    tables = [one.page.locator("table.ranked").first.inner_text() for one in (watched, colleague)]
    assert tables[0] == tables[1]
    assert "Guangzhou" not in tables[0]  # by county, as the link says
    context.close()


def test_a_bad_link_says_what_it_left_out(watched: Watched, address: str):
    """Unknown codes fall back with a note; the page still shows the country."""
    watched.open(f"{address}/?v=1&region=999999&metric=nonsense&category=none&lang=en")
    assert query(watched.page) == {"v": "1", "lang": "en"}
    expect(watched.page.get_by_text("999999").filter(visible=True).first).to_be_visible()
    expect(watched.page.get_by_text("nonsense").filter(visible=True).first).to_be_visible()


@pytest.mark.parametrize("width", [1440, 390])
def test_nothing_scrolls_sideways(browser: Browser, address: str, width: int):
    """Wide screen and phone: the page is as wide as the window."""
    context = browser.new_context(viewport={"width": width, "height": 844}, locale="zh-CN")
    watched = Watched(context.new_page())
    watched.open(address)
    assert watched.page.evaluate("document.documentElement.scrollWidth") <= width
    assert watched.errors == []
    context.close()
