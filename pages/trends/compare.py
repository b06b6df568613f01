"""Two snapshots side by side on the map, or the change between them; and the table of both."""

from collections.abc import Sequence
from dataclasses import replace
from typing import Final

import streamlit as st
from markupsafe import Markup

from dashboard.drawing.layers import Scene
from dashboard.drawing.scene import Addresses, Answers, scene
from dashboard.drawing.svg import swatch
from dashboard.figures.figure import Compared, Ranked
from dashboard.markup.elements import element, together
from dashboard.questions import ranking
from dashboard.questions.ranking import NO_STORES
from dashboard.reading.naming import names
from dashboard.reading.opening import Opened, boundaries, shelf, why_not_compared
from dashboard.ui import current
from dashboard.ui.codes import codes_switch
from dashboard.ui.legend import attribution, legend, marks
from dashboard.ui.map_chart import map_chart, no_map
from dashboard.ui.page import note, put
from dashboard.ui.tables import table_card
from dashboard.ui.tabs import tabs
from dashboard.views.presentation import NOTHING, PREVIOUS
from data.errors import Refused
from data.language import Named, Sentence, _
from models.geography.boundaries import Boundaries
from models.snapshots.snapshot import Snapshot
from pages.trends.change_map import class_names, painted
from pages.trends.codes_list import codes_list
from pages.trends.tables import COMPARE

MAPS: Final[dict[str, Sentence]] = {"both": _("Both days"), "change": _("The change")}
HALF_MAP_HEIGHT: Final = 500
HALF_MAP_ZOOM_OUT: Final = 0.4
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
    if why := why_not_compared(opened):
        return why if compare == PREVIOUS else _("Choose another day to compare with in the header.")
    try:
        shelf().open(compare).verify()
    except Refused as refused:
        return refused.sentence
    return _("Snapshot {snapshot} cannot be read, so nothing is compared.", snapshot=compare)


def _side(opened: Opened, day: Snapshot, rows: Sequence[Compared], *, is_then: bool) -> tuple[Opened, list[Ranked]]:
    """What one map is drawn from: the view with its names, and the rows of its day."""
    figures = [(row, row.before if is_then else row.now) for row in rows]
    ranked = [Ranked(row.code, row.name, figure or NO_STORES) for row, figure in figures if figure or row.code]
    by_codes_then = is_then and opened.question.codes == "then" and opened.question.region in names(day).places
    return (Opened(opened.view, day, None) if by_codes_then else opened), ranked


def _scene(opened: Opened, rows: Sequence[Ranked], layers: Boundaries, zoom_out: float = 0.0) -> Scene:
    return scene(opened, Answers(rows), layers, current.viewport(), Addresses(), zoom_out)


def _change_legend(opened: Opened, drawn: Scene, source: Named) -> Markup:
    language, metric = opened.language, opened.question.measured
    classes = [
        element("span", swatch(colour), name)
        for colour, name in zip(drawn.theme.change, class_names(metric, language), strict=True)
    ]
    title = element("em", _("Change of {metric}", metric=metric.name).say(language))
    return together(
        element(
            "div",
            element("div", title, classes, class_="classes"),
            element("div", marks(drawn.theme, language), class_="marks"),
            class_="legend across",
        ),
        attribution(source, language),
    )


def _day_heading(words: str) -> None:
    put(element("h3", words, class_="day"))


def _both(opened: Opened, before: Snapshot, rows: Sequence[Compared], layers: Boundaries) -> None:
    then, now = _side(opened, before, rows, is_then=True), _side(opened, opened.now, rows, is_then=False)
    drawn = _scene(*now, layers, HALF_MAP_ZOOM_OUT)  # whose classes both maps are drawn with
    for place, key, day, (side, ranked) in zip(
        st.columns(2, gap="small"), ("map_then", "map_now"), (before, opened.now), (then, now), strict=True
    ):
        with place:
            _day_heading(day.as_of)
            shown = replace(_scene(side, ranked, layers, HALF_MAP_ZOOM_OUT), classes=drawn.classes)
            map_chart(side, shown, key, told=ranked, height=HALF_MAP_HEIGHT)
    put(together(legend(drawn, css="legend across"), attribution(layers.attribution, opened.language)))


def _change(opened: Opened, before: Snapshot, rows: Sequence[Compared], layers: Boundaries) -> None:
    ranked = [Ranked(row.code, row.name, row.now or NO_STORES, row.before) for row in rows]
    drawn = painted(_scene(opened, ranked, layers), rows)
    _day_heading(_("{before} to {now}", before=before.as_of, now=opened.now.as_of).say(opened.language))
    map_chart(opened, drawn, "map_change", told=ranked)
    put(_change_legend(opened, drawn, layers.attribution))


def _maps(opened: Opened, before: Snapshot) -> None:
    layers = boundaries()
    with st.container(key="card_compare_maps"):
        with st.container(horizontal=True, vertical_alignment="center", key="compare_tools"):
            mode = tabs(opened, "measure", MAPS)
            codes_switch(opened)
        if layers is None:
            no_map(opened)
            return
        rows = ranking.compared(opened.now, before, opened.view)
        (_change if mode == "change" else _both)(opened, before, rows, layers)
        codes_list(opened, before)


def compare_tab(opened: Opened) -> None:
    """The maps and the table, or why there is nothing to compare."""
    why = nothing_to_compare(opened)
    if why or opened.before is None:
        note(why or _("There is nothing to compare with."), opened.language)
        return
    _maps(opened, opened.before)
    table_card(opened, COMPARE)
