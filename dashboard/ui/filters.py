"""The row of choices: metric, region, filters, and one click back to none of them."""

from collections.abc import Mapping
from typing import Any

import streamlit as st

from dashboard.drawing.tips import safe
from dashboard.reading.naming import Names, names
from dashboard.reading.opening import Opened
from dashboard.ui import current
from dashboard.ui.choosing import choose
from dashboard.ui.links import link
from dashboard.views.view import FILTERS, PARAMETERS, View
from data.language import Language, Named, Sentence, _
from models.programme.metrics import METRICS, TOPICS
from models.programme.terms import CERTIFICATION, NO_BELT, STORE_TYPES

Choices = Mapping[str, Named | Sentence]


def _metric(view: View) -> None:
    told = {
        code: f"{TOPICS[metric.topic].say(view.language)} · {metric.name.say(view.language)}"
        for code, metric in METRICS.items()
    }
    choose("metric", _("Metric"), told, view.metric, view.language, 310)


def _regions(view: View, of: Names) -> dict[str, str]:
    """Regions that the picker offers: the way up, then what lies below, indented."""
    path = of.path(view.region)
    told = {code: of.region(code).say(view.language) for code in path}
    if len(path) > 1 and of.levels(view.region) == ("county",) and not _below(view, of):
        return told
    return told | {code: f"\N{EM SPACE}{of.region(code).say(view.language)}" for code in _below(view, of)}


def _below(view: View, of: Names) -> list[str]:
    return [code for code in of.children(view.region, of.levels(view.region)[0]) if code != view.region]


def _region(view: View, of: Names) -> None:
    choose("region", _("Region"), _regions(view, of), view.region, view.language, 180)


def _opener(name: Sentence, count: int, language: Language) -> str:
    return f"{name.say(language)} **{count}**" if count else name.say(language)


def _chosen(field: str) -> None:
    current.go(**{PARAMETERS[field]: "~".join(sorted(st.session_state[field] or ()))})


def _filter(view: View, field: str, name: Sentence, choices: Choices) -> None:
    """A filter of few codes: chips in a popover."""
    kept = getattr(view, field)
    st.session_state[field] = list(kept)
    with st.popover(_opener(name, len(kept), view.language), key=f"open_{field}"):
        st.pills(
            name.say(view.language),
            list(choices),
            selection_mode="multi",
            format_func=lambda code: choices[code].say(view.language) if code in choices else code,
            key=field,
            on_change=_chosen,
            args=(field,),
        )


def _belts(view: View, of: Names) -> None:
    """The filter of belts: hundreds of codes, found by typing."""
    told = {NO_BELT: _("Stores of no belt").say(view.language)}
    told |= {code: of.belt_labelled(code).say(view.language) for code in of.belts}
    st.session_state["belts"] = list(view.belts)
    with st.popover(_opener(_("Belts"), len(view.belts), view.language), key="open_belts"):
        st.multiselect(
            _("Belts").say(view.language),
            list(told),
            format_func=lambda code: told.get(code, code),
            key="belts",
            on_change=_chosen,
            args=("belts",),
            placeholder=_("Type a belt's name").say(view.language),
            width=340,
        )


def _chips(view: View, choices: Mapping[str, Choices]) -> str:
    """What is filtered, each with a link that takes it away."""
    chips = []
    for field in FILTERS:
        kept: tuple[str, ...] = getattr(view, field)
        for code in kept:
            rest = tuple(other for other in kept if other != code)
            name = choices[field][code].say(view.language)
            go = f"{PARAMETERS[field]}={'~'.join(rest)}"
            without = view.but(**{field: rest})
            says = _("Remove {name}", name=name).say(view.language)
            chips.append(link(go, f"{safe(name)}<i>×</i>", view=without, css="chip", says=says))
    return "".join(chips)


def _reset(view: View) -> str:
    words = safe(_("Reset").say(view.language))
    return link("do=reset", f"↺ {words}", view=view.reset(), css="reset")


def filters(opened: Opened, *, has_metric: bool = True) -> None:
    """All choices of the view, and what is chosen; without the metric where it plays no role."""
    view, of = opened.view, names(opened.now)
    belts: dict[str, Any] = {code: of.belt_labelled(code) for code in view.belts if code in of.belts}
    choices: dict[str, Choices] = {
        "categories": of.categories,
        "statuses": CERTIFICATION,
        "store_types": STORE_TYPES,
        "tiers": of.tiers,
        "belts": belts | {NO_BELT: _("Stores of no belt")},
    }
    named = {
        "categories": _("Category"),
        "statuses": _("Certification"),
        "store_types": _("Store type"),
        "tiers": _("Deposit tier"),
    }
    with st.container(horizontal=True, vertical_alignment="center", key="filters"):
        if has_metric:
            _metric(view)
        _region(view, of)
        for field, name in named.items():
            _filter(view, field, name, choices[field])
        _belts(view, of)
        if view.query() != view.reset().query():
            st.html(f'<div class="chips">{_chips(view, choices)}{_reset(view)}</div>', width="content")
