"""The charts of deposits: stores by tier, what is released, base deposits, and whom a draft affects."""

from collections.abc import Iterable
from typing import Final

from dashboard.drawing.chart import Chart
from dashboard.drawing.charts.bars import Bar, bars
from dashboard.drawing.charts.canvas import Spec
from dashboard.drawing.charts.diverging import Heads, Sides, diverging
from dashboard.drawing.charts.heat import Cell, across_at_most, heat
from dashboard.drawing.look import Look
from dashboard.figures import number_formats as numbers
from dashboard.findings.among import One, large_share
from dashboard.findings.standing_out import is_change
from dashboard.findings.words import amount
from dashboard.reading.opening import Opened
from dashboard.tables.values import whole
from data.language import Sentence, _
from models.programme.metrics import METRICS
from models.programme.terms import STORE_TYPES
from pages.deposits.drafts import chosen_draft
from pages.deposits.grouping import DIMENSIONS, dimension
from pages.deposits.schedule_tables import BASES, BaseRow
from pages.deposits.state_tables import GROUPS, TIERS, TierRow
from pages.deposits.whatif_questions import total
from pages.deposits.whatif_tables import CHANGED_GROUPS

MOST_BARS: Final = 20


# Stores by tier


def _tiers(opened: Opened) -> list[tuple[TierRow, int, int | None]]:
    """The tiers in their order, with their stores now and at the compared snapshot."""
    found = []
    for tier in TIERS.shown(opened):
        stores, change = whole(tier.stores), whole(tier.stores_change)
        if stores is not None:
            found.append((tier, stores, None if change is None else stores - change))
    return found


def _tier_bars(opened: Opened, look: Look) -> Spec | None:
    language = opened.language

    def told(stores: int, before: int | None) -> str:
        change = "" if before is None else f"  {numbers.bare_change(stores - before, 'stores', language)}"
        return f"{stores:,}{change}"

    shown = [
        Bar(tier.name.say(language), stores, told(stores, before), before, codes={"tier": tier.tier_code})
        for tier, stores, before in _tiers(opened)
    ]
    return bars(shown, look, language) if shown else None


def _tiers_finding(opened: Opened) -> Sentence | None:
    """The tier whose stores changed most since the compared day; None where that is not worth a word."""
    if opened.before is None:
        return None
    known = [(tier, stores, before) for tier, stores, before in _tiers(opened) if before is not None]
    moved = [(tier, stores, before) for tier, stores, before in known if is_change(before, stores, "stores")]
    if not moved:
        return None
    tier, stores, before = max(moved, key=lambda one: abs(one[1] - one[2]))
    values = {"tier": tier.name, "n": f"{stores:,}", "by": f"{abs(stores - before):,}", "day": opened.before.as_of[5:]}
    if stores > before:
        return _("{tier} has {n} stores, {by} more than on {day}.", **values)
    return _("{tier} has {n} stores, {by} fewer than on {day}.", **values)


def _tiers_title(opened: Opened) -> Sentence:
    if opened.before is None:
        return _("Stores by deposit tier")
    return _("Stores by deposit tier, and on {day} (upright mark)", day=opened.before.as_of[5:])


# What is released


def _released(opened: Opened) -> list[tuple[One, str | None]]:
    rows = [
        (One(group.name, fen), group.code)
        for group in GROUPS.shown(opened)
        if group.code is not None and (fen := whole(group.released_fen)) is not None
    ]
    return sorted(rows, key=lambda one: -one[0].value)


def _released_bars(opened: Opened, look: Look) -> Spec | None:
    language, by = opened.language, dimension(opened)
    shown = [
        Bar(one.name.say(language), one.value, numbers.short_number(one.value, "fen", language), codes={by: code or ""})
        for one, code in _released(opened)[:MOST_BARS]
    ]
    return bars(shown, look, language) if shown else None


def _released_finding(opened: Opened) -> Sentence | None:
    return large_share([one for one, _code in _released(opened)], "fen", _("all that is released"))


def _released_title(opened: Opened) -> Sentence:
    return _("{metric}: {by}", metric=METRICS["deposit-released"].name, by=DIMENSIONS[dimension(opened)])


# Base deposits


def _breaks(values: Iterable[float], classes: int) -> tuple[float, ...]:
    """Bounds that part the amounts into classes of about as many cells."""
    ranked = sorted(set(values))
    if len(ranked) < classes:
        return ()
    return tuple(dict.fromkeys(ranked[len(ranked) * nth // classes] for nth in range(1, classes)))


def _base_heat(opened: Opened, look: Look) -> Spec | None:
    """Categories down, the dearest first; as many store types as there is room for."""
    language = opened.language
    bases: list[BaseRow] = list(BASES.shown(opened))
    if not bases:
        return None
    ramp = look.theme.more_is_worse
    breaks = _breaks((base.base_fen for base in bases), len(ramp))
    dearest: dict[str, int] = {}
    for base in bases:
        dearest[base.category_code] = max(base.base_fen, dearest.get(base.category_code, 0))
    named = {base.category_code: base.category.say(language) for base in bases}
    down = sorted(dearest, key=lambda code: (-dearest[code], code))
    words = [named[code] for code in down]

    def told(fen: int) -> str:
        return numbers.short_number(fen, "fen", language)

    types = [code for code in STORE_TYPES if any(base.store_type == code for base in bases)]
    types = types[: across_at_most([*(told(base.base_fen) for base in bases)], words, look)]
    cells = [
        Cell(
            down.index(base.category_code),
            types.index(base.store_type),
            told(base.base_fen),
            numbers.full_number(base.base_fen, "fen"),
            ramp[sum(base.base_fen >= bound for bound in breaks)],
            {"category": base.category_code, "type": base.store_type},
        )
        for base in bases
        if base.store_type in types
    ]
    return heat(cells, [STORE_TYPES[code].say(language) for code in types], words, look, language)


# Whom a draft affects


def _affected(opened: Opened, look: Look) -> Spec | None:
    """Those whose balance changes most, in order of what becomes less."""
    language, by = opened.language, dimension(opened)

    def money(fen: float) -> str:
        return numbers.short_number(fen, "fen", language)

    rows = [
        (group, -less, more)
        for group in CHANGED_GROUPS.shown(opened)
        if group.code is not None
        and (less := whole(group.less_fen)) is not None
        and (more := whole(group.more_fen)) is not None
        and (less or more)
    ]
    rows.sort(key=lambda one: (-(one[1] + one[2]), str(one[0].code)))
    shown = [
        Sides(
            group.name.say(language),
            less,
            more,
            money(less),
            money(more),
            numbers.change(more - less, "fen", language),
            {by: group.code or ""},
        )
        for group, less, more in rows[:MOST_BARS]
    ]
    heads = Heads(_("Owe less").say(language), _("Owe more").say(language), _("Net change").say(language))
    return diverging(shown, heads, look, language) if shown else None


def _affected_finding(opened: Opened) -> Sentence | None:
    """How many owe less and more under the draft, and what that comes to; None where nobody does."""
    sums = total(opened.now, opened.question, chosen_draft(opened), dimension(opened))
    if not sums.less and not sums.more:
        return None
    values = {"less": f"{sums.less:,}", "more": f"{sums.more:,}", "by": amount(abs(sums.change_fen), "fen")}
    if sums.change_fen < 0:
        return _("{less} stores owe less and {more} owe more: {by} less is due in all.", **values)
    return _("{less} stores owe less and {more} owe more: {by} more is due in all.", **values)


TIER_BARS: Final = Chart("tier-stores", _tiers_title, TIERS.title, _tier_bars, _tiers_finding)
RELEASED: Final = Chart("deposit-released", _released_title, GROUPS.title, _released_bars, _released_finding)
BASE_HEAT: Final = Chart("base-deposits", _("Base deposit by category and store type"), BASES.title, _base_heat)
CHANGES: Final = Chart("whatif-changes", _("Who is affected"), CHANGED_GROUPS.title, _affected, _affected_finding)
CHARTS: Final = (TIER_BARS, RELEASED, BASE_HEAT, CHANGES)
