"""What stays of a session: who came, notes, homework and promises, and what owners thought."""

from collections.abc import Sequence

import sqlalchemy as sa
from alembic import op

from bot.storage.tables import BigId, JsonOrNothing, UtcDateTime

revision: str = "0031"
down_revision: str | None = "0030"
branch_labels: str | Sequence[str] | None = None
depends_on: str | Sequence[str] | None = None

UNASKED = sa.text("asked_at IS NULL AND called_off_at IS NULL")
CODED = sa.text("code IS NOT NULL")


def upgrade() -> None:
    op.create_table(
        "homework",
        sa.Column("id", BigId, nullable=False),
        sa.Column("session_id", BigId, nullable=False),
        sa.Column("business_id", BigId, nullable=False),
        sa.Column("officer_id", BigId, nullable=False),
        sa.Column("by_officer", sa.Boolean(), nullable=False),
        sa.Column("text", sa.String(length=300), nullable=False),
        sa.Column("due_on", sa.Date(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("given_at", UtcDateTime(), nullable=False),
        sa.Column("done_at", UtcDateTime(), nullable=True),
        sa.Column("proof", JsonOrNothing, nullable=True),
        sa.Column("cancelled_at", UtcDateTime(), nullable=True),
        sa.ForeignKeyConstraint(
            ["business_id"], ["business.id"], name=op.f("fk_homework_business_id")
        ),
        sa.ForeignKeyConstraint(["officer_id"], ["person.id"], name=op.f("fk_homework_officer_id")),
        sa.ForeignKeyConstraint(
            ["session_id"], ["session.id"], name=op.f("fk_homework_session_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_homework")),
    )
    for column in ("business_id", "officer_id", "session_id"):
        op.create_index(op.f(f"ix_homework_{column}"), "homework", [column], unique=False)
    op.create_table(
        "session_note",
        sa.Column("id", BigId, nullable=False),
        sa.Column("session_id", BigId, nullable=False),
        sa.Column("business_id", BigId, nullable=True),
        sa.Column("by_id", BigId, nullable=False),
        sa.Column("kind", sa.String(length=12), nullable=False),
        sa.Column("text", sa.String(length=2000), nullable=False),
        sa.Column("file_id", sa.String(length=200), nullable=True),
        sa.Column("for_owner", sa.Boolean(), nullable=False),
        sa.Column("said_at", UtcDateTime(), nullable=False),
        sa.ForeignKeyConstraint(
            ["business_id"], ["business.id"], name=op.f("fk_session_note_business_id")
        ),
        sa.ForeignKeyConstraint(["by_id"], ["person.id"], name=op.f("fk_session_note_by_id")),
        sa.ForeignKeyConstraint(
            ["session_id"], ["session.id"], name=op.f("fk_session_note_session_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_session_note")),
    )
    for column in ("business_id", "by_id", "session_id"):
        op.create_index(op.f(f"ix_session_note_{column}"), "session_note", [column], unique=False)
    op.create_table(
        "feedback",
        sa.Column("session_id", BigId, nullable=False),
        sa.Column("person_id", BigId, nullable=False),
        sa.Column("asked_at", UtcDateTime(), nullable=False),
        sa.Column("helped", sa.SmallInteger(), nullable=True),
        sa.Column("difficult", sa.String(length=500), nullable=True),
        sa.Column("answered_at", UtcDateTime(), nullable=True),
        sa.ForeignKeyConstraint(["person_id"], ["person.id"], name=op.f("fk_feedback_person_id")),
        sa.ForeignKeyConstraint(
            ["session_id"], ["session.id"], name=op.f("fk_feedback_session_id")
        ),
        sa.PrimaryKeyConstraint("session_id", "person_id", name=op.f("pk_feedback")),
    )
    op.create_index(op.f("ix_feedback_person_id"), "feedback", ["person_id"], unique=False)
    op.create_table(
        "check_in_try",
        sa.Column("person_id", BigId, nullable=False),
        sa.Column("wrong", sa.Integer(), nullable=False),
        sa.Column("since", UtcDateTime(), nullable=False),
        sa.ForeignKeyConstraint(
            ["person_id"], ["person.id"], name=op.f("fk_check_in_try_person_id")
        ),
        sa.PrimaryKeyConstraint("person_id", name=op.f("pk_check_in_try")),
    )
    op.add_column("session", sa.Column("asked_at", UtcDateTime(), nullable=True))
    op.add_column("session", sa.Column("code", sa.String(length=4), nullable=True))
    # Nobody is asked of what is long past.
    op.execute("UPDATE session SET asked_at = starts_at WHERE starts_at < CURRENT_TIMESTAMP")
    op.create_index(
        "ix_session_unasked",
        "session",
        ["starts_at"],
        unique=False,
        postgresql_where=UNASKED,
        sqlite_where=UNASKED,
    )
    op.create_index(
        "ix_session_code",
        "session",
        ["code"],
        unique=False,
        postgresql_where=CODED,
        sqlite_where=CODED,
    )


def downgrade() -> None:
    op.drop_index("ix_session_code", table_name="session")
    op.drop_index("ix_session_unasked", table_name="session")
    op.drop_column("session", "code")
    op.drop_column("session", "asked_at")
    op.drop_table("check_in_try")
    op.drop_table("feedback")
    op.drop_table("session_note")
    op.drop_table("homework")
