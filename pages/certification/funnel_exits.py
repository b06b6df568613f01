"""The ways out of the funnel at its side: documents asked for, rejected, still open; each leads to its list."""

from markupsafe import Markup

from dashboard.findings.words import share_of
from dashboard.markup.elements import NOTHING, element
from dashboard.markup.links import to_screen
from dashboard.reading.opening import Opened
from dashboard.tables.certification import StepRow
from dashboard.tables.values import number, whole
from data.language import Sentence, _
from pages.certification.charts import steps


def _count(row: StepRow) -> int:
    return whole(row.applications) or 0


def _exit(opened: Opened, count: int, what: Sentence, of: Sentence, tab: str) -> Markup:
    """One way out: how many, what they are, what share that is, and the tab that lists them."""
    language, there = opened.language, opened.view.but(listing=tab, page=1, measure="", by="")
    head = element("span", element("b", f"{count:,}"), " ", what.say(language))
    said = _("See the list: {what}", what=what).say(language)
    way = to_screen("", there, _("see the list").say(language), says=said)
    return element("div", head, element("small", of.say(language), " · ", way), class_="exit")


def side_exits(opened: Opened) -> Markup:
    """The row of them; nothing where no application is shown."""
    found, ways = steps(opened), []
    if {"asked", "reviewed"} <= found.keys() and _count(found["reviewed"]):
        asked, days = found["asked"], number(found["asked"].median_days)
        share = share_of(_count(asked), _count(found["reviewed"]))
        of = _("{share} of those in review", share=share)
        if days is not None:
            of = _("{share} of those in review; decided after a median of {days} days", share=share, days=f"{days:.1f}")
        ways.append(_exit(opened, _count(asked), _("documents asked for"), of, "open"))
    if {"rejected", "decided"} <= found.keys() and _count(found["decided"]):
        of = _("{share} of those decided", share=share_of(_count(found["rejected"]), _count(found["decided"])))
        ways.append(_exit(opened, _count(found["rejected"]), _("rejected"), of, "rejections"))
    if {"open", "applied"} <= found.keys() and _count(found["applied"]):
        of = _("{share} of all applications", share=share_of(_count(found["open"]), _count(found["applied"])))
        ways.append(_exit(opened, _count(found["open"]), _("still open"), of, "open"))
    return element("div", ways, class_="exits") if ways else NOTHING
