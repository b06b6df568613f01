"""The tables of a drafted deposit schedule: who moves tier, and what would be due."""

from collections.abc import Iterable, Mapping, Sequence
from typing import Final, TypedDict

from dashboard.reading.naming import names
from dashboard.reading.opening import Opened
from dashboard.tables.columns import column, row
from dashboard.tables.table import Table
from dashboard.tables.values import Count
from dashboard.views.names import Names
from data.language import Named, Sentence, _
from models.drafts.schedule import Draft
from models.programme.terms import CERTIFICATION, NO_TIER
from pages.deposits import whatif_questions as whatif
from pages.deposits.drafts import chosen_draft, schedule_in_force_as_draft
from pages.deposits.grouping import Group, by_amount, dimension, group_cells
from pages.deposits.store_columns import StoreName, StorePlace, store_cells

SCHEDULE_IN_FORCE: Final = _("Schedule in force")
UNNAMED: Final = _("Draft without a name")
UP_DEFINITION: Final = _("Stores whose tier in the draft reduces more than their tier now.")
DOWN_DEFINITION: Final = _("Stores whose tier in the draft reduces less than their tier now, but still reduces.")
OUT_DEFINITION: Final = _("Stores that have a tier now and meet no row of the draft.")
CHANGE_DEFINITION: Final = _(
    "Due under the draft less due now: below zero is released, above zero is required in addition."
)
RELEASED_DEFINITION: Final = _("Base less what is due, under the draft.")
WITH_DEPOSIT: Final = _("Stores with a deposit on the day.")
_DUE_NOW: Final = _(
    "What the stores are entitled to owe under the schedule in force: base less their tier's reduction."
)
_DUE: Final = _(
    "What they would owe under the draft: the draft's base, where it sets one, else their own, less the "
    "draft's reduction."
)
_TIER_NOW: Final = _("First match in the schedule in force.")
_TIER: Final = _("First match in the draft.")


def listing(opened: Opened) -> str:
    """Which list of stores is asked for."""
    return opened.view.choice("measure", whatif.TIER_MOVES)


def draft_name(draft: Draft) -> Named | Sentence:
    """What a draft is called."""
    return Named(draft.name, draft.name) if draft.name else UNNAMED


def tier_names(draft: Draft, known: Names) -> Mapping[str, Named | Sentence]:
    """What a draft's tiers are called."""
    own = {tier.tier_code: Named(tier.name_zh, tier.name_en) for tier in draft.tiers}
    return own | {NO_TIER: known.tiers[NO_TIER]}


@row
class ChangeColumns:
    """How many stores move, and what would be due of them."""

    up: Count = column("stores", _("Move up"), UP_DEFINITION)
    down: Count = column("stores", _("Move down"), DOWN_DEFINITION)
    out: Count = column("stores", _("Fall out"), OUT_DEFINITION)
    less: Count = column("stores", _("Owe less"), _("Stores that would owe less than now."))
    more: Count = column("stores", _("Owe more"), _("Stores that would owe more than now."))
    less_fen: Count = column("fen", _("Less due"), _("What stores that owe less owe less, below zero."), signed=True)
    more_fen: Count = column("fen", _("More due"), _("What stores that owe more owe more."), signed=True)
    due_now_fen: Count = column("fen", _("Due now"), _DUE_NOW)
    due_fen: Count = column("fen", _("Due in the draft"), _DUE)
    change_fen: Count = column("fen", _("Change"), CHANGE_DEFINITION, signed=True)
    released_change_fen: Count = column(
        "fen",
        _("Change in released"),
        _("Released (base less due) under the draft less released now."),
        signed=True,
    )


class ChangeCells(TypedDict):
    """The cells of these columns."""

    up: int
    down: int
    out: int
    less: int
    more: int
    less_fen: int
    more_fen: int
    due_now_fen: int
    due_fen: int
    change_fen: int
    released_change_fen: int


def change_cells(sums: whatif.DraftSums) -> ChangeCells:
    """What a draft changes."""
    return {
        "up": sums.up,
        "down": sums.down,
        "out": sums.out,
        "less": sums.less,
        "more": sums.more,
        "less_fen": sums.less_fen,
        "more_fen": sums.more_fen,
        "due_now_fen": sums.due_now_fen,
        "due_fen": sums.due_fen,
        "change_fen": sums.change_fen,
        "released_change_fen": sums.released_change_fen,
    }


@row
class StoresColumn:
    """How many stores a row speaks of."""

    stores: Count = column("stores", _("Stores"), WITH_DEPOSIT)


@row
class ChangedGroup(Group, StoresColumn, ChangeColumns):
    """What the draft changes in a region, belt, category or store type."""


def group_rows(opened: Opened) -> list[ChangedGroup]:
    """One row a code of the dimension that the view names, the largest change first."""
    by, known = dimension(opened), names(opened.now)
    found = whatif.groups(opened.now, opened.question, chosen_draft(opened), by)
    return [
        ChangedGroup(**group_cells(opened, known, by, code), stores=sums.stores, **change_cells(sums))
        for code, sums in by_amount(found, lambda sums: sums.change_fen)
    ]


CHANGED_GROUPS: Final = Table(
    code="whatif-groups",
    title=_("What the draft changes by region, belt, category or store type"),
    about=_(
        "Stores that move tier, and the deposit released or required, against the schedule in force; the largest "
        "change first."
    ),
    row=ChangedGroup,
    make=group_rows,
    few="stores",
)


@row
class MatrixRow:
    """The stores that go from one tier to another, or stay in it."""

    tier_now: str = column("code", _("Tier code now"), shown=False)
    tier_now_name: Named | Sentence = column("named", _("Tier now"), _TIER_NOW)
    tier: str = column("code", _("Tier code in the draft"), shown=False)
    tier_name: Named | Sentence = column("named", _("Tier in the draft"), _TIER)
    stores: Count = column("stores", _("Stores"), WITH_DEPOSIT, bar=True)
    due_now_fen: Count = column("fen", _("Due now"), _DUE_NOW)
    due_fen: Count = column("fen", _("Due in the draft"), _DUE)
    change_fen: Count = column("fen", _("Change"), CHANGE_DEFINITION, signed=True)


def matrix_rows(opened: Opened) -> list[MatrixRow]:
    """From which tier to which, in the order of the schedules; pairs without a store are left out."""
    draft, known = chosen_draft(opened), names(opened.now)
    before, after = tier_names(schedule_in_force_as_draft(opened.now), known), tier_names(draft, known)
    order_now, order = list(before), list(after)
    rows = [
        MatrixRow(
            tier_now=pair.tier_now,
            tier_now_name=known.tier_or_code(pair.tier_now),
            tier=pair.tier,
            tier_name=after[pair.tier],
            stores=pair.sums.stores,
            due_now_fen=pair.sums.due_now_fen,
            due_fen=pair.sums.due_fen,
            change_fen=pair.sums.change_fen,
        )
        for pair in whatif.matrix(opened.now, opened.question, draft, dimension(opened))
    ]
    return sorted(rows, key=lambda pair: (order_now.index(pair.tier_now), order.index(pair.tier)))


MATRIX: Final = Table(
    code="whatif-matrix",
    title=_("From which tier to which"),
    about=_("Stores by the tier that the schedule in force entitles them to and by their tier in the draft."),
    row=MatrixRow,
    make=matrix_rows,
    few="stores",
)


@row
class OutcomeColumns:
    """A store's tier and what is due of it, now and under the draft, and what decides it."""

    entitled_tier_code: str = column("code", _("Tier code now"), shown=False)
    tier_now_name: Named | Sentence = column("named", _("Tier now"), _TIER_NOW)
    tier: str = column("code", _("Tier code in the draft"), shown=False)
    tier_name: Named | Sentence = column("named", _("Tier in the draft"), _TIER)
    entitled_fen: int = column("fen", _("Due now"), _DUE_NOW)
    due_fen: int = column("fen", _("Due in the draft"), _DUE)
    change_fen: int = column("fen", _("Change"), CHANGE_DEFINITION, signed=True)
    store_score: float | None = column("score", _("Store score"))
    has_violation: bool = column("flag", _("Violation"))
    certification_status: str = column("code", _("Certification code"), shown=False)
    certification: Sentence = column("named", _("Certification"))
    is_exempt: bool = column("flag", _("Designated belt"), _("Belt designated and its waiver in force."))


@row
class BooksColumns:
    """What the books say of its deposit."""

    tier_code: str = column("code", _("Tier code held"), shown=False)
    held_name: Named | Sentence = column("named", _("Tier held"), _("On the books."))
    base_fen: int = column("fen", _("Base"), _("The store's own base, as delivered."))
    drafted_base_fen: int = column(
        "fen", _("Base in the draft"), _("What the draft sets for its category and type, else its own.")
    )
    required_fen: int = column("fen", _("Required on the books"))


@row
class MovedStore(StoreName, OutcomeColumns, StorePlace, BooksColumns):
    """A store with what the draft changes for it."""


def _moved_store(store: whatif.MovingStore, known: Names, after: Mapping[str, Named | Sentence]) -> MovedStore:
    return MovedStore(
        **store_cells(store, known),
        entitled_tier_code=store.entitled_tier_code,
        tier_now_name=known.tier_or_code(store.entitled_tier_code),
        tier=store.tier,
        tier_name=after[store.tier],
        entitled_fen=store.entitled_fen,
        due_fen=store.due_fen,
        change_fen=store.change_fen,
        store_score=store.store_score,
        has_violation=store.has_violation,
        certification_status=store.certification_status,
        certification=CERTIFICATION[store.certification_status],
        is_exempt=store.is_exempt,
        tier_code=store.tier_code,
        held_name=known.tier_or_code(store.tier_code),
        base_fen=store.base_fen,
        drafted_base_fen=store.drafted_base_fen,
        required_fen=store.required_fen,
    )


def _all_stores(opened: Opened) -> Iterable[MovedStore]:
    draft, known = chosen_draft(opened), names(opened.now)
    after = tier_names(draft, known)
    found = whatif.stores(opened.now, opened.question, draft, listing(opened))
    return (_moved_store(store, known, after) for store in found)


def _some_stores(opened: Opened, offset: int, limit: int) -> Sequence[MovedStore]:
    draft, known = chosen_draft(opened), names(opened.now)
    after = tier_names(draft, known)
    found = whatif.stores_page(opened.now, opened.question, draft, listing(opened), offset, limit)
    return [_moved_store(store, known, after) for store in found]


def _store_count(opened: Opened) -> int:
    draft = chosen_draft(opened)
    return whatif.store_count(opened.now, opened.question, draft, listing(opened), dimension(opened))


STORES: Final = Table(
    code="whatif-stores",
    title=_("Stores that move"),
    about=_("Each store with its tier and what is due of it now and under the draft; the largest change first."),
    row=MovedStore,
    make=_all_stores,
    count=_store_count,
    part=_some_stores,
)
