"""The tables of coverage: listed belts with few certified stores or none, and counties without any."""

from typing import Final

from dashboard.questions.coverage import Coverage, listed_belts, uncovered_counties, undercovered_belts
from dashboard.questions.targets import threshold
from dashboard.reading.naming import names
from dashboard.reading.opening import Opened
from dashboard.tables.cell_links import filter_link
from dashboard.tables.columns import column, row
from dashboard.tables.table import Table
from dashboard.tables.values import Count
from dashboard.views.names import Names
from data.language import Named, Sentence, _
from pages.belts.belt_columns import ListedBelt, listed_belt

OPEN_NOW: Final = _("Whether any store has an open application: applied, in review, or documents requested.")


# Belts


@row
class CoverageRow(ListedBelt):
    """One listed belt with few certified stores, or none."""

    certified_told: Sentence = column(
        "named",
        _("Certified stores"),
        _("None, or fewer than the threshold: a count so small is not told."),
    )
    has_applicants: bool = column("flag", _("Has applicants"), OPEN_NOW)
    stores: Count = column("stores", _("Stores"), _("Stores of the belt, wherever they are."))


def certified_words(count: int, least: float) -> Sentence:
    """How many stores are certified, in words where they are fewer than the threshold."""
    return _("fewer than {n}", n=f"{least:g}") if count else _("none")


def _coverage_rows(opened: Opened) -> list[CoverageRow]:
    known, least = names(opened.now), threshold(opened.now, "least-certified")
    return [
        CoverageRow(
            **vars(listed_belt(known, belt.code)),
            certified_told=certified_words(belt.certified, least),
            has_applicants=belt.applicants > 0,
            stores=belt.stores,
        )
        for belt in undercovered_belts(opened.now, opened.question)
    ]


COVERAGE: Final = Table(
    "belt-coverage",
    _("Listed belts without coverage, or with too little"),
    _(
        "Belts listed in this region with no certified store, or fewer than the threshold (least-certified); those "
        "with none first, then by their stores: where to recruit next. All stores of a belt count, wherever they are; "
        "filters of status, store type and tier play no part."
    ),
    row=CoverageRow,
    make=_coverage_rows,
    few="stores",
)


# Counties


@row
class CountyRow:
    """One county that a listed belt is anchored in, and that has no certified store."""

    county_adcode: str = column("code", _("County"), shown=False)
    county_name: Named | None = column("named", _("County"), opens=filter_link("region", "county_adcode"))
    city_name: Named | None = column("named", _("City"))
    province_name: Named | None = column("named", _("Province"))
    belts: int = column("count", _("Belts"), _("Listed belts anchored in the county."), always=True)
    belt_names: Named = column("named", _("Belts by name"))
    has_applicants: bool = column("flag", _("Has applicants"), OPEN_NOW)
    stores: Count = column("stores", _("Stores"), _("Stores in the county, of any belt or none."))
    applicants: Count = column("count", _("Applicants"), _("Stores in the county with an open application."))


def _county_row(known: Names, county: Coverage, belts: list[str]) -> CountyRow:
    place = known.places.get(county.code)
    labels = [known.belt_labelled(belt_id) for belt_id in belts]
    return CountyRow(
        county_adcode=county.code,
        county_name=known.known_region(county.code),
        city_name=known.known_region(place.city_adcode if place else None),
        province_name=known.known_region(place.province_adcode if place else None),
        belts=len(belts),
        belt_names=Named("、".join(name.zh for name in labels), ", ".join(name.en for name in labels)),
        has_applicants=county.applicants > 0,
        stores=county.stores,
        applicants=county.applicants,
    )


def _county_rows(opened: Opened) -> list[CountyRow]:
    known, by_county = names(opened.now), dict[str, list[str]]()
    for belt_id in listed_belts(opened.now, opened.question):
        by_county.setdefault(known.belts[belt_id].county_adcode, []).append(belt_id)
    counties = uncovered_counties(opened.now, opened.question)
    return [_county_row(known, county, by_county[county.code]) for county in counties]


COUNTIES: Final = Table(
    "county-coverage",
    _("Counties of the belt list without a certified store"),
    _(
        "Counties in this region that a listed belt is anchored in and that have no certified store of any belt; those "
        "with applicants first. Filters of status, store type and tier play no part."
    ),
    row=CountyRow,
    make=_county_rows,
    few="stores",
)
