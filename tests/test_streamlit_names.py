"""The names of Streamlit's own that the product leans on are in the version that is installed.

pyproject.toml keeps Streamlit below a ceiling for their sake; raise it, and these tests say which names are gone.
"""

import re
from pathlib import Path

import pytest
from streamlit import config as streamlit_config

from dashboard import ui
from dashboard.app import config
from dashboard.serving import assets
from dashboard.ui import document
from dashboard.views.screen import PAGES

LINKS = Path(ui.__file__).parent / "links.js"
NAME = re.compile(r'data-testid="(\w+)"|\.(st[A-Z]\w+)|\[data-(stale)=|(st-key-)|"(popstate)"')
IN_SCRIPTS = re.compile(r"st[A-Z]\w+|stale|st-key-|popstate")


def leaned_on() -> set[str]:
    text = assets.stylesheet().decode() + LINKS.read_text(encoding="utf-8")
    return {name for found in NAME.findall(text) for name in found if name}


def in_bundles() -> set[str]:
    scripts = assets.of_streamlit().rglob("*.js")
    return {name for path in scripts for name in IN_SCRIPTS.findall(path.read_text(encoding="utf-8"))}


def test_the_names_that_the_stylesheet_and_links_js_lean_on_are_in_streamlits_bundles() -> None:
    names = leaned_on()
    assert {"stApp", "stHtml", "stVerticalBlock", "stale", "popstate"} <= names
    assert sorted(names - in_bundles()) == []


def test_the_stylesheet_leans_on_few_names_and_overrides_by_being_more_specific() -> None:
    style = re.sub(r"/\*.*?\*/", "", assets.stylesheet().decode(), flags=re.DOTALL)
    assert set(re.findall(r"\.(st[A-Z]\w+)|data-testid=\"(\w+)\"", style)) == {
        (name, "")
        for name in (
            "stApp",
            "stMain",
            "stMainBlockContainer",
            "stVerticalBlock",
            "stDeckGlJsonChart",
            "stElementToolbar",
            "stButton",
        )
    } | {("", "stSkipToContent"), ("", "stSkeleton")}
    assert style.count("!important") == 3  # an inline height of Streamlit's, and whatever moves


def test_every_style_of_a_screen_is_in_the_stylesheet() -> None:
    whole = assets.stylesheet()
    files = [*PAGES.glob("*/style.css"), *(Path(ui.__file__).parent / "style").glob("*.css")]
    assert files
    assert [path.name for path in files if path.read_bytes() not in whole] == []


@pytest.mark.parametrize(
    "text",
    [
        '<html lang="en">',
        "<title>Streamlit</title>",
        '<link\n      rel="preload"',
        '<link rel="shortcut icon" href="./favicon.png" />',
        document.ROOT,
    ],
)
def test_streamlits_document_has_what_ours_replaces(text: str) -> None:
    assert text in (assets.of_streamlit() / "index.html").read_text(encoding="utf-8")


def test_streamlit_knows_every_setting_that_is_set() -> None:
    assert sorted(config("127.0.0.1", 1).keys() - streamlit_config.get_config_options().keys()) == []
