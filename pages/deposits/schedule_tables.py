"""The tables of the rules: the schedule in force, all schedules and what changed between them, and base deposits."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from typing import Final, TypedDict

from dashboard.reading.naming import names
from dashboard.reading.opening import Opened
from dashboard.tables.cell_links import filter_link
from dashboard.tables.columns import column, row
from dashboard.tables.table import Table
from data.language import Named, Sentence, _
from models.programme.terms import STORE_TYPES
from pages.deposits.grouping import code_name
from pages.deposits.questions import DepositSums, entitled, sums
from pages.deposits.rules import ScheduledTier, base_deposits, schedule_in_force, schedules
from pages.deposits.tier_words import changes, conditions

STATES: Final = {"past": _("past"), "in force": _("in force"), "to come": _("to come")}
_LAST_DAY: Final = _("The last day, which is in it; missing: no end.")


@row
class RuleColumns:
    """A row of a schedule, as it is tried."""

    rank: int = column(
        "count",
        _("Tried as"),
        _("The lowest number is tried first; the first row that fits wins."),
        always=True,
    )
    tier_code: str = column("text", _("Tier"))
    name: Named = column("named", _("Name"))
    conditions: Named = column("named", _("Conditions"), _("What a store has to be; all of it."))
    reduction_pct: float = column("percent", _("Reduction"), _("Percent of the base deposit."), always=True)


class _RuleCells(TypedDict):
    """The cells of these columns."""

    rank: int
    tier_code: str
    name: Named
    conditions: Named
    reduction_pct: float


def _rule_cells(tier: ScheduledTier) -> _RuleCells:
    return {
        "rank": tier.rank,
        "tier_code": tier.tier_code,
        "name": tier.name,
        "conditions": conditions(tier),
        "reduction_pct": tier.reduction_pct,
    }


@row
class ScheduleRow(RuleColumns):
    """A row of the schedule in force, with who holds the tier and who is entitled to it."""

    stores: int = column("stores", _("Hold it"), _("Stores in view that hold the tier."))
    entitled_stores: int = column("stores", _("Entitled"), _("Stores in view that are entitled to it."))
    schedule_id: str = column("text", _("Schedule"))
    effective_from: date = column("day", _("From"))
    effective_to: date | None = column("day", _("To"), _LAST_DAY)


def schedule_rows(opened: Opened) -> list[ScheduleRow]:
    """The schedule in force, as it is tried, with who holds and who is entitled to each tier."""
    held, may_have = sums(opened.now, opened.question, "tier"), entitled(opened.now, opened.question)
    return [
        ScheduleRow(
            **_rule_cells(tier),
            stores=held.get(tier.tier_code, DepositSums()).deposit_stores,
            entitled_stores=may_have.get(tier.tier_code, 0),
            schedule_id=tier.schedule_id,
            effective_from=tier.effective_from,
            effective_to=tier.effective_to,
        )
        for tier in schedule_in_force(opened.now)
    ]


SCHEDULE: Final = Table(
    code="deposit-schedule",
    title=_("The schedule in force"),
    about=_(
        "Rows are tried by their number; the first whose conditions a store meets gives its tier. A store that meets "
        "none pays the base."
    ),
    row=ScheduleRow,
    make=schedule_rows,
)


@row
class ScheduleColumns:
    """Which schedule a tier is of."""

    schedule_id: str = column("text", _("Schedule"))
    state: Sentence = column("named", _("State"), _("On the day of the snapshot."))
    effective_from: date = column("day", _("From"))
    effective_to: date | None = column("day", _("To"), _LAST_DAY)


@row
class HistoryRow(ScheduleColumns, RuleColumns):
    """A tier of any schedule, with what changed from the schedule before it."""

    change: Sentence | Named = column(
        "named", _("Change"), _("Against the tier of the same code in the schedule before.")
    )


def _state(tier: ScheduledTier, day: date) -> Sentence:
    if tier.effective_from > day:
        return STATES["to come"]
    return STATES["in force" if day <= (tier.effective_to or date.max) else "past"]


def _changed_tiers(
    earlier: Sequence[ScheduledTier], tiers: Sequence[ScheduledTier]
) -> list[tuple[ScheduledTier, Sentence | Named]]:
    """The tiers of a schedule with what changed; a dropped one as if it were of the schedule that lacks it."""
    if not earlier:
        return [(tier, _("first schedule")) for tier in tiers]
    first = tiers[0]

    def in_this_one(tier: ScheduledTier) -> ScheduledTier:
        return replace(
            tier,
            schedule_id=first.schedule_id,
            effective_from=first.effective_from,
            effective_to=first.effective_to,
        )

    return [(tier if tier in tiers else in_this_one(tier), change) for tier, change in changes(earlier, tiers)]


def history_rows(opened: Opened) -> list[HistoryRow]:
    """All schedules, the newest first, each tier with what changed from the schedule before it."""
    day = opened.now.day
    rows: list[list[HistoryRow]] = []
    earlier: Sequence[ScheduledTier] = ()
    for tiers in schedules(opened.now):
        rows.append(
            [
                HistoryRow(
                    **_rule_cells(tier),
                    schedule_id=tier.schedule_id,
                    state=_state(tiers[0], day),
                    effective_from=tier.effective_from,
                    effective_to=tier.effective_to,
                    change=change,
                )
                for tier, change in _changed_tiers(earlier, tiers)
            ]
        )
        earlier = tiers
    return [tier for schedule in reversed(rows) for tier in schedule]


HISTORY: Final = Table(
    code="deposit-schedules",
    title=_("All schedules and what changed between them"),
    about=_(
        "Every schedule, past, in force or to come, the newest first; each tier with what changed from the schedule "
        "before it. A dropped tier stands in the schedule that no longer has it, with its last conditions."
    ),
    row=HistoryRow,
    make=history_rows,
)


@row
class BaseRow:
    """The base deposit of a category and store type."""

    category_code: str = column("code", _("Category code"), shown=False)
    category: Named | Sentence = column("named", _("Category"), opens=filter_link("category", "category_code"))
    store_type: str = column("code", _("Store type code"), shown=False)
    type: Named | Sentence = column("named", _("Store type"), opens=filter_link("type", "store_type"))
    base_fen: int = column("fen", _("Base deposit"))
    effective_from: date = column("day", _("From"))


def base_rows(opened: Opened) -> list[BaseRow]:
    """The base deposits in force."""
    known = names(opened.now)
    return [
        BaseRow(
            category_code=base.category_code,
            category=code_name(known, "category", base.category_code),
            store_type=base.store_type,
            type=STORE_TYPES[base.store_type],
            base_fen=base.base_fen,
            effective_from=base.effective_from,
        )
        for base in base_deposits(opened.now)
    ]


BASES: Final = Table(
    code="deposit-bases",
    title=_("Base deposits in force"),
    about=_(
        "The deposit before any reduction, by category and store type. A store of several categories owes the highest "
        "of them."
    ),
    row=BaseRow,
    make=base_rows,
)
