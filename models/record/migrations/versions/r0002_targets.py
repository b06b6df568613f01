"""Thresholds, targets and budgets."""

import sqlalchemy as sa
from alembic import op

revision = "0002"
down_revision = "0001"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "target",
        sa.Column("delivery_id", sa.String(length=64), nullable=False),
        sa.Column("target_code", sa.String(length=32), nullable=False),
        sa.Column("effective_from", sa.Date(), nullable=False),
        sa.Column("effective_to", sa.Date(), nullable=True),
        sa.Column("value", sa.Float(), nullable=False),
        sa.PrimaryKeyConstraint("target_code", "effective_from", name=op.f("pk_target")),
    )
    op.create_index(op.f("ix_target_delivery_id"), "target", ["delivery_id"], unique=False)


def downgrade() -> None:
    op.drop_index(op.f("ix_target_delivery_id"), table_name="target")
    op.drop_table("target")
