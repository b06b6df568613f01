"""What a change of a rule is called, and what it is that changes."""

from typing import Final

from dashboard.questions.rule_changes import RuleChange, RuleKind
from dashboard.views.names import Names
from data.language import Named, Sentence, _
from models.programme.targets import TARGETS

RULES: Final[dict[RuleKind, Sentence]] = {
    "schedule": _("Deposit schedule begins"),
    "base": _("Base deposits begin"),
    "waiver-begins": _("Commission waiver begins"),
    "waiver-ends": _("Last day of a commission waiver"),
    "target": _("Target or threshold begins"),
}

RULES_IN_SHORT: Final[dict[RuleKind, Sentence]] = {
    "schedule": _("schedule begins"),
    "base": _("base deposit begins"),
    "waiver-begins": _("waiver begins"),
    "waiver-ends": _("waiver ends"),
    "target": _("target begins"),
}
"""The same in the few words that a chart has room for."""


def rule_name(change: RuleChange, known: Names) -> Named | Sentence:
    """What it is that changes, in words; a code that has no name as it is."""
    code = change.code
    if change.kind in ("waiver-begins", "waiver-ends") and code in known.belts:
        return known.belt_labelled(code)
    if change.kind == "base" and code in known.categories:
        return known.categories[code]
    if change.kind == "target" and code in TARGETS:
        return TARGETS[code].name
    return Named(code, code)


def rule_name_in_short(change: RuleChange, known: Names) -> Named | Sentence:
    """The same without the source of a belt's listing."""
    is_waiver = change.kind in ("waiver-begins", "waiver-ends") and change.code in known.belts
    return known.belt(change.code) if is_waiver else rule_name(change, known)
