"""What must hold for a grant on every day, against a plain loop."""
# ruff: noqa: DTZ001 - the record's instants are naive Shanghai time

from collections import defaultdict
from collections.abc import Callable
from datetime import datetime, timedelta
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from models.intake.importer import bring_in
from models.intake.reading.outcomes import Outcome
from models.record.store import Record
from models.record.tables import BenefitEvent

Bring = Callable[..., Outcome]
HEAD = "grant_id,store_id,measure_code,event,amount,unit,occurred_at,claim_by,use_by\n"
START = datetime(2025, 1, 1)
MEASURES = {"G": ("traffic-pack", "traffic"), "R": ("red-envelope", "fen"), "A": ("ai-tools", "use")}
Event = tuple[str, str, int, int]  # grant, event, hours, amount


def text(events: list[Event]) -> str:
    rows = [
        f"{grant},S1,{MEASURES[grant[0]][0]},{event},{amount},{MEASURES[grant[0]][1]},"
        f"{START + timedelta(hours=hours):%Y-%m-%dT%H:%M:%S},,"
        for grant, event, hours, amount in events
    ]
    return HEAD + "\n".join(rows) + "\n"


def holds(own: list[Event]) -> bool:
    """Whether a grant's inequalities hold at the end of every day, and granted comes first."""
    granted_at = [hours for _grant, event, hours, _amount in own if event == "granted"]
    if not granted_at or min(granted_at) > min(hours for _grant, _event, hours, _amount in own):
        return False
    for day in range(5):
        total: dict[str, int] = defaultdict(int)
        for _grant, event, hours, amount in own:
            if hours < 24 * (day + 1):
                total[event] += amount
        issued = total["issued"] - total["returned"]
        if total["granted"] < total["claimed"]:
            return False
        if own[0][0][0] == "R" and not total["granted"] >= issued >= total["used"]:
            return False
        if own[0][0][0] != "R" and total["claimed"] < total["used"]:
            return False
    return True


KINDS = ("granted", "claimed", "issued", "used", "returned", "lapsed", "clawed_back")
GRANTS = [f"{kind}{number}" for kind in "GRA" for number in range(5)]


@st.composite
def logs(draw: st.DrawFn) -> list[Event]:
    """A few events of fifteen grants, most of them granted first."""
    events: list[Event] = []
    for grant in GRANTS:
        if draw(st.integers(0, 9)):
            events.append((grant, "granted", 0, draw(st.integers(3, 9))))
        for _number in range(draw(st.integers(0, 4))):
            events.append((grant, draw(st.sampled_from(KINDS)), draw(st.integers(1, 100)), draw(st.integers(0, 4))))  # noqa: PERF401
    return draw(st.permutations(list({event[:3]: event for event in events}.values())))


@settings(max_examples=12, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(logs(), st.integers(0, 100))
def test_exactly_the_grants_whose_inequalities_hold_are_accepted(
    tmp_path: Path, record: Record, events: list[Event], until: int
) -> None:
    """In one file and, over what the record holds then, in a second one."""

    def of(grant: str, some: list[Event]) -> list[Event]:
        return [event for event in some if event[0] == grant]

    early = [event for event in events if event[2] < until]
    kept = [event for event in early if holds(of(event[0], early))]
    late = [event for event in events if event not in early]
    try:
        for number, (held, part) in enumerate((([], early), ([], kept), (kept, late))):
            path = tmp_path / f"{number}.csv"
            path.write_text(text(part))
            if part:
                outcome = bring_in("benefits", path, record=record, by="a", at=START)
                wrong = {g for g in GRANTS if of(g, part) and not holds(of(g, held + part))}
                assert {p.why.values["grant"] for p in outcome.problems} == wrong
                assert outcome.is_refused is bool(wrong)
    finally:
        with record.engine.begin() as connection:
            connection.exec_driver_sql("DELETE FROM benefit_event")
            connection.exec_driver_sql("DELETE FROM delivery WHERE kind = 'benefits'")


@pytest.mark.parametrize(
    ("events", "fault"),
    [
        ([("G", "granted", 0, 5), ("G", "claimed", 30, 6)], "more claimed"),
        ([("G", "granted", 0, 5), ("G", "claimed", 9, 4), ("G", "used", 30, 5)], "more used ({used}) than claimed"),
        ([("R", "granted", 0, 5), ("R", "issued", 30, 6)], "more issued less returned"),
        (
            [("R", "granted", 0, 5), ("R", "issued", 9, 5), ("R", "returned", 30, 2), ("R", "used", 31, 4)],
            "than issued",
        ),
        ([("G", "granted", 5, 5), ("G", "claimed", 4, 5)], "before it was granted"),
        ([("G", "claimed", 4, 0)], "before it was granted"),
    ],
)
def test_the_offending_grant_is_named(bring: Bring, events: list[Event], fault: str) -> None:
    outcome = bring("benefits", text([("A", "granted", 0, 1), *events]))
    assert outcome.problem_total == 1
    assert fault in outcome.problems[0].why.msgid
    assert outcome.problems[0].why.values["grant"] == events[0][0]


@pytest.mark.parametrize(
    "change", [("S1,ai", "S2,ai"), ("ai-tools,claimed", "doujin,claimed"), ("1,use,2025-01-02", "1,case,2025-01-02")]
)
def test_a_grant_has_one_store_measure_and_unit(bring: Bring, change: tuple[str, str]) -> None:
    assert bring("benefits", text([("A", "granted", 0, 5)])).is_stored
    outcome = bring("benefits", text([("A", "claimed", 24, 1)]).replace(*change))
    assert [p.why.values for p in outcome.problems] == [{"grant": "A"}]


BAD = [
    ("G,S1,traffic-pack,granted,-1,traffic,2025-01-01,,", "amount"),
    ("G,S1,traffic-pack,granted,1.5,traffic,2025-01-01,,", "amount"),
    ("G,S1,traffic-pack,granted,1,fen,2025-01-01,,", "unit"),
    ("R,S1,red-envelope,granted,1,ad-fen,2025-01-01,,", "unit"),
    ("G,S1,gift,granted,1,use,2025-01-01,,", "measure_code"),
    ("G,S99,traffic-pack,granted,1,traffic,2025-01-01,,", "store_id"),
    ("G,S1,traffic-pack,sent,1,traffic,2025-01-01,,", "event"),
    ("A,S1,ai-tools,claimed,0,use,2025-01-01,2025-02-01,", "claim_by"),
    ("A,S1,ai-tools,claimed,0,use,2025-01-02,,2025-02-01", "use_by"),
]


def test_every_bad_row_is_told(bring: Bring) -> None:
    assert bring("benefits", text([("A", "granted", 0, 5)])).is_stored
    rows = [row if row[0] == "A" else f"{number}{row}" for number, (row, _column) in enumerate(BAD)]
    outcome = bring("benefits", HEAD + "\n".join(rows) + "\n")
    assert [(p.line, p.column) for p in outcome.problems] == [(at, column) for at, (_row, column) in enumerate(BAD, 2)]


def test_chinese_names_and_ten_thousands_are_read(bring: Bring, record: Record) -> None:
    bring(
        "权益",
        "权益ID,店铺ID,权益,事件,数量,单位,发生时间,领取截止,使用截止\n"
        "G1,S1,专属流量包,发放,1.2万,流量,2025-01-01,2025-02-01,2025年3月1日\n",
    )
    row = record.read(BenefitEvent).to_pylist()[0]
    assert (row["measure_code"], row["event"], row["amount"], row["unit"]) == (
        "traffic-pack",
        "granted",
        12000,
        "traffic",
    )
