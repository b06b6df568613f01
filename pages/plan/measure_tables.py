"""The measures of the plan with what became of each: one row a currency, and how it changed."""

from collections.abc import Iterator
from typing import Final

from dashboard.questions.grants import NOTHING_GRANTED, MeasureSums, measure_sums
from dashboard.reading.opening import Opened
from dashboard.tables.columns import column, row
from dashboard.tables.grant_columns import OfUnit
from dashboard.tables.table import Table
from dashboard.tables.values import Amount, Count
from dashboard.views.view import View
from data.language import Named, _
from models.programme.public_facts import measures


def _open_measure(of: "PlanMeasureRow", view: View) -> tuple[str, View]:
    return "measures", view.elsewhere().but(item=of.measure_code)


@row
class PlanMeasureRow(OfUnit):
    """One currency of a measure: what is public of it, and its uptake to the day."""

    dimension: Named = column("named", _("Dimension"))
    measure_code: str = column("code", _("Measure, by code"), shown=False)
    measure: Named = column("named", _("Measure"), opens=_open_measure)
    part_code: str = column("code", _("Measure code in delivered files"), shown=False)
    stores: Count = column("stores", _("Stores granted"))
    claimed_stores: Count = column("stores", _("Stores that claimed"), _("Of a red envelope: stores that issued any"))
    head: Amount = column("percent", _("By head"), _("Stores that claimed ÷ stores granted"), bar=True)
    change: Amount = column("points", _("Change"), _("By head, against the compared day, in percentage points"))
    granted: Count = column("quantity", _("Granted"))
    claimed: Count = column("quantity", _("Claimed"), _("Of a red envelope: issued less returned"))
    value: Amount = column("percent", _("By value"), _("Value claimed ÷ value granted"), bar=True)
    cap: int | None = column(
        "quantity", _("Public cap"), _("The most that one merchant may get; empty: not public"), always=True
    )


def _change(now: MeasureSums, before: MeasureSums | None, few: int) -> float | None:
    """Percentage points by head; none where the earlier day had too few stores to show."""
    if before is None or before.granted_stores < few:
        return None
    return None if now.head is None or before.head is None else now.head - before.head


def _rows(opened: Opened) -> Iterator[PlanMeasureRow]:
    question = opened.question
    now = measure_sums(opened.now, question)
    before = measure_sums(opened.before, question) if opened.before else {}
    for measure in measures().values():
        for part in measure.parts:
            sums = now.get((part.code, part.unit), NOTHING_GRANTED)
            yield PlanMeasureRow(
                dimension=measure.dimension,
                measure_code=measure.code,
                measure=measure.name,
                part_code=part.code,
                unit=part.unit,
                unit_name=part.name,
                stores=sums.granted_stores,
                claimed_stores=sums.claimed_stores,
                head=sums.head,
                change=_change(sums, before.get((part.code, part.unit)), question.few),
                granted=sums.granted,
                claimed=sums.claimed,
                value=sums.value,
                cap=part.cap,
            )


PLAN_MEASURES: Final = Table(
    "plan-measures",
    _("The plan's measures and their uptake"),
    _(
        "Ten measures in four dimensions, each currency in a row of its own. Uptake is from the delivered data, over "
        "the stores in view; names and caps are public."
    ),
    row=PlanMeasureRow,
    make=_rows,
    few="stores",
    within=("measure_code", "unit"),
)
