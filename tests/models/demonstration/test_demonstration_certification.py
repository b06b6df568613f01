from collections import Counter
from datetime import date, datetime, timedelta

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from models.demonstration.days import DAY, later, working

ALLOWED = {
    "none": {"applied"},
    "applied": {"in_review"},
    "in_review": {"certified", "rejected", "info_requested"},
    "info_requested": {"in_review"},
    "rejected": {"applied"},
    "certified": {"expired", "revoked", "in_review"},
    "expired": set(),
    "revoked": set(),
}


def test_every_step_is_allowed_and_later_than_the_one_before(medium):
    for events in medium.grouped("certifications", "store_id").values():
        status, at = "none", ""
        for event in events:
            assert event["status"] in ALLOWED[status]
            assert event["changed_at"] > at
            status, at = event["status"], event["changed_at"]


def test_every_status_and_every_allowed_step_occurs(medium):
    steps = {
        (before["status"], after["status"])
        for events in medium.grouped("certifications", "store_id").values()
        for before, after in zip([{"status": "none"}, *events], events, strict=False)
    }
    assert steps == {(before, after) for before, some in ALLOWED.items() for after in some}


def test_nothing_happens_before_a_store_entered(medium):
    entered = {row["store_id"]: row["entered_on"] for row in medium.rows["stores"]}
    assert all(row["changed_at"][:10] > entered[row["store_id"]] for row in medium.rows["certifications"])


def test_events_fall_in_working_hours(medium):
    for row in medium.rows["certifications"]:
        at = datetime.fromisoformat(row["changed_at"])
        assert at.weekday() < 5
        assert "09:00" <= row["changed_at"][11:16] <= "18:31"


def test_only_certified_events_have_a_last_valid_day(medium):
    for row in medium.rows["certifications"]:
        assert (row["status"] == "certified") == bool(row["valid_until"])


def test_certifications_last_a_year_or_half_of_one(medium):
    lasts = Counter(
        (date.fromisoformat(row["valid_until"]) - date.fromisoformat(row["changed_at"][:10])).days
        for row in medium.rows["certifications"]
        if row["valid_until"]
    )
    assert set(lasts) == {183, 365}
    assert lasts[365] > lasts[183]


def test_refusals_requests_and_revocations_give_a_reason(medium):
    reasons = {}
    for row in medium.rows["certifications"]:
        reasons.setdefault(row["status"], set()).add(row["reason"])
    assert len(reasons["rejected"]) == 8
    assert len(reasons["info_requested"]) == 4
    assert len(reasons["revoked"]) == 3
    assert not reasons["rejected"] & reasons["info_requested"]
    assert "" not in reasons["rejected"] | reasons["info_requested"] | reasons["revoked"]
    assert reasons["applied"] == reasons["certified"] == reasons["expired"] == {""}


def test_the_funnel_has_plausible_shares(medium):
    last = medium.last_status()
    status = Counter(row["status"] for row in last.values())
    stores = len(medium.rows["stores"])
    assert 0.68 < len(last) / stores < 0.85
    assert 0.48 < status["certified"] / stores < 0.64
    assert all(status[name] > 5 for name in ("in_review", "info_requested", "rejected", "expired", "revoked"))


def test_reviews_wait_for_days_and_some_for_weeks(medium):
    until = datetime.combine(medium.until, datetime.max.time())
    ages = [
        (until - datetime.fromisoformat(row["changed_at"])).days
        for row in medium.last_status().values()
        if row["status"] == "in_review"
    ]
    assert min(ages) < 7 < 14 < max(ages)


def test_some_end_soon_and_some_ended_without_an_event(medium):
    certified = [row["valid_until"] for row in medium.last_status().values() if row["status"] == "certified"]
    today, soon = medium.until.isoformat(), (medium.until + timedelta(days=30)).isoformat()
    assert sum(today <= last <= soon for last in certified) > 20
    assert sum(last < today for last in certified) > 5


@given(
    st.lists(
        st.tuples(st.integers(15_000 * DAY, 22_000 * DAY), st.floats(0, 400, allow_nan=False)),
        min_size=1,
        max_size=50,
    ),
    st.integers(0, 2**32),
)
def test_a_later_instant_is_later_and_on_a_working_day_if_it_is_on_another(cases, seed):
    instants = np.array([at for at, _ in cases])
    gaps = np.array([gap for _, gap in cases])
    then = later(instants, gaps, np.random.default_rng(seed))
    assert (then > instants).all()
    other = then // DAY > instants // DAY
    assert ((then[other] // DAY + 3) % 7 < 5).all()


def test_weekends_become_the_monday_after():
    saturday = (date(2026, 11, 14) - date(1970, 1, 1)).days
    assert (working(saturday + np.arange(-1, 3)) - saturday).tolist() == [-1, 2, 2, 2]
