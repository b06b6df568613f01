"""What lines over time show: a sentence in both languages, and none where nothing changed."""

import pytest

from dashboard.findings.over_time import Goal, Run, over_time
from data.language import Named

COUNTRY, SHANDONG, FUJIAN = Named("全国", "All China"), Named("山东", "Shandong"), Named("福建", "Fujian")
GOAL = Goal(85, "low")


def test_the_whole_and_what_went_another_way_against_the_target() -> None:
    found = over_time(
        Run(COUNTRY, 75.5, 79.8), [Run(SHANDONG, 37.5, 44.7), Run(FUJIAN, 39.6, 45.8)], "percent", 91, GOAL
    )
    assert found
    assert found.say("zh") == (
        "13 周里全国从 75.5% 升到 79.8%，离目标还差 5.2 个百分点；山东升 7.2 个百分点，离目标还差 40.3 个百分点。"
    )
    assert found.say("en") == (
        "In 13 weeks All China rose from 75.5% to 79.8%, 5.2 pp short of the target; "
        "Shandong rose by 7.2 pp, 40.3 pp short of the target."
    )


@pytest.mark.parametrize(
    ("whole", "others", "unit", "days", "goal", "said"),
    [
        (Run(COUNTRY, 86.0, 84.0), [], "percent", 30, GOAL,
         "In 30 days All China fell from 86.0% to 84.0%, 1.0 pp short of the target."),
        (Run(COUNTRY, 80.0, 84.98), [], "percent", 7, GOAL,
         "In a week All China rose from 80.0% to 85.0%, which is on target."),
        (Run(COUNTRY, 8.0, 12.0), [], "percent", 14, Goal(10, "high"),
         "In 2 weeks All China rose from 8.0% to 12.0%, 2.0 pp over the target."),
        (Run(COUNTRY, 80.0, 80.4), [Run(FUJIAN, 50.0, 46.0)], "percent", 14, None,
         "In 2 weeks All China stayed at 80.4%; Fujian fell by 4.0 pp."),
        (None, [Run(FUJIAN, 1000, 1100), Run(SHANDONG, 500, 400)], "stores", 28, None,
         "In 4 weeks Shandong fell from 500 to 400."),
    ],
)  # fmt: skip
def test_each_way_of_going_is_told(
    whole: Run | None, others: list[Run], unit: str, days: int, goal: Goal | None, said: str
) -> None:
    found = over_time(whole, others, unit, days, goal)  # type: ignore[arg-type]
    assert found
    assert found.say("en") == said


def test_nothing_is_said_where_nothing_changed() -> None:
    assert over_time(Run(COUNTRY, 80.0, 80.4), [Run(FUJIAN, 50.0, 50.9)], "percent", 14, GOAL) is None
    assert over_time(None, [], "stores", 14) is None


def test_what_goes_as_the_whole_goes_is_not_told_beside_it() -> None:
    found = over_time(Run(COUNTRY, 75.0, 80.0), [Run(FUJIAN, 50.0, 55.4)], "percent", 14)
    assert found
    assert found.say("en") == "In 2 weeks All China rose from 75.0% to 80.0%."
