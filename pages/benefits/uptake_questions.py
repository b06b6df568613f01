"""Questions of uptake: what the stores in view have of each benefit, and what the rules would give them."""

from dataclasses import dataclass, fields

from sqlalchemy import and_, func, select

from dashboard.questions.asking import narrowed
from dashboard.questions.grants import sum_where, total
from dashboard.questions.keeping import kept
from dashboard.views.question import Question
from models.base import columns
from models.snapshots.snapshot import Snapshot
from models.snapshots.tables import CubeRow, StoreDay


@dataclass(frozen=True)
class BenefitSums:
    """Sums of the cube, under its own names."""

    stores: int
    pack_granted_stores: int
    pack_claimed_stores: int
    pack_granted: int
    pack_claimed: int
    envelope_budget_stores: int
    envelope_budget_fen: int
    envelope_issued_fen: int
    envelope_used_fen: int
    deposit_stores: int
    base_fen: int
    released_fen: int
    exempt_stores: int


@dataclass(frozen=True)
class RuleSums:
    """What the rules give the stores in view, and what these hold of it: reductions of deposits, and waivers."""

    entitled_stores: int
    """Stores whose deposit the schedule lowers."""
    reduced_stores: int
    """Of these: hold a reduction."""
    entitled_fen: int
    """The reduction that the schedule gives."""
    released_fen: int
    """Of this: held."""
    spared_stores: int
    """Exempt stores with a fee waived."""
    fee_waived_fen: int
    """Waived of exempt stores."""


@kept
def benefit_sums(snapshot: Snapshot, question: Question) -> BenefitSums:
    """What the stores in view were granted, claimed, hold and are spared. One question of the cube."""
    of = columns(CubeRow)
    asked = select(*(total(of[one.name]) for one in fields(BenefitSums))).where(*narrowed(snapshot, CubeRow, question))
    return BenefitSums(**snapshot.ask(asked).to_pylist()[0])


@kept
def rule_sums(snapshot: Snapshot, question: Question) -> RuleSums:
    """Of the stores in view: what the schedule in force and the waivers give, and what is held of it."""
    of = columns(StoreDay)
    lowers = of.entitled_fen < of.base_fen
    due = of.base_fen - of.entitled_fen
    sums = {
        "entitled_stores": func.count().filter(lowers),
        "reduced_stores": func.count().filter(and_(lowers, of.released_fen > 0)),
        "entitled_fen": sum_where(due, lowers),
        "released_fen": sum_where(func.least(of.released_fen, due), lowers),
        "spared_stores": func.count().filter(and_(of.is_exempt, of.fee_waived_fen > 0)),
        "fee_waived_fen": sum_where(of.fee_waived_fen, of.is_exempt),
    }
    asked = select(*(value.label(name) for name, value in sums.items())).where(*narrowed(snapshot, StoreDay, question))
    return RuleSums(**snapshot.ask(asked).to_pylist()[0])
