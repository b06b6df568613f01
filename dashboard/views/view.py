"""The view: a question and its presentation, as an address holds them.

It is written to and read from the URL (codes, never labels; a version field; what is usual left out) and is printed in
every export, there with everything written out.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, fields, replace
from functools import cached_property
from typing import Final, TypedDict, TypeVar, Unpack
from urllib.parse import urlencode

from dashboard.views.dimensions import DIMENSIONS
from dashboard.views.presentation import Order, Presentation, Scale
from dashboard.views.question import Codes, Question
from data.language import Language
from models.geography.places import Level, usual_level
from models.geography.renewals import Renewal
from models.geography.scope import Scope

VERSION: Final = "1"
Choice = TypeVar("Choice", bound=str)
Value = str | int | tuple[str, ...]
"""What a field that an address names holds."""


class Fields(TypedDict, total=False):
    """The fields of a view, whichever of the two they belong to (a test holds them together)."""

    scope: Scope
    region: str
    level: Level
    metric: str
    categories: tuple[str, ...]
    statuses: tuple[str, ...]
    store_types: tuple[str, ...]
    tiers: tuple[str, ...]
    belts: tuple[str, ...]
    codes: Codes
    renewals: tuple[Renewal, ...]
    few: int
    snapshot: str
    compare: str
    order: Order
    scale: Scale
    language: Language
    item: str
    listing: str
    by: str
    measure: str
    search: str
    page: int
    sort: str
    rows: str
    more: str
    columns: tuple[str, ...]
    series: tuple[str, ...]
    reasons: tuple[str, ...]
    due: str
    since: str
    only: str


@dataclass(frozen=True)
class View:
    """What is in view."""

    question: Question
    presentation: Presentation = field(default_factory=Presentation)

    @classmethod
    def of(cls, scope: Scope, /, **chosen: Unpack[Fields]) -> "View":
        """The default view of a scope, with some fields chosen."""
        return cls(Question(scope)).but(**chosen)

    @property
    def language(self) -> Language:
        """The reader's language."""
        return self.presentation.language

    @property
    def is_rising(self) -> bool:
        """Whether ranked rows stand from the smallest value up."""
        order = self.presentation.order
        return order == "rising" or (order == "worst" and self.question.measured.direction == "up")

    def but(self, **changes: Unpack[Fields]) -> "View":
        """This view with some fields changed."""
        return self._with(changes)

    def put(self, name: str, value: Value) -> "View":
        """This view with one field changed, whose name is a choice of the screen."""
        return self._with({name: value})

    def _with(self, changes: Mapping[str, object]) -> "View":
        asked = {name: value for name, value in changes.items() if name in ASKED}
        told = {name: value for name, value in changes.items() if name not in ASKED}
        return View(
            replace(self.question, **asked) if asked else self.question,  # type: ignore[arg-type]
            replace(self.presentation, **told) if told else self.presentation,  # type: ignore[arg-type]
        )

    def value(self, name: str) -> Value:
        """A field by its name."""
        found: Value = getattr(self.question if name in ASKED else self.presentation, name)
        return found

    def reset(self) -> "View":
        """The default view, in the same language."""
        return View(self.question.reset(), Presentation(language=self.language))

    def elsewhere(self) -> "View":
        """This view as another screen takes it over: without what belongs to one screen."""
        return self._with(SCREEN)

    def choice(self, field: str, known: Iterable[Choice]) -> Choice:
        """What a screen's field chooses of what the screen knows; its first where the link names none of them."""
        choices, value = list(known), self.value(field)
        return next((code for code in choices if code == value), choices[0])

    def query(self) -> dict[str, str]:
        """The view as query parameters in a fixed order: what all screens share written out, then what is set."""
        shared = {parameter: written(self.value(field)) for field, parameter in PARAMETERS.items()}
        own = {
            parameter: written(self.value(field))
            for field, parameter in SCREEN_PARAMETERS.items()
            if self.value(field) != SCREEN[field]
        }
        return {"v": VERSION} | shared | own

    def text(self) -> str:
        """The view as a query string that says everything, also what is usual."""
        return urlencode(self.query())

    def short(self) -> dict[str, str]:
        """The parameters of an address: the version and what is not usual, a snapshot by the beginning of its id."""
        usual: dict[str, Value] = {**USUAL, "level": usual_level(self.question.region)}
        differs = {field: value for field in usual if (value := self.value(field)) != usual[field]}
        told = {_NAMES[field]: written(value) for field, value in differs.items()}
        return {"v": VERSION} | told | {name: told[name][:SHORT_ID] for name in DAYS if name in told}

    def address(self) -> str:
        """The view as the query string of an address."""
        return self._address

    @cached_property
    def _address(self) -> str:
        return urlencode(self.short())  # a page names its view in every link that it offers


ASKED: Final = frozenset(one.name for one in fields(Question))
"""The fields that belong to the question."""

PARAMETERS: Final[Mapping[str, str]] = {
    "snapshot": "snapshot",
    "compare": "compare",
    "region": "region",
    "level": "level",
    "metric": "metric",
    "order": "order",
    "scale": "scale",
    **{dimension.field: dimension.parameter for dimension in DIMENSIONS},
    "codes": "codes",
    "language": "lang",
}
"""Field of the view -> query parameter. Several codes are joined by a tilde, which needs no escaping."""
DAYS: Final = ("snapshot", "compare")
SHORT_ID: Final = len("2026-11-15-70b1")
"""Characters of a snapshot's id in addresses: the day and enough to tell two publications of it apart."""

SCREEN_PARAMETERS: Final[Mapping[str, str]] = {
    "item": "item",
    "listing": "list",
    "by": "by",
    "measure": "measure",
    "search": "q",
    "page": "page",
    "sort": "sort",
    "rows": "rows",
    "more": "more",
    "columns": "cols",
    "series": "series",
    "reasons": "reason",
    "due": "due",
    "since": "since",
    "only": "only",
}
"""Field that belongs to one screen -> query parameter."""
SCREEN: Final[Mapping[str, Value]] = {name: getattr(Presentation, name) for name in SCREEN_PARAMETERS}
"""What those fields are where nothing is set."""
USUAL: Final[Mapping[str, Value]] = {
    **{name: getattr(Question if name in ASKED else Presentation, name) for name in PARAMETERS},
    **SCREEN,
}
"""What a field that an address names is where the address leaves it out; the level follows from the region."""
_NAMES: Final[Mapping[str, str]] = {**PARAMETERS, **SCREEN_PARAMETERS}


def written(value: Value) -> str:
    """A field as an address writes it."""
    return "~".join(value) if isinstance(value, tuple) else str(value)
