"""Stores and their trading weeks, as files."""

from typing import Final

from data.language import _
from models.intake.checks.references import STORE_KNOWN
from models.intake.contract.declaring import Column, Kind, Rule
from models.record.tables import ActivityWeek, Store

STORE_TYPES: Final = {
    "personal": "个人店",
    "individual": "个体店",
    "enterprise": "普通企业店",
    "flagship": "旗舰店",
    "mall-flagship": "卖场型旗舰店",
    "exclusive": "专卖店",
    "franchise": "专营店",
}
BOTH: Final = (
    _("A place needs both longitude and latitude, and one is missing"),
    _("Give both, or neither."),
)

STORES: Final = Kind(
    code="stores",
    alias="店铺",
    doc=_("One row a store, as it is now."),
    table=Store,
    key=("store_id",),
    entity=("store_id",),
    has_coordinates=True,
    columns=(
        Column("store_id", "店铺ID", "identifier", _("Kept as text, leading zeros too."), longest=64),
        Column("store_name", "店铺名称", "text", _("Any text."), longest=200),
        Column("store_type", "店铺类型", "choice", _("The type of store."), choices=STORE_TYPES),
        Column(
            "belt_id", "产业带", "reference", _("The belt, by its id or Chinese name."),
            required=False, refers="belt",
        ),
        Column("category_code", "类目", "reference", _("The category, by its code or name."), refers="category"),
        Column(
            "county_adcode", "区县代码", "reference",
            _("Six digits; a renewed code is replaced by its successor and counted."), refers="county",
        ),
        Column("entered_on", "入驻日期", "date", _("Not after the day of the delivery.")),
        Column(
            "lon", "经度", "decimal", _("Degrees, in the coordinate system named with the file."),
            required=False, least=-180, most=180,
        ),
        Column(
            "lat", "纬度", "decimal", _("Degrees; with the longitude or not at all."),
            required=False, least=-90, most=90,
        ),
        Column(
            "store_score", "店铺分", "decimal", _("The service score."), required=False, least=0, most=5
        ),
        Column(
            "has_violation", "违规", "flag", _("Whether the store stands in violation; no where missing."),
            required=False, default="false",
        ),
        Column(
            "owner", "负责人", "text", _("The account manager, by e-mail or name."), required=False, longest=100
        ),
    ),
    rules=(
        Rule(
            "entered_on", "entered_on > $day",
            _("The store enters after the day of the delivery"),
            _("Correct the date, or bring the file in on or after that day."),
        ),
        Rule("lon", "lon IS NULL AND lat IS NOT NULL", *BOTH),
        Rule("lat", "lat IS NULL AND lon IS NOT NULL", *BOTH),
    ),
)  # fmt: skip

ACTIVITY: Final = Kind(
    code="activity",
    alias="经营",
    doc=_("One row a store and week: what it sold, and how it went live."),
    table=ActivityWeek,
    key=("store_id", "week_start"),
    entity=("store_id", "week_start"),
    columns=(
        Column("store_id", "店铺ID", "identifier", _("A store that is in the record."), longest=64),
        Column("week_start", "周开始日期", "date", _("The Monday of the week.")),
        Column(
            "gmv_cny", "成交金额", "money", _("Paid orders before refunds, in CNY."), stored_as="gmv_fen", least=0
        ),
        Column("orders", "订单数", "integer", _("Paid orders."), least=0),
        Column("live_minutes", "直播分钟数", "integer", _("Minutes live."), least=0),
        Column("live_sessions", "直播场次", "integer", _("Sessions live."), least=0),
        Column(
            "sessions_with_envelope", "红包场次", "integer", _("Sessions with a launch red envelope."), least=0
        ),
    ),
    rules=(
        Rule(
            "week_start", "isodow(week_start) <> 1",
            _("The week does not start on a Monday"), _("Give the Monday of the week."),
        ),
        Rule(
            "sessions_with_envelope", "sessions_with_envelope > live_sessions",
            _("There are more sessions with an envelope than sessions"), _("Correct one of the two counts."),
        ),
    ),
    checks=(STORE_KNOWN,),
)  # fmt: skip
