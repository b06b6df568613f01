"""Below the map: what is in this view in one paragraph, the deposit tiers, and the files to take away."""

import streamlit as st

from dashboard import exports, questions
from dashboard.drawing.charts import bar
from dashboard.drawing.scene import Answers
from dashboard.drawing.tips import safe
from dashboard.figures import number_formats as numbers
from dashboard.figures.figure import Ranked
from dashboard.reading.naming import names
from dashboard.reading.opening import Opened
from dashboard.serving import exports_route as api
from dashboard.ui.codes import codes_account
from dashboard.ui.in_view import filters_in_words
from dashboard.ui.links import link
from dashboard.ui.said import nothing
from dashboard.views.levels import LEVEL_NAMES
from data.language import Named, Sentence, _
from models.programme.terms import NO_BELT, NO_DEPOSIT
from models.settings import settings

_TABLES: dict[exports.Table, Sentence] = {
    "regions": _("Regions table"),
    "belts": _("Belts table"),
    "stores": _("Stores table"),
}


def account(opened: Opened, answers: Answers) -> list[Sentence]:
    """What is in this view, sentence by sentence."""
    view, of = opened.view, names(opened.now)
    metric, language = view.question.measured, view.language
    filters = filters_in_words(view, of)
    few = sum(row.now.status == "few" for row in answers.rows)
    more = sum(row.now.status == "withheld" for row in answers.rows)
    none = sum(row.now.status == "none" and row.code is not None for row in answers.rows)
    unmatched = next((row.now for row in answers.rows if row.code is None and row.now.stores), None)
    stores = questions.stores(opened.now, view.question)
    told = [
        _("{region}, {level}, as of the end of {day}.", region=of.region(view.question.region),
          level=LEVEL_NAMES[view.question.level], day=opened.now.as_of),
        _("{metric}: {definition}", metric=metric.name, definition=metric.definition),
        _("Filters: {filters}.", filters=("；" if language == "zh" else "; ").join(filters))
        if filters
        else _("No filter is set."),
        _("{n} stores are counted.", n=numbers.full(stores, "stores")),
        _("Changes are against {day}.", day=opened.before.as_of)
        if opened.before
        else _("There is nothing to compare with."),
    ]  # fmt: skip
    if few and more:
        told.append(
            _(
                "{n} regions have too few stores to show (fewer than {few}), and {more} more is withheld so that "
                "the total does not give them away.",
                n=few,
                few=settings().few,
                more=more,
            )
        )
    elif few:
        told.append(_("{n} regions have too few stores to show (fewer than {few}).", n=few, few=settings().few))
    if none:
        told.append(_("{n} regions have no data.", n=none))
    if unmatched:
        told.append(_("{n} stores are matched to no region drawn here; they stand in the table's last row.",
                      n=numbers.stores(unmatched)))  # fmt: skip
    return [*told, *(codes_account(opened, opened.before) if opened.before else ())]


def account_card(opened: Opened, answers: Answers) -> None:
    """What is in this view."""
    language = opened.view.language
    told = "".join(f"<li>{safe(sentence.say(language))}</li>" for sentence in account(opened, answers))
    title = safe(_("What is in this view").say(language))
    st.html(f'<section class="card-box account"><h2>{title}</h2><ul>{told}</ul></section>')


def tiers_card(opened: Opened) -> None:
    """How the stores with a deposit spread over the tiers; a click filters by one."""
    view, of, language = opened.view, names(opened.now), opened.view.language
    found = questions.tiers(opened.now, view.question)
    earlier = questions.tiers(opened.before, view.question) if opened.before else {}
    rows = [Ranked(code, Named("", ""), found[code], earlier.get(code)) for code in of.tiers if code in found]
    most = max((row.now.value or 0 for row in rows), default=0)
    lines = []
    for row in rows:
        if row.code in (None, NO_DEPOSIT, NO_BELT):
            continue
        name = link(f"tier={row.code}", safe(of.tiers[str(row.code)].say(language)))
        value = safe(numbers.told(row.now, view.question.measured, language))
        change = safe(numbers.change(row.change, view.question.measured.unit, language)) if opened.before else ""
        share = bar((row.now.value or 0) / most if most else 0)
        lines.append(f"<tr><th scope='row'>{name}</th><td class='wide'>{share}</td>"
                     f"<td class='n'><b>{value}</b></td><td class='n faint'>{change}</td></tr>")  # fmt: skip
    title = safe(_("Stores by deposit tier").say(language))
    body = f'<table class="ranked tiers"><tbody>{"".join(lines)}</tbody></table>' if lines else nothing(language)
    st.html(f'<section class="card-box"><h2>{title}</h2>{body}</section>')


def _file_row(table: exports.Table, opened: Opened, answers: Answers) -> str:
    language, query = opened.view.language, opened.view.text()
    listed = {"regions": len(answers.rows), "belts": len(answers.belts)}
    rows = listed[table] if table in listed else exports.row_count(opened, table)
    count = _("{n} rows", n=f"{rows:,}").say(language)
    limit = settings().export_rows
    if rows > limit:
        why = _(
            "Too many for one file (at most {limit}): narrow the view by region, category or status.",
            limit=f"{limit:,}",
        )
        files = f"<small>{safe(why.say(language))}</small>"
    else:
        both = (("csv", "CSV"), ("zip", _("CSV with manifest (zip)").say(language)))
        files = "".join(
            f'<a class="file" href="{safe(api.link(table, ending, query))}" download>{safe(name)}</a>'
            for ending, name in both
        )
    return f"<li><span>{safe(_TABLES[table].say(language))}<small>{safe(count)}</small></span><span>{files}</span></li>"


def files_card(opened: Opened, answers: Answers) -> None:
    """The three files of the view, with their rows, exactly as filtered on screen."""
    language = opened.view.language
    rows = "".join(_file_row(table, opened, answers) for table in _TABLES)
    title = safe(_("Download this view").say(language))
    st.html(f'<section class="card-box files"><h2>{title}</h2><ul>{rows}</ul></section>')
