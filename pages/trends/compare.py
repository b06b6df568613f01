"""Two snapshots side by side on the map, or the change between them; and the table of both."""

from collections.abc import Sequence

import streamlit as st

from dashboard.drawing.charts import swatch
from dashboard.drawing.layers import Scene
from dashboard.drawing.scene import Addresses, Answers, scene
from dashboard.drawing.tips import safe
from dashboard.figures.figure import Compared, Ranked
from dashboard.questions import ranking
from dashboard.questions.ranking import NO_STORES
from dashboard.reading.naming import names
from dashboard.reading.opening import Opened, boundaries, shelf
from dashboard.ui import current
from dashboard.ui.codes import codes_account, codes_switch
from dashboard.ui.legend import legend, marks
from dashboard.ui.map_chart import map_chart, no_map
from dashboard.ui.said import said
from dashboard.ui.sheets import sheet_card
from dashboard.ui.tabs import tabs
from dashboard.views.presentation import NOTHING, PREVIOUS
from data.errors import Refused
from data.language import Named, Sentence, _
from models.geography.boundaries import Boundaries
from models.snapshots.snapshot import Snapshot
from pages.trends.change_map import class_names, painted
from pages.trends.tables import COMPARE

MAPS: dict[str, Sentence] = {"both": _("Both days"), "change": _("The change")}
HEIGHT, HALF_OFF = 500, 0.4
"""A map that is half as wide is a little lower, and looks from further off."""


def nothing_to_compare(opened: Opened) -> Sentence | None:
    """Why the two days cannot be compared; None where they can."""
    compare = opened.presentation.compare
    if opened.before == opened.now:
        return _("Both sides are the snapshot of {day}: choose another day to compare with.", day=opened.now.as_of)
    if opened.before is not None:
        return None
    if compare == NOTHING:
        return _("No comparison is chosen: choose a day to compare with in the header.")
    if compare == PREVIOUS:
        return _("No snapshot is a week older than {day}: there is nothing to compare with.", day=opened.now.as_of)
    try:
        shelf().open(compare).verify()
    except Refused as refused:
        return refused.sentence
    return _("Snapshot {snapshot} cannot be read, so nothing is compared.", snapshot=compare)


def _side(opened: Opened, day: Snapshot, rows: Sequence[Compared], *, is_then: bool) -> tuple[Opened, list[Ranked]]:
    """What one map is drawn from: the view with its names, and the rows of its day."""
    figures = [(row, row.before if is_then else row.now) for row in rows]
    drawn = [Ranked(row.code, row.name, figure or NO_STORES) for row, figure in figures if figure or row.code]
    by_codes_then = is_then and opened.question.codes == "then" and opened.question.region in names(day).places
    return (Opened(opened.view, day, None) if by_codes_then else opened), drawn


def _scene(opened: Opened, rows: Sequence[Ranked], drawn: Boundaries, off: float = 0.0) -> Scene:
    return scene(opened, Answers(rows), drawn, current.screen(), Addresses(), off)


def _change_legend(opened: Opened, shown: Scene, attribution: Named) -> str:
    language = opened.view.language
    metric, colours = opened.question.measured, shown.theme.change
    classes = "".join(
        f"<span>{swatch(colour)}{safe(name)}</span>"
        for colour, name in zip(colours, class_names(metric, language), strict=True)
    )
    title = safe(_("Change of {metric}", metric=metric.name).say(language))
    return (
        f'<div class="legend"><div class="classes"><em>{title}</em>{classes}</div>'
        f'<div class="marks">{marks(shown.theme, language)}</div></div>'
        f'<p class="attribution">{safe(attribution.say(language))}</p>'
    )


def _both(opened: Opened, before: Snapshot, rows: Sequence[Compared], drawn: Boundaries) -> None:
    then, now = _side(opened, before, rows, is_then=True), _side(opened, opened.now, rows, is_then=False)
    for column, key, day, (side, told) in zip(
        st.columns(2, gap="small"), ("map_then", "map_now"), (before, opened.now), (then, now), strict=True
    ):
        with column:
            st.html(f'<h3 class="day">{day.as_of}</h3>')
            map_chart(side, _scene(side, told, drawn, HALF_OFF), key, told=told, height=HEIGHT)
    st.html(legend(_scene(*now, drawn, HALF_OFF), drawn.attribution))


def _change(opened: Opened, before: Snapshot, rows: Sequence[Compared], drawn: Boundaries) -> None:
    told = [Ranked(row.code, row.name, row.now or NO_STORES, row.before) for row in rows]
    shown = painted(_scene(opened, told, drawn), rows)
    days = _("{before} to {now}", before=before.as_of, now=opened.now.as_of).say(opened.view.language)
    st.html(f'<h3 class="day">{safe(days)}</h3>')
    map_chart(opened, shown, "map_change", told=told)
    st.html(_change_legend(opened, shown, drawn.attribution))


def _maps(opened: Opened, before: Snapshot) -> None:
    drawn = boundaries()
    with st.container(key="card_compare_maps"):
        with st.container(horizontal=True, vertical_alignment="center", key="compare_tools"):
            mode = tabs(opened, "measure", MAPS)
            codes_switch(opened)
        if drawn is None:
            no_map(opened)
            return
        rows = ranking.compared(opened.now, before, opened.view)
        (_change if mode == "change" else _both)(opened, before, rows, drawn)
        told = "".join(f"<li>{safe(s.say(opened.view.language))}</li>" for s in codes_account(opened, before))
        if told:
            st.html(f'<ul class="hint codes-told">{told}</ul>')


def compare_tab(opened: Opened) -> None:
    """The maps and the table, or why there is nothing to compare."""
    why = nothing_to_compare(opened)
    if why or opened.before is None:
        said(why or _("There is nothing to compare with."), opened.view.language)
        return
    _maps(opened, opened.before)
    sheet_card(opened, COMPARE)
