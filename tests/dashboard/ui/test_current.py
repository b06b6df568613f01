"""Following links: part of a view, or a whole one."""

import pytest
from made.pages import address
from streamlit.testing.v1 import AppTest


def _follow() -> None:
    import streamlit as st

    from dashboard.ui import current

    current.follow(st.query_params.pop("follow"))


@pytest.mark.usefixtures("at_home")
@pytest.mark.parametrize(
    ("link", "there"),
    [
        ("?region=330100", {"v": "1", "region": "330100", "category": "tea", "codes": "then"}),
        ("?v=1&region=330100", {"v": "1", "region": "330100"}),
        ("?category=", {"v": "1", "region": "330000", "codes": "then"}),
        ("?do=reset", {"v": "1"}),
    ],
)
def test_a_link_of_a_whole_view_leaves_nothing_of_the_one_before(link: str, there: dict[str, str]) -> None:
    page = AppTest.from_function(_follow, default_timeout=60)
    for name, value in {"region": "330000", "category": "tea", "codes": "then", "follow": link}.items():
        page.query_params[name] = value
    page.run()
    assert not page.exception
    assert address(page) == there
