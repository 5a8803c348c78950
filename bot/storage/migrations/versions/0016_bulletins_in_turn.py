"""What waits of each bulletin is found by itself: bulletins go out in turn."""

from collections.abc import Sequence

import sqlalchemy as sa
from alembic import op

revision: str = "0016"
down_revision: str | None = "0015"
branch_labels: str | Sequence[str] | None = None
depends_on: str | Sequence[str] | None = None

WAITING = sa.text("state = 'pending' AND lane = 2")


def upgrade() -> None:
    op.create_index(
        "ix_outbox_turn",
        "outbox",
        ["bulletin_id", "not_before", "id"],
        postgresql_where=WAITING,
        sqlite_where=WAITING,
    )


def downgrade() -> None:
    op.drop_index("ix_outbox_turn", "outbox")
