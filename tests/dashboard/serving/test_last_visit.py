"""What a browser saw last is remembered by a cookie, and only read where it is of the right form."""

import pytest

from dashboard.serving.last_visit import remembered, seen_before

FIRST, SECOND, THIRD = "2026-11-01-dbd6", "2026-11-08-ed04", "2026-11-15-8da9"
REST = "75d4cc70"


def test_a_visit_at_a_new_snapshot_remembers_the_one_seen_before() -> None:
    cookie = remembered("", FIRST + REST)
    assert (cookie, seen_before(cookie)) == (f"~{FIRST}", "")
    again = remembered(cookie, FIRST + REST)
    assert again == cookie
    later = remembered(again, THIRD + REST)
    assert seen_before(later) == FIRST
    assert remembered(later, THIRD + REST) == later
    assert seen_before(remembered(later, SECOND + REST)) == THIRD


@pytest.mark.parametrize("cookie", ["", "~", "nonsense", f"<b>~{FIRST}", f"{FIRST}x~{SECOND}", "2026-11-01~"])
def test_a_cookie_of_another_form_names_nothing(cookie: str) -> None:
    assert seen_before(cookie) == ""
    assert seen_before(remembered(cookie, SECOND + REST)) in ("", FIRST)
