"""A screen as AppTest opens it: at its address, with the view of a link."""

from pathlib import Path

from streamlit.testing.v1 import AppTest
from streamlit.util import calc_hash

import dashboard
from dashboard.reading.opening import open_view
from dashboard.views.screen import path_of
from models.geography.scope import EVERYTHING

MAIN = Path(dashboard.__file__).with_name("main.py")


def page_of(screen: str, *, timeout: float = 60, **parameters: str) -> AppTest:
    """A screen after its first run.

    AppTest can go to a page before its first run by the name of its file alone, and every screen's is `page.py`; so
    the hash of the screen's address, by which `st.navigation` finds it, is set here.
    """
    page = AppTest.from_file(str(MAIN), default_timeout=timeout)
    for name, value in parameters.items():
        page.query_params[name] = value
    if path_of(screen):
        page._page_hash = calc_hash(path_of(screen))
    return page.run()


def html(page: AppTest) -> str:
    """All HTML on a page."""
    return "\n".join(element.proto.body for element in page.get("html"))


def address(page: AppTest) -> dict[str, str]:
    """The parameters of the page's address; AppTest gives those lists that the page wrote."""
    return {name: value if isinstance(value, str) else value[-1] for name, value in page.query_params.items()}


def asked(page: AppTest, name: str) -> str:
    """A parameter of the page's view; its address leaves out what is usual."""
    return open_view(address(page), EVERYTHING).view.query()[name]
