"""From screen to screen: every screen is offered, a link leads there, and the view goes along."""

from pathlib import Path

import pytest
from made.pages import html
from streamlit.testing.v1 import AppTest

import dashboard
from dashboard.screens import BY_PATH, GROUPS, SCREENS
from dashboard.ui import document
from data.language import LANGUAGES

MAIN = Path(dashboard.__file__).with_name("main.py")
ALL = pytest.mark.parametrize("code", SCREENS)


def test_screens_have_pages_addresses_and_names_of_their_own() -> None:
    assert [screen.code for _name, group in GROUPS for screen in group] == list(SCREENS)
    assert all(screen.file.is_file() for screen in SCREENS.values())
    assert len(BY_PATH) == len(SCREENS)
    assert BY_PATH[""].code == "map"
    for language in LANGUAGES:
        assert len({screen.title.say(language) for screen in SCREENS.values()}) == len(SCREENS)


def test_our_own_document_stands_at_every_screen_s_address() -> None:
    assert {route.path for route in document.routes(SCREENS.values(), GROUPS)} == {f"/{path}" for path in BY_PATH}


@pytest.mark.usefixtures("at_home")
@ALL
def test_a_screen_takes_the_view_over_and_leads_to_every_other(code: str) -> None:
    page = AppTest.from_file(str(MAIN), default_timeout=60)
    for name, value in {"v": "1", "region": "330000", "level": "city", "lang": "en"}.items():
        page.query_params[name] = value
    page.run()
    page.switch_page(str(SCREENS[code].file)).run()
    assert not page.exception
    text = html(page)
    assert f'aria-current="page">{SCREENS[code].title.say("en")}</a>' in text
    assert "Zhejiang" in text
    assert page.query_params["region"] in ("330000", ["330000"])
    for other in SCREENS.values():
        assert f'href="/{other.path}?v=1&amp;region=330000' in text
