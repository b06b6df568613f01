"""The sentence on the map: made from its figures, and none where nothing stands out."""

from collections.abc import Sequence

from dashboard.drawing.map_finding import finding
from dashboard.figures.figure import Figure, Ranked
from data.language import Named
from models.programme.metrics import METRICS, Metric

HEAD, SHORTFALL, ACTIVE = METRICS["pack-uptake-head"], METRICS["deposit-shortfall"], METRICS["active-rate"]
WHOLE = Named("全国", "All China")


def rate(name: str, part: int, whole: int) -> Ranked:
    return Ranked(name, Named(name, name.title()), Figure("value", whole, part, whole, 100 * part / whole))


def amount(name: str, value: int) -> Ranked:
    return Ranked(name, Named(name, name.title()), Figure("value", 9, value, None, value))


def said(rows: Sequence[Ranked], metric: Metric = HEAD, target: float | None = 85.0) -> tuple[str, ...]:
    return finding(rows, metric, target, "province", WHOLE, "zh")


EVEN = [rate(f"r{n}", 86 + n % 3, 100) for n in range(12)]


def test_it_counts_those_that_reach_the_target() -> None:
    assert said(EVEN) == ("12 省中 12 省达到目标 85%。",)
    assert said([*EVEN, rate("x", 84, 100)]) == ("13 省中 12 省达到目标 85%。",)


def test_it_names_those_far_behind_that_hold_much_of_what_is_missing() -> None:
    rows = [*EVEN, rate("山东", 447, 1000), rate("福建", 458, 1000), rate("北京", 60, 100)]
    assert said(rows)[1] == "山东、福建不到一半，占全国未领店铺的 85%。"
    above = [*EVEN, rate("山东", 547, 1000), rate("福建", 558, 1000)]
    assert said(above)[1] == "山东、福建明显落后，占全国未领店铺的 85%。"


def test_one_far_behind_that_holds_little_is_the_last() -> None:
    assert said([*EVEN, rate("宁波", 6, 10)])[1] == "宁波最低，60.0%。"


def test_without_a_target_it_says_only_what_stands_out() -> None:
    assert said(EVEN, ACTIVE, None) == ()
    assert said([*EVEN, rate("宁波", 6, 10)], ACTIVE, None) == ("宁波最低，60.0%。",)


def test_an_amount_is_told_where_few_hold_much_of_it() -> None:
    even = [amount(f"r{n}", 100_000) for n in range(12)]
    assert said(even, SHORTFALL, None) == ()
    assert said([*even, amount("浙江", 900_000), amount("广东", 800_000)], SHORTFALL, None) == (
        "浙江、广东、r0占全国欠缴的 62%。",
    )


def test_of_few_regions_nothing_is_said() -> None:
    assert said(EVEN[:4]) == ()


def test_english_joins_names_with_and() -> None:
    rows = [*EVEN, rate("shandong", 447, 1000), rate("fujian", 458, 1000)]
    assert finding(rows, HEAD, 85.0, "province", WHOLE, "en")[1] == (
        "Shandong and Fujian are below half and hold 88% of All China's stores that did not claim."
    )
