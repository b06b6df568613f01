"""A snapshot's tables: the day's wide row for each store, and the cube that pages ask.

Money is integer fen, traffic integer in its own unit, days are Asia/Shanghai days. A missing amount
means that the store never had the thing (no grant, no deposit row, no activity known), never zero.
"""

from sqlmodel import Field

from models.base import Day, Published, amount, key


class StoreDay(Published, table=True):
    """One store as it stood at the end of the day."""

    __tablename__ = "store_day"
    store_id: str = key()
    store_name: str
    store_type: str
    belt_id: str | None
    category_code: str
    province_adcode: str | None
    city_adcode: str | None
    county_adcode: str
    owner: str | None
    entered_on: Day
    lon: float | None
    lat: float | None
    store_score: float | None
    has_violation: bool

    certification_status: str
    certification_since: Day | None
    certified_on: Day | None = Field(description="the first time")
    valid_until: Day | None

    pack_granted: int | None = amount()
    pack_claimed: int | None = amount()
    pack_used: int | None = amount()
    pack_lapsed: int | None = amount()
    pack_unclaimed: int | None = amount(description="granted, not claimed, claim-by not passed")
    pack_claim_by: Day | None = Field(description="the earliest claim-by of what is unclaimed")
    pack_unused: int | None = amount(description="claimed, not used, use-by not passed")
    pack_use_by: Day | None = Field(description="the earliest use-by of what is unused")

    envelope_budget_fen: int | None = amount()
    envelope_issued_fen: int | None = amount(description="issued less returned")
    envelope_used_fen: int | None = amount()
    envelope_lapsed_fen: int | None = amount()
    envelope_left_fen: int | None = amount(description="budget that may still be issued")
    envelope_use_by: Day | None

    tier_code: str | None = Field(description="the tier held; BASE where the base is due; missing: no deposit")
    base_fen: int | None = amount()
    required_fen: int | None = amount()
    paid_fen: int | None = amount()
    released_fen: int | None = amount(description="base less required, where positive")
    shortfall_fen: int | None = amount(description="required less paid, where positive")

    is_exempt: bool = Field(description="belt designated and its waiver in force")
    fee_waived_fen: int | None = amount(description="since the waiver began, where activity is known")


DIMENSIONS = (
    "province_adcode",
    "city_adcode",
    "county_adcode",
    "belt_id",
    "category_code",
    "store_type",
    "certification_status",
    "tier_code",
)
"""What a cube row is counted by; each may be filtered on."""


class CubeRow(Published, table=True):
    """Stores alike in every dimension: how many, and the sums of what they have."""

    __tablename__ = "cube_row"
    province_adcode: str | None = key()
    city_adcode: str | None = key()
    county_adcode: str = key()
    belt_id: str | None = key()
    category_code: str = key()
    store_type: str = key()
    certification_status: str = key()
    tier_code: str | None = key()

    stores: int = amount()
    certified_stores: int = amount()
    pack_granted_stores: int = amount()
    pack_claimed_stores: int = amount()
    pack_granted: int = amount()
    pack_claimed: int = amount()
    pack_used: int = amount()
    pack_lapsed: int = amount()
    envelope_budget_stores: int = amount()
    envelope_budget_fen: int = amount()
    envelope_issued_fen: int = amount()
    envelope_used_fen: int = amount()
    envelope_lapsed_fen: int = amount()
    deposit_stores: int = amount(description="stores with a deposit on the day")
    reduced_stores: int = amount(description="of these, required below base")
    base_fen: int = amount()
    required_fen: int = amount()
    released_fen: int = amount()
    shortfall_stores: int = amount()
    shortfall_fen: int = amount()
    exempt_stores: int = amount()
    known_activity_stores: int = amount(description="exempt stores whose activity is known")
    fee_waived_fen: int = amount()


class BeltDay(Published, table=True):
    """A belt as listed on the day."""

    __tablename__ = "belt_day"
    belt_id: str = key()
    name_zh: str
    name_en: str
    category_code: str
    product_zh: str
    province_adcode: str | None
    city_adcode: str | None
    county_adcode: str
    source: str
    is_designated: bool
    waiver_from: Day | None
    waiver_to: Day | None


class PlaceDay(Published, table=True):
    """An administrative unit as of the day, with the units it lies in."""

    __tablename__ = "place_day"
    adcode: str = key()
    level: str = Field(description="country, province, city or county")
    name_zh: str
    name_en: str
    short_zh: str
    short_en: str
    parent_adcode: str
    province_adcode: str | None
    city_adcode: str | None
    county_adcode: str | None
    is_drawn: bool


class CategoryDay(Published, table=True):
    """A category as of the day."""

    __tablename__ = "category_day"
    code: str = key()
    name_zh: str
    name_en: str


class TierDay(Published, table=True):
    """A row of the deposit schedule in force on the day, by rank."""

    __tablename__ = "tier_day"
    tier_code: str = key()
    schedule_id: str
    rank: int
    name_zh: str
    name_en: str
    reduction_pct: float


SNAPSHOT_TABLES: dict[str, type[Published]] = {
    "stores": StoreDay,
    "cube": CubeRow,
    "belts": BeltDay,
    "places": PlaceDay,
    "categories": CategoryDay,
    "tiers": TierDay,
}
"""File of a snapshot (without .parquet) to table."""
