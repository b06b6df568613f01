"""Lists of whom to call first: the ten stores with the most about to lapse, each currency for itself."""

from dataclasses import dataclass
from typing import Final, Literal

from sqlalchemy import ColumnElement, and_, case, false, func, or_

from dashboard.figures.number_formats import full_number
from dashboard.questions.worklist.listing import ListColumns, ListFacts, Listing, ListInputs, Unit, total
from data.language import Sentence, _
from models.base import columns
from models.snapshots.tables import Grant

GRANT = columns(Grant)


def _lapsing(inputs: ListInputs) -> tuple[ColumnElement[bool], ColumnElement[bool]]:
    """Whether what a grant has unclaimed, and what it has unused, is about to lapse."""
    is_use_near = func.coalesce(GRANT.use_by <= inputs.until("use-days"), false())
    is_claim_near = func.coalesce(GRANT.claim_by <= inputs.until("claim-days"), false())
    return and_(GRANT.unclaimed > 0, or_(is_claim_near, is_use_near)), and_(GRANT.unused > 0, is_use_near)


def _lapsing_columns(inputs: ListInputs) -> ListColumns:
    to_claim, to_use = _lapsing(inputs)
    unclaimed, unused = case((to_claim, GRANT.unclaimed), else_=0), case((to_use, GRANT.unused), else_=0)
    first = func.least(case((to_claim, GRANT.claim_by)), case((or_(to_claim, to_use), GRANT.use_by)))
    return {
        "value": total(unclaimed + unused),
        "deadline": func.min(first),
        "unclaimed": total(unclaimed),
        "unused": total(unused),
    }


@dataclass(frozen=True)
class AboutToLapse(ListFacts):
    """A store that is about to lose benefits of one currency."""

    unit: Unit
    unclaimed: int
    unused: int

    def reason(self, _inputs: ListInputs, /) -> Sentence:
        """How much is not claimed or not used, and when it begins to lapse."""
        money: Literal["fen", "traffic"] = "traffic" if self.unit == "traffic" else "fen"
        unclaimed, unused = full_number(self.unclaimed, money), full_number(self.unused, money)
        if not self.unused:
            return _(
                "{unclaimed} is not claimed; it begins to lapse after {day}.", unclaimed=unclaimed, day=self.deadline
            )
        if not self.unclaimed:
            return _(
                "{unused} is claimed and not used; it begins to lapse after {day}.", unused=unused, day=self.deadline
            )
        return _(
            "{unclaimed} is not claimed and {unused} is claimed and not used; it begins to lapse after {day}.",
            unclaimed=unclaimed,
            unused=unused,
            day=self.deadline,
        )


def _about_to_lapse(inputs: ListInputs) -> Sentence:
    return _(
        "The ten stores with the most about to lapse in this currency, over all measures: not claimed with a "
        "claim-by in {claim} days or less, or not used with a use-by in {use} days or less. Currencies are never "
        "added together, so each has its own ten.",
        claim=inputs.days("claim-days"),
        use=inputs.days("use-days"),
    )


def _top_ten(code: str, title: Sentence, at_stake: Sentence, unit: Unit) -> Listing:
    def condition(inputs: ListInputs) -> ColumnElement[bool]:
        return and_(GRANT.unit == unit, or_(*_lapsing(inputs)))

    return Listing(
        code=code,
        group=_("Call first"),
        title=title,
        about=_about_to_lapse,
        table=Grant,
        condition=condition,
        columns=_lapsing_columns,
        facts=AboutToLapse,
        at_stake=at_stake,
        unit=unit,
        due=_("Lapses after"),
    )


LISTS: Final = (
    _top_ten("most-traffic", _("Most traffic about to lapse"), _("Traffic about to lapse"), "traffic"),
    _top_ten("most-cash", _("Most cash about to lapse"), _("Cash about to lapse"), "fen"),
    _top_ten("most-ad-credit", _("Most ad credit about to lapse"), _("Ad credit about to lapse"), "ad-fen"),
)
