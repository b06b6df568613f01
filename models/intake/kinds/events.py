"""The event logs: certifications, benefits, deposits."""

from typing import Final

from data.language import _
from models.intake.checks.benefits import BENEFIT_CHECKS
from models.intake.checks.certification import TRANSITIONS_ALLOWED
from models.intake.checks.references import STORE_KNOWN
from models.intake.contract.declaring import Column, Kind, Rule
from models.programme.measures import unit_names
from models.programme.terms import ENVELOPE, PACK
from models.record.tables import BenefitEvent, CertificationEvent, DepositEvent

STATUSES: Final = {
    "applied": "申请",
    "in_review": "审核中",
    "info_requested": "补件",
    "rejected": "驳回",
    "certified": "已认证",
    "expired": "到期",
    "revoked": "取消",
}
EVENTS: Final = {
    "granted": "发放",
    "claimed": "领取",
    "issued": "投放",
    "used": "使用",
    "returned": "退回",
    "lapsed": "过期",
    "clawed_back": "收回",
}
STORE: Final = Column("store_id", "店铺ID", "identifier", _("A store that is in the record."), longest=64)
ONLY_GRANTED: Final = (
    _("A deadline belongs to a grant, and this event is none"),
    _("Leave the cell empty; deadlines stand on the granted row alone."),
)

CERTIFICATIONS: Final = Kind(
    code="certifications",
    alias="认证",
    doc=_("One row a step of a store's certification; the last step on or before a day is its state."),
    table=CertificationEvent,
    key=("store_id", "changed_at", "status"),
    entity=("store_id",),
    columns=(
        STORE,
        Column(
            name="status",
            alias="状态",
            type="choice",
            doc=_("The state entered. Steps of one instant count in the order in which the states stand here."),
            choices=STATUSES,
        ),
        Column("changed_at", "变更时间", "instant", _("When the state was entered.")),
        Column(
            name="valid_until",
            alias="有效期至",
            type="date",
            doc=_("The last day of validity; required with certified."),
            required=False,
        ),
        Column("reason", "原因", "text", _("Why, in words."), required=False, longest=500),
    ),
    rules=(
        Rule(
            column="valid_until",
            broken="status = 'certified' AND valid_until IS NULL",
            why=_("A certification needs the last day of its validity"),
            do=_("Give the last day of validity."),
        ),
        Rule(
            column="valid_until",
            broken="valid_until < CAST(changed_at AS DATE)",
            why=_("The validity ends before it begins"),
            do=_("Correct the date of validity or that of the change."),
        ),
    ),
    checks=(STORE_KNOWN, TRANSITIONS_ALLOWED),
)

BENEFITS: Final = Kind(
    code="benefits",
    alias="权益",
    doc=_("One row a step of a grant of one measure to one store."),
    table=BenefitEvent,
    key=("grant_id", "event", "occurred_at"),
    entity=("grant_id",),
    columns=(
        Column("grant_id", "权益ID", "identifier", _("The grant."), longest=64),
        STORE,
        Column(
            name="measure_code",
            alias="权益",
            type="reference",
            doc=_("traffic-pack, red-envelope, or a measure of the programme."),
            refers="measure",
        ),
        Column("event", "事件", "choice", _("What happened."), choices=EVENTS),
        Column("amount", "数量", "integer", _("In the unit beside it; a budget in fen is in fen."), least=0),
        Column(
            "unit", "单位", "choice", _("The unit; amounts of different units are never added."), choices=unit_names()
        ),
        Column("occurred_at", "发生时间", "instant", _("When it happened.")),
        Column("claim_by", "领取截止", "date", _("The last day to claim; only on granted."), required=False),
        Column("use_by", "使用截止", "date", _("The last day to use; only on granted."), required=False),
    ),
    rules=(
        Rule("claim_by", "event <> 'granted' AND claim_by IS NOT NULL", *ONLY_GRANTED),
        Rule("use_by", "event <> 'granted' AND use_by IS NOT NULL", *ONLY_GRANTED),
        Rule(
            column="unit",
            broken=f"measure_code = '{PACK}' AND unit <> 'traffic'",
            why=_("A traffic pack is counted in traffic"),
            do=_("Write traffic as its unit."),
        ),
        Rule(
            column="unit",
            broken=f"measure_code = '{ENVELOPE}' AND unit <> 'fen'",
            why=_("A red envelope is counted in fen"),
            do=_("Write fen as its unit and the amount in fen."),
        ),
    ),
    checks=(STORE_KNOWN, *BENEFIT_CHECKS),
)

DEPOSITS: Final = Kind(
    code="deposits",
    alias="保证金",
    doc=_("One row a store and day from which its deposit is so."),
    table=DepositEvent,
    key=("store_id", "effective_on"),
    entity=("store_id", "effective_on"),
    columns=(
        STORE,
        Column("effective_on", "生效日期", "date", _("The first day.")),
        Column("base_cny", "基础金额", "money", _("Before reduction, in CNY."), stored_as="base_fen", least=0),
        Column(
            name="tier_code",
            alias="梯度",
            type="identifier",
            doc=_("The tier of reduction; missing: the base is due."),
            required=False,
            longest=32,
        ),
        Column("required_cny", "应缴", "money", _("Due, in CNY."), stored_as="required_fen", least=0),
        Column("paid_cny", "已缴", "money", _("Held, in CNY."), stored_as="paid_fen", least=0),
    ),
    checks=(STORE_KNOWN,),
)
