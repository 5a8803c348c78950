"""A price for each grade, and which one an offer is for; what a need pays, and its delivery."""

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
    for end in ("need_low", "need_high"):
        op.add_column("bulletin", sa.Column(end, sa.Numeric(precision=18, scale=2)))
    for end in ("deliver_from", "deliver_until"):
        op.add_column("bulletin", sa.Column(end, sa.Date()))
    op.add_column("offer", sa.Column("grade", sa.String(length=80), nullable=True))


def downgrade() -> None:
    op.drop_column("offer", "grade")
    for each in ("deliver_until", "deliver_from", "need_high", "need_low", "grades"):
        op.drop_column("bulletin", each)
