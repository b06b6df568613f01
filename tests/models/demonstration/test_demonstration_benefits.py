from collections import Counter
from datetime import date, datetime, timedelta
from itertools import pairwise

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from data import reference
from models.demonstration.grants import share_out


def packs(written, measure="traffic-pack"):
    """Grants of a measure: rows of each, in order."""
    return {
        grant: rows
        for grant, rows in written.grouped("benefits", "grant_id").items()
        if rows[0]["measure_code"] == measure
    }


def total(rows, event):
    return sum(int(row["amount"]) for row in rows if row["event"] == event)


def within(text, until, days):
    return until.isoformat() <= text <= (until + timedelta(days=days)).isoformat()


def test_every_grant_keeps_its_invariant_at_every_instant(medium):
    for rows in medium.grouped("benefits", "grant_id").values():
        assert rows[0]["event"] == "granted"
        assert [row["event"] for row in rows].count("granted") == 1
        held = Counter()
        for row in rows:
            held[row["event"]] += int(row["amount"])
            assert int(row["amount"]) > 0
            if row["measure_code"] == "red-envelope":
                assert held["granted"] >= held["issued"] - held["returned"] >= held["used"]
                assert held["issued"] - held["returned"] + held["lapsed"] <= held["granted"]
            else:
                assert held["granted"] >= held["claimed"] >= held["used"]
                assert held["used"] + held["lapsed"] + held["clawed_back"] <= held["granted"]


def test_events_of_a_grant_are_strictly_later_one_than_another(medium):
    for rows in medium.grouped("benefits", "grant_id").values():
        at = [row["occurred_at"] for row in rows]
        assert all(before < after for before, after in pairwise(at))


def test_a_grant_names_one_store_measure_and_unit(medium):
    stores = {row["store_id"] for row in medium.rows["stores"]}
    for rows in medium.grouped("benefits", "grant_id").values():
        assert len({(row["store_id"], row["measure_code"], row["unit"]) for row in rows}) == 1
        assert rows[0]["store_id"] in stores


def test_every_measure_is_granted_in_its_units_up_to_its_cap(medium):
    caps = {
        (row["measure_code"], row["unit"]): int(row["cap"]) if row["cap"] else 10**12
        for row in reference.rows("measure_caps")
        if row["measure_code"] != "laotie-good-store"
    }
    caps |= {("traffic-pack", "traffic"): 20_000, ("red-envelope", "fen"): 300_000}
    most = {}
    for row in medium.rows["benefits"]:
        if row["event"] == "granted":
            kind = (row["measure_code"], row["unit"])
            most[kind] = max(most.get(kind, 0), int(row["amount"]))
    assert set(most) == set(caps)
    assert all(most[kind] <= caps[kind] for kind in caps)


def test_deadlines_stand_only_on_granted_events(medium):
    for row in medium.rows["benefits"]:
        if row["event"] != "granted":
            assert (row["claim_by"], row["use_by"]) == ("", "")
    for rows in packs(medium).values():
        on = date.fromisoformat(rows[0]["occurred_at"][:10])
        assert date.fromisoformat(rows[0]["claim_by"]) == on + timedelta(days=30)
        assert date.fromisoformat(rows[0]["use_by"]) == on + timedelta(days=60)


def test_claims_uses_and_lapses_keep_to_the_deadlines(medium):
    for rows in medium.grouped("benefits", "grant_id").values():
        claim_by, use_by = rows[0]["claim_by"] or "9999", rows[0]["use_by"] or "9999"
        for row in rows[1:]:
            on = row["occurred_at"][:10]
            if row["event"] == "claimed":
                assert on <= claim_by
            elif row["event"] in {"used", "issued", "returned"}:
                assert on <= use_by
            elif row["event"] == "lapsed":
                assert on > min(claim_by, use_by)


def test_packs_are_granted_only_while_certified(medium):
    logs = medium.grouped("certifications", "store_id")
    for rows in [*packs(medium).values(), *packs(medium, "red-envelope").values()]:
        at = rows[0]["occurred_at"]
        before = [event for event in logs[rows[0]["store_id"]] if event["changed_at"] < at]
        assert before[-1]["status"] == "certified"
        assert at[:10] <= before[-1]["valid_until"]


def test_nothing_follows_a_claw_back_and_a_revocation_goes_before_it(medium):
    revoked = {
        row["store_id"]: datetime.fromisoformat(row["changed_at"])
        for row in medium.rows["certifications"]
        if row["status"] == "revoked"
    }
    taken = [rows for rows in medium.grouped("benefits", "grant_id").values() if total(rows, "clawed_back")]
    assert taken
    for rows in taken:
        assert rows[-1]["event"] == "clawed_back"
        at = datetime.fromisoformat(rows[-1]["occurred_at"])
        assert at - revoked[rows[0]["store_id"]] == timedelta(hours=1)


def test_some_packs_are_unclaimed_with_days_left_and_some_hardly_used(medium):
    unclaimed = [
        rows
        for rows in packs(medium).values()
        if not total(rows, "claimed") and within(rows[0]["claim_by"], medium.until, 7)
    ]
    hardly = [
        rows
        for rows in packs(medium).values()
        if total(rows, "used") * 2 < total(rows, "claimed") and within(rows[0]["use_by"], medium.until, 3)
    ]
    assert len(unclaimed) > 20
    assert len(hardly) > 3


def test_uptake_differs_by_province(medium):
    province = {row["store_id"]: row["county_adcode"][:2] for row in medium.rows["stores"]}
    granted, claimed = Counter(), Counter()
    for rows in packs(medium).values():
        granted[province[rows[0]["store_id"]]] += 1
        claimed[province[rows[0]["store_id"]]] += total(rows, "claimed") > 0
    rates = [claimed[code] / granted[code] for code in granted if granted[code] >= 50]
    assert 0.55 < claimed.total() / granted.total() < 0.8
    assert min(rates) < 0.5 * max(rates)


def test_lapses_are_written_for_most_but_not_all_unclaimed_packs(medium):
    past = [
        rows
        for rows in packs(medium).values()
        if rows[0]["claim_by"] < medium.until.isoformat() and not total(rows, "claimed")
    ]
    written = sum(total(rows, "lapsed") > 0 for rows in past)
    assert 0.8 * len(past) < written < len(past)


def test_envelopes_leave_budgets_in_part(medium):
    left = [
        total(rows, "granted") - total(rows, "issued") + total(rows, "returned")
        for rows in packs(medium, "red-envelope").values()
        if rows[0]["use_by"] >= medium.until.isoformat()
    ]
    assert sum(some > 0 for some in left) > 20
    assert all(some >= 0 for some in left)


@given(st.lists(st.tuples(st.integers(0, 10**9), st.lists(st.floats(0, 1), min_size=4, max_size=4)), min_size=1))
def test_a_total_is_shared_out_whole_wherever_there_is_weight(cases):
    totals, weights = np.array([some for some, _ in cases]), np.array([some for _, some in cases])
    shares = share_out(totals, weights)
    assert (shares >= 0).all()
    assert (shares.sum(axis=1) <= totals).all()
    heavy = weights.sum(axis=1) > 1e-6
    assert (shares.sum(axis=1) == totals)[heavy].all()
