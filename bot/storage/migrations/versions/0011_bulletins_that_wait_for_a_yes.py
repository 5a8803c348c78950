"""A bulletin that waits for a yes or for its hour, or pauses while it goes out."""

from collections.abc import Sequence

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects import postgresql

from bot.storage.tables import UtcDateTime

revision: str = "0011"
down_revision: str | None = "0010"
branch_labels: str | Sequence[str] | None = None
depends_on: str | Sequence[str] | None = None


def upgrade() -> None:
    op.create_table(
        "planned_bulletin",
        sa.Column("id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column(
            "offtaker_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False
        ),
        sa.Column(
            "author_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False
        ),
        sa.Column(
            "answers",
            sa.JSON().with_variant(postgresql.JSONB(astext_type=sa.Text()), "postgresql"),
            nullable=False,
        ),
        sa.Column("state", sa.String(length=12), nullable=False),
        sa.Column("made_at", UtcDateTime(), nullable=False),
        sa.Column("publish_at", UtcDateTime(), nullable=True),
        sa.Column("waits_since", UtcDateTime(), nullable=True),
        sa.Column("asked_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=True),
        sa.Column("asks", sa.Integer(), server_default="0", nullable=False),
        sa.Column("ask_at", UtcDateTime(), nullable=True),
        sa.Column("ask_minutes", sa.Integer(), server_default="30", nullable=False),
        sa.Column(
            "decided_by", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=True
        ),
        sa.Column("reason", sa.Text(), nullable=True),
        sa.Column(
            "bulletin_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=True
        ),
        sa.ForeignKeyConstraint(
            ["asked_id"], ["person.id"], name=op.f("fk_planned_bulletin_asked_id")
        ),
        sa.ForeignKeyConstraint(
            ["author_id"], ["person.id"], name=op.f("fk_planned_bulletin_author_id")
        ),
        sa.ForeignKeyConstraint(
            ["bulletin_id"], ["bulletin.id"], name=op.f("fk_planned_bulletin_bulletin_id")
        ),
        sa.ForeignKeyConstraint(
            ["decided_by"], ["person.id"], name=op.f("fk_planned_bulletin_decided_by")
        ),
        sa.ForeignKeyConstraint(
            ["offtaker_id"], ["offtaker.id"], name=op.f("fk_planned_bulletin_offtaker_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_planned_bulletin")),
    )
    with op.batch_alter_table("planned_bulletin", schema=None) as batch_op:
        batch_op.create_index(
            "ix_planned_bulletin_asked",
            ["ask_at"],
            unique=False,
            postgresql_where=sa.text("state = 'asked'"),
            sqlite_where=sa.text("state = 'asked'"),
        )
        batch_op.create_index(
            batch_op.f("ix_planned_bulletin_author_id"), ["author_id"], unique=False
        )
        batch_op.create_index(
            batch_op.f("ix_planned_bulletin_offtaker_id"), ["offtaker_id"], unique=False
        )
        batch_op.create_index(
            "ix_planned_bulletin_scheduled",
            ["publish_at"],
            unique=False,
            postgresql_where=sa.text("state = 'scheduled'"),
            sqlite_where=sa.text("state = 'scheduled'"),
        )

    op.create_table(
        "live_account",
        sa.Column(
            "bulletin_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False
        ),
        sa.Column("counted_at", UtcDateTime(), nullable=False),
        sa.ForeignKeyConstraint(
            ["bulletin_id"], ["bulletin.id"], name=op.f("fk_live_account_bulletin_id")
        ),
        sa.PrimaryKeyConstraint("bulletin_id", name=op.f("pk_live_account")),
    )
    with op.batch_alter_table("live_account", schema=None) as batch_op:
        batch_op.create_index(
            batch_op.f("ix_live_account_counted_at"), ["counted_at"], unique=False
        )
    with op.batch_alter_table("bulletin", schema=None) as batch_op:
        batch_op.add_column(sa.Column("paused_at", UtcDateTime(), nullable=True))


def downgrade() -> None:
    with op.batch_alter_table("bulletin", schema=None) as batch_op:
        batch_op.drop_column("paused_at")
    with op.batch_alter_table("live_account", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_live_account_counted_at"))
    op.drop_table("live_account")
    with op.batch_alter_table("planned_bulletin", schema=None) as batch_op:
        batch_op.drop_index(
            "ix_planned_bulletin_scheduled",
            postgresql_where=sa.text("state = 'scheduled'"),
            sqlite_where=sa.text("state = 'scheduled'"),
        )
        batch_op.drop_index(batch_op.f("ix_planned_bulletin_offtaker_id"))
        batch_op.drop_index(batch_op.f("ix_planned_bulletin_author_id"))
        batch_op.drop_index(
            "ix_planned_bulletin_asked",
            postgresql_where=sa.text("state = 'asked'"),
            sqlite_where=sa.text("state = 'asked'"),
        )

    op.drop_table("planned_bulletin")
