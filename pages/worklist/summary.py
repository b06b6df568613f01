"""The week of a region on one page that prints: figures, lists, the first of each, and what the page holds."""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import replace
from typing import Final, TypeVar

from markupsafe import Markup

from dashboard import questions
from dashboard.drawing.tooltips import change_class
from dashboard.figures import number_formats as numbers
from dashboard.figures.figure import Ranked
from dashboard.markup.elements import element
from dashboard.markup.links import to_screen
from dashboard.questions.worklist.listing import inputs_of
from dashboard.questions.worklist.lists import LISTINGS
from dashboard.reading.naming import names
from dashboard.reading.opening import Opened
from dashboard.tables.columns import Column, column, columns_of, row
from dashboard.tables.words import cell_text
from dashboard.ui.page import put
from dashboard.ui.tables import file_links
from dashboard.views.filters_in_words import filters_in_words
from data.language import Named, Sentence, _
from models.programme.metrics import HEADLINES, METRICS
from pages.worklist.tables import TALLY, WORKLIST, owner_of

Row = TypeVar("Row")
STORES_NAMED: Final = 5
"""How many stores of a list are printed."""
LISTS_PRINTED: Final = (
    "packs-to-claim",
    "packs-to-use",
    "sessions-without-envelope",
    "shortfalls",
    "lower-tier",
    "applications",
)
"""The lists whose first stores are printed."""
COLUMNS_PRINTED: Final = ("store_name", "owner", "value", "deadline")


def _head(column: Column, opened: Opened, *, is_first: bool) -> Markup:
    return element("th", column.heading.say(opened.language), scope="col", class_="" if is_first else "n")


def _cell(column: Column, row: object, opened: Opened, css: str, *, is_first: bool) -> Markup:
    inside: Markup | str = cell_text(column, row, opened.language)
    if there := column.opens(row, opened.view) if column.opens else None:
        screen, view = there
        inside = to_screen(screen if screen != "worklist" else "", view, inside)
    return element("th", inside, scope="row") if is_first else element("td", inside, class_=f"n {css}".strip())


def _no_css(_column: Column, _row: object) -> str:
    return ""


def _printed(
    columns: Iterable[Column],
    rows: Iterable[Row],
    opened: Opened,
    css: Callable[[Column, Row], str] = _no_css,
) -> Markup:
    """A table as it prints: without bars, what is not in the first column at the right."""
    shown = [column for column in columns if column.shown]
    heads = [_head(column, opened, is_first=at == 0) for at, column in enumerate(shown)]
    lines = [
        element("tr", [_cell(c, row, opened, css(c, row), is_first=at == 0) for at, c in enumerate(shown)])
        for row in rows
    ]
    return element("table", element("thead", element("tr", heads)), element("tbody", lines), class_="ranked")


# Who, when, and whose


def _title(opened: Opened) -> Markup:
    language, region = opened.language, names(opened.now).region(opened.question.region)
    against = (
        _("As of the end of {day}, against {before}.", day=opened.now.as_of, before=opened.before.as_of)
        if opened.before
        else _("As of the end of {day}; there is nothing to compare with.", day=opened.now.as_of)
    )
    made_up = (
        _("Demonstration data: every store, person and figure here is made up.")
        if opened.now.is_demonstration
        else _("Recorded data, snapshot {snapshot}.", snapshot=opened.now.snapshot_id)
    )
    title = _("The week in {region}", region=region).say(language)
    owner = owner_of(opened)
    whose = element("p", _("Lists of the stores of {owner}.", owner=owner).say(language)) if owner else None
    said = element("div", element("h2", title), element("p", against.say(language), " ", made_up.say(language)), whose)
    address = f"?{opened.view.address()}"
    press = element("a", _("Print").say(language), class_="button print", href=address, data_print=True)
    return element("header", said, press)


# The figures


def _day(opened: Opened) -> Sentence:
    return Sentence(opened.now.as_of)


def _day_before(opened: Opened) -> Sentence:
    return Sentence(opened.before.as_of if opened.before else numbers.NOTHING)


@row
class HeadlineRow:
    """A figure of all stores in view: its cells are texts, for each figure is of a unit of its own."""

    change_css: str
    figure: Sentence = column("named", _("Figure"))
    now: str = column("text", _day)
    before: str = column("text", _day_before)
    change: str = column("text", _("Change"))


def _headline_rows(opened: Opened) -> Iterator[HeadlineRow]:
    now = questions.headlines(opened.now, opened.question, HEADLINES)
    before = questions.headlines(opened.before, opened.question, HEADLINES) if opened.before else {}
    for code in HEADLINES:
        metric = METRICS[code]
        compared = Ranked(code, Named("", ""), now[code], before.get(code))
        yield HeadlineRow(
            change_css=change_class(compared, metric),
            figure=metric.name,
            now=numbers.figure_text(compared.now, metric, opened.language),
            before=numbers.figure_text(compared.before, metric, opened.language)
            if compared.before
            else numbers.NOTHING,
            change=numbers.change(compared.change, metric.unit, opened.language) if opened.before else numbers.NOTHING,
        )


def _headline_css(column: Column, row: HeadlineRow) -> str:
    return {"before": "faint", "change": row.change_css}.get(column.name, "")


def _headlines(opened: Opened) -> Markup:
    title = element("h3", _("Figures of all stores in view").say(opened.language))
    columns = columns_of(HeadlineRow, opened)
    return element("section", title, _printed(columns, _headline_rows(opened), opened, _headline_css))


# The lists


def _lists(opened: Opened) -> Markup:
    title = element("h3", _("Stores to call").say(opened.language), file_links(opened, TALLY.code))
    return element("section", title, _printed(TALLY.columns(opened), TALLY.shown(opened), opened))


def _first_stores(opened: Opened, code: str) -> Markup:
    here = replace(opened, before=None, view=opened.view.but(listing=code, page=1, rows=""))
    title = element("h3", LISTINGS[code].title.say(opened.language))
    stores = WORKLIST.page(here, 0, STORES_NAMED)
    if not stores:
        return element("section", title, element("p", _("Nothing to do here.").say(opened.language), class_="faint"))
    columns = [column for column in WORKLIST.columns(here) if column.name in COLUMNS_PRINTED]
    return element("section", title, _printed(columns, stores, here))


# What the page holds


def _what_it_holds(opened: Opened) -> list[Sentence]:
    """What the page holds, and what it does not."""
    inputs = inputs_of(opened.now)
    filters = ("；" if opened.language == "zh" else "; ").join(filters_in_words(opened.view, names(opened.now)))
    return [
        _("{n} stores are counted.", n=numbers.full_number(questions.stores(opened.now, opened.question), "stores")),
        _("Filters: {filters}.", filters=filters) if filters else _("No filter is set."),
        _(
            "Of each list the {top} with the most at stake are named; every list in full is on the work list and in "
            "its file. A store may be on several lists.",
            top=STORES_NAMED,
        ),
        _(
            "Near means: claim-by in {claim} days, use-by in {use}, a review over {review}, a certification ending in "
            "{expiry}. These thresholds are data of the programme and may change.",
            claim=inputs.days("claim-days"),
            use=inputs.days("use-days"),
            review=inputs.days("review-days"),
            expiry=inputs.days("expiry-days"),
        ),
        _(
            "Not in it: amounts of different currencies are never added together; fees charged are not delivered; a "
            "store whose weekly activity was not delivered is on no list of sales or live sessions but that of stores "
            "not live yet."
        ),
    ]


def summary(opened: Opened) -> None:
    """Draw the page."""
    language = opened.language
    figures = element("div", _headlines(opened), _lists(opened), class_="pair")
    stores = element("div", [_first_stores(opened, code) for code in LISTS_PRINTED], class_="pair tops")
    holds = element("ul", [element("li", words.say(language)) for words in _what_it_holds(opened)])
    footer = element("footer", element("h3", _("What is in this page").say(language)), holds)
    put(element("article", _title(opened), figures, stores, footer, class_="summary"))
