from collections import Counter
from datetime import timedelta
from itertools import pairwise

from data import reference


def fen(text):
    whole, cents = text.split(".")
    assert len(cents) == 2
    return int(whole) * 100 + int(cents)


def in_force(rows, day, begins="effective_from", ends="effective_to"):
    return [row for row in rows if row[begins] <= day and (not row[ends] or day <= row[ends])]


def test_two_schedules_of_four_tiers_follow_each_other(small):
    rows = small.rows["deposit_tiers"]
    older, newer = in_force(rows, "2026-03-31"), in_force(rows, "2026-04-01")
    assert [row["tier_code"] for row in older] == [row["tier_code"] for row in newer] == ["T1", "T2", "T3", "T4"]
    assert [row["reduction_pct"] for row in newer] == ["80", "60", "40", "20"]
    assert all(int(a["reduction_pct"]) < int(b["reduction_pct"]) for a, b in zip(older, newer, strict=True))


def test_every_category_and_store_type_has_a_base(small):
    bases = {(row["category_code"], row["store_type"]): fen(row["base_cny"]) for row in small.rows["base_deposits"]}
    assert len(bases) == 19 * 7
    assert min(bases.values()) > 0


def test_deposits_follow_the_base_and_the_tier_of_their_day(medium):
    bases = {(row["category_code"], row["store_type"]): row["base_cny"] for row in medium.rows["base_deposits"]}
    stores = {row["store_id"]: row for row in medium.rows["stores"]}
    for row in medium.rows["deposits"]:
        store = stores[row["store_id"]]
        assert row["base_cny"] == bases[store["category_code"], store["store_type"]]
        cut = 0
        if row["tier_code"]:
            (tier,) = (
                rule
                for rule in in_force(medium.rows["deposit_tiers"], row["effective_on"])
                if rule["tier_code"] == row["tier_code"]
            )
            cut = int(tier["reduction_pct"])
            assert tier["store_types"] == "*" or store["store_type"] in tier["store_types"].split("|")
            assert tier["requires_no_violation"] == "no" or store["has_violation"] == "no"
        assert fen(row["required_cny"]) == fen(row["base_cny"]) * (100 - cut) // 100


def test_the_tier_of_designated_belts_is_held_only_there(medium):
    belt = {row["store_id"]: row["belt_id"] for row in medium.rows["stores"]}
    top = [row for row in medium.rows["deposits"] if row["tier_code"] == "T1"]
    assert top
    for row in top:
        listed = in_force(medium.rows["designations"], row["effective_on"], "waiver_from", "waiver_to")
        assert belt[row["store_id"]] in {one["belt_id"] for one in listed}


def test_a_reduction_is_held_only_by_stores_certified_then(medium):
    logs = medium.grouped("certifications", "store_id")
    for row in medium.rows["deposits"]:
        if row["tier_code"]:
            before = [one for one in logs[row["store_id"]] if one["changed_at"][:10] < row["effective_on"]]
            assert before[-1]["status"] == "certified"


def test_the_first_deposit_is_the_base_on_entry(medium):
    entered = {row["store_id"]: row["entered_on"] for row in medium.rows["stores"]}
    for store, rows in medium.grouped("deposits", "store_id").items():
        assert rows[0]["effective_on"] >= entered[store]
        assert rows[0]["tier_code"] == ""
        assert rows[0]["required_cny"] == rows[0]["base_cny"]


def test_some_stores_are_short_some_have_paid_more_and_some_have_no_deposit(medium):
    latest = {store: rows[-1] for store, rows in medium.grouped("deposits", "store_id").items()}
    short = sum(fen(row["paid_cny"]) < fen(row["required_cny"]) for row in latest.values())
    more = sum(fen(row["paid_cny"]) > fen(row["required_cny"]) for row in latest.values())
    assert 0.02 < short / len(latest) < 0.09
    assert more > 0.1 * len(latest)
    assert 0.02 < 1 - len(latest) / len(medium.rows["stores"]) < 0.1


def test_a_store_that_lost_its_certification_owes_the_base_again(medium):
    owed = medium.grouped("deposits", "store_id")
    week_ago = (medium.until - timedelta(days=7)).isoformat()
    lost = [
        owed[store][-1]
        for store, row in medium.last_status().items()
        if row["status"] in {"revoked", "expired"} and row["changed_at"] < week_ago and store in owed
    ]
    assert lost
    assert all(row["tier_code"] == "" for row in lost)


def test_every_tier_is_held(medium):
    held = Counter(rows[-1]["tier_code"] for rows in medium.grouped("deposits", "store_id").values())
    assert set(held) == {"", "T1", "T2", "T3", "T4"}


def test_designations_name_known_belts_a_fee_and_a_rate(medium):
    belts = {row["belt_id"] for row in reference.rows("belts")}
    rows, today = medium.rows["designations"], medium.until.isoformat()
    assert {row["belt_id"] for row in rows} <= belts
    assert len({row["belt_id"] for row in rows}) == 80
    assert {row["waived_fee"] for row in rows} == {"技术服务费"}
    assert all(1 <= float(row["rate_pct"]) <= 5 for row in rows)
    assert any(row["waiver_to"] and row["waiver_to"] < today for row in rows)
    assert any(row["waiver_to"] > today for row in rows)
    assert all(not row["waiver_to"] or row["waiver_from"] <= row["waiver_to"] for row in rows)
    for periods in medium.grouped("designations", "belt_id").values():
        assert all(a["waiver_to"] < b["waiver_from"] for a, b in pairwise(periods))
