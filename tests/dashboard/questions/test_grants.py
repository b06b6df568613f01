"""The last whole week against a walk back from the day."""

from datetime import date, timedelta

from hypothesis import given
from hypothesis import strategies as st
from plain import freshness as plain

from dashboard.questions.grants import last_whole_week


@given(st.dates(date(2020, 1, 1), date(2030, 1, 1)))
def test_the_last_whole_week_ends_on_or_before_the_day(day: date) -> None:
    monday = last_whole_week(day)
    assert monday == plain.last_whole_week(day)
    assert monday + timedelta(days=6) <= day < monday + timedelta(days=13)
