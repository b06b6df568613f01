"""The sheets of a drafted deposit schedule: who moves, what would be due, drafts side by side, files to import."""

from collections.abc import Iterable, Mapping, Sequence
from typing import Any, Final

from dashboard.reading.naming import names
from dashboard.reading.opening import Opened
from dashboard.tables.sheet import Column, Row, Sheet
from dashboard.views.names import Names
from data.language import Named, Sentence, _
from models.drafts.files import base_rows, cell, tier_rows
from models.drafts.schedule import Draft
from models.programme.terms import CERTIFICATION, NO_TIER, STORE_TYPES
from pages.deposits import drafts
from pages.deposits import questions as standing
from pages.deposits import whatif_questions as asked
from pages.deposits.tables import (
    by_amount,
    code_columns,
    code_name,
    coded,
    dimension,
    store_columns,
    store_row,
    tier_name,
)
from pages.deposits.tier_words import changes, conditions

NOW: Final = _("Schedule in force")
UNNAMED: Final = _("Draft without a name")


def listing(opened: Opened) -> str:
    """Which list of stores is asked for."""
    return opened.view.choice("measure", asked.MOVES)


def draft_name(draft: Draft) -> Named | Sentence:
    """What a draft is called."""
    return Named(draft.name, draft.name) if draft.name else UNNAMED


def tier_names(draft: Draft, of: Names) -> Mapping[str, Named | Sentence]:
    """What a draft's tiers are called."""
    own = {tier.tier_code: Named(tier.name_zh, tier.name_en) for tier in draft.tiers}
    return own | {NO_TIER: of.tiers[NO_TIER]}


UP: Final = _("Stores whose tier in the draft reduces more than their tier now.")
DOWN: Final = _("Stores whose tier in the draft reduces less than their tier now, but still reduces.")
OUT: Final = _("Stores that have a tier now and meet no row of the draft.")
_DUE_NOW: Final = _("What the stores are entitled to owe under the schedule in force: base less their tier's "
                    "reduction.")  # fmt: skip
_DUE: Final = _("What they would owe under the draft: the draft's base, where it sets one, else their own, less the "
                "draft's reduction.")  # fmt: skip
CHANGE: Final = _("Due under the draft less due now: below zero is released, above zero is required in addition.")
RELEASED: Final = _("Base less what is due, under the draft.")
_WITH: Final = _("Stores with a deposit on the day.")
_SUMS: Final = (
    Column("up", "stores", _("Move up"), UP),
    Column("down", "stores", _("Move down"), DOWN),
    Column("out", "stores", _("Fall out"), OUT),
    Column("less", "stores", _("Owe less"), _("Stores that would owe less than now.")),
    Column("more", "stores", _("Owe more"), _("Stores that would owe more than now.")),
    Column("due_now_fen", "fen", _("Due now"), _DUE_NOW),
    Column("due_fen", "fen", _("Due in the draft"), _DUE),
    Column("change_fen", "fen", _("Change"), CHANGE, is_signed=True),
    Column("released_change_fen", "fen", _("Change in released"),
           _("Released (base less due) under the draft less released now."), is_signed=True),
)  # fmt: skip


def group_rows(opened: Opened) -> list[Row]:
    """One row a code of the dimension that the view names, the largest change first."""
    by = dimension(opened)
    found = asked.groups(opened.now, opened.question, drafts.chosen(opened), by)
    return by_amount((row | coded(opened, by, row["code"]) for row in found), "change_fen")


GROUPS: Final = Sheet(
    "whatif-groups",
    _("What the draft changes by region, belt, category or store type"),
    _("Stores that move tier, and the deposit released or required, against the schedule in force; the largest "
      "change first."),
    lambda opened: (*code_columns(opened), Column("stores", "stores", _("Stores"), _WITH), *_SUMS),
    group_rows,
    few="stores",
)  # fmt: skip


def matrix_rows(opened: Opened) -> list[Row]:
    """From which tier to which, in the order of the schedules; pairs without a store are left out."""
    draft, of = drafts.chosen(opened), names(opened.now)
    before, after = tier_names(drafts.unchanged(opened.now), of), tier_names(draft, of)
    order_now, order = list(before), list(after)
    rows = [
        row | {"tier_now_name": tier_name(of, row["tier_now"]), "tier_name": after[row["tier"]]}
        for row in asked.matrix(opened.now, opened.question, draft, dimension(opened))
    ]
    return sorted(rows, key=lambda row: (order_now.index(row["tier_now"]), order.index(row["tier"])))


MATRIX: Final = Sheet(
    "whatif-matrix",
    _("From which tier to which"),
    _("Stores by the tier that the schedule in force entitles them to and by their tier in the draft."),
    lambda _opened: (
        Column("tier_now", "code", _("Tier code now"), is_shown=False),
        Column("tier_now_name", "named", _("Tier now"), _("First match in the schedule in force.")),
        Column("tier", "code", _("Tier code in the draft"), is_shown=False),
        Column("tier_name", "named", _("Tier in the draft"), _("First match in the draft.")),
        Column("stores", "stores", _("Stores"), _WITH, has_bar=True),
        Column("due_now_fen", "fen", _("Due now"), _DUE_NOW),
        Column("due_fen", "fen", _("Due in the draft"), _DUE),
        Column("change_fen", "fen", _("Change"), CHANGE, is_signed=True),
    ),
    matrix_rows,
    few="stores",
)


def _moved_row(row: Row, of: Names, after: Mapping[str, Named | Sentence]) -> Row:
    return store_row(row, of) | {
        "certification": CERTIFICATION[row["certification_status"]],
        "held_name": tier_name(of, row["tier_code"]),
        "tier_now_name": tier_name(of, row["entitled_tier_code"]),
        "tier_name": after[row["tier"]],
    }


def stores_rows(opened: Opened) -> Iterable[Row]:
    """All stores on the list that the view names."""
    draft, of = drafts.chosen(opened), names(opened.now)
    after = tier_names(draft, of)
    return (_moved_row(row, of, after) for row in asked.stream(opened.now, opened.question, draft, listing(opened)))


def stores_part(opened: Opened, offset: int, limit: int) -> Sequence[Row]:
    """Some of them."""
    draft, of = drafts.chosen(opened), names(opened.now)
    after = tier_names(draft, of)
    found = asked.part(opened.now, opened.question, draft, listing(opened), offset, limit)
    return [_moved_row(row, of, after) for row in found]


def stores_count(opened: Opened) -> int:
    """How many they are."""
    return asked.count(opened.now, opened.question, drafts.chosen(opened), listing(opened), dimension(opened))


STORES: Final = Sheet(
    "whatif-stores",
    _("Stores that move"),
    _("Each store with its tier and what is due of it now and under the draft; the largest change first."),
    lambda _opened: (
        *store_columns()[:2],
        Column("entitled_tier_code", "code", _("Tier code now"), is_shown=False),
        Column("tier_now_name", "named", _("Tier now"), _("First match in the schedule in force.")),
        Column("tier", "code", _("Tier code in the draft"), is_shown=False),
        Column("tier_name", "named", _("Tier in the draft"), _("First match in the draft.")),
        Column("entitled_fen", "fen", _("Due now"), _DUE_NOW),
        Column("due_fen", "fen", _("Due in the draft"), _DUE),
        Column("change_fen", "fen", _("Change"), CHANGE, is_signed=True),
        Column("store_score", "score", _("Store score")),
        Column("has_violation", "flag", _("Violation")),
        Column("certification_status", "code", _("Certification code"), is_shown=False),
        Column("certification", "named", _("Certification")),
        Column("is_exempt", "flag", _("Designated belt"), _("Belt designated and its waiver in force.")),
        *store_columns()[2:],
        Column("tier_code", "code", _("Tier code held"), is_shown=False),
        Column("held_name", "named", _("Tier held"), _("On the books.")),
        Column("base_fen", "fen", _("Base"), _("The store's own base, as delivered.")),
        Column("drafted_base_fen", "fen", _("Base in the draft"),
               _("What the draft sets for its category and type, else its own.")),
        Column("required_fen", "fen", _("Required on the books")),
    ),
    stores_rows,
    count=stores_count,
    part=stores_part,
)  # fmt: skip


def _file_rows(kind_rows: tuple[list[Row], list[Row]]) -> list[Row]:
    ended, drafted = kind_rows
    return [*ended, *drafted]


def tier_file_rows(opened: Opened) -> list[Row]:
    """The rows of deposit_tiers.csv; numbers as the importer reads them, with every digit."""
    rows = _file_rows(tier_rows(drafts.chosen(opened), drafts.standing(opened.now)))
    exact = ("min_score", "max_score", "reduction_pct")
    return [row | {name: cell(name, row[name]) or None for name in exact} for row in rows]


TIER_FILE: Final = Sheet(
    "draft-tiers",
    _("The draft as deposit_tiers.csv"),
    _("What the importer takes as a deposit_tiers file: the schedules that the draft ends, on the day before it "
      "begins, and the draft. Nothing changes until somebody imports it."),
    lambda _opened: (
        Column("schedule_id", "text", _("Schedule")),
        Column("effective_from", "day", _("From")),
        Column("effective_to", "day", _("To"), _("The last day, which is in it; missing: no end.")),
        Column("tier_code", "text", _("Tier")),
        Column("rank", "count", _("Tried as")),
        Column("name_zh", "text", _("Chinese name")),
        Column("name_en", "text", _("English name")),
        Column("store_types", "text", _("Store types"), _("Separated by |, or * for all.")),
        Column("min_score", "text", _("Lowest score")),
        Column("max_score", "text", _("Highest score")),
        Column("requires_no_violation", "flag", _("No violation")),
        Column("requires_certified", "flag", _("Certified")),
        Column("requires_designated_belt", "flag", _("Designated belt")),
        Column("reduction_pct", "text", _("Reduction"), _("Percent of the base deposit.")),
    ),
    tier_file_rows,
)  # fmt: skip


def base_file_rows(opened: Opened) -> list[Row]:
    """The rows of base_deposits.csv: only what the draft changes."""
    of = names(opened.now)
    return [
        row | {"category": code_name(of, "category", row["category_code"]), "type": STORE_TYPES[row["store_type"]]}
        for row in _file_rows(base_rows(drafts.chosen(opened), drafts.standing(opened.now)))
    ]


BASE_FILE: Final = Sheet(
    "draft-bases",
    _("The draft's base deposits as base_deposits.csv"),
    _("What the importer takes as a base_deposits file: the amounts that the draft changes, and the end of those "
      "they follow."),
    lambda _opened: (
        Column("category_code", "text", _("Category code")),
        Column("category", "named", _("Category")),
        Column("store_type", "text", _("Store type code")),
        Column("type", "named", _("Store type")),
        Column("base_fen", "fen", _("Base deposit")),
        Column("effective_from", "day", _("From")),
        Column("effective_to", "day", _("To"), _("The last day, which is in it; missing: no end.")),
    ),
    base_file_rows,
)  # fmt: skip


def side_by_side(opened: Opened) -> list[tuple[str, Named | Sentence, Draft]]:
    """The schedule in force and the drafts that the view compares."""
    named = [(draft.draft_id, draft_name(draft), draft) for draft in drafts.compared(opened)]
    return [("", NOW, drafts.unchanged(opened.now)), *named]


def comparison_rows(opened: Opened) -> list[Row]:
    """One row a schedule."""
    rows = []
    for draft_id, name, draft in side_by_side(opened):
        total = asked.total(opened.now, opened.question, draft)
        told = {"draft_id": draft_id, "name": name, "author": draft.author, "made_on": draft.made_on}
        share = 100 * total["released_fen"] / total["base_fen"] if total["base_fen"] else None
        rows.append(total | told | {"mean_reduction": share})
    return rows


def _item(row: Row, view: Any) -> tuple[str, Any] | None:
    return ("", view.but(listing="whatif", item=row["draft_id"], series=())) if row["draft_id"] else None


COMPARISON: Final = Sheet(
    "draft-comparison",
    _("Drafts side by side"),
    _("The schedule in force and up to four drafts, over the stores in view."),
    lambda _opened: (
        Column("draft_id", "code", _("Draft ID"), is_shown=False),
        Column("name", "named", _("Schedule"), opens=_item),
        Column("author", "text", _("By"), _("Who saved it.")),
        Column("made_on", "text", _("Saved on")),
        Column("stores", "stores", _("Stores"), _WITH),
        Column("in_tiers", "stores", _("In a tier"), _("Stores that meet a row of the schedule.")),
        Column("released_fen", "fen", _("Released"), _("Base less due."), has_bar=True),
        Column("mean_reduction", "percent", _("Mean reduction"), _("Released ÷ base.")),
        *_SUMS,
    ),
    comparison_rows,
    few="stores",
)


def rules_rows(opened: Opened) -> list[Row]:
    """The tiers of each schedule that is compared, with what differs from the schedule in force."""
    now = standing.schedule_in_force(opened.now)
    rows = []
    for draft_id, name, draft in side_by_side(opened):
        told = changes(now, draft.rules) if draft_id else [(tier, None) for tier in now]
        rows += [
            dict(tier)
            | {
                "draft_id": draft_id,
                "draft": name,
                "name": Named(tier["name_zh"], tier["name_en"]),
                "conditions": conditions(tier),
                "change": change,
            }
            for tier, change in told
        ]
    return rows


RULES: Final = Sheet(
    "draft-rules",
    _("What the drafts ask for"),
    _("The rows of each schedule that is compared, and what differs from the schedule in force."),
    lambda _opened: (
        Column("draft_id", "code", _("Draft ID"), is_shown=False),
        Column("draft", "named", _("Schedule")),
        Column("rank", "count", _("Tried as")),
        Column("tier_code", "text", _("Tier")),
        Column("name", "named", _("Name")),
        Column("conditions", "named", _("Conditions"), _("What a store has to be; all of it.")),
        Column("reduction_pct", "percent", _("Reduction"), _("Percent of the base deposit.")),
        Column("change", "named", _("Against the schedule in force")),
    ),
    rules_rows,
)


def saved_rows(_opened: Opened) -> list[Row]:
    """The drafts that were saved, the newest first."""
    return [
        {
            "draft_id": draft.draft_id,
            "name": draft_name(draft),
            "author": draft.author,
            "made_on": draft.made_on,
            "begins_on": draft.begins_on or None,
            "tiers": len(draft.tiers),
            "bases": len(draft.bases),
        }
        for draft in drafts.saved()
    ]


SAVED: Final = Sheet(
    "drafts",
    _("Saved drafts"),
    _("Drafts that were given a name. A draft never changes: editing one and saving it makes another."),
    lambda _opened: (
        Column("name", "named", _("Draft"), opens=_item),
        Column("draft_id", "text", _("Draft ID")),
        Column("author", "text", _("By"), _("Who saved it.")),
        Column("made_on", "text", _("Saved on")),
        Column("begins_on", "text", _("First day"), _("When it would begin; missing: not said.")),
        Column("tiers", "count", _("Tiers")),
        Column("bases", "count", _("Base amounts changed")),
    ),
    saved_rows,
)

SHEETS: Final = (GROUPS, MATRIX, STORES, TIER_FILE, BASE_FILE, COMPARISON, RULES, SAVED)
