"""The rows of the stores to call on the page: what a cell holds in lines, and the groups that the rows stand in."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import Final

from markupsafe import Markup

from dashboard.markup.elements import Node, element
from dashboard.markup.links import to_screen
from dashboard.questions.worklist.calls import Reason, bucket_of
from dashboard.questions.worklist.changes import Change
from dashboard.reading.opening import Opened
from dashboard.tables.call_words import STAKES, day_in, days_left, detail, exact, stakes, title, when
from dashboard.tables.cell_links import BELT
from dashboard.tables.columns import Column, Columns
from dashboard.tables.heads import headings
from dashboard.tables.words import cell_text
from data.language import _
from pages.worklist.call_tables import CALLS, CHANGES, CallRow

Cell = Callable[[CallRow, Opened], Markup]


def _due(row: CallRow, opened: Opened) -> Markup:
    """How long the nearest day is past or away."""
    bucket = bucket_of(opened.now.day, row.due)
    words = days_left(row.due, opened.now.day).say(opened.language)
    return element("span", words, class_=f"pill {bucket}", title=row.due.isoformat())


def _change(change: Change | None, opened: Opened) -> Markup | None:
    return element("span", CHANGES[change].say(opened.language), class_=f"pill {change.value}") if change else None


def _store(row: CallRow, opened: Opened) -> Markup:
    """Name, what became of it, place and belt."""
    view = opened.view.elsewhere()
    name = to_screen("stores", view.but(item=row.store_id), row.store_name)
    belt = None
    if row.belt and (there := BELT(row, opened.view)):
        belt = [" · ", to_screen(*there, row.belt.say(opened.language))]
    place = element("small", element("span", row.place.say(opened.language)), belt)
    return element("div", name, _change(row.change, opened), place)


def _reason(reason: Reason, opened: Opened) -> Markup:
    language, today, known = opened.language, opened.now.day, detail(reason)
    what = element("span", element("b", title(reason).say(language)), " ", known.say(language) if known else None)
    by = element(
        "span",
        when(reason, today).say(language),
        class_="bad" if reason.due < today else "faint",
        title=day_in(reason.due, today).say(language),
    )
    return element("li", what, by)


def _reasons(row: CallRow, opened: Opened) -> Markup:
    return element("ul", [_reason(reason, opened) for reason in row.call.reasons], class_="reasons")


def _at_stake(row: CallRow, opened: Opened) -> Markup:
    """A line for each unit."""
    language = opened.language
    lines = [
        element(
            "li",
            exact(value, "traffic" if key == "traffic" else "fen"),
            " ",
            element("small", STAKES[key].say(language)),
        )
        for key, value in stakes(row.call).items()
    ]
    return element("ul", lines, class_="stakes") if lines else element("span", "–", class_="faint")


def _owner(row: CallRow, opened: Opened) -> Markup:
    """Who looks after the store: the name alone of an address; that there is nobody is work too."""
    if not row.owner:
        return element("span", _("no owner").say(opened.language), class_="lacking")
    return element("span", row.owner.partition("@")[0], title=row.owner)


DRAWN: Final[Mapping[str, Cell]] = {
    "due": _due,
    "store_name": _store,
    "reasons": _reasons,
    "at_stake": _at_stake,
    "owner": _owner,
}
"""The columns that are drawn in a way of their own; every other is its text."""


def _plain(column: Column, row: CallRow, opened: Opened) -> Markup | str:
    text = cell_text(column, row, opened.language)
    there = column.opens(row, opened.view) if column.opens else None
    return to_screen(there[0], there[1], text) if there else text


def _cell(column: Column, row: CallRow, opened: Opened) -> Markup:
    own = DRAWN.get(column.name)
    inside = own(row, opened) if own else _plain(column, row, opened)
    if column.name == "store_name":
        return element("th", inside, scope="row", class_="store")
    return element("td", inside, class_=f"{column.name} n" if column.name == "at_stake" else column.name)


def rows_html(columns: Columns, rows: Iterable[CallRow], opened: Opened) -> list[Markup]:
    """Rows of the table."""
    return [element("tr", [_cell(column, row, opened) for column in columns]) for row in rows]


def group_html(columns: Columns, title: Node) -> Markup:
    """The line above a group."""
    return element("tr", element("th", title, colspan=len(columns), scope="rowgroup"), class_="group")


def table(columns: Columns, bodies: Sequence[Sequence[Markup]], opened: Opened) -> Markup:
    """The table of groups, each with its lines."""
    heads = headings(CALLS, columns, {"at_stake": "n"}, opened)
    body = element("table", heads, [element("tbody", lines) for lines in bodies], class_="ranked calls")
    says = CALLS.title.say(opened.language)
    return element("div", body, class_="scroll", tabindex=0, role="region", aria_label=says)
