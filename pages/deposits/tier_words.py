"""A schedule's rows in words: what a tier asks for, and what changed from one schedule to the next."""

from collections.abc import Callable, Mapping, Sequence
from typing import Final, TypeVar

from data.language import LANGUAGES, Language, Named, Sentence, _
from models.drafts.schedule import ALL_TYPES
from models.programme.terms import STORE_TYPES
from pages.deposits.rules import TierRule

Rule = TypeVar("Rule", bound=TierRule)
SEPARATORS: Final[Mapping[Language, str]] = {"zh": "；", "en": "; "}
COMMAS: Final[Mapping[Language, str]] = {"zh": "、", "en": ", "}
CONDITION_WORDS: Final[Sequence[tuple[Callable[[TierRule], bool], Sentence]]] = (
    (lambda tier: tier.requires_no_violation, _("no violation")),
    (lambda tier: tier.requires_certified, _("certified")),
    (lambda tier: tier.requires_designated_belt, _("in a designated belt whose waiver is in force")),
)
"""What a tier may ask for, and how that is called."""


def joined(parts: Sequence[Sentence | Named], between: Mapping[Language, str] = SEPARATORS) -> Named:
    """Several things said one after the other."""
    zh, en = (between[language].join(part.say(language) for part in parts) for language in LANGUAGES)
    return Named(zh, en)


def store_types(tier: TierRule) -> Sentence | Named:
    """The store types that a tier is for."""
    if tier.store_types == ALL_TYPES:
        return _("all store types")
    chosen = tier.store_types.split("|")
    return joined([name for code, name in STORE_TYPES.items() if code in chosen], COMMAS)


def scores(tier: TierRule) -> Sentence:
    """The store scores that a tier is for; both ends are in it."""
    least, most = tier.min_score, tier.max_score
    if least is None and most is None:
        return _("any store score")
    if most is None:
        return _("store score from {least}", least=f"{least:g}")
    if least is None:
        return _("store score up to {most}", most=f"{most:g}")
    return _("store score {least} to {most}", least=f"{least:g}", most=f"{most:g}")


def conditions(tier: TierRule) -> Named:
    """What a store has to be for a tier."""
    return joined([store_types(tier), scores(tier), *(words for asks, words in CONDITION_WORDS if asks(tier))])


def percent(value: float) -> str:
    """A reduction."""
    return f"{value:g}%"


def _differences(old: TierRule, new: TierRule) -> list[Sentence]:
    found = []
    if old.reduction_pct != new.reduction_pct:
        was, now = percent(old.reduction_pct), percent(new.reduction_pct)
        found.append(_("reduction {was} → {now}", was=was, now=now))
    if scores(old) != scores(new):
        found.append(_("{was} → {now}", was=scores(old), now=scores(new)))
    if old.store_types != new.store_types:
        found.append(_("{was} → {now}", was=store_types(old), now=store_types(new)))
    for asks, words in CONDITION_WORDS:
        if asks(old) != asks(new):
            found.append(_("now asks: {what}", what=words) if asks(new) else _("no longer asks: {what}", what=words))
    if old.rank != new.rank:
        found.append(_("tried as number {was} → {now}", was=old.rank, now=new.rank))
    return found


def change(old: TierRule | None, new: TierRule | None) -> Sentence | Named:
    """What became of a tier from one schedule to another; None: it is not in it."""
    if old is None:
        return _("new")
    if new is None:
        return _("dropped")
    found = _differences(old, new)
    return joined(found) if found else _("unchanged")


def changes(old: Sequence[Rule], new: Sequence[Rule]) -> list[tuple[Rule, Sentence | Named]]:
    """Each tier of the new schedule with what changed, then those of the old that are dropped."""
    before, after = ({tier.tier_code: tier for tier in tiers} for tiers in (old, new))
    found = [(tier, change(before.get(tier.tier_code), tier)) for tier in new]
    return found + [(tier, change(tier, None)) for code, tier in before.items() if code not in after]
