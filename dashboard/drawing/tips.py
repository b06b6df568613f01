"""What the pointer is told over the map.

The geometry in the browser knows codes only, and Streamlit fills `{code}` in a tooltip from the object
under the pointer. So the tooltip holds one hidden block a region and a rule that shows the one wanted.
Belts and stores carry their own words; a field that an object lacks leaves its placeholder as it is, and
that keeps their parts hidden.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from html import escape
from typing import Final

from dashboard.drawing.theme import Theme
from dashboard.figures import number_formats as numbers
from dashboard.figures.figure import Ranked
from data.language import Language, Named, Sentence, _
from models.programme.metrics import Metric

BELT: Final = "belt"
STORE: Final = "store"


@dataclass(frozen=True)
class Words:
    """Words that stand once in a tooltip; a belt names its category and its source by their number here."""

    stores: Sentence
    compared: Sentence
    categories: Sequence[Named | Sentence] = ()
    sources: Sequence[Named | Sentence] = ()


def safe(text: str) -> str:
    """Text from data as HTML that neither ends an element nor opens a placeholder."""
    return escape(text).replace("{", "&#123;").replace("}", "&#125;")


def change_class(row: Ranked, metric: Metric) -> str:
    """`good`, `bad` or nothing: what a change means, given the metric's direction."""
    if row.change is None or metric.direction == "none":
        return ""
    if numbers.change(row.change, metric.unit, "en") == _("unchanged").msgid:
        return ""
    return "good" if (row.change > 0) == (metric.direction == "up") else "bad"


def region_block(row: Ranked, metric: Metric, language: Language) -> str:
    """One region's words; the names of what is counted stand once, in the rules."""
    unit = metric.numerator_unit
    parts = [
        f'<p class="r{safe(row.code or "")}"><b>{safe(row.name.say(language))}</b>',
        f"<u>{safe(numbers.told(row.now, metric, language))}</u>",
    ]
    if row.now.value is not None and metric.denominator:
        parts.append(f"<i>{numbers.full(row.now.numerator, unit)}</i>")
        parts.append(f"<s>{numbers.full(row.now.denominator, unit)}</s>")
    parts.append(f"<q>{safe(numbers.stores(row.now))}</q>")
    if row.change is not None:
        told = safe(numbers.change(row.change, metric.unit, language))
        parts.append(f'<em class="{change_class(row, metric)}">{told}</em>')
    return "".join([*parts, "</p>"])


def _quoted(text: str) -> str:
    """A CSS string."""
    return '"' + "".join(c if c.isalnum() or c in " ·（）()%" else f"\\{ord(c):x} " for c in text) + '"'


def _rules(metric: Metric, theme: Theme, words: Words, language: Language) -> str:
    named = {
        "i": metric.numerator_name.say(language),
        "s": metric.denominator_name.say(language) if metric.denominator_name else "",
        "q": words.stores.say(language),
        "em": words.compared.say(language),
    }
    tags = "".join(f"\n.tip p {tag}::before{{content:{_quoted(text)}}}" for tag, text in named.items())
    return (
        "<style>"
        "\n.tip{font-variant-numeric:tabular-nums;min-width:150px}"
        "\n.tip p,.tip .o{display:none}"
        "\n.tip p{margin:0}"
        "\n.tip b{display:block;font-weight:600;font-size:13px}"
        "\n.tip u{display:block;text-decoration:none;font-size:20px;font-weight:650;line-height:1.35}"
        "\n.tip i,.tip s,.tip q,.tip em{display:flex;justify-content:space-between;gap:18px;font-style:normal;"
        "text-decoration:none;quotes:none;font-size:12px;line-height:1.6}"
        "\n.tip i::after,.tip s::after,.tip q::after,.tip em::after{content:none}"
        f"\n.tip i::before,.tip s::before,.tip q::before,.tip em::before{{color:{theme.faint}}}"
        f"\n.tip .good{{color:{theme.good}}}"
        f"\n.tip .bad{{color:{theme.bad}}}"
        f"\n.tip small{{display:block;font-size:11px;line-height:1.5;color:{theme.faint}}}"
        f"{tags}{_belt_rules(metric, words, language)}"
        "\n.tip p.r{code}"
        "{display:block}"
        "\n.tip .o{kind}"
        "{display:block}"
        "\n</style>"
    )


def _object_blocks() -> str:
    """A belt's and a store's parts, filled from the object's own fields."""
    return (
        f'<div class="o o{BELT}"><b>{{n}}</b><u>{{v}}</u><i>{{f}}</i><q>{{q}}</q><em>{{d}}</em>'
        f'<small class="g{{g}}">{{a}}</small><small class="s{{s}}"></small></div>'
        f'<div class="o o{STORE}"><b>{{n}}</b><small>{{a}}</small></div>'
    )


def _belt_rules(metric: Metric, words: Words, language: Language) -> str:
    """What many belts share stands once: categories, sources, the name of what is divided by what."""
    parts = metric.numerator_name.say(language)
    if metric.denominator_name:
        parts = f"{parts} / {metric.denominator_name.say(language)}"
    named = {
        f".o{BELT} i": parts,
        f".o{BELT} q": words.stores.say(language),
        f".o{BELT} em": words.compared.say(language),
    }
    named |= {f".g{at}": f"{name.say(language)} · " for at, name in enumerate(words.categories)}
    named |= {f".s{at}": name.say(language) for at, name in enumerate(words.sources)}
    return "".join(f"\n.tip {where}::before{{content:{_quoted(text)}}}" for where, text in named.items())


def tooltip(rows: Iterable[Ranked], metric: Metric, theme: Theme, words: Words, language: Language) -> str:
    """The tooltip's HTML for a map of these regions."""
    blocks = "".join(region_block(row, metric, language) for row in rows if row.code)
    rules = _rules(metric, theme, words, language)
    return f'<div class="tip">{rules}{blocks}{_object_blocks()}</div>'


def tooltip_style(theme: Theme) -> dict[str, str]:
    """The box around the tooltip."""
    return {
        "background": theme.panel,
        "color": theme.ink,
        "border": f"1px solid {theme.rule}",
        "borderRadius": "10px",
        "boxShadow": "0 6px 24px rgba(10,20,30,.18)",
        "padding": "10px 12px",
        "maxWidth": "280px",
        "fontSize": "12px",
        "zIndex": "3",
    }
