"""Bulletins that live: they change and end, and what was sent of them is edited."""

from collections.abc import Sequence

import sqlalchemy as sa
from alembic import op

from bot.storage.tables import UtcDateTime

revision: str = "0006"
down_revision: str | None = "0005"
branch_labels: str | Sequence[str] | None = None
depends_on: str | Sequence[str] | None = None


def upgrade() -> None:
    with op.batch_alter_table("bulletin", schema=None) as batch_op:
        batch_op.add_column(sa.Column("swept", sa.Integer(), server_default="1", nullable=False))
        batch_op.add_column(
            sa.Column("fulfilled", sa.SmallInteger(), server_default="0", nullable=False)
        )
        batch_op.add_column(sa.Column("ended_at", UtcDateTime(), nullable=True))
        batch_op.add_column(sa.Column("ending", sa.String(length=12), nullable=True))
        batch_op.create_index(
            "ix_bulletin_running",
            ["valid_until"],
            unique=False,
            postgresql_where=sa.text("ended_at IS NULL"),
            sqlite_where=sa.text("ended_at IS NULL"),
        )
        batch_op.create_index(
            "ix_bulletin_unswept",
            ["id"],
            unique=False,
            postgresql_where=sa.text("swept < version"),
            sqlite_where=sa.text("swept < version"),
        )

    # Nobody is told now of what was over long ago.
    op.execute(
        "UPDATE bulletin SET ending = 'expired', ended_at = valid_until "
        "WHERE valid_until <= CURRENT_TIMESTAMP"
    )

    with op.batch_alter_table("outbox", schema=None) as batch_op:
        batch_op.add_column(sa.Column("edits_id", sa.BigInteger(), nullable=True))
        batch_op.drop_index(batch_op.f("ix_outbox_ledger"))
        batch_op.create_index("ix_outbox_ledger", ["bulletin_id", "state", "version"], unique=False)
        batch_op.create_index(
            "ix_outbox_edits",
            ["edits_id"],
            unique=True,
            postgresql_where=sa.text("edits_id IS NOT NULL AND state IN ('pending', 'sending')"),
            sqlite_where=sa.text("edits_id IS NOT NULL AND state IN ('pending', 'sending')"),
        )


def downgrade() -> None:
    # Nobody else would know what to make of them.
    op.execute("DELETE FROM outbox WHERE edits_id IS NOT NULL")

    with op.batch_alter_table("outbox", schema=None) as batch_op:
        batch_op.drop_index(
            "ix_outbox_edits",
            postgresql_where=sa.text("edits_id IS NOT NULL AND state IN ('pending', 'sending')"),
            sqlite_where=sa.text("edits_id IS NOT NULL AND state IN ('pending', 'sending')"),
        )
        batch_op.drop_index("ix_outbox_ledger")
        batch_op.create_index(
            batch_op.f("ix_outbox_ledger"), ["bulletin_id", "state"], unique=False
        )
        batch_op.drop_column("edits_id")

    with op.batch_alter_table("bulletin", schema=None) as batch_op:
        batch_op.drop_index(
            "ix_bulletin_unswept",
            postgresql_where=sa.text("swept < version"),
            sqlite_where=sa.text("swept < version"),
        )
        batch_op.drop_index(
            "ix_bulletin_running",
            postgresql_where=sa.text("ended_at IS NULL"),
            sqlite_where=sa.text("ended_at IS NULL"),
        )
        batch_op.drop_column("ending")
        batch_op.drop_column("ended_at")
        batch_op.drop_column("fulfilled")
        batch_op.drop_column("swept")
