"""What the pointer is told over the map.

The geometry in the browser knows codes only, and Streamlit fills `{code}` in a tooltip from the object
under the pointer. So the tooltip holds one hidden block a region and a rule that shows the one wanted.
Belts and stores carry their own words; a field that an object lacks leaves its placeholder as it is, and
that keeps their parts hidden.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Final

from markupsafe import Markup

from dashboard.drawing.theme import Theme
from dashboard.figures import number_formats as numbers
from dashboard.figures.figure import Ranked
from dashboard.markup.elements import Node, element, placeholder, stylesheet, together
from data.language import Language, Named, Sentence, _
from models.programme.metrics import Metric

BELT: Final = "belt"
STORE: Final = "store"


@dataclass(frozen=True)
class TooltipWords:
    """Words that stand once in a tooltip; a belt names its category and its source by their number here."""

    stores: Sentence
    compared: Sentence
    categories: Sequence[Named | Sentence] = ()
    sources: Sequence[Named | Sentence] = ()


def meaning_of_change(change: float | None, metric: Metric) -> str:
    """`good`, `bad` or nothing: what a change means, given the metric's direction."""
    if change is None or metric.direction == "none":
        return ""
    if numbers.change(change, metric.unit, "en") == _("unchanged").msgid:
        return ""
    return "good" if (change > 0) == (metric.direction == "up") else "bad"


def change_class(row: Ranked, metric: Metric) -> str:
    """What the change of a row means."""
    return meaning_of_change(row.change, metric)


def region_block(row: Ranked, metric: Metric, language: Language) -> Markup:
    """One region's words; the names of what is counted stand once, in the rules."""
    unit = metric.numerator_unit
    parts: list[Node] = [
        element("b", row.name.say(language)),
        element("u", numbers.figure_text(row.now, metric, language)),
    ]
    if row.now.value is not None and metric.denominator:
        parts.append(element("i", numbers.full_number(row.now.numerator, unit)))
        parts.append(element("s", numbers.full_number(row.now.denominator, unit)))
    parts.append(element("q", numbers.stores(row.now)))
    if row.change is not None:
        change = numbers.change(row.change, metric.unit, language)
        parts.append(element("em", change, class_=change_class(row, metric)))
    return element("p", parts, class_=f"r{row.code or ''}")


def _quoted(text: str) -> str:
    """A CSS string."""
    return '"' + "".join(c if c.isalnum() or c in " ·（）()%" else f"\\{ord(c):x} " for c in text) + '"'


def _before(where: str, text: str) -> str:
    """The rule that a word stands before what is at a place in the tooltip."""
    return f".tip {where}::before{{content:{_quoted(text)}}}"


def _rules(metric: Metric, theme: Theme, words: TooltipWords, language: Language) -> Markup:
    named = {
        "i": metric.numerator_name.say(language),
        "s": metric.denominator_name.say(language) if metric.denominator_name else "",
        "q": words.stores.say(language),
        "em": words.compared.say(language),
    }
    return stylesheet(
        ".tip{font-variant-numeric:tabular-nums;min-width:150px}",
        ".tip p,.tip .o{display:none}",
        ".tip p{margin:0}",
        ".tip b{display:block;font-weight:600;font-size:13px}",
        ".tip u{display:block;text-decoration:none;font-size:20px;font-weight:650;line-height:1.35}",
        ".tip i,.tip s,.tip q,.tip em{display:flex;justify-content:space-between;gap:18px;font-style:normal;"
        "text-decoration:none;quotes:none;font-size:12px;line-height:1.6}",
        ".tip i::after,.tip s::after,.tip q::after,.tip em::after{content:none}",
        f".tip i::before,.tip s::before,.tip q::before,.tip em::before{{color:{theme.ink_2}}}",
        f".tip .good{{color:{theme.better}}}",
        f".tip .bad{{color:{theme.worse}}}",
        f".tip small{{display:block;font-size:11px;line-height:1.5;color:{theme.ink_2}}}",
        *(_before(f"p {tag}", text) for tag, text in named.items()),
        *_belt_rules(metric, words, language),
        ".tip p.r{code}{display:block}",
        ".tip .o{kind}{display:block}",
    )


def _object_blocks() -> Markup:
    """A belt's and a store's parts, filled from the object's own fields."""
    filled = {name: placeholder(name) for name in "nvfqdags"}
    belt = element(
        "div",
        element("b", filled["n"]),
        element("u", filled["v"]),
        element("i", filled["f"]),
        element("q", filled["q"]),
        element("em", filled["d"]),
        element("small", filled["a"], class_=together("g", filled["g"])),
        element("small", class_=together("s", filled["s"])),
        class_=f"o o{BELT}",
    )
    store = element("div", element("b", filled["n"]), element("small", filled["a"]), class_=f"o o{STORE}")
    return together(belt, store)


def _belt_rules(metric: Metric, words: TooltipWords, language: Language) -> Iterator[str]:
    """What many belts share stands once: categories, sources, the name of what is divided by what."""
    parts = metric.numerator_name.say(language)
    if metric.denominator_name:
        parts = f"{parts} / {metric.denominator_name.say(language)}"
    yield _before(f".o{BELT} i", parts)
    yield _before(f".o{BELT} q", words.stores.say(language))
    yield _before(f".o{BELT} em", words.compared.say(language))
    for at, category in enumerate(words.categories):
        yield _before(f".g{at}", f"{category.say(language)} · ")
    for at, source in enumerate(words.sources):
        yield _before(f".s{at}", source.say(language))


def tooltip(rows: Iterable[Ranked], metric: Metric, theme: Theme, words: TooltipWords, language: Language) -> Markup:
    """The tooltip for a map of these regions."""
    blocks = [region_block(row, metric, language) for row in rows if row.code]
    return element("div", _rules(metric, theme, words, language), blocks, _object_blocks(), class_="tip")


def tooltip_style(theme: Theme) -> dict[str, str]:
    """The box around the tooltip."""
    return {
        "background": theme.surface,
        "color": theme.ink,
        "border": f"1px solid {theme.line}",
        "borderRadius": "10px",
        "boxShadow": "0 6px 24px rgba(10,20,30,.18)",
        "padding": "10px 12px",
        "maxWidth": "280px",
        "fontSize": "12px",
        "zIndex": "3",
    }
