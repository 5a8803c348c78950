"""An officer notes an offer for an owner without a chat, who alone can make it."""

from collections.abc import Sequence

import sqlalchemy as sa
from alembic import op

revision: str = "0013"
down_revision: str | None = "0012"
branch_labels: str | Sequence[str] | None = None
depends_on: str | Sequence[str] | None = None


def upgrade() -> None:
    with op.batch_alter_table("offer", schema=None) as batch_op:
        batch_op.add_column(
            sa.Column("noted_by", sa.BigInteger().with_variant(sa.Integer(), "sqlite"))
        )
        batch_op.create_index(batch_op.f("ix_offer_noted_by"), ["noted_by"], unique=False)
        batch_op.create_foreign_key(batch_op.f("fk_offer_noted_by"), "person", ["noted_by"], ["id"])
    _one_of("state IN ('open', 'waiting')")


def downgrade() -> None:
    op.execute("UPDATE offer SET state = 'withdrawn' WHERE state = 'waiting'")
    with op.batch_alter_table("offer", schema=None) as batch_op:
        batch_op.drop_constraint(batch_op.f("fk_offer_noted_by"), type_="foreignkey")
        batch_op.drop_index(batch_op.f("ix_offer_noted_by"))
        batch_op.drop_column("noted_by")
    _one_of("state = 'open'")


def _one_of(undecided: str) -> None:
    """A business has at most one of these for a bulletin."""
    where = sa.text(undecided)
    op.drop_index("uq_offer_open", table_name="offer")
    op.create_index(
        "uq_offer_open",
        "offer",
        ["bulletin_id", "business_id"],
        unique=True,
        postgresql_where=where,
        sqlite_where=where,
    )
