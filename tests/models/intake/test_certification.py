"""The certification's lifecycle, against a plain loop."""
# ruff: noqa: DTZ001 - the record's instants are naive Shanghai time

from collections.abc import Callable
from datetime import datetime, timedelta
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from models.intake.checks.certification import NEXT
from models.intake.importer import bring_in
from models.intake.kinds.events import STATUSES
from models.intake.reading.outcomes import Outcome
from models.programme.terms import CERTIFICATION_STEPS as ORDER
from models.record.store import Record
from models.record.tables import CertificationEvent

Bring = Callable[..., Outcome]
HEAD = "store_id,status,changed_at,valid_until,reason\n"
START = datetime(2025, 1, 1)
Step = tuple[str, str, int]  # store, status, day


def text(steps: list[Step]) -> str:
    rows = [
        f"{store},{status},{START + timedelta(days=day):%Y-%m-%d},"
        f"{START + timedelta(days=day + 5):%Y-%m-%d}," if status == "certified"
        else f"{store},{status},{START + timedelta(days=day):%Y-%m-%d},,"
        for store, status, day in steps
    ]  # fmt: skip
    return HEAD + "\n".join(rows) + "\n"


def may_follow(state: str, status: str) -> bool:
    allowed = {
        "none": "applied", "applied": "in_review", "in_review": "certified rejected info_requested",
        "info_requested": "in_review", "rejected": "applied", "certified": "expired revoked in_review",
        "lapsed": "expired applied", "expired": "applied", "revoked": "applied",
    }  # fmt: skip
    return status in allowed[state].split()


def is_allowed(own: list[Step]) -> bool:
    """Whether a store's steps are allowed, one by one."""
    order = ["applied", "in_review", "info_requested", "rejected", "certified", "expired", "revoked"]
    state, until = "none", 0
    for day, number in sorted((day, order.index(status)) for _store, status, day in own):
        if state == "certified" and day > until:
            state = "lapsed"
        if not may_follow(state, order[number]):
            return False
        state, until = order[number], day + 5
    return True


def test_the_order_within_an_instant_is_the_declared_one() -> None:
    assert tuple(STATUSES) == ORDER
    assert set(NEXT) == {"none", "lapsed", *STATUSES}


STORES = [f"S{number}" for number in range(1, 13)]


@st.composite
def walks(draw: st.DrawFn) -> list[Step]:
    """Mostly allowed steps of twelve stores, now and then a wrong one, in any order."""
    steps: list[Step] = []
    for store in STORES:
        state, day = "none", 0
        for _number in range(draw(st.integers(0, 7))):
            day += draw(st.integers(0, 4))
            state = draw(st.sampled_from(NEXT[state]) if draw(st.integers(0, 9)) else st.sampled_from(ORDER))
            state = "applied" if state == "none" else state
            steps.append((store, state, day))
    return draw(st.permutations(list(dict.fromkeys(steps))))


def of(store: str, steps: list[Step]) -> list[Step]:
    return [step for step in steps if step[0] == store]


@settings(max_examples=20, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(walks(), st.integers(0, 20))
def test_exactly_the_allowed_steps_are_accepted(tmp_path: Path, record: Record, steps: list[Step], until: int) -> None:
    """In one file and, over what the record holds then, in a second one."""
    early = [step for step in steps if step[2] < until]
    kept = [step for step in early if is_allowed(of(step[0], early))]
    late = [step for step in steps if step not in early]
    try:
        for number, (held, part) in enumerate((([], early), ([], kept), (kept, late))):
            path = tmp_path / f"{number}.csv"
            path.write_text(text(part))
            if part:
                outcome = bring_in("certifications", path, record=record, by="a", at=START)
                wrong = {s for s in STORES if of(s, part) and not is_allowed(of(s, held + part))}
                assert {p.why.values["store"] for p in outcome.problems} == wrong
                assert outcome.is_refused is bool(wrong)
    finally:
        with record.engine.begin() as connection:
            connection.exec_driver_sql("DELETE FROM certification_event")
            connection.exec_driver_sql("DELETE FROM delivery WHERE kind = 'certifications'")


def test_a_wrong_step_names_the_store_the_states_and_what_may_follow(bring: Bring) -> None:
    outcome = bring("certifications", text([("S1", "applied", 0), ("S1", "certified", 1)]))
    problem = outcome.problems[0]
    assert (problem.line, problem.column, problem.value) == (3, "status", "certified")
    assert problem.why.values["store"] == "S1"
    assert (problem.why.values["state"], problem.why.values["allowed"]) == ("applied", "in_review")


def test_a_row_that_spoils_a_later_step_of_the_record_is_refused_where_it_stands(bring: Bring) -> None:
    assert bring("certifications", text([("S1", "applied", 0), ("S1", "in_review", 5)])).is_stored
    outcome = bring("certifications", text([("S2", "applied", 0), ("S1", "in_review", 3)]))
    assert [(p.line, p.why.values["at"]) for p in outcome.problems] == [(3, "2025-01-06 00:00:00")]


def test_steps_after_a_faulty_row_are_not_blamed_for_it(bring: Bring) -> None:
    outcome = bring("certifications", text([("S1", "apply", 0), ("S1", "in_review", 1), ("S2", "in_review", 1)]))
    assert [(p.line, p.column) for p in outcome.problems] == [(2, "status"), (4, "status")]
    assert outcome.problem_total == 2


@pytest.mark.parametrize(
    ("row", "column"),
    [
        ("S1,certified,2025-01-01,,", "valid_until"),
        ("S1,certified,2025-01-02,2025-01-01,", "valid_until"),
        ("S99,applied,2025-01-01,,", "store_id"),
        ("S1,申请中,2025-01-01,,", "status"),
        ("S1,applied,45658,,", "changed_at"),
    ],
)
def test_a_bad_row_is_refused(bring: Bring, row: str, column: str) -> None:
    path = [("S1", "applied", -9), ("S1", "in_review", -8)]
    assert bring("certifications", text(path)).is_stored
    outcome = bring("certifications", HEAD + row + "\n")
    assert [p.column for p in outcome.problems] == [column]


def test_chinese_states_and_offsets_are_read(bring: Bring, record: Record) -> None:
    bring("认证", "店铺ID,状态,变更时间,有效期至,原因\nS1,申请,2025-01-01T20:00:00Z,,-\nS1,审核中,2025/1/3,,材料齐全\n")
    rows = sorted(record.read(CertificationEvent).to_pylist(), key=lambda row: row["changed_at"])
    assert [(r["status"], r["changed_at"], r["reason"]) for r in rows] == [
        ("applied", datetime(2025, 1, 2, 4), None),
        ("in_review", datetime(2025, 1, 3), "材料齐全"),
    ]
