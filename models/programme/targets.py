"""Thresholds, targets and budgets: dated data that an operator delivers (targets.csv), never constants in code.

A threshold that nobody delivered has a default, which is our proposal and is labelled so; a target or a
budget that nobody delivered is not there.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal

from data.language import Sentence, _

TargetUnit = Literal["days", "percent", "score", "stores", "traffic", "cny"]


@dataclass(frozen=True)
class TargetCode:
    """What one target code means. `alias`: its Chinese name in files; `default` None: it has to be delivered."""

    code: str
    alias: str
    name: Sentence
    unit: TargetUnit
    default: float | None = None
    metric: str = ""
    """The metric (models/programme/metrics.py) that a target is for."""


_DECLARED = (
    TargetCode("claim-days", "领取临期天数", _("Claim-by is near: days left"), "days", 7),
    TargetCode("use-days", "使用临期天数", _("Use-by is near: days left"), "days", 3),
    TargetCode("use-share", "使用不足比例", _("A claimed pack is under-used below"), "percent", 50),
    TargetCode("first-live-days", "新认证天数", _("Newly certified: days since certification"), "days", 14),
    TargetCode("review-days", "审核目标天数", _("Review of an application: target days"), "days", 7),
    TargetCode("reapply-days", "驳回未再申请天数", _("Rejected and not re-applied: days since"), "days", 30),
    TargetCode("expiry-days", "认证临期天数", _("Certification expires soon: days left"), "days", 30),
    TargetCode("pay-days", "补缴天数", _("Days to pay a deposit shortfall"), "days", 7),
    TargetCode("score-margin", "接近梯度分差", _("Close to a tier: store-score points away"), "score", 0.1),
    TargetCode("gmv-fall", "产业带成交下降", _("A belt's GMV fell: more than, week on week"), "percent", 20),
    TargetCode(
        code="least-certified",
        alias="最少认证店铺",
        name=_("A belt is thinly covered: fewer certified stores than"),
        unit="stores",
        default=3,
    ),
    TargetCode("activation-days", "激活天数", _("Activated: first sale within days of the first claim"), "days", 30),
    TargetCode("lapse-days", "将过期天数", _("Value is about to lapse: days left"), "days", 7),
    TargetCode("document-days", "补件天数", _("Days to send documents that were asked for"), "days", 7),
    TargetCode("late-days", "数据迟到天数", _("A file is late: days since its last row"), "days", 7),
    TargetCode(
        code="certification-rate",
        alias="认证率目标",
        name=_("Target: certification rate"),
        unit="percent",
        metric="certification-rate",
    ),
    TargetCode(
        code="pack-uptake-head",
        alias="流量包店铺领取率目标",
        name=_("Target: traffic-pack uptake by head"),
        unit="percent",
        metric="pack-uptake-head",
    ),
    TargetCode(
        code="pack-uptake-value",
        alias="流量包数量领取率目标",
        name=_("Target: traffic-pack uptake by value"),
        unit="percent",
        metric="pack-uptake-value",
    ),
    TargetCode(
        code="envelope-issue-rate",
        alias="红包投放率目标",
        name=_("Target: red-envelope issue rate"),
        unit="percent",
        metric="envelope-issue-rate",
    ),
    TargetCode(
        code="envelope-redemption",
        alias="红包核销率目标",
        name=_("Target: red-envelope redemption rate"),
        unit="percent",
        metric="envelope-redemption",
    ),
    TargetCode(
        code="mean-reduction",
        alias="平均减免比例目标",
        name=_("Target: mean deposit reduction"),
        unit="percent",
        metric="mean-reduction",
    ),
    TargetCode(
        code="exempt-stores",
        alias="免佣店铺目标",
        name=_("Target: stores exempt from commission"),
        unit="stores",
        metric="exempt-stores",
    ),
    TargetCode("budget-cash", "现金预算", _("Budget: cash"), "cny"),
    TargetCode("budget-ad-credit", "广告金预算", _("Budget: ad credit"), "cny"),
    TargetCode("budget-traffic", "流量预算", _("Budget: traffic"), "traffic"),
    TargetCode("budget-waived-fee", "免佣预算", _("Budget: waived fees"), "cny"),
)

TARGETS: Mapping[str, TargetCode] = {target.code: target for target in _DECLARED}
