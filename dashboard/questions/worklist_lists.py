"""The lists of the work list, each declared once: who is on it, what is at stake, until when, and why in words."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from functools import lru_cache
from typing import Any, Final, Literal

from sqlalchemy import BigInteger, ColumnElement, Date, FromClause, and_, case, cast, false, func, or_, select

from dashboard.figures.number_formats import full
from dashboard.questions.targets import threshold
from dashboard.reading.naming import names
from dashboard.views.names import Names
from data.language import Named, Sentence, _
from models.base import columns, table_of
from models.programme.terms import PACK
from models.snapshots.snapshot import Snapshot
from models.snapshots.tables import Application, BeltDay, DesignationDay, Grant, StoreDay, TierDay

Row = dict[str, Any]
Source = type[StoreDay] | type[Grant] | type[Application]
Unit = Literal["traffic", "fen", "ad-fen"]


@dataclass(frozen=True)
class Rules:
    """A snapshot's day, thresholds and small tables, as the conditions need them."""

    snapshot: Snapshot

    @property
    def day(self) -> date:
        """The day."""
        return date.fromisoformat(self.snapshot.as_of)

    @property
    def of(self) -> Names:
        """The names of the day."""
        return names(self.snapshot)

    def days(self, code: str) -> int:
        """A threshold in days."""
        return int(threshold(self.snapshot, code))

    def until(self, code: str) -> date:
        """The last day that is no more than a threshold's days away."""
        return self.day + timedelta(days=self.days(code))

    def tier(self, code: str | None) -> Named | Sentence:
        """What a tier is called; one of an earlier schedule stands by its code."""
        return self.of.tiers.get(code or "") or Named(str(code), str(code))

    def reductions(self) -> dict[str, float]:
        """Percent off the base, by tier of the schedule in force."""
        tier = columns(TierDay)
        rows = self.snapshot.ask(select(tier.tier_code, tier.reduction_pct)).to_pylist()
        return {row["tier_code"]: row["reduction_pct"] for row in rows}

    def waivers(self) -> dict[str, list[Row]]:
        """Every waiver, past, in force or to come, by belt."""
        return _waivers(self.snapshot)


@lru_cache(maxsize=32)
def _waivers(snapshot: Snapshot) -> dict[str, list[Row]]:
    own, found = columns(DesignationDay), dict[str, list[Row]]()
    for row in snapshot.ask(select(*own).order_by(own.belt_id, own.waiver_from)).to_pylist():
        found.setdefault(row["belt_id"], []).append(row)
    return found


@lru_cache(maxsize=32)
def rules_of(snapshot: Snapshot) -> Rules:
    """The rules of a snapshot."""
    return Rules(snapshot)


Facts = dict[str, ColumnElement[Any]]


@dataclass(frozen=True)
class Listing:
    """One list. `facts` has the `value` at stake and the `deadline`, where it has them, and what the reason tells.

    A list of grants is one row a store: its facts are aggregates.
    """

    code: str
    group: Sentence
    title: Sentence
    about: Callable[[Rules], Sentence]
    table: Source
    condition: Callable[[Rules], ColumnElement[bool]]
    facts: Callable[[Rules], Facts]
    reason: Callable[[Row, Rules], Sentence]
    at_stake: Sentence | None = None
    unit: Unit | None = None
    due: Sentence | None = None


GRANT, STORE, APPLICATION = columns(Grant), columns(StoreDay), columns(Application)


LISTED: Final = (
    select(columns(DesignationDay).belt_id, columns(BeltDay).category_code)
    .join_from(DesignationDay, BeltDay, columns(BeltDay).belt_id == columns(DesignationDay).belt_id)
    .distinct()
    .subquery("listed")
)
"""The belts on the waiver list, whatever the state of their waiver, with their categories."""


def from_of(table: Source) -> FromClause:
    """What a list of a table is asked from: the stores with the listed belt that each is of."""
    if table is StoreDay:
        return table_of(StoreDay).outerjoin(LISTED, LISTED.c.belt_id == STORE.belt_id)
    return table_of(table)


def _both(first: Sentence, second: Sentence) -> Sentence:
    return _("{first} {second}", first=first, second=second)


def _live(row: Row) -> Sentence:
    """Whether the store went live in the last whole week."""
    sessions = row["live_sessions_week"]
    if sessions is None:
        return _("Whether it went live this week is not known.")
    if not sessions:
        return _("It has not gone live this week.")
    return _("Live sessions this week: {n}.", n=sessions)


# What is about to lapse


def _to_claim(rules: Rules) -> ColumnElement[bool]:
    return and_(
        GRANT.measure_code == PACK,
        GRANT.unclaimed > 0,
        GRANT.claim_by <= rules.until("claim-days"),
        GRANT.certification_status == "certified",
    )


def _to_claim_facts(_rules: Rules) -> Facts:
    return {"value": _sum(GRANT.unclaimed), "deadline": func.min(GRANT.claim_by), "granted": _sum(GRANT.granted)}


def _sum(what: Any) -> ColumnElement[Any]:
    return cast(func.sum(what), BigInteger)


def _to_claim_reason(row: Row, _rules: Rules) -> Sentence:
    return _(
        "{value} of the {granted} traffic granted is not claimed; the claim window closes after {day}.",
        value=full(row["value"], "traffic"), granted=full(row["granted"], "traffic"), day=row["deadline"],
    )  # fmt: skip


def _to_use(rules: Rules) -> ColumnElement[bool]:
    share = threshold(rules.snapshot, "use-share")
    return and_(
        GRANT.measure_code == PACK,
        GRANT.unused > 0,
        GRANT.used * 100.0 < GRANT.claimed * share,
        GRANT.use_by <= rules.until("use-days"),
    )


def _to_use_facts(_rules: Rules) -> Facts:
    sums = {"value": GRANT.unused, "claimed": GRANT.claimed, "used": GRANT.used}
    return {name: _sum(what) for name, what in sums.items()} | {"deadline": func.min(GRANT.use_by)}


def _to_use_reason(row: Row, _rules: Rules) -> Sentence:
    used = _(
        "{used} of {claimed} traffic is consumed; what is left lapses after {day}.",
        used=full(row["used"], "traffic"), claimed=full(row["claimed"], "traffic"), day=row["deadline"],
    )  # fmt: skip
    return _both(used, _live(row))


def _lapsing(rules: Rules) -> tuple[ColumnElement[bool], ColumnElement[bool]]:
    """Whether what a grant has unclaimed, and what it has unused, is about to lapse."""
    is_use_near = func.coalesce(GRANT.use_by <= rules.until("use-days"), false())
    is_claim_near = func.coalesce(GRANT.claim_by <= rules.until("claim-days"), false())
    return and_(GRANT.unclaimed > 0, or_(is_claim_near, is_use_near)), and_(GRANT.unused > 0, is_use_near)


def _most_facts(rules: Rules) -> Facts:
    to_claim, to_use = _lapsing(rules)
    unclaimed, unused = case((to_claim, GRANT.unclaimed), else_=0), case((to_use, GRANT.unused), else_=0)
    first = func.least(case((to_claim, GRANT.claim_by)), case((or_(to_claim, to_use), GRANT.use_by)))
    return {
        "value": _sum(unclaimed + unused),
        "deadline": func.min(first),
        "unclaimed": _sum(unclaimed),
        "unused": _sum(unused),
    }


def _most(code: str, title: Sentence, at_stake: Sentence, unit: Unit) -> Listing:
    money: Literal["fen", "traffic"] = "traffic" if unit == "traffic" else "fen"

    def condition(rules: Rules) -> ColumnElement[bool]:
        return and_(GRANT.unit == unit, or_(*_lapsing(rules)))

    def reason(row: Row, _rules: Rules) -> Sentence:
        unclaimed, unused = full(row["unclaimed"], money), full(row["unused"], money)
        if not row["unused"]:
            return _("{unclaimed} is not claimed; it begins to lapse after {day}.",
                     unclaimed=unclaimed, day=row["deadline"])  # fmt: skip
        if not row["unclaimed"]:
            return _("{unused} is claimed and not used; it begins to lapse after {day}.",
                     unused=unused, day=row["deadline"])  # fmt: skip
        return _("{unclaimed} is not claimed and {unused} is claimed and not used; it begins to lapse after {day}.",
                 unclaimed=unclaimed, unused=unused, day=row["deadline"])  # fmt: skip

    def about(rules: Rules) -> Sentence:
        return _(
            "The ten stores with the most about to lapse in this currency, over all measures: not claimed with a "
            "claim-by in {claim} days or less, or not used with a use-by in {use} days or less. Currencies are never "
            "added together, so each has its own ten.",
            claim=rules.days("claim-days"), use=rules.days("use-days"),
        )  # fmt: skip

    return Listing(code, _("Call first"), title, about, Grant, condition, _most_facts, reason, at_stake, unit,
                   _("Lapses after"))  # fmt: skip


# Live sessions and sales


def _not_live(rules: Rules) -> ColumnElement[bool]:
    since = rules.day - timedelta(days=rules.days("first-live-days"))
    return and_(STORE.certification_status == "certified", STORE.certified_on >= since, STORE.first_live_week.is_(None))


def _not_live_facts(rules: Rules) -> Facts:
    held = func.coalesce(STORE.pack_unclaimed, 0) + func.coalesce(STORE.pack_unused, 0)
    return {
        "value": case((STORE.pack_granted.is_not(None), held)),
        "deadline": STORE.certified_on + rules.days("first-live-days"),
        "certified_on": STORE.certified_on,
    }


def _not_live_reason(row: Row, _rules: Rules) -> Sentence:
    day = row["certified_on"]
    if row["activity_week"] is None:
        return _("Certified on {day}; nothing is known of its live sessions.", day=day)
    return _("Certified on {day}; no live session to the end of the last week delivered.", day=day)


def _without_envelope(_rules: Rules) -> ColumnElement[bool]:
    return and_(STORE.live_sessions_week > STORE.sessions_with_envelope_week, STORE.envelope_left_fen > 0)


def _without_envelope_facts(_rules: Rules) -> Facts:
    return {
        "value": STORE.envelope_left_fen,
        "deadline": STORE.envelope_use_by,
        "with_envelope": STORE.sessions_with_envelope_week,
    }


def _without_envelope_reason(row: Row, _rules: Rules) -> Sentence:
    live = row["live_sessions_week"]
    return _(
        "{without} of {live} live sessions in the week from {monday} ran without the red envelope; {value} of budget "
        "is left.",
        without=live - row["with_envelope"], live=live, monday=row["activity_week"], value=full(row["value"], "fen"),
    )  # fmt: skip


def _lost(_rules: Rules) -> ColumnElement[bool]:
    return and_(STORE.certification_status == "certified", STORE.orders_before > 0, STORE.orders_week == 0)


def _lost_reason(row: Row, _rules: Rules) -> Sentence:
    return _(
        "{orders} orders in the week before, none in the week from {monday}.",
        orders=full(row["orders"], "stores"), monday=row["activity_week"],
    )  # fmt: skip


# Certification


def _waiting(rules: Rules) -> ColumnElement[bool]:
    target = rules.day - timedelta(days=rules.days("review-days"))
    is_late = and_(APPLICATION.status == "in_review", cast(APPLICATION.review_at, Date) < target)
    is_open = and_(APPLICATION.is_last, APPLICATION.status == APPLICATION.certification_status)
    return and_(is_open, or_(is_late, APPLICATION.status == "info_requested"))


def _waiting_facts(rules: Rules) -> Facts:
    return {
        "deadline": cast(APPLICATION.review_at, Date) + rules.days("review-days"),
        "step": APPLICATION.status,
        "reviewed_on": cast(APPLICATION.review_at, Date),
        "since": cast(APPLICATION.since, Date),
        "is_renewal": APPLICATION.is_renewal,
        "asked_for": APPLICATION.reason,
    }


def _waiting_reason(row: Row, rules: Rules) -> Sentence:
    if row["step"] == "info_requested":
        asked = _("Waits on documents since {day}, for {n} days.", day=row["since"], n=(rules.day - row["since"]).days)
        return _both(asked, _("Asked for: {what}.", what=row["asked_for"])) if row["asked_for"] else asked
    days = (rules.day - row["reviewed_on"]).days
    target = rules.days("review-days")
    if row["is_renewal"]:
        return _("Renewal in review for {n} days, since {day}; the target is {target}.",
                 n=days, day=row["reviewed_on"], target=target)  # fmt: skip
    return _("In review for {n} days, since {day}; the target is {target}.",
             n=days, day=row["reviewed_on"], target=target)  # fmt: skip


def _expiring(rules: Rules) -> ColumnElement[bool]:
    return and_(STORE.certification_status == "certified", STORE.valid_until <= rules.until("expiry-days"))


def _expiring_facts(_rules: Rules) -> Facts:
    return {"deadline": STORE.valid_until, "since": STORE.certification_since}


def _expiring_reason(row: Row, _rules: Rules) -> Sentence:
    return _(
        "Certified since {since}, valid until {day}; new grants stop when it expires.",
        since=row["since"], day=row["deadline"],
    )  # fmt: skip


# Deposits


def _short_facts(_rules: Rules) -> Facts:
    return {
        "value": STORE.shortfall_fen,
        "deadline": STORE.pay_by,
        "required": STORE.required_fen,
        "paid": STORE.paid_fen,
    }


def _short_reason(row: Row, rules: Rules) -> Sentence:
    owed = _("{required} is required and {paid} is paid.",
             required=full(row["required"], "fen"), paid=full(row["paid"], "fen"))  # fmt: skip
    if row["deadline"] is not None and row["deadline"] < rules.day:
        return _both(owed, _("The day to pay has passed; the store may be restricted."))
    return _both(owed, _("Unpaid after {day}, the store may be restricted.", day=row["deadline"]))


def _lower_facts(_rules: Rules) -> Facts:
    return {
        "value": STORE.required_fen - STORE.entitled_fen,
        "required": STORE.required_fen,
        "entitled": STORE.entitled_fen,
        "held": STORE.tier_code,
        "tier": STORE.entitled_tier_code,
    }


def _lower_reason(row: Row, rules: Rules) -> Sentence:
    return _(
        "The schedule in force gives it {entitled} ({tier}); {required} is still required of it ({held}).",
        entitled=full(row["entitled"], "fen"), tier=rules.tier(row["tier"]),
        required=full(row["required"], "fen"), held=rules.tier(row["held"]),
    )  # fmt: skip


def _due_at(tier: Any, rules: Rules) -> ColumnElement[Any]:
    """What would be due in a tier of the schedule in force."""
    due = [(tier == code, cast(func.round(STORE.base_fen * (100.0 - pct) / 100.0), BigInteger))
           for code, pct in rules.reductions().items()]  # fmt: skip
    return case(*due, else_=STORE.base_fen) if due else STORE.base_fen


def _near_facts(rules: Rules) -> Facts:
    up, down = STORE.tier_if_score_up, STORE.tier_if_score_down
    gain = case((up.is_not(None), STORE.entitled_fen - _due_at(up, rules)))
    loss = case((down.is_not(None), _due_at(down, rules) - STORE.entitled_fen))
    return {
        "value": func.greatest(func.abs(gain), func.abs(loss)),
        "gain": gain,
        "loss": loss,
        "up": up,
        "down": down,
        "tier": STORE.entitled_tier_code,
        "score": STORE.store_score,
    }


def _less(fen: int) -> Sentence:
    """How much less is due; a schedule may also ask more of a better score."""
    if fen < 0:
        return _("{amount} more due", amount=full(-fen, "fen"))
    return _("{amount} less due", amount=full(fen, "fen"))


def _near_reason(row: Row, rules: Rules) -> Sentence:
    told = []
    margin = f"{threshold(rules.snapshot, 'score-margin'):g}"
    if row["up"] is not None:
        told.append(_("{margin} points higher: {tier}, {change}.", margin=margin, tier=rules.tier(row["up"]),
                      change=_less(row["gain"])))  # fmt: skip
    if row["down"] is not None:
        told.append(_("{margin} points lower: {tier}, {change}.", margin=margin, tier=rules.tier(row["down"]),
                      change=_less(-row["loss"])))  # fmt: skip
    now = _("Score {score}, {tier}.", score=f"{row['score']:.2f}", tier=rules.tier(row["tier"]))
    return _both(now, told[0] if len(told) == 1 else _both(*told))


# Belts on the waiver list


def _charged(_rules: Rules) -> ColumnElement[bool]:
    is_outside = LISTED.c.category_code != STORE.category_code
    return and_(LISTED.c.belt_id.is_not(None), or_(~STORE.is_exempt, is_outside))


def _charged_facts(_rules: Rules) -> Facts:
    return {"value": STORE.gmv_28d_fen, "is_exempt": STORE.is_exempt}


def _waiver_words(waivers: list[Row]) -> Sentence:
    """Why a belt's waiver is not in force: it begins later, or it has ended."""
    later = [row["waiver_from"] for row in waivers if row["state"] == "scheduled"]
    if later:
        return _("The belt's waiver begins on {day}: commission is charged until then.", day=min(later))
    ended = [row["waiver_to"] for row in waivers if row["state"] == "ended"]
    return _("The belt's waiver ended on {day}: commission is charged.", day=max(ended))


def _charged_reason(row: Row, rules: Rules) -> Sentence:
    belt_id, told = row["belt_id"], []
    if not row["is_exempt"]:
        told.append(_waiver_words(rules.waivers()[belt_id]))
    belt = rules.of.belts.get(belt_id)
    if belt and belt.category_code != row["category_code"]:
        of = rules.of.categories
        told.append(
            _("It trades in {own}, the belt's waiver is for {belt}.",
              own=of[row["category_code"]], belt=of[belt.category_code])
        )  # fmt: skip
    return told[0] if len(told) == 1 else _both(*told)


BENEFITS, LIVE, CERTIFIED, DEPOSIT, BELTS = (
    _("Packs and envelopes"), _("Sales"), _("Certification"), _("Deposits"), _("Belts"),
)  # fmt: skip

_MOST: Final = (
    _most("most-traffic", _("Most traffic about to lapse"), _("Traffic about to lapse"), "traffic"),
    _most("most-cash", _("Most cash about to lapse"), _("Cash about to lapse"), "fen"),
    _most("most-ad-credit", _("Most ad credit about to lapse"), _("Ad credit about to lapse"), "ad-fen"),
)
_DECLARED: Final = (
    Listing(
        "packs-to-claim", BENEFITS, _("Packs to claim"),
        lambda rules: _(
            "Certified stores with a traffic pack that is not wholly claimed and whose claim-by is in {n} days or "
            "less. At stake: the traffic of those packs that is not claimed.", n=rules.days("claim-days")),
        Grant, _to_claim, _to_claim_facts, _to_claim_reason, _("Unclaimed"), "traffic", _("Claim by"),
    ),
    Listing(
        "packs-to-use", BENEFITS, _("Packs to use"),
        lambda rules: _(
            "Stores with a claimed traffic pack of which less than {share}% is consumed and whose use-by is in {n} "
            "days or less; the reason says who has not gone live this week. At stake: the traffic of those packs "
            "that is claimed and not consumed.",
            share=f"{threshold(rules.snapshot, 'use-share'):g}", n=rules.days("use-days")),
        Grant, _to_use, _to_use_facts, _to_use_reason, _("Unused"), "traffic", _("Use by"),
    ),
    Listing(
        "sessions-without-envelope", BENEFITS, _("Live without envelope"),
        lambda _rules: _(
            "Stores that held live sessions in the last whole week without the launch red envelope although budget "
            "remains. At stake: the budget left."),
        StoreDay, _without_envelope, _without_envelope_facts, _without_envelope_reason, _("Budget left"), "fen",
        _("Use by"),
    ),
    Listing(
        "not-live-yet", LIVE, _("Not live yet"),
        lambda rules: _(
            "Stores certified for the first time in the last {n} days that have not held a first live session. At "
            "stake: the traffic of their packs that is not claimed or not consumed.",
            n=rules.days("first-live-days")),
        StoreDay, _not_live, _not_live_facts, _not_live_reason, _("Traffic held"), "traffic", _("Go live by"),
    ),
    Listing(
        "lost-sales", LIVE, _("Lost sales"),
        lambda _rules: _(
            "Certified stores with orders in the week before and none in the last whole week. At stake: the GMV of "
            "the week before."),
        StoreDay, _lost,
        lambda _rules: {"value": STORE.gmv_before_fen, "orders": STORE.orders_before},
        _lost_reason, _("GMV, week before"), "fen",
    ),
    Listing(
        "applications", CERTIFIED, _("Applications waiting"),
        lambda rules: _(
            "Applications for certification and renewals that are in review for more than {n} days since their "
            "first review, and those that wait on documents from the store.", n=rules.days("review-days")),
        Application, _waiting, _waiting_facts, _waiting_reason, due=_("Decision due"),
    ),
    Listing(
        "certifications-to-expire", CERTIFIED, _("Certifications to expire"),
        lambda rules: _("Certified stores whose certification ends in {n} days or less.", n=rules.days("expiry-days")),
        StoreDay, _expiring, _expiring_facts, _expiring_reason, due=_("Valid until"),
    ),
    Listing(
        "shortfalls", DEPOSIT, _("Shortfalls"),
        lambda rules: _(
            "Stores that have paid less deposit than is required: by how much, and by when they have to pay ({n} days "
            "after the requirement was set).", n=rules.days("pay-days")),
        StoreDay, lambda _rules: STORE.shortfall_fen > 0, _short_facts, _short_reason, _("Short by"), "fen",
        _("Pay by"),
    ),
    Listing(
        "lower-tier", DEPOSIT, _("Lower tier due"),
        lambda _rules: _(
            "Stores of which more deposit is required than the schedule in force gives them. At stake: the deposit "
            "that could be released."),
        StoreDay, lambda _rules: STORE.entitled_fen < STORE.required_fen, _lower_facts, _lower_reason,
        _("Could be released"), "fen",
    ),
    Listing(
        "near-tier", DEPOSIT, _("Near another tier"),
        lambda rules: _(
            "Stores whose store score is {margin} points or less from another deposit tier, up or down. At stake: the "
            "deposit that would be due less, or more (the larger of the two).",
            margin=f"{threshold(rules.snapshot, 'score-margin'):g}"),
        StoreDay,
        lambda _rules: or_(STORE.tier_if_score_up.is_not(None), STORE.tier_if_score_down.is_not(None)),
        _near_facts, _near_reason, _("Gained or lost"), "fen",
    ),
    Listing(
        "designated-belt", BELTS, _("Charged in listed belts"),
        lambda _rules: _(
            "Stores of belts on the waiver list whose waiver is not in force, or that trade in another category than "
            "the belt's. Charged fees are not delivered, so this is by rule: who would be charged, not who was. At "
            "stake: the GMV of the last four weeks that commission is due on."),
        StoreDay, _charged, _charged_facts, _charged_reason, _("GMV, 4 weeks"), "fen",
    ),
)  # fmt: skip

CALL_FIRST: Final = tuple(one.code for one in _MOST)
"""The lists of the ten stores with the most about to lapse, one for each currency."""
LISTINGS: Final[Mapping[str, Listing]] = {listing.code: listing for listing in (*_MOST, *_DECLARED)}
LISTS: Final[Mapping[str, Listing]] = {listing.code: listing for listing in _DECLARED}
"""The lists that hold whoever meets their condition."""
