"""A manager takes the map, a chart and the week's deck along, in a real browser against the real server."""

import io
import os
import subprocess
import sys
from pathlib import Path
from urllib.parse import urlsplit

import pytest
from playwright.sync_api import Browser, Page
from pptx import Presentation

pytestmark = [pytest.mark.browser, pytest.mark.xdist_group("browser")]
READY = "[data-test-script-state=notRunning]"


def taken(page: Page, link: str) -> bytes:
    """What a click on a link downloads."""
    with page.expect_download(timeout=120_000) as download:
        page.locator(f'a.file[href*="{link}"]').first.click()
    return Path(download.value.path()).read_bytes()


def commanded(home: Path, command: list[str], page: Page, out: Path) -> bytes:
    """What the command writes for the view of a page."""
    view = urlsplit(page.url).query
    words = [sys.executable, "-m", "dashboard", *command, "--view", view, "--out", str(out)]
    subprocess.run(words, env=os.environ | {"LAOTIE_HOME": str(home)}, check=True, capture_output=True)
    return out.read_bytes()


def test_the_map_a_chart_and_the_deck_are_those_of_the_command(
    browser: Browser, address: str, published_home: Path, tmp_path: Path
) -> None:
    context = browser.new_context(viewport={"width": 1440, "height": 900}, locale="zh-CN", accept_downloads=True)
    page = context.new_page()
    page.goto(f"{address}/?region=330000&metric=certification-rate")
    page.wait_for_selector(READY, timeout=60_000)
    for ending in ("png", "svg"):
        drawn = taken(page, f"/picture/map.{ending}")
        assert drawn == commanded(published_home, ["picture", "map"], page, tmp_path / f"map.{ending}")
    deck = taken(page, "/deck.pptx")
    assert deck == commanded(published_home, ["deck"], page, tmp_path / "deck.pptx")
    slides = Presentation(io.BytesIO(deck)).slides
    assert len(slides) == 6
    assert "浙江省" in slides[0].shapes.title.text

    page.goto(f"{address}/certification?region=330000")
    page.wait_for_selector(READY, timeout=60_000)
    drawn = taken(page, "/picture/certification-weeks.png")
    assert drawn == commanded(
        published_home, ["picture", "certification-weeks"], page, tmp_path / "certification-weeks.png"
    )
    context.close()
