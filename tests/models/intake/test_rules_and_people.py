"""Dated rules, deposits, trading weeks, people and the reference tables."""

from collections.abc import Callable
from datetime import date

import pytest

from models.intake.reading.outcomes import Outcome
from models.record.store import Record
from models.record.tables import ActivityWeek, BaseDeposit, DepositEvent, DepositTier, Designation, Person, Target

Bring = Callable[..., Outcome]
TIERS = (
    "schedule_id,effective_from,effective_to,tier_code,rank,name_zh,name_en,store_types,min_score,max_score,"
    "requires_no_violation,requires_certified,requires_designated_belt,reduction_pct\n"
)
FIRST = "A,2025-01-01,2025-06-30,T1,1,一,One,*,4.4,4.7,yes,no,,50%\n"
BASES = "category_code,store_type,base_cny,effective_from,effective_to\n"
WAIVERS = "belt_id,waiver_from,waiver_to,waived_fee,rate_pct\n"


def columns_of(outcome: Outcome) -> list[tuple[int, str]]:
    return [(p.line, p.column) for p in outcome.problems]


def test_a_tier_is_read(bring: Bring, record: Record) -> None:
    assert bring("deposit_tiers", TIERS + FIRST.replace("*", "旗舰店|personal")).is_stored
    row = record.read(DepositTier).to_pylist()[0]
    assert (row["store_types"], row["reduction_pct"], row["requires_no_violation"]) == ("flagship|personal", 50.0, True)
    assert row["requires_designated_belt"] is False


@pytest.mark.parametrize(
    "second",
    [
        "B,2025-07-01,,T1,1,一,One,*,4.4,4.7,,,,50\n",
        "A,2025-01-01,2025-06-30,T2,2,二,Two,*,4.4,4.7,,,,50\n",
        "A,2025-01-01,2025-06-30,T2,1,二,Two,*,4.7,5,,,,50\n",
        "A,2025-01-01,2025-06-30,T2,1,二,Two,*,,4.4,,,,50\n",
    ],
)
def test_tiers_that_are_apart_are_accepted(bring: Bring, second: str) -> None:
    assert bring("deposit_tiers", TIERS + FIRST + second).is_stored


@pytest.mark.parametrize(
    ("second", "column"),
    [
        ("B,2025-06-30,,T1,1,一,One,*,4.4,4.7,,,,50\n", "rank"),
        ("A,2025-01-01,2025-06-30,T2,1,二,Two,personal,4.6,5,,,,50\n", "rank"),
        ("A,2025-01-01,2025-06-30,T2,1,二,Two,personal,,,,,,50\n", "rank"),
        ("A,2025-01-01,2025-06-30,T2,1,二,Two,personal,4.5,4.5,,,,50\n", "rank"),
        ("A,2025-03-01,,T1,2,一,One,*,4.4,4.7,,,,50\n", "effective_from"),
        ("A,2025-01-01,,T3,3,三,Three,*,4.7,4.4,,,,50\n", "max_score"),
        ("A,2025-01-01,2024-12-31,T3,3,三,Three,*,,,,,,50\n", "effective_to"),
        ("A,2025-01-01,,T3,3,三,Three,boutique,,,,,,50\n", "store_types"),
        ("A,2025-01-01,,T3,3,三,Three,*,,,,,,101\n", "reduction_pct"),
        ("A,2025-01-01,,T3,x,三,Three,*,,,,,,10\n", "rank"),
        ("A,2025-01-01,,BASE,3,三,Three,*,,,,,,10\n", "tier_code"),
    ],
)
def test_tiers_that_overlap_or_are_turned_are_refused(bring: Bring, second: str, column: str) -> None:
    assert columns_of(bring("deposit_tiers", TIERS + FIRST + second)) == [(3, column)]


def test_a_tier_that_overlaps_one_of_the_record_is_refused(bring: Bring) -> None:
    assert bring("deposit_tiers", TIERS + FIRST).is_stored
    outcome = bring("deposit_tiers", TIERS + "B,2025-06-30,,T2,1,一,One,*,4.4,4.7,,,,50\n")
    assert columns_of(outcome) == [(2, "rank")]


def test_a_rule_is_ended_and_followed_in_one_file(bring: Bring, record: Record) -> None:
    open_end = "bags,personal,500,2025-01-01,\n"
    assert bring("base_deposits", BASES + open_end).is_stored
    later = "bags,个人店,￥600.50,2025-07-01,\n"
    assert columns_of(bring("base_deposits", BASES + later)) == [(2, "effective_from")]
    assert bring("base_deposits", BASES + later + "箱包配饰,personal,500,2025-01-01,2025-06-30\n").is_stored
    rows = sorted((r["effective_from"], r["effective_to"], r["base_fen"]) for r in record.read(BaseDeposit).to_pylist())
    assert rows == [(date(2025, 1, 1), date(2025, 6, 30), 50000), (date(2025, 7, 1), None, 60050)]


def test_waivers_of_known_belts_do_not_overlap(bring: Bring, record: Record) -> None:
    first = "北京景泰蓝,2025-01-01,2025-03-31,技术服务费,2.5\n"
    assert columns_of(bring("designations", WAIVERS + first + "dongcheng-jingtailan,2025-03-31,,技术服务费,2\n")) == [
        (3, "waiver_from")
    ]
    assert columns_of(bring("designations", WAIVERS + "nowhere,2025-01-01,,fee,1\n")) == [(2, "belt_id")]
    assert bring("designations", WAIVERS + first + "dongcheng-jingtailan,2025-04-01,,技术服务费,2\n").is_stored
    assert record.count(Designation) == 2


def test_deposits_are_kept_in_fen(bring: Bring, record: Record) -> None:
    head = "store_id,effective_on,base_cny,tier_code,required_cny,paid_cny\n"
    assert bring("deposits", head + 'S1,45658,"￥1,200.50",,0.1万,-\n').problems[0].column == "paid_cny"
    assert bring("deposits", head + 'S1,45658,"￥1,200.50",,0.1万,0\n').is_stored
    row = record.read(DepositEvent).to_pylist()[0]
    assert (row["effective_on"], row["base_fen"], row["required_fen"]) == (date(2025, 1, 1), 120050, 100000)
    assert columns_of(bring("deposits", head + "S9,2025-01-01,1,,1.001,-1\n")) == [(2, "required_cny"), (2, "paid_cny")]


def test_a_week_starts_on_monday_and_has_no_more_envelopes_than_sessions(bring: Bring, record: Record) -> None:
    head = "store_id,week_start,gmv_cny,orders,live_minutes,live_sessions,sessions_with_envelope\n"
    assert columns_of(bring("activity", head + "S1,2025-01-07,1,1,1,1,1\nS1,2025-01-13,1,1,1,1,2\n")) == [
        (2, "week_start"),
        (3, "sessions_with_envelope"),
    ]
    assert columns_of(bring("activity", head + "S77,2025-01-06,1,1,1,1,1\n")) == [(2, "store_id")]
    assert bring("activity", head + "S1,2025-01-06,12.34,1,1,1,1\n").is_stored
    assert record.read(ActivityWeek).to_pylist()[0]["gmv_fen"] == 1234


def test_people_have_known_regions(bring: Bring, record: Record) -> None:
    head = "email,role,regions\n"
    assert columns_of(bring("people", head + "a@b.cn,viewer,330000|999999\n")) == [(2, "regions")]
    assert columns_of(bring("people", head + "a.cn,boss,*\n")) == [(2, "email"), (2, "role")]
    assert bring("人员", head + "A@b.cn,区域经理,330000 ｜ 330782\nc@d.cn,admin,*\ne@f.cn,viewer,\n").is_stored
    assert {r["email"]: r["regions"] for r in record.read(Person).to_pylist()} == {
        "a@b.cn": "330000|330782",
        "c@d.cn": "*",
        "e@f.cn": None,
    }


def test_a_region_has_six_digits_and_a_known_parent(bring: Bring) -> None:
    head = "adcode,name,level,type,parent_adcode,province_adcode,pinyin,has_boundary,source\n"
    good = "990000,试省,province,省,100000,990000,shi,True,x\n990100,试市,地级,地级市,990000,990000,shi,,x\n"
    assert bring("admin_codes", head + good).is_stored
    assert columns_of(bring("admin_codes", head + "990200,a,prefecture,b,980000,990000,x,,x\n")) == [
        (2, "parent_adcode")
    ]
    assert columns_of(bring("admin_codes", head + "99020,a,prefecture,b,990000,990000,x,,x\n")) == [(2, "adcode")]


def test_a_belt_lies_in_a_known_county_and_category(bring: Bring) -> None:
    head = "belt_id,name_zh,name_en,category,product_zh,county_adcode,county_name,city_name,province_name,source\n"
    outcome = bring("belts", head + "b,包,Bags,cars,包,330000,义乌市,金华市,浙江省,news\n")
    assert columns_of(outcome) == [(2, "category"), (2, "county_adcode")]


CATEGORIES = "code,name_zh,name_en\n"
BELTS = "belt_id,name_zh,name_en,category,product_zh,county_adcode,county_name,city_name,province_name,source\n"


@pytest.mark.parametrize(
    ("kind", "text", "column"),
    [
        ("categories", CATEGORIES + "a~b,类,Kind\n", "code"),
        ("belts", BELTS + "none,带,Belt,apparel,衣,330782,义乌市,金华市,浙江省,list\n", "belt_id"),
        ("belts", BELTS + "a~b,带,Belt,apparel,衣,330782,义乌市,金华市,浙江省,list\n", "belt_id"),
        ("deposit_tiers", TIERS + "A,2025-01-01,,T~1,3,三,Three,*,,,,,,10\n", "tier_code"),
        ("deposit_tiers", TIERS + "A,2025-01-01,,NONE,3,三,Three,*,,,,,,10\n", "tier_code"),
    ],
)
def test_codes_that_links_cannot_carry_are_refused(bring: Bring, kind: str, text: str, column: str) -> None:
    """A code with ~, or one that stands for no code, would make two links mean the same."""
    assert columns_of(bring(kind, text)) == [(2, column)]


TARGET_HEAD = "target_code,value,effective_from,effective_to\n"


def test_thresholds_targets_and_budgets_are_read_by_code_or_chinese_name(bring: Bring, record: Record) -> None:
    rows = "claim-days,10,2026-01-01,\n现金预算,1.2万,2026-01-01,2026-12-31\n接近梯度分差,０．１５,2026-01-01,\n"
    assert bring("目标", "目标代码,数值,生效日期,失效日期\n" + rows).is_stored
    read = {row["target_code"]: (row["value"], row["effective_to"]) for row in record.read(Target).to_pylist()}
    assert read == {"claim-days": (10, None), "budget-cash": (12_000, date(2026, 12, 31)), "score-margin": (0.15, None)}


@pytest.mark.parametrize(
    ("row", "column"),
    [
        ("lazy-days,10,2026-01-01,", "target_code"),
        ("claim-days,-1,2026-01-01,", "value"),
        ("claim-days,7.5,2026-01-01,", "value"),
        ("least-certified,2.5,2026-01-01,", "value"),
        ("budget-traffic,0.5,2026-01-01,", "value"),
        ("budget-cash,100.005,2026-01-01,", "value"),
        ("budget-cash,100.00001,2026-01-01,", "value"),
        ("use-share,100.1,2026-01-01,", "value"),
        ("use-share,50%,2026-01-01,", "value"),
        ("score-margin,5.1,2026-01-01,", "value"),
        ("claim-days,7,2026-02-01,2026-01-31", "effective_to"),
        ("claim-days,,2026-02-01,", "value"),
    ],
)
def test_targets_that_make_no_sense_are_refused(bring: Bring, record: Record, row: str, column: str) -> None:
    assert columns_of(bring("targets", TARGET_HEAD + row + "\n")) == [(2, column)]
    assert record.count(Target) == 0


@pytest.mark.parametrize(
    "row", ["use-share,100,", "score-margin,5,", "budget-cash,999999999999.99,", "budget-traffic,0,"]
)
def test_values_at_their_limits_are_accepted(bring: Bring, record: Record, row: str) -> None:
    assert bring("targets", TARGET_HEAD + row + "2026-01-01,\n").is_stored
    assert record.read(Target).to_pylist()[0]["value"] == float(row.split(",")[1])


def test_periods_of_a_target_do_not_overlap(bring: Bring, record: Record) -> None:
    open_end = "claim-days,7,2026-01-01,\n"
    later = "claim-days,10,2026-07-01,\n"
    assert columns_of(bring("targets", TARGET_HEAD + open_end + later)) == [(3, "effective_from")]
    assert bring("targets", TARGET_HEAD + open_end + "use-days,2,2026-07-01,\n").is_stored
    assert columns_of(bring("targets", TARGET_HEAD + later)) == [(2, "effective_from")]
    assert bring("targets", TARGET_HEAD + later + "claim-days,7,2026-01-01,2026-06-30\n").is_stored
    periods = sorted(
        (r["target_code"], r["effective_from"], r["effective_to"]) for r in record.read(Target).to_pylist()
    )
    assert periods[:2] == [
        ("claim-days", date(2026, 1, 1), date(2026, 6, 30)),
        ("claim-days", date(2026, 7, 1), None),
    ]
