"""Regions, categories, belts and people, as files."""

from typing import Final

from data.language import _
from models.intake.checks.references import PARENT_KNOWN, REGIONS_KNOWN
from models.intake.contract.declaring import Column, Kind, Rule, link_safe
from models.programme.terms import NO_BELT
from models.record.tables import Belt, Category, Person, Region

LEVELS: Final = {"province": "省级", "prefecture": "地级", "county": "县级"}
ROLES: Final = {
    "viewer": "查看者",
    "regional_manager": "区域经理",
    "program_lead": "项目负责人",
    "admin": "管理员",
}
SOURCE: Final = Column("source", "来源", "text", _("Where the row comes from; shown with it."), longest=200)

ADMIN_CODES: Final = Kind(
    code="admin_codes",
    alias="行政区划",
    doc=_("Provinces, prefectures and counties."),
    table=Region,
    key=("adcode",),
    columns=(
        Column("adcode", "行政区划代码", "identifier", _("Six digits."), longest=6),
        Column("name", "名称", "text", _("The official name."), longest=100),
        Column("level", "级别", "choice", _("The level of the region."), choices=LEVELS),
        Column("type", "类型", "text", _("What the region is called in law."), longest=32),
        Column("parent_adcode", "上级代码", "identifier", _("100000 for a province."), longest=6),
        Column("province_adcode", "省级代码", "identifier", _("The province it lies in."), longest=6),
        Column("pinyin", "拼音", "text", _("The name in Latin letters."), longest=100),
        Column(
            name="boundary_adcode",
            alias="边界代码",
            type="identifier",
            doc=_("Codes in the boundary data, separated by semicolons."),
            required=False,
            longest=32,
        ),
        Column(
            name="has_boundary",
            alias="有边界",
            type="flag",
            doc=_("Whether the boundary data draws it."),
            required=False,
            default="false",
        ),
        Column(
            name="boundary_layers",
            alias="边界图层",
            type="text",
            doc=_("The layers that draw it, separated by |."),
            required=False,
            longest=32,
        ),
        SOURCE,
    ),
    rules=(
        Rule(
            column="adcode",
            broken=r"NOT regexp_full_match(adcode, '\d{6}')",
            why=_("A region code has six digits"),
            do=_("Give the six-digit code."),
        ),
    ),
    checks=(PARENT_KNOWN,),
)

CATEGORIES: Final = Kind(
    code="categories",
    alias="类目表",
    doc=_("Shelf categories."),
    table=Category,
    key=("code",),
    columns=(
        Column("code", "类目代码", "identifier", _("The category's code."), longest=32),
        Column("name_zh", "中文名", "text", _("The Chinese name."), longest=100),
        Column("name_en", "英文名", "text", _("The English name."), longest=100),
    ),
    rules=(link_safe("code"),),
)

BELTS: Final = Kind(
    code="belts",
    alias="产业带表",
    doc=_("Industrial belts."),
    table=Belt,
    key=("belt_id",),
    columns=(
        Column("belt_id", "产业带ID", "identifier", _("The belt's id."), longest=64),
        Column("name_zh", "中文名", "text", _("The Chinese name."), longest=100),
        Column("name_en", "英文名", "text", _("The English name."), longest=100),
        Column("category", "类目", "reference", _("The category, by its code or name."), refers="category"),
        Column("product_zh", "产品", "text", _("What the belt makes."), longest=200),
        Column("county_adcode", "区县代码", "reference", _("The county it is anchored in."), refers="county"),
        Column("county_name", "区县", "text", _("The county's name."), longest=100),
        Column("city_name", "城市", "text", _("The city's name."), longest=100),
        Column("province_name", "省份", "text", _("The province's name."), longest=100),
        SOURCE,
    ),
    rules=(link_safe("belt_id", NO_BELT),),
)

PEOPLE: Final = Kind(
    code="people",
    alias="人员",
    doc=_("Who may see what."),
    table=Person,
    key=("email",),
    columns=(
        Column("email", "邮箱", "email", _("Kept in lower case."), longest=100),
        Column("role", "角色", "choice", _("What the person may do."), choices=ROLES),
        Column(
            name="regions",
            alias="区域",
            type="regions",
            doc=_("Codes of regions of any level, separated by |; empty: none; *: all."),
            required=False,
            longest=2000,
        ),
    ),
    checks=(REGIONS_KNOWN,),
)
