"""A photo or a document goes with a bulletin."""

from collections.abc import Sequence

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects import postgresql

revision: str = "0021"
down_revision: str | None = "0020"
branch_labels: str | Sequence[str] | None = None
depends_on: str | Sequence[str] | None = None


def upgrade() -> None:
    json = sa.JSON().with_variant(postgresql.JSONB, "postgresql")
    op.add_column("bulletin", sa.Column("enclosure", json))


def downgrade() -> None:
    op.drop_column("bulletin", "enclosure")
