"""The terms of a bulletin are facts: grade, delivery, payment, least quantity, papers."""

from collections.abc import Sequence

import sqlalchemy as sa
from alembic import op

revision: str = "0010"
down_revision: str | None = "0009"
branch_labels: str | Sequence[str] | None = None
depends_on: str | Sequence[str] | None = None


def upgrade() -> None:
    with op.batch_alter_table("bulletin", schema=None) as batch_op:
        batch_op.add_column(sa.Column("grade", sa.String(length=300), nullable=True))
        batch_op.add_column(sa.Column("delivery", sa.String(length=6), nullable=True))
        batch_op.add_column(sa.Column("place", sa.String(length=200), nullable=True))
        batch_op.add_column(sa.Column("payment_days", sa.SmallInteger(), nullable=True))
        batch_op.add_column(sa.Column("minimum", sa.Numeric(precision=18, scale=3), nullable=True))
        batch_op.add_column(sa.Column("certificates", sa.String(length=80), nullable=True))


def downgrade() -> None:
    with op.batch_alter_table("bulletin", schema=None) as batch_op:
        for name in ("certificates", "minimum", "payment_days", "place", "delivery", "grade"):
            batch_op.drop_column(name)
