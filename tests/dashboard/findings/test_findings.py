"""What charts show, in one sentence: with place, figure, change and period; none where nothing stands out."""

from datetime import date

import pytest

from dashboard.findings.among import One, against_goal, both_ends, large_share, out_of_line
from dashboard.findings.funnel import largest_loss, way_through
from dashboard.findings.over_time import Goal
from dashboard.findings.spread import half_within, tenths, waiting_longest
from dashboard.findings.weeks import fullest, last_week
from data.language import Named, Sentence, _


def said(sentence: Sentence | None, language: str = "en") -> str | None:
    return sentence.say(language) if sentence else None  # type: ignore[arg-type]


def several(**values: float) -> list[One]:
    return [One(Named(name, name), value) for name, value in values.items()]


def test_how_many_miss_the_target_and_which_by_most() -> None:
    days = several(Gansu=9.8, Zhejiang=7.04, Jiangxi=6.0)
    assert said(against_goal(days, "days", Goal(7, "high"))) == (
        "1 of 3 miss the target of 7.0 days; Gansu is highest with 9.8 days."
    )
    assert against_goal(several(a=6.0, b=7.0), "days", Goal(7, "high")) is None
    assert said(against_goal(several(a=60.0, b=90.0), "percent", Goal(85, "low")), "zh") == (
        "2 个中有 1 个未达目标 85.0%；a最低，为 60.0%。"
    )


def test_the_one_that_stands_out_is_told_beside_the_whole() -> None:
    found = several(Shandong=44.7, a=80.0, b=81.0, c=82.0, d=83.0, e=84.0)
    assert said(out_of_line(found, "percent", "low", One(Named("全国", "All China"), 79.8))) == (
        "Shandong is lowest with 44.7%, 35.1 pp below All China."
    )
    assert said(out_of_line(found, "percent", "low")) == "Shandong is lowest with 44.7%."
    high = several(a=8.0, b=9.0, c=10.0, d=11.0, Gansu=30.0)
    assert said(out_of_line(high, "percent", "high", One(Named("全国", "All China"), 10.0))) == (
        "Gansu is highest with 30.0%, 20.0 pp above All China."
    )
    assert out_of_line(several(a=80.0, b=81.0, c=82.0, d=83.0, e=84.0), "percent", "low") is None


def test_a_large_share_is_told_of_what_it_is_a_share() -> None:
    assert said(
        large_share(several(Guangdong=5_000_000, a=2_000_000, b=1_000_000), "fen", _("all that is released"))
    ) == ("Guangdong has ¥50.0K, 62.5% of all that is released.")
    assert large_share(several(a=1, b=1, c=1), "fen", _("all that is released")) is None


def test_growth_is_told_at_both_ends() -> None:
    assert (
        said(both_ends(several(tea=12.0, food=-8.0, toys=1.0), "percent"))
        == "tea grew most, by 12.0%; food fell most, by 8.0%."
    )
    assert said(both_ends(several(tea=12.0, toys=1.0), "percent")) == "tea grew most, by 12.0%."
    assert said(both_ends(several(tea=-2.0, toys=-1.0), "percent")) == "tea fell most, by 2.0%."
    assert both_ends(several(tea=0.0, toys=0.0), "percent") is None


def test_the_last_week_is_told_where_it_is_unusual() -> None:
    week = date(2026, 11, 9)
    assert said(last_week(_("Lapsed"), [100, 100, 100, 100, 150], week, "stores")) == (
        "Lapsed in the week from 11-09: 150, 50.0% more than the median of the 4 weeks before."
    )
    assert said(last_week(_("Claimed"), [100, 100, 100, 100, 50], week, "stores"), "zh") == (
        "领取：11-09 当周 50，比前 4 周中位数少 50.0%。"
    )
    assert last_week(_("Claimed"), [100, 100, 100, 100, 101], week, "stores") is None


def test_a_month_that_holds_much_is_told() -> None:
    assert said(fullest([("2026-12", 80), ("2027-01", 10), ("2027-02", 10)], _("all that end in these months"))) == (
        "2026-12 has 80, 80.0% of all that end in these months."
    )
    assert fullest([("2026-12", 10), ("2027-01", 10), ("2027-02", 10)], _("all that end in these months")) is None


@pytest.mark.parametrize(
    ("came", "passed", "days", "slow", "goal", "told"),
    [
        (14_652, 11_281, 7.0, 15.1, 7.0,
         "77 of 100 applications come through; where documents are asked for a review takes 2.2 times as long."),
        (100, 80, 8.2, None, 7.0,
         "80 of 100 applications come through; the median review takes 8.2 days, 1.2 more than its target."),
        (100, 80, 7.0, 8.0, 7.0, "80 of 100 applications come through."),
        (100, 80, None, None, None, "80 of 100 applications come through."),
        (0, 0, None, None, None, None),
    ],
)  # fmt: skip
def test_the_way_through(
    came: int, passed: int, days: float | None, slow: float | None, goal: float | None, told: str | None
) -> None:
    assert said(way_through(came, passed, days, slow, goal)) == told


def test_the_step_at_which_most_are_lost() -> None:
    names = [_("Certified"), _("Granted"), _("Claimed"), _("Used")]
    assert (
        said(largest_loss(names, [1000, 950, 700, 650]))
        == "Most are lost from “Granted” to “Claimed”: 26.3%, 250 stores."
    )
    assert largest_loss(names, [1000, 990, 980, 970]) is None
    assert largest_loss(names[:1], [10]) is None
    assert largest_loss(names, [0, 0, 0, 0]) is None


def test_tenths_against_a_target_or_from_end_to_end() -> None:
    values = [20.3, 30.5, 51.4, 64.8, 70.1, 74.3, 78.1, 81.9, 85.6, 92.3]
    assert said(tenths(values, 480, 70)) == (
        "The lowest 4 tenths of 480 belts are below the target of 70.0%; the lowest comes to 20.3%."
    )
    assert said(tenths(values, 480, None)) == "The lowest tenth of 480 belts comes to 20.3%, the highest to 92.3%."
    assert tenths(values, 480, 20) is None
    assert tenths([], 0, 70) is None


def test_up_to_which_class_half_came() -> None:
    classes = [(_("within a day"), 30), (_("within three days"), 30), (_("later"), 40)]
    assert said(half_within(classes, 100, _("all grants"))) == "60.0% of all grants: within three days or sooner."
    assert half_within(classes, 300, _("all grants")) is None
    assert half_within([], 0, _("all grants")) is None


def test_who_has_waited_longest() -> None:
    assert said(waiting_longest(_("more than 30 days"), 214, 753)) == "214 of 753 have waited more than 30 days."
    assert waiting_longest(_("more than 30 days"), 0, 753) is None
