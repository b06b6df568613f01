"""The dimensions that stores are filtered by, each declared once.

The address, the question's conditions, the filters on the page, the words about the view and its files read them here.
"""

from collections.abc import Callable, Collection, Iterable, Mapping
from dataclasses import dataclass, replace
from typing import Final

from dashboard.views.names import Names
from dashboard.views.question import Question
from data.language import Named, Sentence, _
from models.geography.places import COUNTRY_CODE
from models.programme.terms import CERTIFICATION, NO_BELT, NO_DEPOSIT, STORE_TYPES

Choices = Mapping[str, Named | Sentence]


@dataclass(frozen=True)
class Dimension:
    """One dimension.

    `field` is its name in the question, `parameter` in addresses, `column` in every table that lists stores. `choices`
    are its codes and what each is called in a snapshot; `missing` is the code of stores without a value, whose column
    is empty. `unknown` is what a note calls a code that a link names and the snapshot does not know.
    """

    field: str
    parameter: str
    column: str
    name: Sentence
    unknown: Sentence
    choices: Callable[[Names], Choices]
    missing: str = ""
    find: Sentence | None = None
    """Where its codes are so many that they are found by typing: the word that asks to."""

    def codes(self, question: Question) -> tuple[str, ...]:
        """The codes that a question is narrowed to; none where it is not."""
        found: tuple[str, ...] = getattr(question, self.field)
        return found


def _belts(of: Names) -> Choices:
    return {NO_BELT: _("Stores of no belt"), **of.belts_labelled}


DIMENSIONS: Final = (
    Dimension(
        "categories",
        "category",
        "category_code",
        _("Category"),
        _("category"),
        lambda of: of.categories,
    ),
    Dimension(
        "statuses",
        "status",
        "certification_status",
        _("Certification"),
        _("certification status"),
        lambda _of: CERTIFICATION,
    ),
    Dimension(
        "store_types",
        "type",
        "store_type",
        _("Store type"),
        _("store type"),
        lambda _of: STORE_TYPES,
    ),
    Dimension(
        "tiers",
        "tier",
        "tier_code",
        _("Deposit tier"),
        _("deposit tier"),
        lambda of: of.tiers,
        missing=NO_DEPOSIT,
    ),
    Dimension(
        "belts",
        "belt",
        "belt_id",
        _("Belts"),
        _("belt"),
        _belts,
        missing=NO_BELT,
        find=_("Type a belt's name"),
    ),
)


def without_filters(question: Question, *, but: Collection[str] = ()) -> Question:
    """The question of all stores of its region; `but` names the fields of dimensions that go on narrowing."""
    freed: dict[str, tuple[str, ...]] = {one.field: () for one in DIMENSIONS if one.field not in but}
    return Question(**(vars(question) | freed))


def without_region_and_filters(question: Question) -> Question:
    """The question of all that the scope allows: no region, no filter."""
    return replace(without_filters(question), region=COUNTRY_CODE, level="province")


def filters_of(question: Question, of: Names) -> Iterable[tuple[Dimension, tuple[str, ...], Choices]]:
    """Each dimension that a question is narrowed by, with its codes and what all of its codes are called."""
    for dimension in DIMENSIONS:
        if codes := dimension.codes(question):
            yield dimension, codes, dimension.choices(of)


def has_filters(question: Question) -> bool:
    """Whether a question is narrowed by any dimension."""
    return any(one.codes(question) for one in DIMENSIONS)


def is_whole_programme(question: Question) -> bool:
    """Whether a question is asked of the whole country and of all stores."""
    return question.region == COUNTRY_CODE and not has_filters(question)
