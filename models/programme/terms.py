"""The programme's closed lists, with their names: what a code in a file or a link may be."""

from collections.abc import Mapping
from typing import Final

from data.language import Sentence, _

STORE_TYPES: Mapping[str, Sentence] = {
    "personal": _("Personal store"),
    "individual": _("Individual business"),
    "enterprise": _("Enterprise store"),
    "flagship": _("Flagship store"),
    "mall-flagship": _("Mall flagship store"),
    "exclusive": _("Brand-exclusive store"),
    "franchise": _("Multi-brand specialty store"),
}

CERTIFICATION: Mapping[str, Sentence] = {
    "none": _("Not applied"),
    "applied": _("Applied"),
    "in_review": _("In review"),
    "info_requested": _("Documents requested"),
    "certified": _("Certified"),
    "rejected": _("Rejected"),
    "expired": _("Expired"),
    "revoked": _("Revoked"),
}

CERTIFICATION_STEPS = ("applied", "in_review", "info_requested", "rejected", "certified", "expired", "revoked")
"""The order in which steps of one instant count, as the importer checks them."""

PACK: Final = "traffic-pack"
"""The measure code of the exclusive traffic pack."""
ENVELOPE: Final = "red-envelope"
"""The measure code of the launch red envelope: what is held of it was issued, not claimed."""

CALL_REASONS: Mapping[str, Sentence] = {
    "documents": _("Documents to bring"),
    "shortfall": _("Deposit short"),
    "unclaimed": _("Not claimed"),
    "unused": _("Not used"),
    "expiry": _("Certification ends"),
}
"""Why a store is on the work list, in the order in which reasons of one day stand."""

NO_TIER = "BASE"
"""The tier code of stores that pay the base; never a tier's own code."""
NO_DEPOSIT = "NONE"
"""In a filter: stores without a deposit on the day."""
NO_BELT = "none"
"""In a filter: stores of no belt."""
