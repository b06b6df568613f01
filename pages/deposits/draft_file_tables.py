"""The tables of a draft as the files that the importer takes."""

from datetime import date
from typing import Final

from dashboard.reading.naming import names
from dashboard.reading.opening import Opened
from dashboard.tables.columns import column, row
from dashboard.tables.table import Table
from data.language import Named, Sentence, _
from models.drafts.files import base_rows, cell, tier_rows
from models.programme.terms import STORE_TYPES
from pages.deposits.drafts import chosen_draft
from pages.deposits.grouping import code_name
from pages.deposits.rules import rules_in_force

_LAST_DAY: Final = _("The last day, which is in it; missing: no end.")


@row
class TierLine:
    """A row of deposit_tiers.csv; numbers as the importer reads them, with every digit."""

    schedule_id: str = column("text", _("Schedule"))
    effective_from: date = column("day", _("From"))
    effective_to: date | None = column("day", _("To"), _LAST_DAY)
    tier_code: str = column("text", _("Tier"))
    rank: int = column("count", _("Tried as"))
    name_zh: str = column("text", _("Chinese name"))
    name_en: str = column("text", _("English name"))
    store_types: str = column("text", _("Store types"), _("Separated by |, or * for all."))
    min_score: str | None = column("text", _("Lowest score"))
    max_score: str | None = column("text", _("Highest score"))
    requires_no_violation: bool = column("flag", _("No violation"))
    requires_certified: bool = column("flag", _("Certified"))
    requires_designated_belt: bool = column("flag", _("Designated belt"))
    reduction_pct: str | None = column("text", _("Reduction"), _("Percent of the base deposit."))


def _tier_lines(opened: Opened) -> list[TierLine]:
    ended, drafted = tier_rows(chosen_draft(opened), rules_in_force(opened.now))
    return [
        TierLine(
            schedule_id=tier["schedule_id"],
            effective_from=tier["effective_from"],
            effective_to=tier["effective_to"],
            tier_code=tier["tier_code"],
            rank=tier["rank"],
            name_zh=tier["name_zh"],
            name_en=tier["name_en"],
            store_types=tier["store_types"],
            min_score=cell("min_score", tier["min_score"]) or None,
            max_score=cell("max_score", tier["max_score"]) or None,
            requires_no_violation=tier["requires_no_violation"],
            requires_certified=tier["requires_certified"],
            requires_designated_belt=tier["requires_designated_belt"],
            reduction_pct=cell("reduction_pct", tier["reduction_pct"]) or None,
        )
        for tier in (*ended, *drafted)
    ]


TIER_FILE: Final = Table(
    code="draft-tiers",
    title=_("The draft as deposit_tiers.csv"),
    about=_(
        "What the importer takes as a deposit_tiers file: the schedules that the draft ends, on the day before it "
        "begins, and the draft. Nothing changes until somebody imports it."
    ),
    row=TierLine,
    make=_tier_lines,
)


@row
class BaseLine:
    """A row of base_deposits.csv: only what the draft changes."""

    category_code: str = column("text", _("Category code"))
    category: Named | Sentence = column("named", _("Category"))
    store_type: str = column("text", _("Store type code"))
    type: Named | Sentence = column("named", _("Store type"))
    base_fen: int = column("fen", _("Base deposit"))
    effective_from: date = column("day", _("From"))
    effective_to: date | None = column("day", _("To"), _LAST_DAY)


def _base_lines(opened: Opened) -> list[BaseLine]:
    known = names(opened.now)
    ended, drafted = base_rows(chosen_draft(opened), rules_in_force(opened.now))
    return [
        BaseLine(
            category_code=base["category_code"],
            category=code_name(known, "category", base["category_code"]),
            store_type=base["store_type"],
            type=STORE_TYPES[base["store_type"]],
            base_fen=base["base_fen"],
            effective_from=base["effective_from"],
            effective_to=base["effective_to"],
        )
        for base in (*ended, *drafted)
    ]


BASE_FILE: Final = Table(
    code="draft-bases",
    title=_("The draft's base deposits as base_deposits.csv"),
    about=_(
        "What the importer takes as a base_deposits file: the amounts that the draft changes, and the end of those "
        "they follow."
    ),
    row=BaseLine,
    make=_base_lines,
)
