"""What a programme writes to those who take part, and what became of it for each of them."""

from collections.abc import Sequence

import sqlalchemy as sa
from alembic import op

from bot.storage.tables import BigId, Json, UtcDateTime

revision: str = "0033"
down_revision: str | None = "0032"
branch_labels: str | Sequence[str] | None = None
depends_on: str | Sequence[str] | None = None

DUE = sa.text("messages_due_at IS NOT NULL")
MISSED = sa.text("outcome = 'missed'")


def upgrade() -> None:
    op.create_table(
        "sequence_step",
        sa.Column("id", BigId, nullable=False),
        sa.Column("programme_id", BigId, nullable=False),
        sa.Column("since", sa.String(length=10), nullable=False),
        sa.Column("module_id", BigId, nullable=True),
        sa.Column("days", sa.SmallInteger(), nullable=False),
        sa.Column("hour", sa.String(length=5), nullable=False),
        sa.Column("key", sa.String(length=30), nullable=True),
        sa.Column("texts", Json, nullable=False),
        sa.Column("article_id", BigId, nullable=True),
        sa.Column("until_module_id", BigId, nullable=True),
        sa.Column("until_paper", sa.String(length=16), nullable=True),
        sa.Column("written_at", UtcDateTime(), nullable=False),
        sa.Column("removed_at", UtcDateTime(), nullable=True),
        sa.ForeignKeyConstraint(
            ["article_id"], ["article.id"], name=op.f("fk_sequence_step_article_id")
        ),
        sa.ForeignKeyConstraint(
            ["module_id"], ["module.id"], name=op.f("fk_sequence_step_module_id")
        ),
        sa.ForeignKeyConstraint(
            ["programme_id"], ["programme.id"], name=op.f("fk_sequence_step_programme_id")
        ),
        sa.ForeignKeyConstraint(
            ["until_module_id"], ["module.id"], name=op.f("fk_sequence_step_until_module_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_sequence_step")),
    )
    op.create_index(
        op.f("ix_sequence_step_programme_id"), "sequence_step", ["programme_id"], unique=False
    )
    op.create_table(
        "sequence_outcome",
        sa.Column("enrolment_id", BigId, nullable=False),
        sa.Column("step_id", BigId, nullable=False),
        sa.Column("enrolled_at", UtcDateTime(), nullable=False),
        sa.Column("outcome", sa.String(length=16), nullable=False),
        sa.Column("why", sa.String(length=10), nullable=True),
        sa.Column("settled_at", UtcDateTime(), nullable=False),
        sa.ForeignKeyConstraint(
            ["enrolment_id"], ["enrolment.id"], name=op.f("fk_sequence_outcome_enrolment_id")
        ),
        sa.ForeignKeyConstraint(
            ["step_id"], ["sequence_step.id"], name=op.f("fk_sequence_outcome_step_id")
        ),
        sa.PrimaryKeyConstraint(
            "enrolment_id", "step_id", "enrolled_at", name=op.f("pk_sequence_outcome")
        ),
    )
    op.create_index(
        op.f("ix_sequence_outcome_step_id"), "sequence_outcome", ["step_id"], unique=False
    )
    op.create_index(
        "ix_sequence_outcome_missed",
        "sequence_outcome",
        ["settled_at"],
        unique=False,
        postgresql_where=MISSED,
        sqlite_where=MISSED,
    )
    op.add_column("enrolment", sa.Column("messages_due_at", UtcDateTime(), nullable=True))
    op.create_index(
        "ix_enrolment_messages_due",
        "enrolment",
        ["messages_due_at", "id"],
        unique=False,
        postgresql_where=DUE,
        sqlite_where=DUE,
    )
    op.add_column("programme", sa.Column("messages_busy", sa.String(length=10), nullable=True))
    op.add_column("programme", sa.Column("messages_wait", sa.SmallInteger(), nullable=True))
    op.add_column("programme", sa.Column("messages_paused_at", UtcDateTime(), nullable=True))


def downgrade() -> None:
    for column in ("messages_paused_at", "messages_wait", "messages_busy"):
        op.drop_column("programme", column)
    op.drop_index("ix_enrolment_messages_due", table_name="enrolment")
    op.drop_column("enrolment", "messages_due_at")
    op.drop_table("sequence_outcome")
    op.drop_table("sequence_step")
