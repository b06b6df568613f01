"""The matrix as a page shows it: tier now down the side, tier in the draft across."""

from collections.abc import Mapping
from typing import Final

from markupsafe import Markup

from dashboard.markup.elements import NOTHING, element
from dashboard.reading.naming import names
from dashboard.reading.opening import Opened
from dashboard.tables.columns import Column, Columns, column, columns_of, row, several
from dashboard.tables.values import Count, whole
from dashboard.tables.words import cell_text
from data.language import Language, Named, Sentence, _
from pages.deposits.drafts import chosen_draft, schedule_in_force_as_draft
from pages.deposits.whatif_tables import MATRIX, tier_names

LEAST_SHADE: Final = 8
MOST_SHADE: Final = 60
"""How much of the accent's colour stands behind a count, in percent."""


def _column_into(code: str, name: Named | Sentence) -> Column:
    heading = Sentence("{tier}", {"tier": name})  # a name from data where a message is wanted
    return Column(code, "count", heading, of=lambda into: into.get(code))


def _tiers_across(opened: Opened) -> Columns:
    """A column a tier of the draft."""
    after = tier_names(chosen_draft(opened), names(opened.now))
    return [_column_into(code, name) for code, name in after.items()]


@row
class TierLine:
    """The stores of a tier now, by their tier in the draft."""

    name: Named | Sentence = column("named", _("Tier now ↓ · in the draft →"))
    code: str
    into: Mapping[str, Count] = several(_tiers_across)


def tier_lines(opened: Opened) -> list[TierLine]:
    """A line a tier of the schedule in force, of what a reader may see; none where there is no store."""
    pairs = MATRIX.shown(opened)
    before = tier_names(schedule_in_force_as_draft(opened.now), names(opened.now))
    return [
        TierLine(name=name, code=code, into={pair.tier: pair.stores for pair in pairs if pair.tier_now == code})
        for code, name in (before.items() if pairs else ())
    ]


def _cell(tier: Column, line: TierLine, most: int, language: Language) -> Markup:
    words, count = cell_text(tier, line, language), whole(tier.of(line))
    if count is None:
        return element("td", words, class_="n faint")
    if tier.name == line.code:
        return element("td", words, class_="n same")
    share = round(MOST_SHADE * count / most)
    shade = f"background:color-mix(in srgb,var(--accent) {max(share, LEAST_SHADE)}%,transparent)" if share else None
    return element("td", words, class_="n", style=shade)


def matrix_html(opened: Opened) -> Markup:
    """The matrix, the more stores in a cell, the darker; nothing where there is no store."""
    lines, language = tier_lines(opened), opened.language
    if not lines:
        return NOTHING
    corner, *tiers = columns_of(TierLine, opened)
    most = max((whole(count) or 0 for line in lines for count in line.into.values()), default=0)
    head = [element("th", tier.heading.say(language), scope="col", class_="n") for tier in tiers]
    body = [
        element(
            "tr",
            element("th", line.name.say(language), scope="row"),
            [_cell(tier, line, most, language) for tier in tiers],
        )
        for line in lines
    ]
    table = element(
        "table",
        element("thead", element("tr", element("th", corner.heading.say(language)), head)),
        element("tbody", body),
        class_="ranked matrix",
    )
    return element("div", table, class_="scroll")
