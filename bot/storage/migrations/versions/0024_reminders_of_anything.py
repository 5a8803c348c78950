"""Reminders are of whatever has a date that matters, and tell why they were missed.

Of papers that expire the last day is kept, and of people when they want to be reminded.
"""

from collections.abc import Sequence

import sqlalchemy as sa
from alembic import op

from bot.storage.tables import UtcDateTime

revision: str = "0024"
down_revision: str | None = "0023"
branch_labels: str | Sequence[str] | None = None
depends_on: str | Sequence[str] | None = None

NUMBER = sa.BigInteger().with_variant(sa.Integer(), "sqlite")
MISSED = sa.text("outcome = 'missed'")
PENDING = sa.text("outcome = 'pending'")
OLD_KEY = "uq_reminder_session_id_person_id_before_version"
KEY = "uq_reminder_about_about_id_person_id_ahead_version"
#: What was missed until now was called off, moved or too late: that was not told apart.
FILLED = """
UPDATE reminder SET about = 'session', about_id = session_id, asked = false,
  ahead = CASE before WHEN 'day' THEN 1440 ELSE 60 END,
  event_at = (SELECT starts_at FROM session WHERE session.id = reminder.session_id),
  why = CASE outcome WHEN 'missed' THEN 'off' END
"""
EMPTIED = """
UPDATE reminder SET session_id = about_id, before = CASE ahead WHEN 1440 THEN 'day' ELSE 'hour' END
"""


def upgrade() -> None:
    op.drop_index("ix_reminder_due", "reminder")
    with op.batch_alter_table("reminder") as table:
        table.add_column(sa.Column("about", sa.String(16)))
        table.add_column(sa.Column("about_id", NUMBER))
        table.add_column(sa.Column("ahead", sa.Integer()))
        table.add_column(sa.Column("event_at", UtcDateTime()))
        table.add_column(sa.Column("asked", sa.Boolean()))
        table.add_column(sa.Column("why", sa.String(16)))
    op.execute(FILLED)
    with op.batch_alter_table("reminder") as table:
        for name in ("about", "about_id", "ahead", "event_at", "asked"):
            table.alter_column(name, nullable=False)
        table.drop_constraint(OLD_KEY, type_="unique")
        table.drop_constraint("fk_reminder_session_id", type_="foreignkey")
        table.drop_column("session_id")
        table.drop_column("before")
        table.create_unique_constraint(KEY, ["about", "about_id", "person_id", "ahead", "version"])
    _index("due_at", "id")
    op.create_index(
        "ix_reminder_missed",
        "reminder",
        ["settled_at"],
        postgresql_where=MISSED,
        sqlite_where=MISSED,
    )
    _add_papers()
    op.add_column("person", sa.Column("reminded_ahead", sa.String(60)))


def _add_papers() -> None:
    op.create_table(
        "paper",
        sa.Column("id", NUMBER, nullable=False),
        sa.Column("business_id", NUMBER, nullable=False),
        sa.Column("item", sa.String(16), nullable=False),
        sa.Column("last_day", sa.Date()),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["business_id"], ["business.id"], name="fk_paper_business_id"),
        sa.PrimaryKeyConstraint("id", name="pk_paper"),
        sa.UniqueConstraint("business_id", "item", name="uq_paper_business_id_item"),
    )


def downgrade() -> None:
    op.drop_column("person", "reminded_ahead")
    op.drop_table("paper")
    op.execute("DELETE FROM reminder WHERE about <> 'session' OR ahead NOT IN (1440, 60)")
    op.drop_index("ix_reminder_missed", "reminder")
    op.drop_index("ix_reminder_due", "reminder")
    with op.batch_alter_table("reminder") as table:
        table.add_column(sa.Column("session_id", NUMBER))
        table.add_column(sa.Column("before", sa.String(8)))
    op.execute(EMPTIED)
    with op.batch_alter_table("reminder") as table:
        table.alter_column("session_id", nullable=False)
        table.alter_column("before", nullable=False)
        table.drop_constraint(KEY, type_="unique")
        for name in ("about", "about_id", "ahead", "event_at", "asked", "why"):
            table.drop_column(name)
        table.create_unique_constraint(OLD_KEY, ["session_id", "person_id", "before", "version"])
        table.create_foreign_key("fk_reminder_session_id", "session", ["session_id"], ["id"])
    _index("due_at")


def _index(*columns: str) -> None:
    op.create_index(
        "ix_reminder_due",
        "reminder",
        list(columns),
        postgresql_where=PENDING,
        sqlite_where=PENDING,
    )
