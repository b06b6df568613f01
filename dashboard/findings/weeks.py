"""What a chart of weeks or months shows."""

from collections.abc import Sequence
from datetime import date

from dashboard.findings.standing_out import WEEKS_BEFORE, large_part, unusual_week
from dashboard.findings.words import amount, share_of
from data.language import Sentence, _
from models.programme.metrics import Unit


def last_week(what: Sentence, values: Sequence[float], week: date, unit: Unit) -> Sentence | None:
    """The last of some weeks (oldest first) beside the median of those before it; None where that is usual."""
    difference = unusual_week(values)
    if difference is None:
        return None
    told = {
        "what": what,
        "week": f"{week:%m-%d}",
        "value": amount(values[-1], unit),
        "share": amount(abs(difference), "percent"),
        "n": WEEKS_BEFORE,
    }
    if difference > 0:
        return _(
            "{what} in the week from {week}: {value}, {share} more than the median of the {n} weeks before.", **told
        )
    return _("{what} in the week from {week}: {value}, {share} less than the median of the {n} weeks before.", **told)


def fullest(months: Sequence[tuple[str, int]], of: Sentence) -> Sentence | None:
    """The month that holds a large part of all, which are called `of`; None where none does."""
    at = large_part([count for _month, count in months])
    if at is None:
        return None
    month, count = months[at]
    share = share_of(count, sum(each for _month, each in months))
    return _(
        "{month} has {value}, {share} of {whole}.", month=month, value=amount(count, "stores"), share=share, whole=of
    )
