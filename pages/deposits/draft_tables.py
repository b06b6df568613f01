"""The tables of drafts side by side: what each would come to, what it asks for, and which were saved."""

from collections.abc import Sequence
from typing import Final, NamedTuple, Protocol

from dashboard.figures.figure import share
from dashboard.reading.opening import Opened
from dashboard.tables.columns import column, row
from dashboard.tables.table import Table
from dashboard.tables.values import Amount, Count
from dashboard.views.view import View
from data.language import Named, Sentence, _
from models.drafts.schedule import Draft
from pages.deposits import whatif_questions as whatif
from pages.deposits.drafts import compared, saved, schedule_in_force_as_draft
from pages.deposits.rules import TierRule, rules_of_draft, schedule_in_force
from pages.deposits.tier_words import changes, conditions
from pages.deposits.whatif_tables import (
    SCHEDULE_IN_FORCE,
    WITH_DEPOSIT,
    ChangeColumns,
    change_cells,
    draft_name,
)


class ComparedDraft(NamedTuple):
    """A draft that is compared with others; the schedule in force has no id."""

    draft_id: str
    name: Named | Sentence
    draft: Draft


def compared_drafts(opened: Opened) -> list[ComparedDraft]:
    """The schedule in force and the drafts that the view compares."""
    named = [ComparedDraft(draft.draft_id, draft_name(draft), draft) for draft in compared(opened)]
    return [ComparedDraft("", SCHEDULE_IN_FORCE, schedule_in_force_as_draft(opened.now)), *named]


class _OfDraft(Protocol):
    @property
    def draft_id(self) -> str: ...


def _draft_link(of_draft: _OfDraft, view: View) -> tuple[str, View] | None:
    """Into the what-if with the draft of a row."""
    draft_id = of_draft.draft_id
    return ("", view.but(listing="whatif", item=draft_id, series=())) if draft_id else None


@row
class DraftColumns:
    """Which draft, and what it comes to."""

    draft_id: str = column("code", _("Draft ID"), shown=False)
    name: Named | Sentence = column("named", _("Schedule"), opens=_draft_link)
    author: str = column("text", _("By"), _("Who saved it."))
    made_on: str = column("text", _("Saved on"))
    stores: Count = column("stores", _("Stores"), WITH_DEPOSIT)
    in_tiers: Count = column("stores", _("In a tier"), _("Stores that meet a row of the schedule."))
    released_fen: Count = column("fen", _("Released"), _("Base less due."), bar=True)
    mean_reduction: Amount = column("percent", _("Mean reduction"), _("Released ÷ base."))


@row
class ComparisonRow(DraftColumns, ChangeColumns):
    """A draft beside others, and what it changes."""


def comparison_rows(opened: Opened) -> list[ComparisonRow]:
    """One row a schedule."""

    def comparison(draft_id: str, name: Named | Sentence, draft: Draft) -> ComparisonRow:
        sums = whatif.total(opened.now, opened.question, draft)
        return ComparisonRow(
            draft_id=draft_id,
            name=name,
            author=draft.author,
            made_on=draft.made_on,
            stores=sums.stores,
            in_tiers=sums.in_tiers,
            released_fen=sums.released_fen,
            mean_reduction=share(sums.released_fen, sums.base_fen),
            **change_cells(sums),
        )

    return [comparison(*each) for each in compared_drafts(opened)]


COMPARISON: Final = Table(
    code="draft-comparison",
    title=_("Drafts side by side"),
    about=_("The schedule in force and up to four drafts, over the stores in view."),
    row=ComparisonRow,
    make=comparison_rows,
    few="stores",
)


@row
class DraftRule:
    """A tier of a schedule that is compared, with what differs from the schedule in force."""

    draft_id: str = column("code", _("Draft ID"), shown=False)
    draft: Named | Sentence = column("named", _("Schedule"))
    rank: int = column("count", _("Tried as"))
    tier_code: str = column("text", _("Tier"))
    name: Named = column("named", _("Name"))
    conditions: Named = column("named", _("Conditions"), _("What a store has to be; all of it."))
    reduction_pct: float = column("percent", _("Reduction"), _("Percent of the base deposit."))
    change: Sentence | Named | None = column("named", _("Against the schedule in force"))


def rule_rows(opened: Opened) -> list[DraftRule]:
    """The tiers of each schedule that is compared, with what differs from the schedule in force."""
    now: Sequence[TierRule] = schedule_in_force(opened.now)

    def differences(each: ComparedDraft) -> Sequence[tuple[TierRule, Sentence | Named | None]]:
        return changes(now, rules_of_draft(each.draft)) if each.draft_id else [(tier, None) for tier in now]

    return [
        DraftRule(
            draft_id=each.draft_id,
            draft=each.name,
            rank=tier.rank,
            tier_code=tier.tier_code,
            name=tier.name,
            conditions=conditions(tier),
            reduction_pct=tier.reduction_pct,
            change=change,
        )
        for each in compared_drafts(opened)
        for tier, change in differences(each)
    ]


RULES: Final = Table(
    code="draft-rules",
    title=_("What the drafts ask for"),
    about=_("The rows of each schedule that is compared, and what differs from the schedule in force."),
    row=DraftRule,
    make=rule_rows,
)


@row
class SavedDraft:
    """A draft that was given a name."""

    name: Named | Sentence = column("named", _("Draft"), opens=_draft_link)
    draft_id: str = column("text", _("Draft ID"))
    author: str = column("text", _("By"), _("Who saved it."))
    made_on: str = column("text", _("Saved on"))
    begins_on: str | None = column("text", _("First day"), _("When it would begin; missing: not said."))
    tiers: int = column("count", _("Tiers"))
    bases: int = column("count", _("Base amounts changed"))


def saved_rows(_opened: Opened) -> list[SavedDraft]:
    """The drafts that were saved, the newest first."""
    return [
        SavedDraft(
            name=draft_name(draft),
            draft_id=draft.draft_id,
            author=draft.author,
            made_on=draft.made_on,
            begins_on=draft.begins_on or None,
            tiers=len(draft.tiers),
            bases=len(draft.bases),
        )
        for draft in saved()
    ]


SAVED: Final = Table(
    code="drafts",
    title=_("Saved drafts"),
    about=_("Drafts that were given a name. A draft never changes: editing one and saving it makes another."),
    row=SavedDraft,
    make=saved_rows,
)
