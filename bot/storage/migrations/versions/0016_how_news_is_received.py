"""People say how often, how much and when news comes, and whether pictures do."""

from collections.abc import Sequence

import sqlalchemy as sa
from alembic import op

from bot.storage.tables import UtcDateTime

revision: str = "0016"
down_revision: str | None = "0015"
branch_labels: str | Sequence[str] | None = None
depends_on: str | Sequence[str] | None = None


def upgrade() -> None:
    with op.batch_alter_table("person", schema=None) as batch_op:
        batch_op.add_column(sa.Column("news_rhythm", sa.String(length=8), nullable=True))
        batch_op.add_column(sa.Column("news_a_day", sa.SmallInteger(), nullable=True))
        batch_op.add_column(sa.Column("friday_news_at", UtcDateTime(), nullable=True))
        batch_op.add_column(sa.Column("low_data_at", UtcDateTime(), nullable=True))
    with op.batch_alter_table("outbox", schema=None) as batch_op:
        batch_op.add_column(sa.Column("digest_id", sa.BigInteger(), nullable=True))
        batch_op.create_index(
            "ix_outbox_digest",
            ["digest_id", "state", "not_before"],
            unique=False,
            postgresql_where=sa.text("digest_id IS NOT NULL"),
            sqlite_where=sa.text("digest_id IS NOT NULL"),
        )


def downgrade() -> None:
    with op.batch_alter_table("outbox", schema=None) as batch_op:
        batch_op.drop_index("ix_outbox_digest")
        batch_op.drop_column("digest_id")
    with op.batch_alter_table("person", schema=None) as batch_op:
        batch_op.drop_column("low_data_at")
        batch_op.drop_column("friday_news_at")
        batch_op.drop_column("news_a_day")
        batch_op.drop_column("news_rhythm")
