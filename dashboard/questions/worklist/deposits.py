"""Lists of deposits: shortfalls, lower tiers that are due, and stores near another tier."""

from dataclasses import dataclass
from typing import Any, Final

from sqlalchemy import BigInteger, ColumnElement, case, cast, func, or_

from dashboard.figures.number_formats import full_number
from dashboard.questions.worklist.listing import ListColumns, ListFacts, Listing, ListInputs, both
from data.language import Sentence, _
from models.base import columns
from models.snapshots.tables import StoreDay

STORE = columns(StoreDay)
GROUP: Final = _("Deposits")

# Shortfalls


def _short(_inputs: ListInputs) -> ColumnElement[bool]:
    is_short: ColumnElement[bool] = STORE.shortfall_fen > 0
    return is_short


def _short_columns(_inputs: ListInputs) -> ListColumns:
    return {"value": STORE.shortfall_fen, "deadline": STORE.pay_by}


@dataclass(frozen=True)
class Shortfall(ListFacts):
    """A store that has paid less than is required."""

    required_fen: int
    paid_fen: int

    def reason(self, inputs: ListInputs, /) -> Sentence:
        """What is required and paid, and what comes of it."""
        owed = _(
            "{required} is required and {paid} is paid.",
            required=full_number(self.required_fen, "fen"),
            paid=full_number(self.paid_fen, "fen"),
        )
        if self.deadline is not None and self.deadline < inputs.day:
            return both(owed, _("The day to pay has passed; the store may be restricted."))
        return both(owed, _("Unpaid after {day}, the store may be restricted.", day=self.deadline))


def _about_short(inputs: ListInputs) -> Sentence:
    return _(
        "Stores that have paid less deposit than is required: by how much, and by when they have to pay ({n} days "
        "after the requirement was set).",
        n=inputs.days("pay-days"),
    )


# Lower tier due


def _lower(_inputs: ListInputs) -> ColumnElement[bool]:
    is_lower: ColumnElement[bool] = STORE.entitled_fen < STORE.required_fen
    return is_lower


def _lower_columns(_inputs: ListInputs) -> ListColumns:
    return {"value": STORE.required_fen - STORE.entitled_fen}


@dataclass(frozen=True)
class LowerTierDue(ListFacts):
    """A store of which more is required than the schedule in force gives it."""

    tier_code: str
    required_fen: int
    entitled_tier_code: str
    entitled_fen: int

    def reason(self, inputs: ListInputs, /) -> Sentence:
        """What the schedule gives it, and what is required."""
        return _(
            "The schedule in force gives it {entitled} ({tier}); {required} is still required of it ({held}).",
            entitled=full_number(self.entitled_fen, "fen"),
            tier=inputs.tier(self.entitled_tier_code),
            required=full_number(self.required_fen, "fen"),
            held=inputs.tier(self.tier_code),
        )


def _about_lower(_inputs: ListInputs) -> Sentence:
    return _(
        "Stores of which more deposit is required than the schedule in force gives them. At stake: the deposit "
        "that could be released."
    )


# Near another tier


def _score_away(_inputs: ListInputs) -> ColumnElement[bool]:
    return or_(STORE.tier_if_score_up.is_not(None), STORE.tier_if_score_down.is_not(None))


def _due_in_tier(tier: Any, inputs: ListInputs) -> ColumnElement[Any]:
    """What would be due in a tier of the schedule in force."""
    due = [
        (tier == code, cast(func.round(STORE.base_fen * (100.0 - pct) / 100.0), BigInteger))
        for code, pct in inputs.reductions().items()
    ]
    return case(*due, else_=STORE.base_fen) if due else STORE.base_fen


def _score_away_columns(inputs: ListInputs) -> ListColumns:
    up, down = STORE.tier_if_score_up, STORE.tier_if_score_down
    gain = case((up.is_not(None), STORE.entitled_fen - _due_in_tier(up, inputs)))
    loss = case((down.is_not(None), _due_in_tier(down, inputs) - STORE.entitled_fen))
    return {"value": func.greatest(func.abs(gain), func.abs(loss)), "gain": gain, "loss": loss}


def _less_due(fen: int) -> Sentence:
    """How much less is due; a schedule may also ask more of a better score."""
    if fen < 0:
        return _("{amount} more due", amount=full_number(-fen, "fen"))
    return _("{amount} less due", amount=full_number(fen, "fen"))


@dataclass(frozen=True)
class NearTier(ListFacts):
    """A store near another tier: with a higher score `gain` is due less, with a lower one `loss` is due more."""

    store_score: float
    entitled_tier_code: str
    tier_if_score_up: str | None
    tier_if_score_down: str | None
    gain: int | None
    loss: int | None

    def reason(self, inputs: ListInputs, /) -> Sentence:
        """Its score and tier, and what a little more or less of it would change."""
        margin = f"{inputs.threshold('score-margin'):g}"
        changes = []
        if self.gain is not None:
            tier = inputs.tier(self.tier_if_score_up)
            less = _less_due(self.gain)
            changes.append(_("{margin} points higher: {tier}, {change}.", margin=margin, tier=tier, change=less))
        if self.loss is not None:
            tier = inputs.tier(self.tier_if_score_down)
            less = _less_due(-self.loss)
            changes.append(_("{margin} points lower: {tier}, {change}.", margin=margin, tier=tier, change=less))
        now = _("Score {score}, {tier}.", score=f"{self.store_score:.2f}", tier=inputs.tier(self.entitled_tier_code))
        return both(now, changes[0] if len(changes) == 1 else both(*changes))


def _about_score_away(inputs: ListInputs) -> Sentence:
    return _(
        "Stores whose store score is {margin} points or less from another deposit tier, up or down. At stake: the "
        "deposit that would be due less, or more (the larger of the two).",
        margin=f"{inputs.threshold('score-margin'):g}",
    )


LISTS: Final = (
    Listing(
        code="shortfalls",
        group=GROUP,
        title=_("Shortfalls"),
        about=_about_short,
        table=StoreDay,
        condition=_short,
        columns=_short_columns,
        facts=Shortfall,
        at_stake=_("Short by"),
        unit="fen",
        due=_("Pay by"),
    ),
    Listing(
        code="lower-tier",
        group=GROUP,
        title=_("Lower tier due"),
        about=_about_lower,
        table=StoreDay,
        condition=_lower,
        columns=_lower_columns,
        facts=LowerTierDue,
        at_stake=_("Could be released"),
        unit="fen",
    ),
    Listing(
        code="near-tier",
        group=GROUP,
        title=_("Near another tier"),
        about=_about_score_away,
        table=StoreDay,
        condition=_score_away,
        columns=_score_away_columns,
        facts=NearTier,
        at_stake=_("Gained or lost"),
        unit="fen",
    ),
)
