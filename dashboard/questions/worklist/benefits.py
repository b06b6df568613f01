"""Lists of packs and envelopes: what is not claimed, not used, or not issued."""

from dataclasses import dataclass
from datetime import date
from typing import Final

from sqlalchemy import ColumnElement, and_, func

from dashboard.figures.number_formats import full_number
from dashboard.questions.worklist.listing import ListColumns, ListFacts, Listing, ListInputs, both, total
from data.language import Sentence, _
from models.base import columns
from models.programme.terms import PACK
from models.snapshots.tables import Grant, StoreDay

GRANT, STORE = columns(Grant), columns(StoreDay)
GROUP: Final = _("Packs and envelopes")

# Packs to claim


def _to_claim(inputs: ListInputs) -> ColumnElement[bool]:
    return and_(
        GRANT.measure_code == PACK,
        GRANT.unclaimed > 0,
        GRANT.claim_by <= inputs.until("claim-days"),
        GRANT.certification_status == "certified",
    )


def _to_claim_columns(_inputs: ListInputs) -> ListColumns:
    return {"value": total(GRANT.unclaimed), "deadline": func.min(GRANT.claim_by), "granted": total(GRANT.granted)}


@dataclass(frozen=True)
class PackToClaim(ListFacts):
    """A store with packs that are not wholly claimed."""

    granted: int

    def reason(self, _inputs: ListInputs, /) -> Sentence:
        """How much is not claimed, and until when it can be."""
        return _(
            "{value} of the {granted} traffic granted is not claimed; the claim window closes after {day}.",
            value=full_number(self.value, "traffic"),
            granted=full_number(self.granted, "traffic"),
            day=self.deadline,
        )


def _about_to_claim(inputs: ListInputs) -> Sentence:
    return _(
        "Certified stores with a traffic pack that is not wholly claimed and whose claim-by is in {n} days or "
        "less. At stake: the traffic of those packs that is not claimed.",
        n=inputs.days("claim-days"),
    )


# Packs to use


def _to_use(inputs: ListInputs) -> ColumnElement[bool]:
    return and_(
        GRANT.measure_code == PACK,
        GRANT.unused > 0,
        GRANT.used * 100.0 < GRANT.claimed * inputs.threshold("use-share"),
        GRANT.use_by <= inputs.until("use-days"),
    )


def _to_use_columns(_inputs: ListInputs) -> ListColumns:
    return {
        "value": total(GRANT.unused),
        "deadline": func.min(GRANT.use_by),
        "claimed": total(GRANT.claimed),
        "used": total(GRANT.used),
    }


@dataclass(frozen=True)
class PackToUse(ListFacts):
    """A store with claimed packs of which little is consumed."""

    claimed: int
    used: int
    live_sessions_week: int | None

    def reason(self, _inputs: ListInputs, /) -> Sentence:
        """How much is consumed, until when the rest can be, and whether the store went live."""
        used = _(
            "{used} of {claimed} traffic is consumed; what is left lapses after {day}.",
            used=full_number(self.used, "traffic"),
            claimed=full_number(self.claimed, "traffic"),
            day=self.deadline,
        )
        return both(used, self._live())

    def _live(self) -> Sentence:
        """Whether the store went live in the last whole week."""
        if self.live_sessions_week is None:
            return _("Whether it went live this week is not known.")
        if not self.live_sessions_week:
            return _("It has not gone live this week.")
        return _("Live sessions this week: {n}.", n=self.live_sessions_week)


def _about_to_use(inputs: ListInputs) -> Sentence:
    return _(
        "Stores with a claimed traffic pack of which less than {share}% is consumed and whose use-by is in {n} "
        "days or less; the reason says who has not gone live this week. At stake: the traffic of those packs "
        "that is claimed and not consumed.",
        share=f"{inputs.threshold('use-share'):g}",
        n=inputs.days("use-days"),
    )


# Live sessions without the red envelope


def _without_envelope(_inputs: ListInputs) -> ColumnElement[bool]:
    return and_(STORE.live_sessions_week > STORE.sessions_with_envelope_week, STORE.envelope_left_fen > 0)


def _without_envelope_columns(_inputs: ListInputs) -> ListColumns:
    return {"value": STORE.envelope_left_fen, "deadline": STORE.envelope_use_by}


@dataclass(frozen=True)
class SessionsWithoutEnvelope(ListFacts):
    """A store that went live without an envelope although it has budget."""

    live_sessions_week: int
    sessions_with_envelope_week: int
    activity_week: date

    def reason(self, _inputs: ListInputs, /) -> Sentence:
        """How many of its sessions, and how much budget is left."""
        return _(
            "{without} of {live} live sessions in the week from {monday} ran without the red envelope; {value} of "
            "budget is left.",
            without=self.live_sessions_week - self.sessions_with_envelope_week,
            live=self.live_sessions_week,
            monday=self.activity_week,
            value=full_number(self.value, "fen"),
        )


def _about_without_envelope(_inputs: ListInputs) -> Sentence:
    return _(
        "Stores that held live sessions in the last whole week without the launch red envelope although budget "
        "remains. At stake: the budget left."
    )


LISTS: Final = (
    Listing(
        code="packs-to-claim",
        group=GROUP,
        title=_("Packs to claim"),
        about=_about_to_claim,
        table=Grant,
        condition=_to_claim,
        columns=_to_claim_columns,
        facts=PackToClaim,
        at_stake=_("Unclaimed"),
        unit="traffic",
        due=_("Claim by"),
    ),
    Listing(
        code="packs-to-use",
        group=GROUP,
        title=_("Packs to use"),
        about=_about_to_use,
        table=Grant,
        condition=_to_use,
        columns=_to_use_columns,
        facts=PackToUse,
        at_stake=_("Unused"),
        unit="traffic",
        due=_("Use by"),
    ),
    Listing(
        code="sessions-without-envelope",
        group=GROUP,
        title=_("Live without envelope"),
        about=_about_without_envelope,
        table=StoreDay,
        condition=_without_envelope,
        columns=_without_envelope_columns,
        facts=SessionsWithoutEnvelope,
        at_stake=_("Budget left"),
        unit="fen",
        due=_("Use by"),
    ),
)
