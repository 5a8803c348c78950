"""When a bulletin went on after a pause: what fell due meanwhile waits for its reader's hour."""

from collections.abc import Sequence

import sqlalchemy as sa
from alembic import op

from bot.storage.tables import UtcDateTime

revision: str = "0023"
down_revision: str | None = "0019"
branch_labels: str | Sequence[str] | None = None
depends_on: str | Sequence[str] | None = None


def upgrade() -> None:
    op.add_column("bulletin", sa.Column("resumed_at", UtcDateTime(), nullable=True))


def downgrade() -> None:
    op.drop_column("bulletin", "resumed_at")
