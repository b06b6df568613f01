"""The columns of store_columns for a sheet: goes once the measures screen declares its lists as tables."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any, Final

from dashboard.tables.opening import BELT, STORE
from dashboard.tables.sheet import Column, Kind, Opens, Row
from dashboard.tables.whereabouts import whereabouts
from dashboard.views.names import Names
from data.language import Named, Sentence, _
from models.programme.terms import CERTIFICATION, STORE_TYPES
from models.snapshots.dictionary import COLUMNS

Telling = Callable[[Names, Any], Named | Sentence | None]


@dataclass(frozen=True)
class Field:
    """A column of the wide row as a list shows it. `told`: its code in words; the code itself goes into files."""

    source: str
    kind: Kind
    heading: Sentence
    told: Telling | None = None
    opens: Opens | None = None

    @property
    def name(self) -> str:
        """The column's name in a list: of a code told in words without its ending."""
        return (
            self.source.removesuffix("_code").removesuffix("_adcode").removesuffix("_id")
            if self.told
            else (self.source)
        )

    def columns(self) -> list[Column]:
        """The column, after its code where it is told in words."""
        says = COLUMNS.get(self.source) or COLUMNS[self.source.removesuffix("_fen") + "_cny"]
        shown = Column(self.name, self.kind, self.heading, says, opens=self.opens)
        if self.told is None:
            return [shown]
        code = self.source if self.source != self.name else f"{self.name}_code"
        return [Column(code, "code", self.heading, says, is_shown=False), shown]

    def cells(self, of: Names, row: Mapping[str, Any]) -> Row:
        """The cells of these columns."""
        value = row[self.source]
        if self.told is None:
            return {self.name: value}
        code = self.source if self.source != self.name else f"{self.name}_code"
        return {code: value, self.name: None if value is None else self.told(of, value)}


def _belt(of: Names, belt_id: str) -> Named:
    return of.belt_labelled(belt_id) if belt_id in of.belts else Named(belt_id, belt_id)


def tier_name(of: Names, code: str) -> Named | Sentence:
    """What a tier is called; one of an earlier schedule stands by its code."""
    return of.tiers.get(code) or Named(code, code)


NAME: Final = Field("store_name", "text", _("Store"), opens=STORE)
ID: Final = Field("store_id", "text", _("Store id"))
_DECLARED: Final = (
    ID,
    Field("county_adcode", "named", _("Place"), whereabouts),
    Field("belt_id", "named", _("Belt"), _belt, BELT),
    Field("category_code", "named", _("Category"), lambda of, code: of.categories[code]),
    Field("store_type", "named", _("Store type"), lambda _of, code: STORE_TYPES[code]),
    Field("owner", "text", _("Owner")),
    Field("entered_on", "day", _("Entered")),
    Field("store_score", "score", _("Store score")),
    Field("has_violation", "flag", _("Violation")),
    Field("certification_status", "named", _("Certification"), lambda _of, code: CERTIFICATION[code]),
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
    Field("tier_code", "named", _("Deposit tier"), tier_name),
    Field("entitled_tier_code", "named", _("Tier by the schedule"), tier_name),
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
USUAL: Final = ("store_id", "county_adcode", "belt_id", "category_code", "certification_status", "store_score",
                "tier_code", "owner")  # fmt: skip
"""What is shown where a link chooses no columns."""


def chosen(wanted: tuple[str, ...]) -> tuple[Field, ...]:
    """The fields that a link chooses, in the order declared; the usual ones where it names none that is known."""
    known = frozenset(wanted) & FIELDS.keys()
    return tuple(field for source, field in FIELDS.items() if source in (known or USUAL))
