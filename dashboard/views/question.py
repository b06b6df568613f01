"""The question: what an answer depends on, beside the snapshot that it is asked of."""

from dataclasses import dataclass, field
from typing import Final, Literal

from models.geography.places import COUNTRY_CODE, Level
from models.geography.renewals import Renewal
from models.geography.scope import Scope
from models.programme.metrics import METRICS, Metric
from models.settings import settings

Codes = Literal["now", "then"]
CODES: Final[tuple[Codes, ...]] = ("now", "then")


@dataclass(frozen=True)
class Question:
    """What is asked. With the snapshot it is, as it is, the key under which an answer is kept.

    A field belongs here if another value of it can give other figures; how figures are put before a reader belongs to
    `Presentation`. There is no question without a scope: nothing says by default whose it is. Empty tuples filter
    nothing; codes in them are sorted.
    """

    scope: Scope
    region: str = COUNTRY_CODE
    level: Level = "province"
    metric: str = "pack-uptake-head"
    categories: tuple[str, ...] = ()
    statuses: tuple[str, ...] = ()
    store_types: tuple[str, ...] = ()
    tiers: tuple[str, ...] = ()
    belts: tuple[str, ...] = ()
    codes: Codes = "now"
    renewals: tuple[Renewal, ...] = ()
    """Codes of then that are others now, as the snapshot shown knows them; they follow from it, not from the link."""
    few: int = field(default_factory=lambda: settings().few)
    """Fewer stores than this are not told; the operator's choice, not the link's."""

    @property
    def measured(self) -> Metric:
        """The metric's declaration."""
        return METRICS[self.metric]

    def reset(self) -> "Question":
        """The whole programme, as far as the scope reaches."""
        return Question(self.scope, renewals=self.renewals, few=self.few)
