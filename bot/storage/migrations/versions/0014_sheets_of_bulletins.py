"""Bulletins that came in one sheet know each other."""

from collections.abc import Sequence

import sqlalchemy as sa
from alembic import op

revision: str = "0014"
down_revision: str | None = "0013"
branch_labels: str | Sequence[str] | None = None
depends_on: str | Sequence[str] | None = None

_OF_A_SHEET = sa.text("batch_id IS NOT NULL")


def upgrade() -> None:
    with op.batch_alter_table("planned_bulletin", schema=None) as batch_op:
        batch_op.add_column(sa.Column("batch_id", sa.BigInteger(), nullable=True))
        batch_op.create_index(
            "ix_planned_bulletin_batch",
            ["batch_id"],
            unique=False,
            postgresql_where=_OF_A_SHEET,
            sqlite_where=_OF_A_SHEET,
        )


def downgrade() -> None:
    with op.batch_alter_table("planned_bulletin", schema=None) as batch_op:
        batch_op.drop_index("ix_planned_bulletin_batch")
        batch_op.drop_column("batch_id")
