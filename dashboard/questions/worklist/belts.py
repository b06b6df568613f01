"""The list of belts on the waiver list: stores that are charged although their belt is designated."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from sqlalchemy import ColumnElement, and_, or_

from dashboard.questions.worklist.listing import (
    DESIGNATED,
    ListColumns,
    ListFacts,
    Listing,
    ListInputs,
    Waiver,
    both,
)
from data.language import Sentence, _
from models.base import columns
from models.snapshots.tables import StoreDay

STORE = columns(StoreDay)


def _fee_despite_designation(_inputs: ListInputs) -> ColumnElement[bool]:
    is_outside = DESIGNATED.c.category_code != STORE.category_code
    return and_(DESIGNATED.c.belt_id.is_not(None), or_(~STORE.is_exempt, is_outside))


def _fee_despite_designation_columns(_inputs: ListInputs) -> ListColumns:
    return {"value": STORE.gmv_28d_fen}


def _not_in_force(waivers: Sequence[Waiver]) -> Sentence:
    """Why a belt's waiver is not in force: it begins later, or it has ended."""
    later = [waiver.waiver_from for waiver in waivers if waiver.state == "scheduled"]
    if later:
        return _("The belt's waiver begins on {day}: commission is charged until then.", day=min(later))
    ended = [waiver.waiver_to for waiver in waivers if waiver.state == "ended" and waiver.waiver_to]
    return _("The belt's waiver ended on {day}: commission is charged.", day=max(ended))


@dataclass(frozen=True)
class FeeDespiteDesignation(ListFacts):
    """A store of a designated belt that is charged: its waiver is not in force, or it is for another category."""

    belt_id: str
    category_code: str
    is_exempt: bool

    def reason(self, inputs: ListInputs, /) -> Sentence:
        """Which of the two, or both."""
        reasons = []
        if not self.is_exempt:
            reasons.append(_not_in_force(inputs.waivers()[self.belt_id]))
        belt, categories = inputs.names.belts.get(self.belt_id), inputs.names.categories
        if belt and belt.category_code != self.category_code:
            own, other = categories[self.category_code], categories[belt.category_code]
            reasons.append(_("It trades in {own}, the belt's waiver is for {belt}.", own=own, belt=other))
        return reasons[0] if len(reasons) == 1 else both(*reasons)


def _about_fee_despite_designation(_inputs: ListInputs) -> Sentence:
    return _(
        "Stores of belts on the waiver list whose waiver is not in force, or that trade in another category than "
        "the belt's. Charged fees are not delivered, so this is by rule: who would be charged, not who was. At "
        "stake: the GMV of the last four weeks that commission is due on."
    )


LISTS: Final = (
    Listing(
        code="designated-belt",
        group=_("Belts"),
        title=_("Charged in listed belts"),
        about=_about_fee_despite_designation,
        table=StoreDay,
        condition=_fee_despite_designation,
        columns=_fee_despite_designation_columns,
        facts=FeeDespiteDesignation,
        at_stake=_("GMV, 4 weeks"),
        unit="fen",
    ),
)
