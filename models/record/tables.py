"""The record's tables: event logs with natural keys, stores, dated rules, and who delivered what.

Instants are naive Asia/Shanghai time; money is integer fen; amounts of traffic, orders, uses and cases
are integers in their own unit, named beside them. Every row names the delivery that last wrote it.
"""

from sqlmodel import Field

from models.base import Day, Instant, Recorded, amount, key


class Delivered(Recorded):
    """What every delivered row carries."""

    delivery_id: str = Field(index=True, max_length=64, description="the delivery that wrote this row")


class Delivery(Recorded, table=True):
    """One accepted file."""

    delivery_id: str = key(max_length=64)
    kind: str = Field(max_length=32)
    file_name: str = Field(max_length=255)
    sha256: str = Field(max_length=64, index=True)
    datum: str = Field(max_length=8, description="of the file's coordinates; empty where it has none")
    encoding: str = Field(max_length=16)
    delimiter: str = Field(max_length=4)
    byte_count: int = amount()
    row_count: int = amount()
    added: int = amount(description="rows whose key was new")
    changed: int = amount(description="rows that replaced one with the same key and other values")
    recoded: int = amount(default=0, description="rows whose region code the crosswalk renewed")
    warned: int = amount(default=0, description="rows accepted with a warning")
    is_demonstration: bool = False
    received_at: Instant
    received_by: str = Field(max_length=100)


class AuditEntry(Recorded, table=True):
    """Who did what, when: imports, publications, moves of the pointer, corrections said and settled."""

    __tablename__ = "audit_entry"
    entry_id: int | None = Field(default=None, primary_key=True)
    at: Instant = Field(index=True)
    person: str = Field(max_length=100)
    action: str = Field(max_length=32)
    subject: str = Field(max_length=255)
    detail: str = ""


class Correction(Recorded, table=True):
    """What a reader says is wrong about a store, and whether it is settled: nothing of the record is changed by it."""

    correction_id: int | None = Field(default=None, primary_key=True)
    store_id: str = Field(max_length=64, index=True)
    kind: str = Field(max_length=16, description="owner, place, status, amount or other")
    words: str = Field(max_length=500)
    snapshot_id: str = Field(max_length=32, description="the snapshot on screen")
    said_at: Instant
    said_by: str = Field(max_length=100)
    settled_at: Instant | None = None
    settled_by: str | None = Field(default=None, max_length=100)


class Region(Delivered, table=True):
    """An administrative unit (admin_codes.csv)."""

    adcode: str = key(max_length=6)
    name: str = Field(max_length=100)
    level: str = Field(max_length=16, description="province, prefecture or county")
    type: str = Field(max_length=32)
    parent_adcode: str = Field(max_length=6)
    province_adcode: str = Field(max_length=6)
    pinyin: str = Field(max_length=100)
    boundary_adcode: str | None = Field(
        default=None, max_length=32, description="codes in the boundary data, ;-separated"
    )
    has_boundary: bool = False
    boundary_layers: str | None = Field(default=None, max_length=32)
    source: str = Field(max_length=200)


class Category(Delivered, table=True):
    """A shelf category (categories.csv)."""

    code: str = key(max_length=32)
    name_zh: str = Field(max_length=100)
    name_en: str = Field(max_length=100)


class Belt(Delivered, table=True):
    """An industrial belt (belts.csv) with where its listing comes from."""

    belt_id: str = key(max_length=64)
    name_zh: str = Field(max_length=100)
    name_en: str = Field(max_length=100)
    category: str = Field(max_length=32)
    product_zh: str = Field(max_length=200)
    county_adcode: str = Field(max_length=6)
    county_name: str = Field(max_length=100)
    city_name: str = Field(max_length=100)
    province_name: str = Field(max_length=100)
    source: str = Field(max_length=200)


class Store(Delivered, table=True):
    """A store as last delivered (stores.csv); coordinates are WGS-84 degrees."""

    store_id: str = key(max_length=64)
    store_name: str = Field(max_length=200)
    store_type: str = Field(max_length=16)
    belt_id: str | None = Field(default=None, max_length=64)
    category_code: str = Field(max_length=32)
    county_adcode: str = Field(max_length=6)
    entered_on: Day
    lon: float | None = None
    lat: float | None = None
    store_score: float | None = None
    has_violation: bool = False
    owner: str | None = Field(default=None, max_length=100)


class CertificationEvent(Delivered, table=True):
    """A step of a store's certification (certifications.csv)."""

    __tablename__ = "certification_event"
    store_id: str = key(max_length=64)
    changed_at: Instant = key()
    status: str = key(max_length=16)
    valid_until: Day | None = None
    reason: str | None = Field(default=None, max_length=500)


class BenefitEvent(Delivered, table=True):
    """A step of one grant of one measure (benefits.csv)."""

    __tablename__ = "benefit_event"
    grant_id: str = key(max_length=64)
    event: str = key(max_length=16)
    occurred_at: Instant = key()
    store_id: str = Field(max_length=64, index=True)
    measure_code: str = Field(max_length=32)
    amount: int = amount()
    unit: str = Field(max_length=8)
    claim_by: Day | None = None
    use_by: Day | None = None


class DepositEvent(Delivered, table=True):
    """A store's deposit from a day on (deposits.csv)."""

    __tablename__ = "deposit_event"
    store_id: str = key(max_length=64)
    effective_on: Day = key()
    base_fen: int = amount()
    tier_code: str | None = Field(default=None, max_length=32, description="missing: the store pays the base")
    required_fen: int = amount()
    paid_fen: int = amount()


class DepositTier(Delivered, table=True):
    """A row of a dated schedule of reductions (deposit_tiers.csv); the first match by rank wins."""

    __tablename__ = "deposit_tier"
    schedule_id: str = key(max_length=64)
    tier_code: str = key(max_length=32)
    effective_from: Day = key()
    effective_to: Day | None = None
    rank: int
    name_zh: str = Field(max_length=100)
    name_en: str = Field(max_length=100)
    store_types: str = Field(max_length=200, description="|-separated, or *")
    min_score: float | None = None
    max_score: float | None = None
    requires_no_violation: bool = False
    requires_certified: bool = False
    requires_designated_belt: bool = False
    reduction_pct: float


class BaseDeposit(Delivered, table=True):
    """The deposit before reductions by category and store type (base_deposits.csv)."""

    __tablename__ = "base_deposit"
    category_code: str = key(max_length=32)
    store_type: str = key(max_length=16)
    effective_from: Day = key()
    effective_to: Day | None = None
    base_fen: int = amount()


class Designation(Delivered, table=True):
    """A belt on the waiver's list between two days (designations.csv)."""

    belt_id: str = key(max_length=64)
    waiver_from: Day = key()
    waiver_to: Day | None = None
    waived_fee: str = Field(max_length=100, description="the fee that is waived, named")
    rate_pct: float


class ActivityWeek(Delivered, table=True):
    """A store's trading week (activity.csv)."""

    __tablename__ = "activity_week"
    store_id: str = key(max_length=64)
    week_start: Day = key()
    gmv_fen: int = amount()
    orders: int = amount()
    live_minutes: int = amount()
    live_sessions: int = amount()
    sessions_with_envelope: int = amount()


class Target(Delivered, table=True):
    """A dated threshold, target or budget (targets.csv); what the codes mean: models/programme/targets.py."""

    target_code: str = key(max_length=32)
    effective_from: Day = key()
    effective_to: Day | None = None
    value: float


class Person(Delivered, table=True):
    """Who may see what (people.csv)."""

    email: str = key(max_length=100)
    role: str = Field(max_length=32)
    regions: str | None = Field(default=None, max_length=2000, description="|-separated codes; empty: none; *: all")


TABLES: dict[str, type[Recorded]] = {
    "admin_codes": Region,
    "categories": Category,
    "belts": Belt,
    "stores": Store,
    "certifications": CertificationEvent,
    "benefits": BenefitEvent,
    "deposits": DepositEvent,
    "deposit_tiers": DepositTier,
    "base_deposits": BaseDeposit,
    "designations": Designation,
    "activity": ActivityWeek,
    "targets": Target,
    "people": Person,
}
"""File kind to table, in an order in which every row finds what it refers to."""
