"""All tables of the record."""

import sqlalchemy as sa
from alembic import op

revision = "0001"
down_revision = None
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "activity_week",
        sa.Column("delivery_id", sa.String(length=64), nullable=False),
        sa.Column("store_id", sa.String(length=64), nullable=False),
        sa.Column("week_start", sa.Date(), nullable=False),
        sa.Column("gmv_fen", sa.BigInteger(), nullable=False),
        sa.Column("orders", sa.BigInteger(), nullable=False),
        sa.Column("live_minutes", sa.BigInteger(), nullable=False),
        sa.Column("live_sessions", sa.BigInteger(), nullable=False),
        sa.Column("sessions_with_envelope", sa.BigInteger(), nullable=False),
        sa.PrimaryKeyConstraint("store_id", "week_start", name=op.f("pk_activity_week")),
    )
    op.create_index(op.f("ix_activity_week_delivery_id"), "activity_week", ["delivery_id"], unique=False)
    op.create_table(
        "audit_entry",
        sa.Column("entry_id", sa.Integer(), nullable=False),
        sa.Column("at", sa.DateTime(), nullable=False),
        sa.Column("person", sa.String(length=100), nullable=False),
        sa.Column("action", sa.String(length=32), nullable=False),
        sa.Column("subject", sa.String(length=255), nullable=False),
        sa.Column("detail", sa.String(), nullable=False),
        sa.PrimaryKeyConstraint("entry_id", name=op.f("pk_audit_entry")),
    )
    op.create_index(op.f("ix_audit_entry_at"), "audit_entry", ["at"], unique=False)
    op.create_table(
        "base_deposit",
        sa.Column("delivery_id", sa.String(length=64), nullable=False),
        sa.Column("category_code", sa.String(length=32), nullable=False),
        sa.Column("store_type", sa.String(length=16), nullable=False),
        sa.Column("effective_from", sa.Date(), nullable=False),
        sa.Column("effective_to", sa.Date(), nullable=True),
        sa.Column("base_fen", sa.BigInteger(), nullable=False),
        sa.PrimaryKeyConstraint("category_code", "store_type", "effective_from", name=op.f("pk_base_deposit")),
    )
    op.create_index(op.f("ix_base_deposit_delivery_id"), "base_deposit", ["delivery_id"], unique=False)
    op.create_table(
        "belt",
        sa.Column("delivery_id", sa.String(length=64), nullable=False),
        sa.Column("belt_id", sa.String(length=64), nullable=False),
        sa.Column("name_zh", sa.String(length=100), nullable=False),
        sa.Column("name_en", sa.String(length=100), nullable=False),
        sa.Column("category", sa.String(length=32), nullable=False),
        sa.Column("product_zh", sa.String(length=200), nullable=False),
        sa.Column("county_adcode", sa.String(length=6), nullable=False),
        sa.Column("county_name", sa.String(length=100), nullable=False),
        sa.Column("city_name", sa.String(length=100), nullable=False),
        sa.Column("province_name", sa.String(length=100), nullable=False),
        sa.Column("source", sa.String(length=200), nullable=False),
        sa.PrimaryKeyConstraint("belt_id", name=op.f("pk_belt")),
    )
    op.create_index(op.f("ix_belt_delivery_id"), "belt", ["delivery_id"], unique=False)
    op.create_table(
        "benefit_event",
        sa.Column("delivery_id", sa.String(length=64), nullable=False),
        sa.Column("grant_id", sa.String(length=64), nullable=False),
        sa.Column("event", sa.String(length=16), nullable=False),
        sa.Column("occurred_at", sa.DateTime(), nullable=False),
        sa.Column("store_id", sa.String(length=64), nullable=False),
        sa.Column("measure_code", sa.String(length=32), nullable=False),
        sa.Column("amount", sa.BigInteger(), nullable=False),
        sa.Column("unit", sa.String(length=8), nullable=False),
        sa.Column("claim_by", sa.Date(), nullable=True),
        sa.Column("use_by", sa.Date(), nullable=True),
        sa.PrimaryKeyConstraint("grant_id", "event", "occurred_at", name=op.f("pk_benefit_event")),
    )
    op.create_index(op.f("ix_benefit_event_delivery_id"), "benefit_event", ["delivery_id"], unique=False)
    op.create_index(op.f("ix_benefit_event_store_id"), "benefit_event", ["store_id"], unique=False)
    op.create_table(
        "category",
        sa.Column("delivery_id", sa.String(length=64), nullable=False),
        sa.Column("code", sa.String(length=32), nullable=False),
        sa.Column("name_zh", sa.String(length=100), nullable=False),
        sa.Column("name_en", sa.String(length=100), nullable=False),
        sa.PrimaryKeyConstraint("code", name=op.f("pk_category")),
    )
    op.create_index(op.f("ix_category_delivery_id"), "category", ["delivery_id"], unique=False)
    op.create_table(
        "certification_event",
        sa.Column("delivery_id", sa.String(length=64), nullable=False),
        sa.Column("store_id", sa.String(length=64), nullable=False),
        sa.Column("changed_at", sa.DateTime(), nullable=False),
        sa.Column("status", sa.String(length=16), nullable=False),
        sa.Column("valid_until", sa.Date(), nullable=True),
        sa.Column("reason", sa.String(length=500), nullable=True),
        sa.PrimaryKeyConstraint("store_id", "changed_at", "status", name=op.f("pk_certification_event")),
    )
    op.create_index(op.f("ix_certification_event_delivery_id"), "certification_event", ["delivery_id"], unique=False)
    op.create_table(
        "delivery",
        sa.Column("delivery_id", sa.String(length=64), nullable=False),
        sa.Column("kind", sa.String(length=32), nullable=False),
        sa.Column("file_name", sa.String(length=255), nullable=False),
        sa.Column("sha256", sa.String(length=64), nullable=False),
        sa.Column("datum", sa.String(length=8), nullable=False),
        sa.Column("encoding", sa.String(length=16), nullable=False),
        sa.Column("delimiter", sa.String(length=4), nullable=False),
        sa.Column("byte_count", sa.BigInteger(), nullable=False),
        sa.Column("row_count", sa.BigInteger(), nullable=False),
        sa.Column("added", sa.BigInteger(), nullable=False),
        sa.Column("changed", sa.BigInteger(), nullable=False),
        sa.Column("recoded", sa.BigInteger(), nullable=False),
        sa.Column("warned", sa.BigInteger(), nullable=False),
        sa.Column("is_demonstration", sa.Boolean(), nullable=False),
        sa.Column("received_at", sa.DateTime(), nullable=False),
        sa.Column("received_by", sa.String(length=100), nullable=False),
        sa.PrimaryKeyConstraint("delivery_id", name=op.f("pk_delivery")),
    )
    op.create_index(op.f("ix_delivery_sha256"), "delivery", ["sha256"], unique=False)
    op.create_table(
        "deposit_event",
        sa.Column("delivery_id", sa.String(length=64), nullable=False),
        sa.Column("store_id", sa.String(length=64), nullable=False),
        sa.Column("effective_on", sa.Date(), nullable=False),
        sa.Column("base_fen", sa.BigInteger(), nullable=False),
        sa.Column("tier_code", sa.String(length=32), nullable=True),
        sa.Column("required_fen", sa.BigInteger(), nullable=False),
        sa.Column("paid_fen", sa.BigInteger(), nullable=False),
        sa.PrimaryKeyConstraint("store_id", "effective_on", name=op.f("pk_deposit_event")),
    )
    op.create_index(op.f("ix_deposit_event_delivery_id"), "deposit_event", ["delivery_id"], unique=False)
    op.create_table(
        "deposit_tier",
        sa.Column("delivery_id", sa.String(length=64), nullable=False),
        sa.Column("schedule_id", sa.String(length=64), nullable=False),
        sa.Column("tier_code", sa.String(length=32), nullable=False),
        sa.Column("effective_from", sa.Date(), nullable=False),
        sa.Column("effective_to", sa.Date(), nullable=True),
        sa.Column("rank", sa.Integer(), nullable=False),
        sa.Column("name_zh", sa.String(length=100), nullable=False),
        sa.Column("name_en", sa.String(length=100), nullable=False),
        sa.Column("store_types", sa.String(length=200), nullable=False),
        sa.Column("min_score", sa.Float(), nullable=True),
        sa.Column("max_score", sa.Float(), nullable=True),
        sa.Column("requires_no_violation", sa.Boolean(), nullable=False),
        sa.Column("requires_certified", sa.Boolean(), nullable=False),
        sa.Column("requires_designated_belt", sa.Boolean(), nullable=False),
        sa.Column("reduction_pct", sa.Float(), nullable=False),
        sa.PrimaryKeyConstraint("schedule_id", "tier_code", "effective_from", name=op.f("pk_deposit_tier")),
    )
    op.create_index(op.f("ix_deposit_tier_delivery_id"), "deposit_tier", ["delivery_id"], unique=False)
    op.create_table(
        "designation",
        sa.Column("delivery_id", sa.String(length=64), nullable=False),
        sa.Column("belt_id", sa.String(length=64), nullable=False),
        sa.Column("waiver_from", sa.Date(), nullable=False),
        sa.Column("waiver_to", sa.Date(), nullable=True),
        sa.Column("waived_fee", sa.String(length=100), nullable=False),
        sa.Column("rate_pct", sa.Float(), nullable=False),
        sa.PrimaryKeyConstraint("belt_id", "waiver_from", name=op.f("pk_designation")),
    )
    op.create_index(op.f("ix_designation_delivery_id"), "designation", ["delivery_id"], unique=False)
    op.create_table(
        "person",
        sa.Column("delivery_id", sa.String(length=64), nullable=False),
        sa.Column("email", sa.String(length=100), nullable=False),
        sa.Column("role", sa.String(length=32), nullable=False),
        sa.Column("regions", sa.String(length=2000), nullable=True),
        sa.PrimaryKeyConstraint("email", name=op.f("pk_person")),
    )
    op.create_index(op.f("ix_person_delivery_id"), "person", ["delivery_id"], unique=False)
    op.create_table(
        "region",
        sa.Column("delivery_id", sa.String(length=64), nullable=False),
        sa.Column("adcode", sa.String(length=6), nullable=False),
        sa.Column("name", sa.String(length=100), nullable=False),
        sa.Column("level", sa.String(length=16), nullable=False),
        sa.Column("type", sa.String(length=32), nullable=False),
        sa.Column("parent_adcode", sa.String(length=6), nullable=False),
        sa.Column("province_adcode", sa.String(length=6), nullable=False),
        sa.Column("pinyin", sa.String(length=100), nullable=False),
        sa.Column("boundary_adcode", sa.String(length=32), nullable=True),
        sa.Column("has_boundary", sa.Boolean(), nullable=False),
        sa.Column("boundary_layers", sa.String(length=32), nullable=True),
        sa.Column("source", sa.String(length=200), nullable=False),
        sa.PrimaryKeyConstraint("adcode", name=op.f("pk_region")),
    )
    op.create_index(op.f("ix_region_delivery_id"), "region", ["delivery_id"], unique=False)
    op.create_table(
        "store",
        sa.Column("delivery_id", sa.String(length=64), nullable=False),
        sa.Column("store_id", sa.String(length=64), nullable=False),
        sa.Column("store_name", sa.String(length=200), nullable=False),
        sa.Column("store_type", sa.String(length=16), nullable=False),
        sa.Column("belt_id", sa.String(length=64), nullable=True),
        sa.Column("category_code", sa.String(length=32), nullable=False),
        sa.Column("county_adcode", sa.String(length=6), nullable=False),
        sa.Column("entered_on", sa.Date(), nullable=False),
        sa.Column("lon", sa.Float(), nullable=True),
        sa.Column("lat", sa.Float(), nullable=True),
        sa.Column("store_score", sa.Float(), nullable=True),
        sa.Column("has_violation", sa.Boolean(), nullable=False),
        sa.Column("owner", sa.String(length=100), nullable=True),
        sa.PrimaryKeyConstraint("store_id", name=op.f("pk_store")),
    )
    op.create_index(op.f("ix_store_delivery_id"), "store", ["delivery_id"], unique=False)


def downgrade() -> None:
    op.drop_index(op.f("ix_store_delivery_id"), table_name="store")
    op.drop_table("store")
    op.drop_index(op.f("ix_region_delivery_id"), table_name="region")
    op.drop_table("region")
    op.drop_index(op.f("ix_person_delivery_id"), table_name="person")
    op.drop_table("person")
    op.drop_index(op.f("ix_designation_delivery_id"), table_name="designation")
    op.drop_table("designation")
    op.drop_index(op.f("ix_deposit_tier_delivery_id"), table_name="deposit_tier")
    op.drop_table("deposit_tier")
    op.drop_index(op.f("ix_deposit_event_delivery_id"), table_name="deposit_event")
    op.drop_table("deposit_event")
    op.drop_index(op.f("ix_delivery_sha256"), table_name="delivery")
    op.drop_table("delivery")
    op.drop_index(op.f("ix_certification_event_delivery_id"), table_name="certification_event")
    op.drop_table("certification_event")
    op.drop_index(op.f("ix_category_delivery_id"), table_name="category")
    op.drop_table("category")
    op.drop_index(op.f("ix_benefit_event_store_id"), table_name="benefit_event")
    op.drop_index(op.f("ix_benefit_event_delivery_id"), table_name="benefit_event")
    op.drop_table("benefit_event")
    op.drop_index(op.f("ix_belt_delivery_id"), table_name="belt")
    op.drop_table("belt")
    op.drop_index(op.f("ix_base_deposit_delivery_id"), table_name="base_deposit")
    op.drop_table("base_deposit")
    op.drop_index(op.f("ix_audit_entry_at"), table_name="audit_entry")
    op.drop_table("audit_entry")
    op.drop_index(op.f("ix_activity_week_delivery_id"), table_name="activity_week")
    op.drop_table("activity_week")
