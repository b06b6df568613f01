"""The search box of the header; dashboard/ui/scripts/search.js makes it work."""

from typing import Final

from markupsafe import Markup

from dashboard.markup.elements import element
from dashboard.markup.pictures import picture, shape
from data.language import Language, _

_GLASS: Final = (
    shape("circle", cx=7, cy=7, r=4.6, fill="none", stroke="#7c8794", stroke_width=1.6),
    shape("path", d="M10.5 10.5 14 14", fill="none", stroke="#7c8794", stroke_width=1.6, stroke_linecap="round"),
)


def search_box(language: Language) -> Markup:
    """The box, and the button that opens it on a phone; empty until somebody types."""
    glass = picture(*_GLASS, width=16, height=16, css="glass")
    what = _("Search stores, belts, regions, metrics").say(language)
    short = what if language == "zh" else _("Search").say(language)
    hint = _("By name, id, pinyin or its initials: yiwu, zj, 1000 …").say(language)
    fails = _("The search does not answer; try again in a moment.").say(language)
    typed = element(
        "input",
        type="search",
        placeholder=short,
        aria_label=what,
        role="combobox",
        aria_expanded="false",
        aria_controls="finds",
        aria_autocomplete="list",
        autocomplete="off",
        spellcheck="false",
        maxlength=60,
    )
    found = element("div", id="finds", class_="finds", role="listbox", aria_label=what, hidden=True)
    shut = element("button", _("Cancel").say(language), type="button", class_="search-shut")
    box = element("div", glass, typed, element("kbd", "/", aria_hidden="true"), shut, class_="typed")
    opens = element("button", glass, type="button", class_="search-open", aria_label=what)
    return element("div", opens, box, found, class_="search", role="search", data_hint=hint, data_fails=fails)
