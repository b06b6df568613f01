"""How the cells of belts and certification read, and where they lead."""

from types import SimpleNamespace

import pytest
from made.exported import opened_by

from dashboard.reading.opening import open_view
from dashboard.tables.columns import Column
from dashboard.tables.words import cell_text
from dashboard.views.address import parse
from data.language import LANGUAGES, _
from models.geography.scope import EVERYTHING
from pages.belts.coverage_tables import certified_words
from pages.certification.funnel_tables import FUNNEL
from pages.certification.open_tables import waiting_class_name


@pytest.mark.usefixtures("at_home")
@pytest.mark.parametrize(("region", "level"), [("330000", "city"), ("110000", "county"), ("441900", "county")])
def test_a_region_in_a_table_opens_at_its_own_usual_level_without_a_note(region: str, level: str) -> None:
    opened = opened_by("list=funnel")
    (name,) = [column for column in FUNNEL.columns(opened) if column.name == "name"]
    assert name.opens is not None
    there = name.opens(SimpleNamespace(code=region), opened.view)
    assert there is not None
    screen, view = there
    again = open_view(parse(view.text()), EVERYTHING)
    assert (screen, again.view.question.region, again.view.question.level, again.view.presentation.listing) == (
        "",
        region,
        level,
        "funnel",
    )
    assert again.notes == ()


@pytest.mark.usefixtures("at_home")
def test_a_category_in_a_table_narrows_and_the_unmatched_lead_nowhere() -> None:
    opened = opened_by("list=funnel&by=category")
    (name,) = [column for column in FUNNEL.columns(opened) if column.name == "name"]
    assert name.opens is not None
    there = name.opens(SimpleNamespace(code="tea"), opened.view)
    assert there is not None
    assert there[1].question.categories == ("tea",)
    assert name.opens(SimpleNamespace(code=None), opened.view) is None


@pytest.mark.parametrize(("value", "words"), [(12.34, "+12.3%"), (-12.34, "−12.3%"), (0.0, "0.0%")])
def test_growth_is_told_with_its_sign_and_is_no_change_of_a_share(value: float, words: str) -> None:
    column = Column("growth", "percent", _("Growth"), signed=True, of=lambda row: row.growth)
    assert {cell_text(column, SimpleNamespace(growth=value), language) for language in LANGUAGES} == {words}


@pytest.mark.parametrize(("count", "words"), [(0, "none"), (1, "fewer than 3"), (2, "fewer than 3")])
def test_so_few_certified_stores_are_told_in_words(count: int, words: str) -> None:
    assert certified_words(count, 3.0).say("en") == words


def test_classes_of_days_waited_are_told_without_a_gap() -> None:
    named = [waiting_class_name(at).say("en") for at in range(5)]
    assert named == ["0–3 days", "4–7 days", "8–14 days", "15–30 days", "over 30 days"]
