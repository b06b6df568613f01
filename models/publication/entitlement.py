"""The deposit tier that the schedule in force gives a store: the first row by rank whose conditions it meets."""

from collections.abc import Sequence

from sqlalchemy import BigInteger, ColumnElement, FromClause, and_, case, cast, func, literal, true

from models.base import Expression, Row
from models.programme.terms import NO_TIER
from models.publication.rules import Rules

LEAST_SCORE, MOST_SCORE = 0.0, 5.0
SCORE_PLACES = 6
"""A shifted score is rounded, so that 4.6 and a margin of 0.1 reach 4.7."""


def meets(tier: Row, stores: FromClause, score: Expression) -> ColumnElement[bool]:
    """Whether a store with a score meets a schedule row; without one it meets no row that bounds the score."""
    conditions: list[ColumnElement[bool]] = []
    if tier["store_types"] != "*":
        conditions.append(stores.c.store_type.in_(tier["store_types"].split("|")))
    if tier["min_score"] is not None:
        conditions.append(score >= tier["min_score"])
    if tier["max_score"] is not None:
        conditions.append(score <= tier["max_score"])
    if tier["requires_no_violation"]:
        conditions.append(~stores.c.has_violation)
    if tier["requires_certified"]:
        conditions.append(stores.c.certification_status == "certified")
    if tier["requires_designated_belt"]:
        conditions.append(stores.c.is_exempt)
    return and_(true(), *conditions)


def first_match(
    schedule: Sequence[Row], stores: FromClause, score: Expression, name: str, otherwise: str | float
) -> Expression:
    """A column of the first row of a schedule, as it is tried, that a store meets."""
    if not schedule:
        return literal(otherwise)
    return case(*((meets(tier, stores, score), literal(tier[name])) for tier in schedule), else_=literal(otherwise))


def due_fen(base_fen: Expression, reduction_pct: Expression) -> Expression:
    """A base less a reduction, to the fen; half a fen counts as one."""
    return cast(func.round(base_fen * (100.0 - reduction_pct) / 100.0), BigInteger)


def entitlement(rules: Rules, stores: FromClause) -> dict[str, Expression]:
    """The tier a store with a deposit is entitled to, what is then due, and the tiers a score away."""
    score, margin = stores.c.store_score, rules.targets["score-margin"]
    up = func.least(func.round(score + margin, SCORE_PLACES), MOST_SCORE)
    down = func.greatest(func.round(score - margin, SCORE_PLACES), LEAST_SCORE)

    def tier(at: Expression) -> Expression:
        return first_match(rules.schedule, stores, at, "tier_code", NO_TIER)

    has_deposit, now = stores.c.tier_code.is_not(None), tier(score)
    reduction = first_match(rules.schedule, stores, score, "reduction_pct", 0.0)
    entitled = due_fen(stores.c.base_fen, reduction)

    def other(at: Expression) -> Expression:
        return case((and_(has_deposit, score.is_not(None), tier(at) != now), tier(at)))

    return {
        "entitled_tier_code": case((has_deposit, now)),
        "entitled_fen": case((has_deposit, entitled)),
        "tier_if_score_up": other(up),
        "tier_if_score_down": other(down),
    }
