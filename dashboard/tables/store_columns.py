"""The columns that a list of stores may show, each with its definition of the published dictionary.

A list asks for some columns of the stores' wide row, and its row holds them as they were found:

    @row
    class StoreFound(StoreLinks):
        cells: StoreCells = several(lambda opened: store_columns(chosen_fields(opened.presentation.columns), opened))
"""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from operator import itemgetter
from typing import Final

from dashboard.reading.naming import names
from dashboard.reading.opening import Opened
from dashboard.tables.cell_links import BELT, STORE
from dashboard.tables.columns import Column, Columns, Kind, Opens
from dashboard.tables.place_names import county_with_city
from dashboard.views.names import Names
from data.language import Named, Sentence, _
from models.programme.terms import CERTIFICATION, STORE_TYPES
from models.snapshots.dictionary import COLUMNS

StoreCell = str | int | float | date | None
StoreCells = Mapping[str, StoreCell]
"""What was asked of a store's wide row, by the name of its column."""
NameLookup = Callable[[Names, str], Named | Sentence]
"""What a code is called on a day."""


@dataclass(frozen=True)
class Field:
    """A column of the wide row as a list shows it. `name_of`: its code in words; the code itself goes into files."""

    source: str
    kind: Kind
    heading: Sentence
    name_of: NameLookup | None = None
    opens: Opens | None = None

    @property
    def name(self) -> str:
        """The column's name in a list: of a code told in words without its ending."""
        if self.name_of is None:
            return self.source
        return self.source.removesuffix("_code").removesuffix("_adcode").removesuffix("_id")

    def columns(self, known: Names) -> Columns:
        """The column, after its code where it is told in words; their cells are found in `StoreCells`."""
        definition = COLUMNS.get(self.source) or COLUMNS[self.source.removesuffix("_fen") + "_cny"]
        cell, name_of = itemgetter(self.source), self.name_of
        if name_of is None:
            return [Column(self.name, self.kind, self.heading, definition, opens=self.opens, of=cell)]

        def named(cells: StoreCells) -> Named | Sentence | None:
            code = cells[self.source]
            return None if code is None else name_of(known, str(code))

        code = self.source if self.source != self.name else f"{self.name}_code"
        return [
            Column(code, "code", self.heading, definition, shown=False, of=cell),
            Column(self.name, self.kind, self.heading, definition, opens=self.opens, of=named),
        ]


def store_columns(fields: Iterable[Field], opened: Opened) -> list[Column]:
    """The columns of several fields, for a row's `cells`."""
    known = names(opened.now)
    return [column for field in fields for column in field.columns(known)]


class StoreLinks:
    """What a row of `StoreCells` opens: the pages of its store and of its belt."""

    cells: StoreCells

    @property
    def store_id(self) -> StoreCell:
        """The store."""
        return self.cells["store_id"]

    @property
    def belt_id(self) -> StoreCell:
        """Its belt."""
        return self.cells["belt_id"]


NAME: Final = Field("store_name", "text", _("Store"), opens=STORE)
ID: Final = Field("store_id", "text", _("Store id"))
_DECLARED: Final = (
    ID,
    Field("county_adcode", "named", _("Place"), county_with_city),
    Field("belt_id", "named", _("Belt"), Names.belt_or_code, BELT),
    Field("category_code", "named", _("Category"), lambda known, code: known.categories[code]),
    Field("store_type", "named", _("Store type"), lambda _known, code: STORE_TYPES[code]),
    Field("owner", "text", _("Owner")),
    Field("entered_on", "day", _("Entered")),
    Field("store_score", "score", _("Store score")),
    Field("has_violation", "flag", _("Violation")),
    Field("certification_status", "named", _("Certification"), lambda _known, code: CERTIFICATION[code]),
    Field("certification_since", "day", _("Status since")),
    Field("valid_until", "day", _("Valid until")),
    Field("pack_granted", "traffic", _("Pack granted")),
    Field("pack_claimed", "traffic", _("Pack claimed")),
    Field("pack_used", "traffic", _("Pack used")),
    Field("pack_lapsed", "traffic", _("Pack lapsed")),
    Field("pack_unclaimed", "traffic", _("Pack unclaimed")),
    Field("pack_claim_by", "day", _("Claim by")),
    Field("pack_unused", "traffic", _("Pack unused")),
    Field("pack_use_by", "day", _("Use by")),
    Field("envelope_budget_fen", "fen", _("Envelope budget")),
    Field("envelope_issued_fen", "fen", _("Envelope issued")),
    Field("envelope_used_fen", "fen", _("Envelope redeemed")),
    Field("envelope_left_fen", "fen", _("Envelope left")),
    Field("tier_code", "named", _("Deposit tier"), Names.tier_or_code),
    Field("entitled_tier_code", "named", _("Tier by the schedule"), Names.tier_or_code),
    Field("base_fen", "fen", _("Base deposit")),
    Field("required_fen", "fen", _("Required")),
    Field("paid_fen", "fen", _("Paid")),
    Field("entitled_fen", "fen", _("Due by the schedule")),
    Field("released_fen", "fen", _("Released")),
    Field("shortfall_fen", "fen", _("Shortfall")),
    Field("pay_by", "day", _("Pay by")),
    Field("gmv_week_fen", "fen", _("GMV, week")),
    Field("gmv_before_fen", "fen", _("GMV, week before")),
    Field("gmv_28d_fen", "fen", _("GMV, 4 weeks")),
    Field("orders_week", "count", _("Orders, week")),
    Field("live_sessions_week", "count", _("Live sessions, week")),
    Field("sessions_with_envelope_week", "count", _("With envelope")),
    Field("first_sale_week", "day", _("First sale, week of")),
    Field("first_live_week", "day", _("First live, week of")),
    Field("is_exempt", "flag", _("Commission waived")),
    Field("fee_waived_fen", "fen", _("Fee waived")),
    Field("delivery_id", "text", _("Delivery")),
)
FIELDS: Final[Mapping[str, Field]] = {field.source: field for field in _DECLARED}
USUAL: Final = (
    "store_id",
    "county_adcode",
    "belt_id",
    "category_code",
    "certification_status",
    "store_score",
    "tier_code",
    "owner",
)
"""What is shown where a link chooses no columns."""


def chosen_fields(wanted: tuple[str, ...]) -> tuple[Field, ...]:
    """The fields that a link chooses, in the order declared; the usual ones where it names none that is known."""
    known = frozenset(wanted) & FIELDS.keys()
    return tuple(field for source, field in FIELDS.items() if source in (known or USUAL))
