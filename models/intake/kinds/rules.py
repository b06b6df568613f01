"""The dated rules: deposit tiers, base deposits, designated belts. Both days of a period are in it."""

from typing import Final

from data.language import _
from models.intake.checks.rules import BASES_APART, DESIGNATIONS_APART, TIERS_APART
from models.intake.contract.declaring import Column, Kind, Rule, link_safe
from models.intake.kinds.stores import STORE_TYPES
from models.programme.terms import NO_DEPOSIT, NO_TIER
from models.record.tables import BaseDeposit, DepositTier, Designation

TURNED: Final = (
    _("The period ends before it begins"),
    _("Correct the first or the last day."),
)


def first_day(name: str, alias: str) -> Column:
    """The column of a period's first day."""
    return Column(name, alias, "date", _("The first day."))


def last_day(name: str, alias: str) -> Column:
    """The column of a period's last day."""
    return Column(name, alias, "date", _("The last day, which is in it; missing: no end."), required=False)


def _condition(name: str, alias: str) -> Column:
    doc = _("Whether the tier asks for it; no where missing.")
    return Column(name, alias, "flag", doc, required=False, default="false")


DEPOSIT_TIERS: Final = Kind(
    code="deposit_tiers",
    alias="保证金梯度",
    doc=_("Rows of a schedule of reductions: the first that matches by rank wins; none: the base is due."),
    table=DepositTier,
    key=("schedule_id", "tier_code", "effective_from"),
    columns=(
        Column("schedule_id", "方案ID", "identifier", _("The schedule."), longest=64),
        first_day("effective_from", "生效日期"),
        last_day("effective_to", "失效日期"),
        Column("tier_code", "梯度", "identifier", _("The tier."), longest=32),
        Column("rank", "顺序", "integer", _("The lowest number is tried first."), least=0, most=2**31 - 1),
        Column("name_zh", "中文名", "text", _("The Chinese name."), longest=100),
        Column("name_en", "英文名", "text", _("The English name."), longest=100),
        Column(
            name="store_types",
            alias="店铺类型",
            type="choices",
            doc=_("Store types separated by |, or * for all."),
            choices=STORE_TYPES,
            longest=200,
        ),
        Column(
            name="min_score",
            alias="最低店铺分",
            type="decimal",
            doc=_("The lowest store score, which is in the band."),
            required=False,
            least=0,
            most=5,
        ),
        Column(
            name="max_score",
            alias="最高店铺分",
            type="decimal",
            doc=_("The highest store score; bands of one rank may touch but not overlap."),
            required=False,
            least=0,
            most=5,
        ),
        _condition("requires_no_violation", "要求无违规"),
        _condition("requires_certified", "要求已认证"),
        _condition("requires_designated_belt", "要求定向产业带"),
        Column("reduction_pct", "下调比例", "percent", _("Percent of the base."), least=0, most=100),
    ),
    rules=(
        Rule("effective_to", "effective_to < effective_from", *TURNED),
        link_safe("tier_code", NO_TIER, NO_DEPOSIT),
        Rule(
            column="max_score",
            broken="max_score < min_score",
            why=_("The highest score is below the lowest"),
            do=_("Correct one of the two scores."),
        ),
    ),
    checks=TIERS_APART,
)

BASE_DEPOSITS: Final = Kind(
    code="base_deposits",
    alias="基础保证金",
    doc=_("The deposit before reduction, by category and store type."),
    table=BaseDeposit,
    key=("category_code", "store_type", "effective_from"),
    columns=(
        Column("category_code", "类目", "reference", _("The category, by its code or name."), refers="category"),
        Column("store_type", "店铺类型", "choice", _("The type of store."), choices=STORE_TYPES),
        Column("base_cny", "基础金额", "money", _("In CNY."), stored_as="base_fen", least=0),
        first_day("effective_from", "生效日期"),
        last_day("effective_to", "失效日期"),
    ),
    rules=(Rule("effective_to", "effective_to < effective_from", *TURNED),),
    checks=(BASES_APART,),
)

DESIGNATIONS: Final = Kind(
    code="designations",
    alias="定向产业带",
    doc=_("Belts on the list of a waiver, and when."),
    table=Designation,
    key=("belt_id", "waiver_from"),
    columns=(
        Column("belt_id", "产业带", "reference", _("The belt, by its id or Chinese name."), refers="belt"),
        first_day("waiver_from", "减免开始"),
        last_day("waiver_to", "减免结束"),
        Column("waived_fee", "减免费用", "text", _("The fee that is waived, named."), longest=100),
        Column("rate_pct", "减免费率", "percent", _("Percent of the paid amount."), least=0, most=100),
    ),
    rules=(Rule("waiver_to", "waiver_to < waiver_from", *TURNED),),
    checks=(DESIGNATIONS_APART,),
)
