"""The changes of rules within the days drawn, each with the way to what it is of."""

from datetime import date

from markupsafe import Markup

from dashboard.markup.elements import element, together
from dashboard.markup.links import to_screen
from dashboard.questions.rule_changes import RuleChange, rule_changes
from dashboard.reading.naming import names
from dashboard.reading.opening import Opened
from dashboard.tables.rule_names import RULES_IN_SHORT, rule_name_in_short
from dashboard.ui.page import nothing
from dashboard.ui.tables import file_links
from data.language import _
from pages.trends.tables import RULE_CHANGES


def _way(change: RuleChange, opened: Opened) -> Markup:
    """What changed, as a link: to a belt's page, to the schedules and base deposits, or to the method."""
    known, there = names(opened.now), opened.view.elsewhere()
    name = rule_name_in_short(change, known).say(opened.language)
    match change.kind:
        case "schedule" | "base":
            return to_screen("deposits", there.but(listing="schedules"), name)
        case "target":
            return to_screen("data", there.but(listing="method"), name)
        case _ if change.code in known.belts:
            return to_screen("belts", there.but(item=change.code), name)
        case _:
            return element("span", name)


def _item(change: RuleChange, opened: Opened) -> Markup:
    day = element("time", f"{change.day:%m-%d}", datetime=change.day.isoformat())
    return element("li", day, element("span", RULES_IN_SHORT[change.kind].say(opened.language)), _way(change, opened))


def rules_within(opened: Opened, first: date) -> Markup:
    """Those from a day to the day shown, the earliest first, and the files of all that are known."""
    language = opened.language
    within = [change for change in rule_changes(opened.now, opened.question) if first <= change.day <= opened.now.day]
    title = element("h2", _("Changes of rules in this time: {n}", n=len(within)).say(language))
    items = [_item(change, opened) for change in reversed(within)]
    body = element("ul", items, class_="rule-changes") if items else nothing(language)
    foot = element("footer", file_links(opened, RULE_CHANGES.code), class_="sheet-foot")
    return together(element("header", title, class_="card-head"), body, foot)
