"""The view: one frozen value that says what is on screen and what is asked.

It reads from and writes to the URL (codes, never labels; defaults written out; a version field), is what
every question takes, keys every cache together with the snapshot's id, and is printed in every export.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from typing import Any, Final, Literal
from urllib.parse import parse_qsl, urlencode

from data.language import LANGUAGES, Language, Sentence, _
from models.geography.places import COUNTRY_CODE, LEVELS, Level
from models.geography.renewals import Renewal
from models.geography.scope import Scope
from models.programme.metrics import METRICS, Metric
from models.programme.terms import CERTIFICATION, STORE_TYPES

VERSION: Final = "1"
LATEST: Final = "latest"
PREVIOUS: Final = "previous"
NOTHING: Final = "none"
Order = Literal["falling", "rising"]
ORDERS: Final[tuple[Order, ...]] = ("falling", "rising")
Codes = Literal["now", "then"]
CODES: Final[tuple[Codes, ...]] = ("now", "then")


@dataclass(frozen=True)
class Known:
    """The codes that exist in a snapshot, which a link is read against."""

    snapshots: frozenset[str]
    levels: Mapping[str, tuple[Level, ...]]
    categories: frozenset[str]
    belts: frozenset[str]
    tiers: frozenset[str]
    renewals: tuple[Renewal, ...] = ()


@dataclass(frozen=True)
class View:
    """What is in view. Empty tuples filter nothing; codes in them are sorted.

    The fields from `item` on belong to one screen: they are written only where they are set, each screen
    says which values it knows, and they stay behind when another screen is gone to.
    """

    scope: Scope
    snapshot: str = LATEST
    compare: str = PREVIOUS
    region: str = COUNTRY_CODE
    level: Level = "province"
    metric: str = "pack-uptake-head"
    order: Order = "falling"
    categories: tuple[str, ...] = ()
    statuses: tuple[str, ...] = ()
    store_types: tuple[str, ...] = ()
    tiers: tuple[str, ...] = ()
    belts: tuple[str, ...] = ()
    codes: Codes = "now"
    language: Language = "zh"
    item: str = ""
    listing: str = ""
    by: str = ""
    measure: str = ""
    search: str = ""
    page: int = 1
    sort: str = ""
    columns: tuple[str, ...] = ()
    series: tuple[str, ...] = ()
    renewals: tuple[Renewal, ...] = ()
    """Codes of then that are others now, as the snapshot shown knows them; they follow from it, not from the link."""

    @property
    def measured(self) -> Metric:
        """The metric's declaration."""
        return METRICS[self.metric]

    @property
    def is_filtered(self) -> bool:
        """Whether any filter narrows the stores."""
        return any(getattr(self, name) for name in FILTERS)

    def but(self, **changes: Any) -> "View":
        """This view with some fields changed."""
        return replace(self, **changes)

    def reset(self) -> "View":
        """The default view, in the same language."""
        return View(scope=self.scope, language=self.language, renewals=self.renewals)

    def elsewhere(self) -> "View":
        """This view as another screen takes it over: without what belongs to one screen."""
        return self.but(**SCREEN)

    def choice(self, field: str, known: Iterable[str]) -> str:
        """What a screen's field chooses of what the screen knows; its first where the link names none of them."""
        choices = list(known)
        value = str(getattr(self, field))
        return value if value in choices else choices[0]

    def query(self) -> dict[str, str]:
        """The view as query parameters in a fixed order: what all screens share written out, then what is set."""
        shared = {PARAMETERS[field]: _written(getattr(self, field)) for field in PARAMETERS}
        own = {
            name: _written(getattr(self, field))
            for field, name in SCREEN_PARAMETERS.items()
            if getattr(self, field) != SCREEN[field]
        }
        return {"v": VERSION} | shared | own

    def text(self) -> str:
        """The view as a query string."""
        return urlencode(self.query())


PARAMETERS: Final[Mapping[str, str]] = {
    "snapshot": "snapshot",
    "compare": "compare",
    "region": "region",
    "level": "level",
    "metric": "metric",
    "order": "order",
    "categories": "category",
    "statuses": "status",
    "store_types": "type",
    "tiers": "tier",
    "belts": "belt",
    "codes": "codes",
    "language": "lang",
}
"""Field of the view -> query parameter. Several codes are joined by a tilde, which needs no escaping."""

SCREEN_PARAMETERS: Final[Mapping[str, str]] = {
    "item": "item",
    "listing": "list",
    "by": "by",
    "measure": "measure",
    "search": "q",
    "page": "page",
    "sort": "sort",
    "columns": "cols",
    "series": "series",
}
"""Field that belongs to one screen -> query parameter."""
SCREEN: Final[Mapping[str, Any]] = {field: getattr(View, field) for field in SCREEN_PARAMETERS}
"""What those fields are where nothing is set."""
LONGEST: Final = 200
MOST_CODES: Final = 64


def _written(value: Any) -> str:
    return "~".join(value) if isinstance(value, tuple) else str(value)


def _own(parameters: Mapping[str, str]) -> dict[str, Any]:
    """One screen's fields, as far as they are of the right form; what they name is for the screen to know."""
    found: dict[str, Any] = {}
    for field, name in SCREEN_PARAMETERS.items():
        text, default = parameters.get(name, "")[:LONGEST], SCREEN[field]
        if isinstance(default, tuple):
            found[field] = tuple(dict.fromkeys(code for code in parameters.get(name, "").split("~") if code))[
                :MOST_CODES
            ]
        elif isinstance(default, int):
            found[field] = int(text) if text.isascii() and text.isdigit() and 0 < int(text) < 10**6 else default
        else:
            found[field] = text
    return found


FILTERS: Final = ("categories", "statuses", "store_types", "tiers", "belts")


def parse(text: str) -> dict[str, str]:
    """A query string's parameters; the last of a repeated name counts."""
    return dict(parse_qsl(text.lstrip("?"), keep_blank_values=True))


def read(parameters: Mapping[str, str], known: Known, scope: Scope) -> tuple[View, list[Sentence]]:
    """The view that a link names, and a note for each value that is not known here (it falls back)."""
    notes: list[Sentence] = []
    if parameters.get("v", VERSION) != VERSION:
        notes.append(_("This link was made by another version of the dashboard; what could be read was kept."))

    def one(field: str, allowed: Iterable[str], what: Sentence) -> str:
        default = str(getattr(View, field))
        value = parameters.get(PARAMETERS[field], "") or default
        if value in allowed:
            return value
        notes.append(_("The link names an unknown {what}: {value}; the default is shown.", what=what, value=value))
        return default

    def many(field: str, allowed: Iterable[str], what: Sentence) -> tuple[str, ...]:
        codes = sorted({code for code in parameters.get(PARAMETERS[field], "").split("~") if code})
        unknown = [code for code in codes if code not in allowed]
        notes.extend(
            _("The link names an unknown {what}: {value}; it was left out.", what=what, value=code) for code in unknown
        )
        return tuple(code for code in codes if code not in unknown)

    region = one("region", known.levels, _("region"))
    levels = known.levels[region]
    level = parameters.get("level", "")
    if level not in levels:
        if level not in ("", *LEVELS) or (level and parameters.get("region", COUNTRY_CODE) == region):
            notes.append(_("The link asks for a level that this region is not drawn by; another is shown."))
        level = levels[0]
    view = View(
        scope=scope,
        snapshot=one("snapshot", known.snapshots | {LATEST}, _("snapshot")),
        compare=one("compare", known.snapshots | {PREVIOUS, NOTHING}, _("snapshot to compare with")),
        region=region,
        level=level,
        metric=one("metric", METRICS, _("metric")),
        order="rising" if one("order", ORDERS, _("order of rows")) == "rising" else "falling",
        categories=many("categories", known.categories, _("category")),
        statuses=many("statuses", CERTIFICATION, _("certification status")),
        store_types=many("store_types", STORE_TYPES, _("store type")),
        tiers=many("tiers", known.tiers, _("deposit tier")),
        belts=many("belts", known.belts, _("belt")),
        codes="then" if one("codes", CODES, _("choice of codes")) == "then" else "now",
        language="en" if one("language", LANGUAGES, _("language")) == "en" else "zh",
        renewals=known.renewals,
        **_own(parameters),
    )
    return view, notes
