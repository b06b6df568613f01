"""Reading an address: the view that a link names, and a note for each value that is not known."""

from collections.abc import Container, Iterable, Mapping
from dataclasses import dataclass
from typing import Final
from urllib.parse import parse_qsl

from dashboard.views.comparisons import COMPARISONS
from dashboard.views.dimensions import DIMENSIONS
from dashboard.views.presentation import LATEST, NOTHING, ORDERS, SCALES
from dashboard.views.question import CODES
from dashboard.views.view import DAYS, PARAMETERS, SCREEN, SCREEN_PARAMETERS, VERSION, Value, View
from data.language import LANGUAGES, Sentence, _
from models.geography.places import COUNTRY_CODE, LEVELS, Level, usual_level
from models.geography.renewals import Renewal
from models.geography.scope import Scope
from models.programme.metrics import METRICS

LONGEST: Final = 200
MOST_CODES: Final = 64


@dataclass(frozen=True)
class Known:
    """The codes that exist in a snapshot, which a link is read against; `codes` are those of each dimension's field."""

    snapshots: frozenset[str]
    levels: Mapping[str, tuple[Level, ...]]
    codes: Mapping[str, frozenset[str]]
    renewals: tuple[Renewal, ...] = ()


def parse(text: str) -> dict[str, str]:
    """A query string's parameters; the last of a repeated name counts."""
    return dict(parse_qsl(text.lstrip("?"), keep_blank_values=True))


def with_whole_ids(parameters: Mapping[str, str], ids: Iterable[str]) -> dict[str, str]:
    """Parameters whose snapshots, named by their day or more, are the first of `ids` that begin so."""
    named = {name: parameters[name] for name in DAYS if len(parameters.get(name, "")) >= len("2026-11-15")}
    known = tuple(ids) if named else ()
    return dict(parameters) | {
        name: next((whole for whole in known if whole.startswith(text)), text) for name, text in named.items()
    }


def _several(text: str) -> list[str]:
    return [code for code in text.split("~") if code]


def _own(field: str, text: str) -> Value:
    """One screen's field, as far as it is of the right form; what it names is for the screen to know."""
    default = SCREEN[field]
    if isinstance(default, tuple):
        return tuple(dict.fromkeys(_several(text)))[:MOST_CODES]
    text = text[:LONGEST]
    if isinstance(default, int):
        return int(text) if text.isascii() and text.isdigit() and 0 < int(text) < 10**6 else default
    return text


class _Reader:
    """Reads parameters one by one and notes what it does not know."""

    def __init__(self, parameters: Mapping[str, str], default: View) -> None:
        self.parameters, self.default = parameters, default
        self.notes: list[Sentence] = []

    def one(self, field: str, allowed: Container[str], what: Sentence) -> str:
        default = str(self.default.value(field))
        value = self.parameters.get(PARAMETERS[field], "") or default
        if value in allowed:
            return value
        self.notes.append(_("The link names an unknown {what}: {value}; the default is shown.", what=what, value=value))
        return default

    def many(self, parameter: str, allowed: Container[str], what: Sentence) -> tuple[str, ...]:
        codes = sorted(set(_several(self.parameters.get(parameter, ""))))
        unknown = [code for code in codes if code not in allowed]
        self.notes.extend(
            _("The link names an unknown {what}: {value}; it was left out.", what=what, value=code) for code in unknown
        )
        return tuple(code for code in codes if code not in unknown)

    def level(self, region: str, levels: tuple[Level, ...]) -> Level:
        asked = self.parameters.get("level", "")
        for level in levels:
            if level == (asked or usual_level(region)):
                return level
        if asked not in ("", *LEVELS) or (asked and self.parameters.get("region", COUNTRY_CODE) == region):
            self.notes.append(_("The link asks for a level that this region is not drawn by; another is shown."))
        return levels[0]


def read(parameters: Mapping[str, str], known: Known, scope: Scope) -> tuple[View, list[Sentence]]:
    """The view that a link names, and a note for each value that is not known here (it falls back)."""
    reader = _Reader(parameters, View.of(scope))
    if parameters.get("v", VERSION) != VERSION:
        reader.notes.append(_("This link was made by another version of the dashboard; what could be read was kept."))
    region = reader.one("region", known.levels, _("region"))
    view = reader.default.but(
        region=region,
        level=reader.level(region, known.levels[region]),
        snapshot=reader.one("snapshot", known.snapshots | {LATEST}, _("snapshot")),
        compare=reader.one("compare", known.snapshots | {*COMPARISONS, NOTHING}, _("snapshot to compare with")),
        metric=reader.one("metric", METRICS, _("metric")),
        renewals=known.renewals,
    )
    for dimension in DIMENSIONS:
        codes = reader.many(dimension.parameter, known.codes[dimension.field], dimension.unknown)
        view = view.put(dimension.field, codes)
    view = view.but(
        codes="then" if reader.one("codes", CODES, _("choice of codes")) == "then" else "now",
        language="en" if reader.one("language", LANGUAGES, _("language")) == "en" else "zh",
    )
    view = view.put("order", reader.one("order", ORDERS, _("order of rows")))
    view = view.put("scale", reader.one("scale", SCALES, _("scale of the map's colours")))
    for field, parameter in SCREEN_PARAMETERS.items():
        view = view.put(field, _own(field, parameters.get(parameter, "")))
    return view, reader.notes
