"""What was found in a file, on the page: a verdict, the rows by what becomes of them, and each problem and warning."""

from collections.abc import Mapping
from typing import Final

from markupsafe import Markup

from dashboard.markup.elements import element, together
from dashboard.ui.figure_row import Fact, facts
from dashboard.ui.page import note, put
from data.language import Language, Sentence, _
from models.intake.reading.outcomes import Outcome, Problem
from pages.data import problems_route

DELIMITERS: Final[Mapping[str, Sentence]] = {",": _("comma"), "\t": _("tab"), ";": _("semicolon")}


def _row(problem: Problem, language: Language) -> Markup:
    words = (problem.column, problem.value, problem.why.say(language), problem.do.say(language))
    line = element("td", f"{problem.line:,}", class_="n")
    return element("tr", line, [element("td", each, class_="words") for each in words])


def _problems(title: Sentence, problems: tuple[Problem, ...], ticket: str, language: Language) -> Markup:
    names = (_("Line"), _("Column"), _("Value"), _("Why"), _("What to do"))
    head = element("thead", element("tr", [element("th", name.say(language), scope="col") for name in names]))
    body = element("tbody", [_row(problem, language) for problem in problems])
    file = element("a", "CSV", class_="file", href=problems_route.link(ticket, language), download=True)
    words = title.say(language)
    return together(
        element("header", element("h2", words), class_="card-head"),
        element(
            "div",
            element("table", head, body, class_="ranked"),
            class_="scroll sheet",
            tabindex=0,
            role="region",
            aria_label=words,
        ),
        element("footer", element("span", file if ticket else None, class_="files-of"), class_="sheet-foot"),
    )


def _counted(outcome: Outcome, language: Language) -> list[Fact]:
    fates = (
        (_("New rows"), outcome.added),
        (_("Changed rows"), outcome.changed),
        (_("Rows as they were"), outcome.unchanged),
        (_("Region codes renewed"), outcome.recoded),
        (_("Rows with a warning"), outcome.warned),
    )
    named = ((_("Rows"), outcome.rows), *(() if outcome.is_refused else fates))
    delimiter = DELIMITERS.get(outcome.delimiter)
    form = Fact(_("Encoding"), outcome.encoding, delimiter.say(language) if delimiter else "")
    return [*(Fact(name, f"{count:,}") for name, count in named), form]


def _verdict(outcome: Outcome) -> Sentence:
    if outcome.is_refused:
        return _(
            "{file} has {count} problems, so nothing of it can be stored. Correct them and try it again.",
            file=outcome.file_name,
            count=f"{outcome.problem_total:,}",
        )
    if outcome.is_repeat:
        return outcome.notes[0]
    if outcome.is_stored:
        return _("{file} was stored. Publish a day to see it on the screens.", file=outcome.file_name)
    return _("{file} can be imported: it has no problems. Nothing is stored yet.", file=outcome.file_name)


def show_outcome(outcome: Outcome, ticket: str, language: Language) -> None:
    """What was found in a file; its problems can be fetched by the ticket, where there is one."""
    note(_verdict(outcome), language)
    facts(_counted(outcome, language), language)
    for more in () if outcome.is_repeat else outcome.notes:
        note(more, language)
    if outcome.unknown_columns:
        names = ", ".join(outcome.unknown_columns)
        note(_("Columns that the format does not have were left out: {names}", names=names), language)
    if outcome.problems:
        listed, total = f"{len(outcome.problems):,}", f"{outcome.problem_total:,}"
        title = _("Problems: {shown} of {total} are listed", shown=listed, total=total)
        put(_problems(title, outcome.problems, ticket, language))
    if outcome.warnings:
        title = _("Warnings: {shown} of {total} are listed", shown=f"{len(outcome.warnings):,}", total=outcome.warned)
        put(_problems(title, outcome.warnings, ticket, language))
