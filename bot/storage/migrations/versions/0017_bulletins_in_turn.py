"""What waits of each bulletin is found by itself: bulletins go out in turn."""

from collections.abc import Sequence

import sqlalchemy as sa
from alembic import op

revision: str = "0017"
down_revision: str | None = "0016"
branch_labels: str | Sequence[str] | None = None
depends_on: str | Sequence[str] | None = None

WAITING = sa.text("state = 'pending' AND lane = 2 AND digest_id IS NULL")
DIGESTS = sa.text("state = 'pending' AND kind = 'digest'")


def upgrade() -> None:
    op.create_index(
        "ix_outbox_turn",
        "outbox",
        ["bulletin_id", "not_before", "id"],
        postgresql_where=WAITING,
        sqlite_where=WAITING,
    )
    op.create_index(
        "ix_outbox_digests",
        "outbox",
        ["not_before", "id"],
        postgresql_where=DIGESTS,
        sqlite_where=DIGESTS,
    )


def downgrade() -> None:
    op.drop_index("ix_outbox_digests", "outbox")
    op.drop_index("ix_outbox_turn", "outbox")
