"""The row of choices: metric, region, filters. Each is a button; dashboard/ui/scripts/pick.js opens what it offers."""

import streamlit as st
from markupsafe import Markup

from dashboard.markup.elements import Node, element
from dashboard.markup.links import link, to_screen
from dashboard.reading.naming import names
from dashboard.reading.opening import Opened
from dashboard.ui import current
from dashboard.ui.page import put
from dashboard.views.dimensions import DIMENSIONS, Choices, Dimension
from dashboard.views.names import Names
from dashboard.views.view import View
from data.language import Sentence, _


def _button(parameter: str, name: Sentence, view: View, *said: Node) -> Markup:
    """A button that opens the choices of a parameter; `said` stands for what is chosen."""
    told = name.say(view.language)
    return element(
        "button",
        element("span", told),
        *said,
        type="button",
        class_="pick on" if said else "pick",
        data_pick=parameter,
        data_name=told,
        aria_haspopup="dialog",
        aria_expanded="false",
    )


def _chosen(codes: tuple[str, ...], choices: Choices, view: View) -> Markup:
    """What a filter is set to, in a word: its one choice, or how many there are."""
    one = choices[codes[0]].say(view.language)
    return element("b", one if len(codes) == 1 else _("{n} chosen", n=len(codes)).say(view.language))


def _filter(view: View, dimension: Dimension, of: Names) -> Markup:
    """A filter, and where it is set the cross that takes it off."""
    codes = dimension.codes(view.question)
    if not codes:
        return _button(dimension.parameter, dimension.name, view)
    button = _button(dimension.parameter, dimension.name, view, _chosen(codes, dimension.choices(of), view))
    says = _("Take off: {name}", name=dimension.name).say(view.language)
    off = link(f"{dimension.parameter}=", "×", view=view.put(dimension.field, ()), css="off", says=says)
    return element("span", button, off, class_="picked")


def _without_filters(view: View) -> View:
    for dimension in DIMENSIONS:
        view = view.put(dimension.field, ())
    return view


def filters(opened: Opened, *, has_metric: bool = True) -> None:
    """All choices of the view in the slot under the header; without the metric where it plays no role."""
    view, of = opened.view, names(opened.now)
    bare = _without_filters(view)
    clear = to_screen("", bare, _("Clear filters").say(view.language), css="clear") if bare != view else None
    row = element(
        "div",
        _button("region", _("Region"), view),
        [_filter(view, dimension, of) for dimension in DIMENSIONS],
        _button("metric", _("Metric"), view) if has_metric else None,
        clear,
        class_="picks",
        data_fails=_("The choices do not come; try again in a moment.").say(view.language),
    )
    with st.session_state[current.FILTERS]:
        put(row)
