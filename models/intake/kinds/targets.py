"""Thresholds, targets and budgets, as a file. Both days of a period are in it."""

from collections.abc import Iterable
from typing import Final

from data.language import _
from models.intake.checks.rules import TARGETS_APART
from models.intake.contract.declaring import Column, Kind, Rule
from models.intake.contract.values import literal
from models.intake.kinds.rules import TURNED, first_day, last_day
from models.programme.targets import TARGETS, TargetUnit
from models.record.tables import Target

HIGHEST_SCORE: Final = 5


def _broken(units: Iterable[TargetUnit], broken: str) -> str:
    """SQL: the code is in one of these units, and its value is broken."""
    codes = [literal(code) for code, target in TARGETS.items() if target.unit in tuple(units)]
    return f"target_code IN ({', '.join(codes)}) AND {broken}"


TARGET_FILES: Final = Kind(
    code="targets",
    alias="目标",
    doc=_("Thresholds, targets and budgets, dated; a threshold that is not delivered has the product's default."),
    table=Target,
    key=("target_code", "effective_from"),
    entity=("target_code",),
    columns=(
        Column(
            name="target_code",
            alias="目标代码",
            type="choice",
            doc=_("What the value is for."),
            choices={code: target.alias for code, target in TARGETS.items()},
        ),
        Column(
            name="value",
            alias="数值",
            type="number",
            doc=_(
                "In the unit of the code, which is not written: days, percent, score points, stores, traffic or CNY."
            ),
            least=0,
        ),
        first_day("effective_from", "生效日期"),
        last_day("effective_to", "失效日期"),
    ),
    rules=(
        Rule("effective_to", "effective_to < effective_from", *TURNED),
        Rule(
            column="value",
            broken=_broken(("percent",), "value > 100"),
            why=_("A percentage is above 100"),
            do=_("Write percent of the whole, such as 60."),
        ),
        Rule(
            column="value",
            broken=_broken(("score",), f"value > {HIGHEST_SCORE}"),
            why=_("The store score has no more than {most} points", most=HIGHEST_SCORE),
            do=_("Write points, such as 0.1."),
        ),
        Rule(
            column="value",
            broken=_broken(("days", "stores", "traffic"), "value <> floor(value)"),
            why=_("Days, stores and traffic are whole numbers"),
            do=_("Write it without a fraction."),
        ),
        Rule(
            column="value",
            broken=_broken(("cny",), "value <> round(value, 2)"),
            why=_("An amount in CNY has at most two decimals"),
            do=_("Round it to fen."),
        ),
    ),
    checks=(TARGETS_APART,),
)
