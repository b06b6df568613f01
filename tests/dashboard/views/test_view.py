"""The view reads from and writes to the URL."""

from dataclasses import fields
from urllib.parse import parse_qs

import pytest
from hypothesis import given
from hypothesis import strategies as st
from made.drawn import REGIONS, scopes, views
from made.record import BELTS, CATEGORIES

from dashboard.views.address import Known, parse, read, with_whole_ids
from dashboard.views.dimensions import without_filters
from dashboard.views.presentation import ORDERS, SCALES, Presentation
from dashboard.views.question import CODES, Question
from dashboard.views.view import DAYS, PARAMETERS, SCREEN, SCREEN_PARAMETERS, VERSION, Fields, View
from models.geography.places import LEVELS
from models.geography.scope import EVERYTHING, Scope
from models.programme.metrics import METRICS
from models.programme.terms import CERTIFICATION, STORE_TYPES

KNOWN = Known(
    snapshots=frozenset({"2026-03-08-aaaaaaaaaaaa", "2026-03-15-bbbbbbbbbbbb"}),
    levels=REGIONS,
    codes={
        "categories": frozenset(CATEGORIES),
        "statuses": frozenset(CERTIFICATION),
        "store_types": frozenset(STORE_TYPES),
        "tiers": frozenset({"T1", "T2", "BASE", "NONE"}),
        "belts": frozenset({*BELTS, "none"}),
    },
)
SNAPSHOTS = sorted(KNOWN.snapshots)


@st.composite
def whole_views(draw: st.DrawFn) -> View:
    return draw(views()).but(
        snapshot=draw(st.sampled_from(["latest", *SNAPSHOTS])),
        compare=draw(st.sampled_from(["previous", "none", *SNAPSHOTS])),
        language=draw(st.sampled_from(["zh", "en"])),
        order=draw(st.sampled_from(["worst", "falling", "rising"])),
        scale=draw(st.sampled_from(SCALES)),
        codes=draw(st.sampled_from(CODES)),
    )


WORDS = st.text(st.characters(exclude_categories=["Cs"]), max_size=40)
CODE = st.text("abc-019", min_size=1, max_size=8)


@st.composite
def views_of_a_screen(draw: st.DrawFn) -> View:
    return draw(whole_views()).but(
        item=draw(WORDS),
        listing=draw(CODE),
        by=draw(CODE),
        measure=draw(CODE),
        search=draw(WORDS),
        page=draw(st.integers(1, 999_999)),
        sort=draw(CODE),
        columns=tuple(draw(st.lists(CODE, unique=True, max_size=20))),
        series=tuple(draw(st.lists(CODE, unique=True, max_size=20))),
    )


@given(views_of_a_screen())
def test_a_link_to_one_screen_gives_the_view_it_was_made_from(view: View) -> None:
    assert read(parse(view.text()), KNOWN, view.question.scope) == (view, [])
    assert list(view.query())[len(PARAMETERS) + 1 :] == [
        name for field, name in SCREEN_PARAMETERS.items() if view.value(field) != SCREEN[field]
    ]


@given(views_of_a_screen())
def test_another_screen_takes_over_what_is_shared_and_nothing_else(view: View) -> None:
    there = view.elsewhere()
    assert {field: there.value(field) for field in SCREEN} == SCREEN
    assert {field: there.value(field) for field in PARAMETERS} == {f: view.value(f) for f in PARAMETERS}
    assert list(there.query()) == ["v", *PARAMETERS.values()]


@given(st.dictionaries(st.sampled_from(list(SCREEN_PARAMETERS.values())), st.text(max_size=400)))
def test_what_a_link_says_of_one_screen_is_bounded(parameters: dict[str, str]) -> None:
    view, notes = read(parameters, KNOWN, EVERYTHING)
    assert notes == []
    assert 0 < view.presentation.page < 10**6
    assert max(len(view.presentation.item), len(view.presentation.search), len(view.presentation.sort)) <= 200
    assert max(len(view.presentation.columns), len(view.presentation.series)) <= 64
    assert read(view.query(), KNOWN, EVERYTHING)[0] == view


def test_a_screen_takes_its_first_choice_where_the_link_names_none_of_them() -> None:
    view = View.of(EVERYTHING, by="category")
    assert view.choice("by", ("region", "category")) == "category"
    assert view.choice("by", ("region", "belt")) == "region"


@given(whole_views())
def test_a_link_gives_the_view_it_was_made_from(view: View) -> None:
    assert read(view.query(), KNOWN, view.question.scope) == (view, [])
    assert read(parse(view.text()), KNOWN, view.question.scope) == (view, [])
    assert read(parse("?" + view.text()), KNOWN, view.question.scope) == (view, [])


@given(whole_views())
def test_the_text_of_a_view_is_plain_ascii_with_every_parameter_once_and_never_says_the_scope(view: View) -> None:
    text = view.text()
    assert text.isascii()
    given_once = parse_qs(text, keep_blank_values=True)
    assert list(given_once) == ["v", *PARAMETERS.values()]
    assert all(len(values) == 1 for values in given_once.values())
    assert view.but(scope=Scope(("110000",))).text() == text


def test_the_text_of_the_default_view_does_not_change() -> None:
    assert View.of(EVERYTHING).text() == (
        f"v={VERSION}&snapshot=latest&compare=previous&region=100000&level=province&metric=pack-uptake-head"
        "&order=worst&scale=fixed&category=&status=&type=&tier=&belt=&codes=now&lang=zh"
    )


def test_an_address_leaves_out_what_is_usual() -> None:
    view = View.of(EVERYTHING)
    assert view.address() == "v=1"
    assert view.but(region="330000", level="city").address() == "v=1&region=330000"
    assert (
        view.but(region="330000", level="county", language="en").address() == "v=1&region=330000&level=county&lang=en"
    )
    assert view.but(metric="stores", categories=("shoes", "tea")).address() == "v=1&metric=stores&category=shoes~tea"


@given(views_of_a_screen())
def test_an_address_gives_the_view_it_was_made_from_and_says_nothing_that_the_full_text_does_not(view: View) -> None:
    short = parse(view.address())
    assert read(with_whole_ids(short, SNAPSHOTS), KNOWN, view.question.scope) == (view, [])
    assert short == view.short()
    assert (
        short.items() <= {name: value[:15] if name in DAYS else value for name, value in view.query().items()}.items()
    )


def test_a_snapshot_may_be_named_by_its_day_or_by_the_beginning_of_its_id() -> None:
    ids = ("2026-03-15-bbbb00000000", "2026-03-15-aaaa00000000", "2026-03-08-aaaaaaaaaaaa")

    def whole(text: str) -> str:
        return with_whole_ids({"snapshot": text}, ids)["snapshot"]

    assert whole("2026-03-15") == ids[0]
    assert whole("2026-03-15-aaaa") == ids[1]
    assert whole(ids[1]) == ids[1]
    assert [whole(text) for text in ("2026", "latest", "2026-03-01", "")] == ["2026", "latest", "2026-03-01", ""]


@given(whole_views())
def test_links_hold_codes_and_no_labels(view: View) -> None:
    codes = {*METRICS, *(code for known in KNOWN.codes.values() for code in known), *KNOWN.levels}
    codes |= {*KNOWN.snapshots, *LEVELS, *CODES}
    codes |= {"latest", "previous", "none", *ORDERS, *SCALES, "zh", "en", VERSION, ""}
    for value in view.query().values():
        assert set(value.split("~")) <= codes


@given(
    st.dictionaries(st.sampled_from(["v", *PARAMETERS.values(), "else"]), st.text(max_size=40)),
    scopes,
)
def test_any_text_in_a_link_gives_a_view_and_never_fails(parameters: dict[str, str], scope: Scope) -> None:
    view, notes = read(parameters, KNOWN, scope)
    assert view.question.scope == scope
    assert read(view.query(), KNOWN, scope) == (view, [])
    assert all(note.say("zh") and note.say("en") for note in notes)


@given(st.text(max_size=200))
def test_any_query_string_can_be_parsed(text: str) -> None:
    read(parse(text), KNOWN, EVERYTHING)


@pytest.mark.parametrize(
    ("parameter", "value", "field"),
    [
        ("snapshot", "2020-01-01-cccccccccccc", "snapshot"),
        ("compare", "yesterday", "compare"),
        ("region", "999999", "region"),
        ("metric", "profit", "metric"),
        ("order", "sideways", "order"),
        ("scale", "log", "scale"),
        ("lang", "fr", "language"),
        ("category", "rockets", "categories"),
        ("status", "done", "statuses"),
        ("type", "kiosk", "store_types"),
        ("tier", "T9", "tiers"),
        ("belt", "moon", "belts"),
        ("level", "street", "level"),
    ],
)
def test_an_unknown_value_falls_back_with_one_note(parameter: str, value: str, field: str) -> None:
    view, notes = read(View.of(EVERYTHING).query() | {parameter: value}, KNOWN, EVERYTHING)
    assert view == View.of(EVERYTHING)
    assert len(notes) == 1
    if field != "level":
        assert value in notes[0].say("en")


def test_known_codes_beside_an_unknown_one_are_kept() -> None:
    view, notes = read({"category": "tea~rockets~apparel~tea~moons"}, KNOWN, EVERYTHING)
    assert view.question.categories == ("apparel", "tea")
    assert [note.values["value"] for note in notes] == ["moons", "rockets"]


def test_a_link_of_another_version_is_read_with_a_note() -> None:
    view, notes = read({"v": "7", "region": "330000"}, KNOWN, EVERYTHING)
    assert (view.question.region, view.question.level, len(notes)) == ("330000", "city", 1)


def test_a_region_without_the_level_of_the_link_is_shown_by_its_own() -> None:
    view, notes = read({"region": "330000", "level": "province"}, KNOWN, EVERYTHING)
    assert (view.question.region, view.question.level, len(notes)) == ("330000", "city", 1)


def test_an_empty_link_is_the_default_view_without_a_note() -> None:
    assert read({}, KNOWN, EVERYTHING) == (View.of(EVERYTHING), [])


def test_reset_keeps_who_is_asking_and_the_language_alone() -> None:
    view = View.of(Scope(("330000",)), metric="stores", region="330000", level="city", belts=("none",), language="en")
    assert view.reset() == View.of(Scope(("330000",)), language="en")


@given(views())
def test_a_question_without_filters_is_another_where_any_filter_has_a_code(view: View) -> None:
    chosen = (
        view.question.categories
        + view.question.statuses
        + view.question.store_types
        + view.question.tiers
        + view.question.belts
    )
    assert (without_filters(view.question) != view.question) == bool(chosen)


def test_the_fields_of_a_view_are_those_of_the_question_and_of_the_presentation() -> None:
    own = [one.name for part in (Question, Presentation) for one in fields(part)]
    assert sorted(Fields.__annotations__) == sorted(own)
    assert len(own) == len(set(own))
    assert {*PARAMETERS, *SCREEN_PARAMETERS} == {*own} - {"scope", "renewals", "few"}


LINKS_OF_TODAY = [
    (
        "v=1&snapshot=2026-03-08-aaaaaaaaaaaa&compare=none&region=330000&level=city&metric=gmv-week&order=rising"
        "&category=&status=certified~applied&type=flagship&tier=T1~NONE&belt=none&codes=then&lang=en"
    ),
    "?v=1&region=110000&list=whatif",
    (
        "v=1&list=packs-to-claim&by=li.na%40example.com&page=3&sort=stores&cols=store_id~owner&series=330000~320000&q=tea"
        "&item=S0001&measure=traffic-pack"
    ),
]


@pytest.mark.parametrize("link", LINKS_OF_TODAY)
def test_links_made_before_the_question_and_the_presentation_were_apart_are_read_alike(link: str) -> None:
    view, notes = read(parse(link), KNOWN, EVERYTHING)
    assert notes == []
    asked = parse(link)
    assert {name: view.query()[name] for name in asked} == {
        name: "~".join(sorted(value.split("~"))) if name in ("status", "type", "tier", "belt") else value
        for name, value in asked.items()
    }
