"""What the picture of the plan says in one sentence."""

from collections.abc import Sequence

from dashboard.figures import number_formats as numbers
from dashboard.tables.values import number
from data.language import Language, Named, Sentence, _
from pages.plan.measure_tables import PlanMeasureRow


def finding(rows: Sequence[PlanMeasureRow], language: Language) -> Sentence | None:
    """The measures that most and fewest of their stores take up, by head; None where fewer than two are shown."""
    best: dict[str, tuple[float, Named]] = {}
    for one in rows:
        head = number(one.head)
        if head is not None and (one.measure_code not in best or head > best[one.measure_code][0]):
            best[one.measure_code] = (head, one.measure)
    if len(best) < 2:
        return None
    (least, last), (most, first) = min(best.values(), key=_head), max(best.values(), key=_head)
    return _(
        "{n} measures have grants in view. Taken up most: {first}, by {most} of the stores granted; least: {last}, by "
        "{least}.",
        n=len(best),
        first=first,
        most=numbers.short_number(most, "percent", language),
        last=last,
        least=numbers.short_number(least, "percent", language),
    )


def _head(one: tuple[float, object]) -> float:
    return one[0]
