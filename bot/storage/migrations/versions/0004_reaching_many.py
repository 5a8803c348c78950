"""A bulletin for many is enqueued in pieces, in the order of their products."""

from collections.abc import Sequence

import sqlalchemy as sa
from alembic import op

from bot.storage.tables import UtcDateTime

revision: str = "0004"
down_revision: str | None = "0003"
branch_labels: str | Sequence[str] | None = None
depends_on: str | Sequence[str] | None = None


def upgrade() -> None:
    op.create_table(
        "fanout",
        sa.Column(
            "bulletin_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False
        ),
        sa.Column("after_product", sa.BigInteger(), nullable=False),
        sa.Column("looked_at", UtcDateTime(), nullable=False),
        sa.ForeignKeyConstraint(
            ["bulletin_id"], ["bulletin.id"], name=op.f("fk_fanout_bulletin_id")
        ),
        sa.PrimaryKeyConstraint("bulletin_id", name=op.f("pk_fanout")),
    )
    with op.batch_alter_table("product", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_product_commodity"))
        batch_op.create_index(
            batch_op.f("ix_product_commodity_id"), ["commodity", "id"], unique=False
        )


def downgrade() -> None:
    with op.batch_alter_table("product", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_product_commodity_id"))
        batch_op.create_index(batch_op.f("ix_product_commodity"), ["commodity"], unique=False)

    op.drop_table("fanout")
