"""The lists of the work list, in the order in which they stand on the page."""

from collections.abc import Mapping
from typing import Final

from dashboard.questions.worklist import belts, benefits, certification, deposits, lapsing, sales
from dashboard.questions.worklist.listing import Listing

_BY_CONDITION: Final = (
    *benefits.LISTS,
    *sales.LISTS,
    *certification.LISTS,
    *deposits.LISTS,
    *belts.LISTS,
)
LISTINGS: Final[Mapping[str, Listing]] = {one.code: one for one in (*lapsing.LISTS, *_BY_CONDITION)}
LISTS: Final[Mapping[str, Listing]] = {one.code: one for one in _BY_CONDITION}
"""The lists that hold whoever meets their condition."""
CALL_FIRST: Final = tuple(one.code for one in lapsing.LISTS)
"""The lists of the ten stores with the most about to lapse, one for each currency."""
