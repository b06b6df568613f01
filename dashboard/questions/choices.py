"""What a filter offers: each of its codes with the stores that it would leave, whatever it is set to now."""

from dataclasses import dataclass, replace

from dashboard.figures.figure import Figure
from dashboard.questions.uptake import by_column, regions
from dashboard.reading.naming import names
from dashboard.views.dimensions import Dimension
from dashboard.views.question import Question
from data.language import Named, Sentence
from models.geography.places import usual_level
from models.snapshots.snapshot import Snapshot

NO_STORE = Figure("zero", 0)


@dataclass(frozen=True)
class Choice:
    """One code that a filter offers; without a figure, of what lies around the view."""

    code: str
    name: Named | Sentence
    stores: Figure | None = None

    @property
    def is_empty(self) -> bool:
        """Whether it would leave no store."""
        return self.stores is not None and self.stores.stores == 0


def choices(snapshot: Snapshot, question: Question, dimension: Dimension) -> list[Choice]:
    """The choices of a dimension in their order, those without stores last."""
    freed: dict[str, tuple[str, ...]] = {dimension.field: ()}
    counted = by_column(snapshot, Question(**(vars(question) | freed | {"metric": "stores"})), dimension.column)
    found = [
        Choice(code, name, counted.get(None if code == dimension.missing else code, NO_STORE))
        for code, name in dimension.choices(names(snapshot)).items()
    ]
    return sorted(found, key=lambda choice: choice.is_empty)


def regions_around(snapshot: Snapshot, question: Question) -> tuple[list[Choice], list[Choice]]:
    """The way down to the region in view, and the regions below it in order of their codes, each with its stores."""
    of = names(snapshot)
    level = usual_level(question.region)
    counted = regions(snapshot, replace(question, metric="stores", level=level))
    way = [Choice(code, of.region(code)) for code in of.path(question.region)]
    below = [code for code in of.children(question.region, level) if code != question.region]
    found = [Choice(code, of.region(code), counted.get(code, NO_STORE)) for code in below]
    return way, sorted(found, key=lambda choice: choice.is_empty)
