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
            name="belt_id",
            alias="产业带",
            type="reference",
            doc=_("The belt, by its id or Chinese name."),
            required=False,
            refers="belt",
        ),
        Column("category_code", "类目", "reference", _("The category, by its code or name."), refers="category"),
        Column(
            name="county_adcode",
            alias="区县代码",
            type="reference",
            doc=_("Six digits; a renewed code is replaced by its successor and counted."),
            refers="county",
        ),
        Column("entered_on", "入驻日期", "date", _("Not after the day of the delivery.")),
        Column(
            name="lon",
            alias="经度",
            type="decimal",
            doc=_("Degrees, in the coordinate system named with the file."),
            required=False,
            least=-180,
            most=180,
        ),
        Column(
            name="lat",
            alias="纬度",
            type="decimal",
            doc=_("Degrees; with the longitude or not at all."),
            required=False,
            least=-90,
            most=90,
        ),
        Column("store_score", "店铺分", "decimal", _("The service score."), required=False, least=0, most=5),
        Column(
            name="has_violation",
            alias="违规",
            type="flag",
            doc=_("Whether the store stands in violation; no where missing."),
            required=False,
            default="false",
        ),
        Column("owner", "负责人", "text", _("The account manager, by e-mail or name."), required=False, longest=100),
    ),
    rules=(
        Rule(
            column="entered_on",
            broken="entered_on > $day",
            why=_("The store enters after the day of the delivery"),
            do=_("Correct the date, or bring the file in on or after that day."),
        ),
        Rule("lon", "lon IS NULL AND lat IS NOT NULL", *BOTH),
        Rule("lat", "lat IS NULL AND lon IS NOT NULL", *BOTH),
    ),
)

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
        Column("gmv_cny", "成交金额", "money", _("Paid orders before refunds, in CNY."), stored_as="gmv_fen", least=0),
        Column("orders", "订单数", "integer", _("Paid orders."), least=0),
        Column("live_minutes", "直播分钟数", "integer", _("Minutes live."), least=0),
        Column("live_sessions", "直播场次", "integer", _("Sessions live."), least=0),
        Column("sessions_with_envelope", "红包场次", "integer", _("Sessions with a launch red envelope."), least=0),
    ),
    rules=(
        Rule(
            column="week_start",
            broken="isodow(week_start) <> 1",
            why=_("The week does not start on a Monday"),
            do=_("Give the Monday of the week."),
        ),
        Rule(
            column="sessions_with_envelope",
            broken="sessions_with_envelope > live_sessions",
            why=_("There are more sessions with an envelope than sessions"),
            do=_("Correct one of the two counts."),
        ),
    ),
    checks=(STORE_KNOWN,),
)
