"""What kinds of difference, subjects and the main columns of stores are called."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Final

from dashboard.tables.columns import Kind as ColumnKind
from dashboard.views.names import Names
from data.language import Named, Sentence, _
from models.programme.terms import CERTIFICATION, STORE_TYPES
from pages.snapshots.diff_questions import Kind
from pages.snapshots.diff_stores_questions import StoreSide

SUBJECT_NAMES: Final[Mapping[str, Sentence]] = {
    "store": _("Store and place"),
    "certification": _("Certification"),
    "pack": _("Traffic pack"),
    "envelope": _("Red envelope"),
    "deposit": _("Deposit"),
    "trade": _("Trade"),
    "waiver": _("Waiver"),
    "measure": _("Other measures"),
}
KIND_NAMES: Final[Mapping[Kind, Sentence]] = {
    "added": _("added"),
    "removed": _("removed"),
    "changed": _("changed"),
    "restated": _("restated"),
}
KIND_DEFINITIONS: Final[Mapping[Kind, Sentence]] = {
    "added": _("Stores in the later snapshot alone"),
    "removed": _("Stores in the earlier snapshot alone"),
    "changed": _("Stores in both of which any column is different, other than the delivery that wrote it"),
    "restated": _(
        "Stores of which a fact up to the end of the earlier day is told otherwise than it was, or was not told then: "
        "an entry, an event, or a week of trade. Name, place, category and score have no date: they count as restated "
        "only where both snapshots are of one day"
    ),
}
Name = Callable[[Names, str], Named | Sentence]
"""What a code is called in a snapshot; one that has no name there as it is."""


def _code(code: str) -> Named:
    return Named(code, code)


def county_name(known: Names, code: str) -> Named:
    """What a county is called; one that the snapshot does not know by its code."""
    return known.known_region(code) or _code(code)


def _belt(known: Names, code: str) -> Named:
    return known.belt_or_code(code)


def _category(known: Names, code: str) -> Named:
    return known.category_or_code(code)


def _tier(known: Names, code: str) -> Named | Sentence:
    return known.tier_or_code(code)


def _store_type(_known: Names, code: str) -> Named | Sentence:
    return STORE_TYPES.get(code, _code(code))


def _status(_known: Names, code: str) -> Named | Sentence:
    return CERTIFICATION.get(code, _code(code))


@dataclass(frozen=True)
class MainColumn:
    """A main column of stores: its kind, its heading, and of a code what it is called."""

    name: str
    kind: ColumnKind
    heading: Sentence
    name_of: Name | None = None

    def cell(self, side: StoreSide, known: Names) -> object:
        """Its value in one of the snapshots, a code as what it is called."""
        value: object = getattr(side, self.name)
        return self.name_of(known, value) if self.name_of and isinstance(value, str) else value


MAIN_COLUMNS: Final = (
    MainColumn("store_name", "text", _("Name")),
    MainColumn("store_type", "named", _("Store type"), _store_type),
    MainColumn("category_code", "named", _("Category"), _category),
    MainColumn("belt_id", "named", _("Belt"), _belt),
    MainColumn("county_adcode", "named", _("County"), county_name),
    MainColumn("owner", "text", _("Account manager")),
    MainColumn("store_score", "score", _("Store score")),
    MainColumn("has_violation", "flag", _("Violation")),
    MainColumn("certification_status", "named", _("Certification"), _status),
    MainColumn("valid_until", "day", _("Valid until")),
    MainColumn("pack_granted", "traffic", _("Pack granted")),
    MainColumn("pack_claimed", "traffic", _("Pack claimed")),
    MainColumn("pack_used", "traffic", _("Pack used")),
    MainColumn("pack_lapsed", "traffic", _("Pack lapsed")),
    MainColumn("envelope_budget_fen", "fen", _("Envelope budget")),
    MainColumn("envelope_issued_fen", "fen", _("Envelope issued")),
    MainColumn("envelope_used_fen", "fen", _("Envelope redeemed")),
    MainColumn("envelope_lapsed_fen", "fen", _("Envelope lapsed")),
    MainColumn("tier_code", "named", _("Tier held"), _tier),
    MainColumn("required_fen", "fen", _("Deposit required")),
    MainColumn("paid_fen", "fen", _("Deposit paid")),
    MainColumn("shortfall_fen", "fen", _("Deposit shortfall")),
    MainColumn("entitled_tier_code", "named", _("Tier by the schedule"), _tier),
    MainColumn("gmv_week_fen", "fen", _("GMV of the week")),
    MainColumn("orders_week", "count", _("Orders of the week")),
    MainColumn("is_exempt", "flag", _("Commission waived")),
    MainColumn("fee_waived_fen", "fen", _("Fee waived")),
)
"""The columns of `StoreSide`, in their order."""
