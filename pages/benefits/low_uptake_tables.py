"""The tables of low uptake: places below half of the programme, deciles of belts, and the belts in their order."""

from collections.abc import Sequence
from typing import Final

from dashboard.figures.figure import share
from dashboard.reading.naming import UNMATCHED, names
from dashboard.reading.opening import Opened
from dashboard.tables.cell_links import BELT, filter_link
from dashboard.tables.columns import column, row
from dashboard.tables.grant_columns import OfUnit
from dashboard.tables.table import Table
from dashboard.tables.values import Amount, Count
from dashboard.views.names import Names
from dashboard.views.view import View
from data.language import Named, Sentence, _
from pages.benefits.four_benefits import UNIT_OF, chosen_benefit, unit_name
from pages.benefits.low_uptake_questions import (
    DECILES,
    RankedBelt,
    Uptake,
    low_uptake,
    ranked_belts,
    uptake_of_programme,
)


@row
class InProvince:
    """The province that a row lies in."""

    region_code: str | None = column("code", _("Province, by code"), shown=False)
    region: Named = column("named", _("Province"))


@row
class UptakeCells:
    """A benefit's uptake over the stores that a row speaks of."""

    stores: int = column("stores", _("Stores"), _("Stores granted it"))
    head: float | None = column("percent", _("By head"), _("Stores that claimed ÷ stores granted"))
    value: float | None = column("percent", _("By value"), _("Value claimed ÷ value granted"), bar=True)


def _province(known: Names, code: str | None) -> Named:
    return known.region(code) if code else UNMATCHED


_OPEN_PROVINCE: Final = filter_link("region", "region_code")


def _open_place(of: "LowUptakeRow", view: View) -> tuple[str, View] | None:
    return BELT(of, view) if of.belt_id else _OPEN_PROVINCE(of, view)


@row
class PlaceOfUptake:
    """The province or belt that a row is of."""

    kind_code: str = column("code", _("Province or belt"), shown=False)
    kind: Sentence = column("named", _("Kind"))
    code: str = column("code", _("Province code or belt id"), shown=False)
    name: Named = column("named", _("Name"), opens=_open_place)
    belt_id: str | None = None


@row
class LowUptakeRow(PlaceOfUptake, InProvince, UptakeCells):
    """A province or belt below half of the programme's uptake."""

    programme_head: float | None = column(
        "percent", _("Programme, by head"), _("Uptake by head of the whole programme")
    )
    programme_value: float | None = column(
        "percent", _("Programme, by value"), _("Uptake by value of the whole programme")
    )
    below: Sentence = column("named", _("Below half"))


def _below(uptake: Uptake, programme: Uptake) -> Sentence:
    by_head, by_value = uptake.is_low_by_head(programme), uptake.is_low_by_value(programme)
    if by_head and by_value:
        return _("by head and by value")
    return _("by head") if by_head else _("by value")


def _low_rows(opened: Opened) -> Sequence[LowUptakeRow]:
    """Provinces, then belts; the lowest first."""
    now, question, benefit = opened.now, opened.question, chosen_benefit(opened)
    known, programme = names(now), uptake_of_programme(now, question, benefit)

    def made(code: str, uptake: Uptake, *, is_belt: bool) -> LowUptakeRow:
        province = known.belts[code].province_adcode if is_belt else code
        return LowUptakeRow(
            kind_code="belt" if is_belt else "province",
            kind=_("Belt") if is_belt else _("Province"),
            code=code,
            belt_id=code if is_belt else None,
            name=known.belt_labelled(code) if is_belt else known.region(code),
            region_code=province,
            region=_province(known, province),
            stores=uptake.granted_stores,
            head=uptake.head,
            value=uptake.value,
            programme_head=programme.head,
            programme_value=programme.value,
            below=_below(uptake, programme),
        )

    provinces = low_uptake(now, question, benefit, "province_adcode")
    belts = low_uptake(now, question, benefit, "belt_id")
    return [
        *(made(code, uptake, is_belt=False) for code, uptake in provinces),
        *(made(code, uptake, is_belt=True) for code, uptake in belts),
    ]


LOW_UPTAKE: Final = Table(
    "low-uptake",
    _("Below half of the programme's uptake"),
    _(
        "Provinces and belts of which enough stores were granted the benefit, and whose uptake by head or by value is "
        "below half of the whole programme's."
    ),
    row=LowUptakeRow,
    make=_low_rows,
)


@row
class BeltOfDecile:
    """The belt that a row is of, and its tenth."""

    decile: int = column("count", _("Decile"), _("Tenth of the belts, from 1, the lowest"), always=True)
    belt_id: str = column("code", _("Belt, by id"), shown=False)
    belt: Named = column("named", _("Belt"), opens=BELT)


@row
class OfCategory:
    """The category of the belt."""

    category_code: str = column("code", _("Category, by code"), shown=False)
    category: Named = column("named", _("Category"))


@row
class UptakeAndClaims(UptakeCells):
    """The same, and how many stores claimed."""

    claimed_stores: int = column("stores", _("Stores that claimed"), shown=False)


@row
class DecileBeltRow(BeltOfDecile, InProvince, OfCategory, UptakeAndClaims, OfUnit):
    """A belt among those with enough stores."""

    granted: int = column("quantity", _("Granted"), _("Value granted"))
    claimed: int = column("quantity", _("Claimed"), _("Value claimed"))


def _decile_belt(ranked: RankedBelt, known: Names, unit: str) -> DecileBeltRow:
    belt = known.belts[ranked.belt_id]
    return DecileBeltRow(
        decile=ranked.decile,
        belt_id=ranked.belt_id,
        belt=known.belt_labelled(ranked.belt_id),
        region_code=belt.province_adcode,
        region=_province(known, belt.province_adcode),
        category_code=belt.category_code,
        category=known.categories[belt.category_code],
        stores=ranked.uptake.granted_stores,
        head=ranked.uptake.head,
        value=ranked.value,
        claimed_stores=ranked.uptake.claimed_stores,
        unit=unit,
        unit_name=unit_name(unit),
        granted=ranked.uptake.granted,
        claimed=ranked.uptake.claimed,
    )


def _decile_belt_rows(opened: Opened) -> Sequence[DecileBeltRow]:
    benefit, known = chosen_benefit(opened), names(opened.now)
    belts = ranked_belts(opened.now, opened.question, benefit)
    return [_decile_belt(ranked, known, UNIT_OF[benefit]) for ranked in belts]


DECILE_BELTS: Final = Table(
    "decile-belts",
    _("Belts by uptake, lowest first"),
    _(
        "Belts with enough stores that were granted the benefit, by uptake by value. Decile 1 is the lowest tenth of "
        "the belts."
    ),
    row=DecileBeltRow,
    make=_decile_belt_rows,
)


@row
class DecileRow:
    """A tenth of the belts with enough stores."""

    decile: int = column("count", _("Decile"), _("Tenth of the belts, from 1, the lowest"), always=True)
    belts: Count = column("count", _("Belts"))
    stores: Count = column("stores", _("Stores"), _("Stores granted it"))
    lowest: Amount = column("percent", _("Lowest belt"), _("The lowest uptake by value of a belt of the decile"))
    value: Amount = column(
        "percent", _("Uptake by value"), _("Value claimed ÷ value granted over the decile's stores"), bar=True
    )
    highest: Amount = column("percent", _("Highest belt"), _("The highest uptake by value of a belt of the decile"))


def _decile(decile: int, belts: Sequence[RankedBelt]) -> DecileRow:
    return DecileRow(
        decile=decile,
        belts=len(belts),
        stores=sum(belt.uptake.granted_stores for belt in belts),
        lowest=belts[0].value,
        value=share(sum(belt.uptake.claimed for belt in belts), sum(belt.uptake.granted for belt in belts)),
        highest=belts[-1].value,
    )


def _decile_rows(opened: Opened) -> Sequence[DecileRow]:
    """Ten belts are needed to make them."""
    belts = ranked_belts(opened.now, opened.question, chosen_benefit(opened))
    if len(belts) < DECILES:
        return []
    return [_decile(decile, [belt for belt in belts if belt.decile == decile]) for decile in range(1, DECILES + 1)]


BELT_DECILES: Final = Table(
    "belt-deciles",
    _("Deciles of belts"),
    _(
        "Belts with enough stores, in tenths by their uptake by value: how far the lowest lie behind the highest. At "
        "least ten such belts are needed."
    ),
    row=DecileRow,
    make=_decile_rows,
    few="stores",
)
