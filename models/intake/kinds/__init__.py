"""Every kind of file the product reads, by code, in an order in which each finds what it refers to."""

from typing import Final

from data.errors import Refused
from data.language import _
from models.intake.contract.declaring import Kind
from models.intake.kinds.events import BENEFITS, CERTIFICATIONS, DEPOSITS
from models.intake.kinds.reference import ADMIN_CODES, BELTS, CATEGORIES, PEOPLE
from models.intake.kinds.rules import BASE_DEPOSITS, DEPOSIT_TIERS, DESIGNATIONS
from models.intake.kinds.stores import ACTIVITY, STORES
from models.intake.kinds.targets import TARGET_FILES

KINDS: Final[dict[str, Kind]] = {
    kind.code: kind
    for kind in (
        ADMIN_CODES,
        CATEGORIES,
        BELTS,
        STORES,
        CERTIFICATIONS,
        BENEFITS,
        DEPOSITS,
        DEPOSIT_TIERS,
        BASE_DEPOSITS,
        DESIGNATIONS,
        ACTIVITY,
        TARGET_FILES,
        PEOPLE,
    )
}


def kind_of(name: str) -> Kind:
    """The kind of that code or Chinese name.

    Raises:
        Refused: there is none.
    """
    for kind in KINDS.values():
        if name in (kind.code, kind.alias):
            return kind
    raise Refused(_("{kind} is no kind of file: name one of {kinds}.", kind=name, kinds=", ".join(KINDS)))
