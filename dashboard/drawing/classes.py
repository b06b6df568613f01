"""What the classes of a metric and the marks of no value are called."""

from itertools import pairwise

from dashboard.figures import number_formats as numbers
from dashboard.figures.figure import STATUSES, Status
from data.language import Language, _
from models.programme.metrics import Metric
from models.settings import settings


def class_names(metric: Metric, language: Language) -> list[str]:
    """What each class of a metric holds, lowest first."""
    bounds = [numbers.bound(number, metric.unit, language) for number in metric.breaks]
    between = [f"{low}–{high}" for low, high in pairwise(bounds)]
    return [f"< {bounds[0]}", *between, f"≥ {bounds[-1]}"]


def mark_name(status: Status, language: Language) -> str:
    """What the mark of a region without a value stands for."""
    if status == "few":
        return _("fewer than {n} stores, or withheld", n=settings().few).say(language)
    return STATUSES[status].say(language)
