"""Belts: each question's link, its file against plain loops over the snapshot's rows."""

from datetime import date, timedelta
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from made.exported import exported, opened_by
from made.held import table_rows
from made.record import BELTS, DAY, Made, store
from plain import belts as plain
from plain.metrics import seen
from plain.withholding import hidden

from dashboard.questions.coverage import listed_belts, undercovered_belts
from dashboard.reading.opening import Opened
from dashboard.views.view import View
from models.geography.scope import EVERYTHING, Scope
from models.settings import settings
from pages.belts.fall_questions import falling_belts
from pages.belts.one_belt_questions import decile_of
from pages.belts.waiver_questions import compared_weeks, waivers

Row = dict[str, Any]
LINKS = (
    "",
    "region=330000",
    "region=330000&category=apparel~food",
    "status=certified",
    "region=440000&type=enterprise",
)
AWAY = pytest.mark.parametrize("few", [2, 5])
VIEWS = pytest.mark.parametrize("link", LINKS)
pytestmark = pytest.mark.usefixtures("at_home")


@pytest.fixture(autouse=True)
def _few(request: pytest.FixtureRequest, at_home: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    if "few" in request.fixturenames:
        monkeypatch.setenv("LAOTIE_FEW", str(request.getfixturevalue("few")))
        settings.cache_clear()


def stores_of(opened: Opened) -> list[Row]:
    return seen(table_rows(opened.now, "stores"), opened.view)


def all_stores(opened: Opened) -> list[Row]:
    return table_rows(opened.now, "stores")


def belts_of(opened: Opened) -> dict[str, Row]:
    return {row["belt_id"]: row for row in table_rows(opened.now, "belts")}


def near(found: Any, told: Any) -> bool:
    return found is told if found is None or told is None else abs(float(found) - float(told)) <= 0.00501


def away_of(rows: list[Row], counts: dict[Any, int], few: int, key: str = "belt_id") -> set[Any]:
    """Codes of the rows withheld; of equals the one whose place in the file sorts first as text."""
    at = {str(place): row[key] for place, row in enumerate(rows) if row[key] in counts}
    return {at[place] for place in hidden({place: counts[code] for place, code in at.items()}, few)}


def same(row: Row, told: Row, names: Any) -> None:
    for name in names:
        assert near(row[name], told[name]), (name, row[name], told[name])


def largest(opened: Opened) -> str:
    of = plain.by_belt(all_stores(opened))
    return max(of, key=lambda belt: (len(of[belt]), belt))


# The list, and the comparison by category


@AWAY
@VIEWS
def test_every_belt_with_stores_in_view_is_listed(link: str, few: int) -> None:
    of = plain.by_belt(stores_of(opened_by(link)))
    rows = exported("belt-list", link)
    found = {row["belt_id"]: row for row in rows}
    away = away_of(rows, {belt: len(stores) for belt, stores in of.items()}, few)
    assert found.keys() == of.keys()
    for belt, stores in of.items():
        told = plain.figures(stores, few)
        same(found[belt], dict.fromkeys(told) if belt in away else told, told)


@pytest.mark.parametrize(("order", "sign"), [("stores", -1), ("gmv_growth", -1), ("gmv_change", 1), ("score", -1)])
def test_the_list_stands_in_the_order_chosen_and_what_is_withheld_stands_last(
    order: str, sign: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("LAOTIE_FEW", "3")
    settings.cache_clear()
    rows = exported("belt-list", f"sort={order}")
    shown = [row for row in rows if row["status"] == "value"]
    assert rows[: len(shown)] == shown
    values = [row[order] for row in shown if row[order] is not None]
    assert len(values) > 20
    assert values == sorted(values, key=lambda value: sign * value)
    assert [row["belt_id"] for row in rows[len(shown) :]] == sorted(row["belt_id"] for row in rows[len(shown) :])


@AWAY
@VIEWS
def test_l14_belts_by_category(link: str, few: int) -> None:
    query = f"list=categories&{link}"
    opened = opened_by(query)
    of, belts = plain.by_belt(stores_of(opened)), belts_of(opened)
    groups: dict[str, dict[str, list[Row]]] = {}
    for belt, stores in of.items():
        groups.setdefault(belts[belt]["category_code"], {})[belt] = stores
    rows = exported("belt-categories", query)
    whole = {row["category_code"]: row for row in rows if row["belt_id"] is None}
    heads = [row if row["belt_id"] is None else row | {"category_code": None} for row in rows]
    away = away_of(heads, {code: sum(map(len, group.values())) for code, group in groups.items()}, few, "category_code")
    assert whole.keys() == groups.keys()
    for code, group in groups.items():
        told = plain.figures([store for stores in group.values() for store in stores], few)
        same(whole[code], dict.fromkeys(told) if code in away else told, told)
        assert whole[code]["belts"] == len(group)
        inside = {row["belt_id"]: row for row in rows if row["category_code"] == code and row["belt_id"]}
        assert inside.keys() == group.keys()
        small = away_of(rows, {belt: len(stores) for belt, stores in group.items()}, few)
        for belt, stores in group.items():
            told = plain.figures(stores, few)
            same(inside[belt], dict.fromkeys(told) if belt in small else told, told)


def test_l14_a_category_stands_above_its_belts() -> None:
    rows = exported("belt-categories", "list=categories")
    heads = [at for at, row in enumerate(rows) if row["belt_id"] is None]
    assert heads[0] == 0
    for begins, ends in zip(heads, [*heads[1:], len(rows)], strict=True):
        assert {row["category_code"] for row in rows[begins:ends]} == {rows[begins]["category_code"]}
        assert ends - begins - 1 == rows[begins]["belts"]


# Falls


@AWAY
@VIEWS
def test_m10_belts_that_fell_and_the_five_stores_that_explain_it(link: str, few: int) -> None:
    query = f"list=falling&{link}"
    opened = opened_by(query)
    stores = stores_of(opened)
    of, told = plain.by_belt(stores), plain.falls(stores, 20, few)
    found = exported("belt-falls", query)
    assert [row["belt_id"] for row in found] == [belt for belt, _change in told]
    for row, (belt, change) in zip(found, told, strict=True):
        assert near(row["gmv_change"], change)
        assert near(row["gmv_week_cny"], plain.total(of[belt], "gmv_week_fen") / 100)
        assert near(row["gmv_before_cny"], plain.total(of[belt], "gmv_before_fen") / 100)
        assert row["stores"] == len(of[belt])
    explained: dict[str, list[tuple[str, float]]] = {}
    for row in exported("belt-fall-stores", query):
        explained.setdefault(row["belt_id"], []).append((row["store_id"], float(row["fall_cny"])))
        fell = plain.total(of[row["belt_id"]], "gmv_before_fen") - plain.total(of[row["belt_id"]], "gmv_week_fen")
        assert near(row["share"], 10_000 * float(row["fall_cny"]) / fell)
    assert list(explained) == [belt for belt, _change in told]
    assert explained == {belt: plain.fall_stores(of[belt]) for belt, _change in told}


def test_m10_there_are_falls_in_the_whole_country(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("LAOTIE_FEW", "2")
    settings.cache_clear()
    rows = exported("belt-fall-stores", "list=falling")
    assert len({row["belt_id"] for row in rows}) > 5
    assert {row["rank"] for row in rows} >= {1, 2, 3}


def test_m10_on_the_page_of_a_belt_its_own_stores_explain_it_whatever_the_filters() -> None:
    opened = opened_by("")
    belt = largest(opened)
    rows = exported("belt-fall-stores", f"item={belt}&region=650000&status=revoked")
    told = plain.fall_stores(plain.by_belt(all_stores(opened))[belt])
    assert [(row["store_id"], float(row["fall_cny"])) for row in rows] == told
    assert exported("belt-fall-stores", "item=no-such-belt") == []


# Coverage


@AWAY
@pytest.mark.parametrize("link", ["", "region=330000", "region=110000", "category=tea", "region=330000&status=applied"])
def test_l13_listed_belts_without_coverage_or_with_too_little(link: str, few: int) -> None:
    query = f"list=coverage&{link}"
    opened = opened_by(query)
    listed = plain.listed(belts_of(opened).values(), opened.question.region, opened.question.categories)
    told = plain.thin(listed, all_stores(opened), least=3)
    found = exported("belt-coverage", query)
    assert [row["belt_id"] for row in found] == [row[0] for row in told]
    away = away_of(found, {row[0]: row[1] for row in told}, few)
    words = {True: ("fewer than 3", "fewer than 3"), False: ("none", "none")}
    for row, (belt, stores, certified, applicants) in zip(found, told, strict=True):
        assert row["certified_told_en"] == words[certified > 0][0]
        assert row["has_applicants"] == (applicants > 0)
        assert row["stores"] == (None if belt in away else stores)


@AWAY
@pytest.mark.parametrize("link", ["", "region=330000", "region=440000", "category=tea", "region=330000&status=applied"])
def test_m12_counties_of_the_belt_list_without_a_certified_store(link: str, few: int) -> None:
    query = f"list=coverage&{link}"
    opened = opened_by(query)
    listed = plain.listed(belts_of(opened).values(), opened.question.region, opened.question.categories)
    told = plain.bare(listed, all_stores(opened))
    found = exported("county-coverage", query)
    assert [row["county_adcode"] for row in found] == [row[0] for row in told]
    away = away_of(found, {row[0]: row[1] for row in told}, few, "county_adcode")
    for row, (county, stores, _certified, applicants) in zip(found, told, strict=True):
        assert row["has_applicants"] == (applicants > 0)
        assert (row["stores"], row["applicants"]) == ((None, None) if county in away else (stores, applicants))
        assert row["belts"] == sum(belt["county_adcode"] == county for belt in listed)


def test_m12_some_counties_have_applicants_and_some_have_none() -> None:
    assert {row["has_applicants"] for row in exported("county-coverage", "list=coverage")} == {True, False}


def test_l13_of_belts_chosen_only_these_are_looked_at() -> None:
    thin = [row["belt_id"] for row in exported("belt-coverage", "list=coverage")]
    chosen = sorted([thin[0], thin[-1], largest(opened_by(""))])
    rows = exported("belt-coverage", f"list=coverage&belt={'~'.join(chosen)}")
    assert [row["belt_id"] for row in rows] == [belt for belt in thin if belt in chosen]
    county = belts_of(opened_by(""))[thin[0]]["county_adcode"]
    counties = {row["county_adcode"] for row in exported("county-coverage", f"list=coverage&belt={thin[0]}")}
    assert counties <= {county}


def test_the_scope_narrows_what_is_listed_and_counted() -> None:
    opened = opened_by("")
    whole, narrow = View.of(EVERYTHING), View.of(Scope(("330000",)))
    inside = plain.listed(belts_of(opened).values(), "330000")
    assert listed_belts(opened.now, narrow.question) == tuple(sorted(belt["belt_id"] for belt in inside))
    assert set(listed_belts(opened.now, narrow.question)) < set(listed_belts(opened.now, whole.question))
    own = [row for row in all_stores(opened) if row["province_adcode"] == "330000"]
    thin = [
        (one.code, one.stores, one.certified, one.applicants) for one in undercovered_belts(opened.now, narrow.question)
    ]
    assert thin == plain.thin(inside, own, 3)


# Designated belts


def weeks_of(opened: Opened, belts: set[str]) -> list[Row]:
    return [row for row in table_rows(opened.now, "activity") if row["belt_id"] in belts]


@AWAY
@pytest.mark.parametrize("link", ["", "region=330000", "category=tea~food"])
def test_l11_growth_since_the_exemption_and_the_fee_waived(link: str, few: int) -> None:
    query = f"list=designated&{link}"
    opened = opened_by(query)
    belts, stores = belts_of(opened), plain.by_belt(stores_of(opened))
    begun = [row for row in table_rows(opened.now, "designations") if row["state"] != "scheduled"]
    ever = {row["belt_id"] for row in begun}
    listed = {
        row["belt_id"] for row in plain.listed(belts.values(), opened.question.region, opened.question.categories)
    }
    wanted = [row for row in begun if row["belt_id"] in {*listed, *stores}]
    found = {(row["belt_id"], row["waiver_from"]): row for row in exported("belt-designated", query)}
    assert found.keys() == {(row["belt_id"], row["waiver_from"]) for row in wanted}
    counts = {(row["belt_id"], row["waiver_from"]): len(stores.get(row["belt_id"], [])) for row in wanted}
    ordered = list(found)
    away = {ordered[int(at)] for at in hidden({str(at): counts[key] for at, key in enumerate(ordered)}, few)}
    activity = table_rows(opened.now, "activity")
    in_view = seen(activity, opened.view)
    for row in wanted:
        key, category = (row["belt_id"], row["waiver_from"]), belts[row["belt_id"]]["category_code"]
        others = {code for code, belt in belts.items() if belt["category_code"] == category and code not in ever}
        own = [week for week in in_view if week["belt_id"] == row["belt_id"]]
        told = plain.waiver(row, own, activity, [week for week in activity if week["belt_id"] in others])
        told |= {"stores": counts[key]}
        same(found[key], dict.fromkeys(told) if key in away else told, told)


def test_l11_has_growth_and_fees_in_the_whole_country() -> None:
    rows = [row for row in exported("belt-designated", "list=designated") if row["status"] == "value"]
    assert any(row["gmv_growth"] is not None for row in rows)
    assert any(row["fee_waived_cny"] for row in rows)


@given(
    st.dates(date(2026, 1, 1), date(2026, 12, 31)),
    st.one_of(st.none(), st.integers(0, 200)),
    st.integers(1, 30),
    st.integers(0, 40),
)
def test_the_weeks_before_and_since_a_waiver(begins: date, lasts: int | None, first: int, last: int) -> None:
    ends = None if lasts is None else begins + timedelta(days=lasts)
    monday = date(2026, 6, 1)
    known = [monday + timedelta(weeks=n) for n in range(-first, last + 1)]
    rows = [{"week_start": week} for week in known]
    before, since = compared_weeks(begins, ends, (known[0], known[-1]))
    told_before, told_since = plain.mondays_before(begins), plain.last_mondays(rows, ends)
    assert before == (min(told_before) if min(told_before) >= known[0] else None)
    assert since == (min(told_since) if min(told_since) >= begins else None)


# One belt


def test_a_belt_stands_in_the_tenth_that_sorting_gives() -> None:
    opened = opened_by("region=330000&status=applied")
    belt, of = largest(opened), plain.by_belt(all_stores(opened))
    rows = {row["metric_code"]: row for row in exported("belt-standing", f"item={belt}")}
    assert {"certification-rate", "pack-uptake-head", "envelope-issue-rate"} <= rows.keys()
    for code, row in rows.items():
        values = {name: plain.figure(code, stores, 5).value for name, stores in of.items()}
        known = {name: float(value) for name, value in values.items() if value is not None}
        assert near(row["value"], known[belt])
        assert row["belts"] == len(known)
        assert row["decile"] == plain.decile(known[belt], list(known.values()))
        ordered = sorted(known.values())
        assert ordered[0] - 0.01 <= row["lowest_tenth"] <= row["median"] <= row["highest_tenth"] <= ordered[-1] + 0.01


@given(st.lists(st.integers(0, 5), min_size=1, max_size=30), st.data())
def test_deciles_of_any_values(values: list[int], data: st.DataObject) -> None:
    value = data.draw(st.sampled_from(values))
    assert decile_of(value, values) == plain.decile(value, [float(one) for one in values])


@AWAY
def test_peers_are_of_the_category_and_of_like_size(few: int) -> None:
    opened = opened_by("")
    belts, of = belts_of(opened), plain.by_belt(all_stores(opened))
    for belt in sorted(of, key=lambda code: (-len(of[code]), code))[:12]:
        told = plain.peers(belt, belts, of, few)
        rows = exported("belt-peers", f"item={belt}&region=110000")
        assert [row["belt_id"] for row in rows] == [belt, *told]
        assert [row["is_this"] for row in rows] == [True, *(False for _code in told)]
        for row in rows:
            figures = plain.figures(of[row["belt_id"]], few)
            same(row, figures, figures)


def test_a_belts_benefits_tiers_and_weeks() -> None:
    opened = opened_by("")
    belt = largest(opened)
    stores = plain.by_belt(all_stores(opened))[belt]
    link = f"item={belt}&region=650000&category=tea"
    packs = [store for store in stores if store["pack_granted"]]
    (pack,) = [row for row in exported("belt-uptake", link) if row["measure_code"] == "traffic-pack"]
    told: Row = {
        "stores": len(packs),
        "claimed_stores": sum(store["pack_claimed"] > 0 for store in packs),
        **{name: plain.total(packs, f"pack_{name}") for name in ("granted", "claimed", "used", "lapsed")},
    }
    told |= {"uptake_head": 100 * told["claimed_stores"] / len(packs)}
    told |= {"uptake_value": 100 * told["claimed"] / told["granted"]}
    same(pack, told, told)
    tiers: dict[str, list[Row]] = {}
    for one in stores:
        tiers.setdefault(one["tier_code"] or "NONE", []).append(one)
    away = hidden({code: len(some) for code, some in tiers.items()}, 5)
    found = {row["tier_code"]: row for row in exported("belt-tiers", link)}
    assert found.keys() == tiers.keys()
    for code, some in tiers.items():
        is_away = code in away
        assert found[code]["stores"] == (None if is_away else len(some))
        released = plain.total(some, "released_fen") / 100
        assert near(found[code]["released_cny"], None if is_away else released)
    weeks: dict[date, int] = {}
    for row in weeks_of(opened, {belt}):
        weeks[row["week_start"]] = weeks.get(row["week_start"], 0) + row["gmv_fen"]
    trade = exported("belt-weeks", link)
    assert [row["week_start"] for row in trade] == sorted(weeks, reverse=True)
    assert all(near(row["gmv_cny"], weeks[row["week_start"]] / 100) for row in trade)


@pytest.mark.parametrize("code", ["belt-standing", "belt-uptake", "belt-tiers", "belt-weeks", "belt-peers"])
def test_a_belt_that_is_not_there_or_too_small_gives_files_without_rows(code: str) -> None:
    opened = opened_by("")
    of = plain.by_belt(all_stores(opened))
    small = min(of, key=lambda belt: (len(of[belt]), belt))
    assert 0 < len(of[small]) < 5
    assert exported(code, f"item={small}") == exported(code, "item=no-such-belt") == exported(code, "") == []
    assert exported(code, f"item={largest(opened)}")


def test_without_any_trade_no_belt_fell_and_no_waiver_is_compared(tmp_path: Path) -> None:
    made = Made().add("stores", [store(f"s{n}", belt_id=BELTS[0]) for n in range(6)])
    made = made.add("designations", [{"belt_id": BELTS[0], "waiver_from": date(2026, 1, 1), "waiver_to": None,
                                      "waived_fee": "技术服务费", "rate_pct": 1.0}])  # fmt: skip
    snapshot, view = made.published(tmp_path, DAY), View.of(EVERYTHING)
    assert falling_belts(snapshot, view.question) == []
    (waiver,) = waivers(snapshot, view.question)
    assert (waiver.stores, waiver.gmv_before_fen, waiver.gmv_since_fen, waiver.growth) == (6, None, None, None)
    assert waiver.fee_waived_fen == 0
    assert [belt.code for belt in undercovered_belts(snapshot, view.question)] == [BELTS[0], BELTS[1], BELTS[2]]
