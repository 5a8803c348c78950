"""Who lives: what a dead replica was about to answer is taken up soon."""

from collections.abc import Sequence

import sqlalchemy as sa
from alembic import op

revision: str = "0002"
down_revision: str | None = "0001"
branch_labels: str | Sequence[str] | None = None
depends_on: str | Sequence[str] | None = None


def upgrade() -> None:
    op.create_table(
        "replica",
        sa.Column("owner", sa.String(length=64), nullable=False),
        sa.Column("alive_until", sa.Float(precision=53), nullable=False),
        sa.PrimaryKeyConstraint("owner", name=op.f("pk_replica")),
    )


def downgrade() -> None:
    op.drop_table("replica")
