"""The row of choices: metric, region, filters, and one click back to none of them."""

import streamlit as st
from markupsafe import Markup

from dashboard.markup.elements import Node, element
from dashboard.markup.links import link
from dashboard.reading.naming import names
from dashboard.reading.opening import Opened
from dashboard.ui import current
from dashboard.ui.choice import choose
from dashboard.ui.labels import plain
from dashboard.ui.page import put
from dashboard.views.dimensions import DIMENSIONS, Choices, Dimension, filters_of
from dashboard.views.names import Names
from dashboard.views.view import View
from data.language import _
from models.programme.metrics import METRICS, TOPICS


def _metric(view: View) -> None:
    choices = {
        code: f"{TOPICS[metric.topic].say(view.language)} · {metric.name.say(view.language)}"
        for code, metric in METRICS.items()
    }
    choose("metric", _("Metric"), choices, view.question.metric, view.language, 310)


def _regions(view: View, of: Names) -> dict[str, str]:
    """Regions that the picker offers: the way up, then what lies below, indented."""
    path = of.path(view.question.region)
    above = {code: of.region(code).say(view.language) for code in path}
    if len(path) > 1 and of.levels(view.question.region) == ("county",) and not _below(view, of):
        return above
    return above | {code: f"\N{EM SPACE}{of.region(code).say(view.language)}" for code in _below(view, of)}


def _below(view: View, of: Names) -> list[str]:
    region = view.question.region
    return [code for code in of.children(region, of.levels(region)[0]) if code != region]


def _region(view: View, of: Names) -> None:
    choose("region", _("Region"), _regions(view, of), view.question.region, view.language, 180)


def _chosen(dimension: Dimension) -> None:
    current.go(**{dimension.parameter: "~".join(sorted(st.session_state[dimension.field] or ()))})


def _filter(view: View, dimension: Dimension, choices: Choices) -> None:
    """A filter in a popover: few codes as chips, many to be found by typing."""
    kept, name = dimension.codes(view.question), dimension.name.say(view.language)
    words = {code: word.say(view.language) for code, word in choices.items()}
    st.session_state[dimension.field] = list(kept)
    with st.popover(f"{plain(name)} **{len(kept)}**" if kept else plain(name), key=f"open_{dimension.field}"):
        if dimension.find:
            st.multiselect(
                plain(name),
                list(words),
                format_func=lambda code: words.get(code, code),
                key=dimension.field,
                on_change=_chosen,
                args=(dimension,),
                placeholder=dimension.find.say(view.language),
                width=340,
            )
        else:
            st.pills(
                plain(name),
                list(words),
                selection_mode="multi",
                format_func=lambda code: plain(words.get(str(code), str(code))),
                key=dimension.field,
                on_change=_chosen,
                args=(dimension,),
            )


def _chips(view: View, of: Names) -> list[Node]:
    """What is filtered, each with a link that takes it away."""
    chips: list[Node] = []
    for dimension, kept, choices in filters_of(view.question, of):
        for code in kept:
            rest = tuple(other for other in kept if other != code)
            name = choices[code].say(view.language)
            go = f"{dimension.parameter}={'~'.join(rest)}"
            without = view.put(dimension.field, rest)
            says = _("Remove {name}", name=name).say(view.language)
            chips.append(link(go, [name, element("i", "×")], view=without, css="chip", says=says))
    return chips


def _reset(view: View) -> Markup:
    words = _("Reset").say(view.language)
    return link("do=reset", f"↺ {words}", view=view.reset(), css="reset")


def filters(opened: Opened, *, has_metric: bool = True) -> None:
    """All choices of the view, and what is chosen; without the metric where it plays no role."""
    view, of = opened.view, names(opened.now)
    with st.session_state[current.FILTERS]:
        if has_metric:
            _metric(view)
        _region(view, of)
        for dimension in DIMENSIONS:
            _filter(view, dimension, dimension.choices(of))
        if view.short() != view.reset().short():
            put(element("div", _chips(view, of), _reset(view), class_="chips"), width="content")
