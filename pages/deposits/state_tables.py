"""The tables of tiers and shortfalls: who holds which tier, what is released and short, and who fell into shortfall."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from typing import Final, TypedDict

from dashboard.figures.figure import share
from dashboard.reading.naming import names
from dashboard.reading.opening import Opened
from dashboard.tables.cell_links import filter_link
from dashboard.tables.columns import column, row
from dashboard.tables.table import Table
from dashboard.tables.values import Amount, Count
from dashboard.views.names import Names
from data.language import Named, Sentence, _
from models.programme.terms import NO_TIER
from models.snapshots.snapshot import Snapshot
from pages.deposits.grouping import Group, by_amount, dimension, group_cells
from pages.deposits.questions import (
    DepositSums,
    NewShortfalls,
    ShortStore,
    by_drawn_region,
    entitled,
    new_shortfall_sums,
    new_shortfalls,
    new_shortfalls_page,
    sums,
)
from pages.deposits.rules import schedule_in_force
from pages.deposits.store_columns import StoreName, StorePlace, store_cells

RELEASED_DEFINITION: Final = _("Deposit at base less deposit required now, over stores with a deposit; where positive.")
SHORT_DEFINITION: Final = _("Stores that have paid less than is required of them.")
NEW_SHORTFALL_DEFINITION: Final = _(
    "Stores with a shortfall now that had none at the compared snapshot, or were not there yet."
)
CHANGE_DEFINITION: Final = _("Now less the compared snapshot.")
_WITH_DEPOSIT: Final = _("Stores that have a deposit on the day.")


@row
class DepositColumns:
    """What is required, released and short; what is compared is None where nothing is compared."""

    required_fen: Count = column("fen", _("Required"), _("Deposit due now, as delivered."))
    released_fen: Count = column("fen", _("Released"), RELEASED_DEFINITION, bar=True)
    released_change_fen: Count = column("fen", _("Change in released"), CHANGE_DEFINITION, signed=True)
    shortfall_stores: Count = column("stores", _("Stores short"), SHORT_DEFINITION)
    fell_stores: Count = column("stores", _("Fell into shortfall"), NEW_SHORTFALL_DEFINITION)
    shortfall_fen: Count = column("fen", _("Shortfall"), _("Deposit required less deposit paid, where positive."))


class _DepositCells(TypedDict):
    """The cells of these columns."""

    required_fen: int
    released_fen: int
    released_change_fen: int | None
    shortfall_stores: int
    fell_stores: int | None
    shortfall_fen: int


def _deposit_cells(now: DepositSums, then: DepositSums | None, fell: NewShortfalls | None) -> _DepositCells:
    return {
        "required_fen": now.required_fen,
        "released_fen": now.released_fen,
        "released_change_fen": None if then is None else now.released_fen - then.released_fen,
        "shortfall_stores": now.shortfall_stores,
        "fell_stores": None if fell is None else fell.stores,
        "shortfall_fen": now.shortfall_fen,
    }


@row
class TierColumns:
    """How many stores hold a tier, and how many are entitled to it."""

    tier_code: str = column("code", _("Tier code"), shown=False)
    name: Named | Sentence = column("named", _("Tier held"), opens=filter_link("tier", "tier_code"))
    reduction_pct: float | None = column(
        "percent",
        _("Reduction"),
        _("Of the base, in the schedule in force; missing: a tier of an older schedule."),
        always=True,
    )
    stores: Count = column("stores", _("Stores"), _WITH_DEPOSIT, bar=True)
    share: Amount = column("percent", _("Share"), _("Of the stores with a deposit."))
    stores_change: Count = column("stores", _("Change"), CHANGE_DEFINITION, signed=True)
    entitled_stores: Count = column(
        "stores", _("Entitled"), _("Stores that the schedule in force entitles to the tier.")
    )


@row
class TierRow(TierColumns, DepositColumns):
    """The stores of a tier."""


def _compared(found: Mapping[str | None, DepositSums] | None, code: str | None) -> DepositSums | None:
    """What stores of a code had at the compared snapshot; None where nothing is compared."""
    return None if found is None else found.get(code, DepositSums())


def _fell(found: Mapping[str | None, NewShortfalls] | None, code: str | None) -> NewShortfalls | None:
    return None if found is None else found.get(code, NewShortfalls())


def new_shortfalls_in_tiers(opened: Opened) -> Mapping[str | None, NewShortfalls] | None:
    """Who fell into shortfall, by tier; None where nothing is compared."""
    if opened.before is None:
        return None
    return new_shortfall_sums(opened.now, opened.question, opened.before, dimension(opened), in_tiers=True)


def _tier_codes(in_force: Iterable[str], *held: Mapping[str | None, DepositSums]) -> list[str]:
    """The tiers of the schedule in force by rank, the base, then tiers that only older schedules have."""
    codes = [*in_force, NO_TIER]
    return codes + sorted({code for found in held for code in found if code is not None and code not in codes})


def tier_rows(opened: Opened) -> list[TierRow]:
    """One row a tier: those of the schedule in force by rank, the base, then tiers of older schedules."""
    found = sums(opened.now, opened.question, "tier")
    before = sums(opened.before, opened.question, "tier") if opened.before else None
    fell = new_shortfalls_in_tiers(opened)
    known, may_have = names(opened.now), entitled(opened.now, opened.question)
    reductions = {tier.tier_code: tier.reduction_pct for tier in schedule_in_force(opened.now)}
    everything = sum(held.deposit_stores for held in found.values())
    rows = []
    for code in _tier_codes(reductions, found, before or {}):
        now, then = found.get(code, DepositSums()), _compared(before, code)
        rows.append(
            TierRow(
                **_deposit_cells(now, then, _fell(fell, code)),
                tier_code=code,
                name=known.tier_or_code(code),
                reduction_pct=0.0 if code == NO_TIER else reductions.get(code),
                stores=now.deposit_stores,
                share=share(now.deposit_stores, everything),
                stores_change=None if then is None else now.deposit_stores - then.deposit_stores,
                entitled_stores=may_have.get(code, 0),
            )
        )
    return rows


TIERS: Final = Table(
    code="deposit-tiers",
    title=_("Stores by deposit tier"),
    about=_(
        "How many stores sit in each tier, how much deposit is released, and how many fell into shortfall since the "
        "compared snapshot. Held is the tier on the books; entitled is the first tier whose conditions the store meets."
    ),
    row=TierRow,
    make=tier_rows,
    few="stores",
)


@row
class ReducedColumns:
    """How many stores have a deposit, and how many a reduced one."""

    stores: Count = column("stores", _("Stores"), _WITH_DEPOSIT)
    reduced_stores: Count = column("stores", _("Reduced"), _("Stores whose required deposit is below their base."))
    mean_reduction: Amount = column("percent", _("Mean reduction"), _("Deposit released ÷ deposit required at base."))


@row
class DepositGroup(Group, ReducedColumns, DepositColumns):
    """The stores of a region, belt, category or store type."""


def _sums_by(snapshot: Snapshot, opened: Opened, by: str) -> Mapping[str | None, DepositSums]:
    found = sums(snapshot, opened.question, by)
    return by_drawn_region(opened.now, opened.question, DepositSums, found) if by == "region" else found


def _new_shortfalls_by(before: Snapshot, opened: Opened, by: str) -> Mapping[str | None, NewShortfalls]:
    found = new_shortfall_sums(opened.now, opened.question, before, by)
    return by_drawn_region(opened.now, opened.question, NewShortfalls, found) if by == "region" else found


def group_rows(opened: Opened) -> list[DepositGroup]:
    """One row a code of the dimension that the view names, by what is released."""
    by, known = dimension(opened), names(opened.now)
    before = _sums_by(opened.before, opened, by) if opened.before else None
    fell = _new_shortfalls_by(opened.before, opened, by) if opened.before else None
    return [
        DepositGroup(
            **group_cells(opened, known, by, code),
            **_deposit_cells(now, _compared(before, code), _fell(fell, code)),
            stores=now.deposit_stores,
            reduced_stores=now.reduced_stores,
            mean_reduction=share(now.released_fen, now.base_fen),
        )
        for code, now in by_amount(_sums_by(opened.now, opened, by), lambda held: held.released_fen)
    ]


GROUPS: Final = Table(
    code="deposit-groups",
    title=_("Deposits by region, belt, category or store type"),
    about=_("What is released and short, and how many stores fell into shortfall since the compared snapshot."),
    row=DepositGroup,
    make=group_rows,
    few="stores",
)


@row
class NewShortfall(StoreName, StorePlace):
    """A store that fell into shortfall."""

    tier_code: str = column("code", _("Tier code"), shown=False)
    tier: Named | Sentence = column("named", _("Tier held"))
    required_fen: int = column("fen", _("Required"))
    paid_fen: int = column("fen", _("Paid"))
    shortfall_fen: int = column("fen", _("Shortfall"), _("Deposit required less deposit paid."))
    deposit_on: date = column("day", _("Since"), _("First day of the deposit row in force."))
    pay_by: date | None = column("day", _("Pay by"), _("That day and the days allowed to pay (target pay-days)."))


def _new_shortfall(store: ShortStore, known: Names) -> NewShortfall:
    return NewShortfall(
        **store_cells(store, known),
        tier_code=store.tier_code,
        tier=known.tier_or_code(store.tier_code),
        required_fen=store.required_fen,
        paid_fen=store.paid_fen,
        shortfall_fen=store.shortfall_fen,
        deposit_on=store.deposit_on,
        pay_by=store.pay_by,
    )


def _all_new_shortfalls(opened: Opened) -> Iterable[NewShortfall]:
    if opened.before is None:
        return ()
    known = names(opened.now)
    return (_new_shortfall(store, known) for store in new_shortfalls(opened.now, opened.question, opened.before))


def _some_new_shortfalls(opened: Opened, offset: int, limit: int) -> Sequence[NewShortfall]:
    if opened.before is None:
        return ()
    known = names(opened.now)
    found = new_shortfalls_page(opened.now, opened.question, opened.before, offset, limit)
    return [_new_shortfall(store, known) for store in found]


def _new_shortfall_count(opened: Opened) -> int:
    return sum(fell.stores for fell in (new_shortfalls_in_tiers(opened) or {}).values())


NEW_SHORTFALLS: Final = Table(
    code="deposit-fallen",
    title=_("Stores that fell into shortfall"),
    about=_(
        "Stores that owe more deposit than they have paid and did not at the compared snapshot, the largest shortfall "
        "first."
    ),
    row=NewShortfall,
    make=_all_new_shortfalls,
    count=_new_shortfall_count,
    part=_some_new_shortfalls,
)
