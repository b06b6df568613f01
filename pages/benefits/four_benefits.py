"""The four benefits of Laotie Good Store: their codes, names and units, and the one that is chosen."""

from collections.abc import Mapping
from typing import Final

from dashboard.reading.opening import Opened
from dashboard.tables.words import UNITS
from data.language import Named, Sentence, _
from models.programme.metrics import TOPICS
from models.programme.terms import ENVELOPE, PACK

DEPOSIT: Final = "deposit-reduction"
EXEMPTION: Final = "commission-exemption"
BENEFITS: Final[Mapping[str, Sentence]] = {
    PACK: TOPICS["traffic-pack"],
    ENVELOPE: TOPICS["red-envelope"],
    DEPOSIT: _("Deposit reduction"),
    EXEMPTION: TOPICS["exemption"],
}
UNIT_OF: Final[Mapping[str, str]] = {PACK: "traffic", ENVELOPE: "fen"}
"""The two benefits that are granted, claimed and used, and their units."""


def unit_of(benefit: str) -> str:
    """The unit of a benefit's amounts; what is not granted is money."""
    return UNIT_OF.get(benefit, "fen")


def unit_name(unit: str) -> Sentence | Named:
    """What a unit is called."""
    return UNITS[unit] if unit in UNITS else _("stores")


def chosen_benefit(opened: Opened) -> str:
    """The benefit that the view chooses: the traffic pack, or the red envelope."""
    return opened.view.choice("measure", UNIT_OF)
