"""A bulletin can pay a price for each grade; an offer says which of them it is for."""

from collections.abc import Sequence

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects import postgresql

revision: str = "0020"
down_revision: str | None = "0019"
branch_labels: str | Sequence[str] | None = None
depends_on: str | Sequence[str] | None = None


def upgrade() -> None:
    json = sa.JSON().with_variant(postgresql.JSONB(astext_type=sa.Text()), "postgresql")
    op.add_column("bulletin", sa.Column("grades", json, nullable=True))
    op.add_column("offer", sa.Column("grade", sa.String(length=80), nullable=True))


def downgrade() -> None:
    op.drop_column("offer", "grade")
    op.drop_column("bulletin", "grades")
