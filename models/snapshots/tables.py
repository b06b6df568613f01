"""A snapshot's tables: the day's wide row for each store, and the cube that pages ask.

Money is integer fen, traffic integer in its own unit, days are Asia/Shanghai days. A missing amount
means that the store never had the thing (no grant, no deposit row, no activity known), never zero.
"""

from sqlmodel import Field

from models.base import Day, Instant, Published, amount, key


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
    applied_on: Day | None = Field(description="when the last application or renewal began")
    certification_reason: str | None = Field(description="of the last step, as delivered")

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
    deposit_on: Day | None = Field(description="first day of the deposit row in force")
    pay_by: Day | None = Field(description="of a shortfall: the day it opened and the days allowed (target pay-days)")
    entitled_tier_code: str | None = Field(description="first match in the schedule in force; missing: no deposit")
    entitled_fen: int | None = amount(description="base less that tier's reduction")
    tier_if_score_up: str | None = Field(description="tier with a score higher by the margin, where it is another")
    tier_if_score_down: str | None = Field(description="tier with a score lower by the margin, where it is another")

    activity_week: Day | None = Field(description="Monday of the week below; missing: activity not known")
    gmv_week_fen: int | None = amount(description="of the last whole week delivered")
    gmv_before_fen: int | None = amount(description="of the week before it; missing: not delivered")
    gmv_28d_fen: int | None = amount(description="of the last four whole weeks delivered")
    gmv_28d_before_fen: int | None = amount(description="of the four weeks before them; missing: not delivered")
    orders_week: int | None = amount()
    orders_before: int | None = amount(description="of the week before it; missing: not delivered")
    live_sessions_week: int | None = amount()
    sessions_with_envelope_week: int | None = amount()
    live_minutes_week: int | None = amount()
    first_sale_week: Day | None = Field(description="Monday of the first week with an order")
    first_live_week: Day | None = Field(description="Monday of the first week with a live session")
    first_live_minutes: int | None = amount(
        description="live in the weeks that touch the 7 days from entry; missing: activity of them not known"
    )

    is_exempt: bool = Field(description="belt designated and its waiver in force")
    fee_waived_fen: int | None = amount(description="since the waiver began, where activity is known")
    delivery_id: str = Field(description="the delivery that last wrote the store's row")


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


class Placed(Published):
    """What every long table carries, so that each filter of a view narrows it: the store's own dimensions."""

    province_adcode: str | None = key()
    city_adcode: str | None = key()
    county_adcode: str = key()
    belt_id: str | None = key()
    category_code: str = key()
    store_type: str = key()
    certification_status: str = key()
    tier_code: str | None = key()


class CubeRow(Placed, table=True):
    """Stores alike in every dimension: how many, and the sums of what they have."""

    __tablename__ = "cube_row"

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
    lower_due_stores: int = amount(description="stores entitled to less than is required of them")
    scored_stores: int = amount()
    score_hundredths: int = amount(description="sum of store scores × 100")
    activity_stores: int = amount(description="stores whose activity is known")
    active_stores: int = amount(description="with an order in the week")
    live_stores: int = amount(description="with a live session in the week")
    active_live_stores: int = amount(description="with both")
    lost_stores: int = amount(description="with an order in the week before and none in the week")
    gmv_week_fen: int = amount()
    gmv_before_fen: int = amount()
    gmv_28d_fen: int = amount()
    gmv_28d_before_fen: int = amount()
    call_stores: int = amount(description="stores to call: with any reason (models/snapshots/reasons.py)")
    lapsing_traffic: int = amount(description="about to lapse within lapse-days (target), over all measures")
    lapsing_traffic_stores: int = amount(description="stores concerned")
    lapsing_cash_fen: int = amount()
    lapsing_cash_stores: int = amount()
    lapsing_ad_fen: int = amount()
    lapsing_ad_stores: int = amount()
    overdue_stores: int = amount(description="of the stores with a shortfall: the last day to pay has passed")
    overdue_fen: int = amount()
    document_stores: int = amount(description="stores whose open application waits for documents")
    ending_stores: int = amount(description="certified stores whose certification ends within expiry-days (target)")


class Application(Placed, table=True):
    """One application for certification, from its first step to its decision; renewals are applications too.

    It opens with an `applied` event, or with `in_review` out of `certified` (a renewal).
    """

    __tablename__ = "application"
    store_id: str = key()
    number: int = key(description="of the store's applications, from 1")
    is_renewal: bool
    status: str = Field(description="the last step in it: applied, in_review, info_requested, rejected, certified")
    applied_at: Instant
    review_at: Instant | None = Field(description="first in_review")
    asked_at: Instant | None = Field(description="first info_requested")
    since: Instant = Field(description="of the last step in it")
    decided_at: Instant | None = Field(description="certified or rejected")
    reason: str | None = Field(description="of the last step, as delivered")
    is_last: bool = Field(description="the store's last application to the day")
    wait_days: float | None = Field(description="applied to first review; missing for a renewal, which opens with it")
    review_days: float | None = Field(description="first review to decision")


class Grant(Placed, table=True):
    """One grant of one measure as it stood at the end of the day; sorted by measure."""

    __tablename__ = "benefit_grant"
    measure_code: str = key()
    unit: str = key()
    grant_id: str = key()
    store_id: str
    granted_at: Instant
    claim_by: Day | None
    use_by: Day | None
    granted: int = amount()
    claimed: int = amount(description="claimed; of a red envelope: issued less returned")
    used: int = amount()
    lapsed: int = amount(description="by events, and past its deadlines")
    clawed_back: int = amount()
    unclaimed: int = amount(description="may still be claimed")
    unused: int = amount(description="claimed, may still be used")
    claimed_at: Instant | None = Field(description="first claim; of a red envelope: first issue")
    used_at: Instant | None = Field(description="first use")
    lapsed_on: Day | None = Field(description="first lapse, by event or by deadline")
    claim_hours: float | None = Field(description="granted to first claim")
    use_hours: float | None = Field(description="first claim to first use")


class CallReason(Placed, table=True):
    """Why a store is to be called: what it is about to lose or keeps waiting for, each with its own day.

    A store with any row is on the work list (models/snapshots/reasons.py has the rule). Sorted by place, store and day.
    """

    __tablename__ = "call_reason"
    store_id: str = key()
    reason: str = key(description="documents, shortfall, unclaimed, unused or expiry (programme/terms.py)")
    measure_code: str | None = key(description="of what is unclaimed or unused")
    unit: str | None = key(description="of the value; missing: none is at stake")
    due: Day = key(description="the last day to act; before the snapshot's: overdue")
    since: Day = Field(description="asked, short, granted or certified since")
    value: int | None = amount(description="short, unclaimed or unused, in the unit")
    whole: int | None = amount(description="what the value is a part of: required, granted or claimed")
    note: str | None = Field(description="which documents were asked for, as delivered")
    store_name: str
    owner: str | None


class MeasureRow(Placed, table=True):
    """Per measure and unit, stores alike in every dimension: how many had it, and the sums, to the day."""

    __tablename__ = "measure_row"
    measure_code: str = key()
    unit: str = key()
    granted_stores: int = amount()
    claimed_stores: int = amount()
    used_stores: int = amount()
    lapsed_stores: int = amount()
    activity_stores: int = amount(description="of those that claimed: activity is known")
    activated_stores: int = amount(
        description="of these: first sale in the week of the first claim or later, its Monday up to activation-days "
        "(target) after the claim"
    )
    granted: int = amount()
    claimed: int = amount()
    used: int = amount()
    lapsed: int = amount()
    clawed_back: int = amount()
    unclaimed: int = amount()
    unused: int = amount()


class LedgerRow(Placed, table=True):
    """Per week, measure and unit: what happened; sorted by week. Lapses count on the day they fell due."""

    __tablename__ = "ledger_row"
    week_start: Day = key(description="Monday")
    measure_code: str = key()
    unit: str = key()
    grants: int = amount(description="grants given")
    claims: int = amount(description="first claims (red envelope: first issues)")
    granted: int = amount()
    claimed: int = amount(description="claimed; of a red envelope: issued less returned")
    used: int = amount()
    lapsed: int = amount()
    clawed_back: int = amount()


class ActivityRow(Placed, table=True):
    """Per week: the trade of stores alike in every dimension; sorted by week; whole weeks to the day."""

    __tablename__ = "activity_row"
    week_start: Day = key(description="Monday")
    active_stores: int = amount(description="with an order")
    live_stores: int = amount(description="with a live session")
    gmv_fen: int = amount()
    orders: int = amount()
    live_minutes: int = amount()
    live_sessions: int = amount()
    sessions_with_envelope: int = amount()
    fee_waived_fen: int = amount(
        description="where the belt's waiver was in force the whole week, also if it has ended since"
    )


class Event(Published, table=True):
    """Everything that happened to a store to the day, with the delivery it came from; sorted by store and instant."""

    __tablename__ = "event"
    store_id: str = key()
    at: Instant = key()
    subject: str = key(description="certification, benefit or deposit")
    event: str = key(description="the step; of a deposit: set")
    grant_id: str | None = key()
    measure_code: str | None
    quantity: int | None = amount()
    unit: str | None
    claim_by: Day | None
    use_by: Day | None
    valid_until: Day | None
    reason: str | None
    tier_code: str | None
    base_fen: int | None = amount()
    required_fen: int | None = amount()
    paid_fen: int | None = amount()
    delivery_id: str


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


class ScheduleTier(Published, table=True):
    """A row of any deposit schedule, past, in force or to come: the rules' history."""

    __tablename__ = "schedule_tier"
    schedule_id: str = key()
    tier_code: str = key()
    effective_from: Day = key()
    effective_to: Day | None
    rank: int
    name_zh: str
    name_en: str
    store_types: str = Field(description="|-separated, or *")
    min_score: float | None
    max_score: float | None
    requires_no_violation: bool
    requires_certified: bool
    requires_designated_belt: bool
    reduction_pct: float
    delivery_id: str


class BaseDay(Published, table=True):
    """A base deposit in force on the day."""

    __tablename__ = "base_day"
    category_code: str = key()
    store_type: str = key()
    base_fen: int = amount()
    effective_from: Day


class DesignationDay(Published, table=True):
    """A belt's waiver, past, in force or to come."""

    __tablename__ = "designation_day"
    belt_id: str = key()
    waiver_from: Day = key()
    waiver_to: Day | None
    waived_fee: str
    rate_pct: float
    state: str = Field(description="on the day: scheduled, active or ended")


class TargetDay(Published, table=True):
    """A threshold, target or budget as it stood on the day (models/programme/targets.py)."""

    __tablename__ = "target_day"
    target_code: str = key()
    value: float | None = Field(description="missing: none was delivered and there is no default")
    effective_from: Day | None
    effective_to: Day | None
    is_default: bool = Field(description="ours, not delivered")


SNAPSHOT_TABLES: dict[str, type[Published]] = {
    "stores": StoreDay,
    "cube": CubeRow,
    "applications": Application,
    "grants": Grant,
    "calls": CallReason,
    "measures": MeasureRow,
    "ledger": LedgerRow,
    "activity": ActivityRow,
    "events": Event,
    "belts": BeltDay,
    "places": PlaceDay,
    "categories": CategoryDay,
    "tiers": TierDay,
    "schedules": ScheduleTier,
    "bases": BaseDay,
    "designations": DesignationDay,
    "targets": TargetDay,
}
"""File of a snapshot (without .parquet) to table."""
READ_FROM_FILE = frozenset({"stores", "applications", "grants", "calls", "ledger", "activity", "events"})
"""Long tables, which an engine reads from their files; the others it holds in memory."""
