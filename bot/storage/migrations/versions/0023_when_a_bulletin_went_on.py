"""When a bulletin went on after a pause, and how many people a fan-out has enqueued so far."""

from collections.abc import Sequence

import sqlalchemy as sa
from alembic import op

from bot.storage.tables import UtcDateTime

revision: str = "0023"
down_revision: str | None = "0022"
branch_labels: str | Sequence[str] | None = None
depends_on: str | Sequence[str] | None = None


def upgrade() -> None:
    op.add_column("bulletin", sa.Column("resumed_at", UtcDateTime(), nullable=True))
    enqueued = sa.Column("enqueued", sa.Integer(), server_default="0", nullable=False)
    op.add_column("fanout", enqueued)
    # Of those that are under way, what there is.
    op.execute(
        "UPDATE fanout SET enqueued ="
        " (SELECT count(*) FROM outbox WHERE outbox.bulletin_id = fanout.bulletin_id)"
    )


def downgrade() -> None:
    op.drop_column("fanout", "enqueued")
    op.drop_column("bulletin", "resumed_at")
