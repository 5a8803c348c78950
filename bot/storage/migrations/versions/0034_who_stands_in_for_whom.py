"""Officers on leave and their substitutes, and businesses that are handed from one to another."""

from collections.abc import Sequence

import sqlalchemy as sa
from alembic import op

from bot.storage.tables import BigId, JsonOrNothing, UtcDateTime

revision: str = "0034"
down_revision: str | None = "0033"
branch_labels: str | Sequence[str] | None = None
depends_on: str | Sequence[str] | None = None


def upgrade() -> None:
    op.create_table(
        "handover",
        sa.Column("id", BigId, nullable=False),
        sa.Column("from_id", BigId, nullable=False),
        sa.Column("to_id", BigId, nullable=False),
        sa.Column("asked_by", BigId, nullable=False),
        sa.Column("businesses", JsonOrNothing, nullable=True),
        sa.Column("standing", sa.String(length=12), nullable=False),
        sa.Column("asked_at", UtcDateTime(), nullable=False),
        sa.Column("answered_at", UtcDateTime(), nullable=True),
        sa.ForeignKeyConstraint(["asked_by"], ["person.id"], name=op.f("fk_handover_asked_by")),
        sa.ForeignKeyConstraint(["from_id"], ["person.id"], name=op.f("fk_handover_from_id")),
        sa.ForeignKeyConstraint(["to_id"], ["person.id"], name=op.f("fk_handover_to_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_handover")),
    )
    with op.batch_alter_table("handover", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_handover_asked_by"), ["asked_by"], unique=False)
        batch_op.create_index(batch_op.f("ix_handover_from_id"), ["from_id"], unique=False)
        batch_op.create_index(
            "ix_handover_open",
            ["from_id"],
            unique=False,
            postgresql_where=sa.text("standing = 'asked'"),
            sqlite_where=sa.text("standing = 'asked'"),
        )
        batch_op.create_index(batch_op.f("ix_handover_to_id"), ["to_id"], unique=False)

    op.create_table(
        "leave",
        sa.Column("id", BigId, nullable=False),
        sa.Column("officer_id", BigId, nullable=False),
        sa.Column("substitute_id", BigId, nullable=False),
        sa.Column("first_day", sa.Date(), nullable=False),
        sa.Column("last_day", sa.Date(), nullable=False),
        sa.Column("starts_at", UtcDateTime(), nullable=False),
        sa.Column("ends_at", UtcDateTime(), nullable=False),
        sa.Column("plan", sa.String(length=8), nullable=False),
        sa.Column("answer", sa.String(length=8), nullable=False),
        sa.Column("asked_at", UtcDateTime(), nullable=False),
        sa.Column("answered_at", UtcDateTime(), nullable=True),
        sa.Column("begun_at", UtcDateTime(), nullable=True),
        sa.Column("ended_at", UtcDateTime(), nullable=True),
        sa.ForeignKeyConstraint(["officer_id"], ["person.id"], name=op.f("fk_leave_officer_id")),
        sa.ForeignKeyConstraint(
            ["substitute_id"], ["person.id"], name=op.f("fk_leave_substitute_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_leave")),
    )
    with op.batch_alter_table("leave", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_leave_officer_id"), ["officer_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_leave_substitute_id"), ["substitute_id"], unique=False)
        batch_op.create_index(
            "uq_leave_current",
            ["officer_id"],
            unique=True,
            postgresql_where=sa.text("ended_at IS NULL"),
            sqlite_where=sa.text("ended_at IS NULL"),
        )

    op.create_table(
        "entrusted",
        sa.Column("business_id", BigId, nullable=False),
        sa.Column("officer_id", BigId, nullable=False),
        sa.Column("since", UtcDateTime(), nullable=False),
        sa.ForeignKeyConstraint(
            ["business_id"], ["business.id"], name=op.f("fk_entrusted_business_id")
        ),
        sa.ForeignKeyConstraint(
            ["officer_id"], ["person.id"], name=op.f("fk_entrusted_officer_id")
        ),
        sa.PrimaryKeyConstraint("business_id", name=op.f("pk_entrusted")),
    )
    with op.batch_alter_table("entrusted", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_entrusted_officer_id"), ["officer_id"], unique=False)

    with op.batch_alter_table("session", schema=None) as batch_op:
        batch_op.add_column(sa.Column("for_officer_id", BigId, nullable=True))
        batch_op.create_index(
            "ix_session_for_officer_id",
            ["for_officer_id"],
            unique=False,
            postgresql_where=sa.text("for_officer_id IS NOT NULL"),
            sqlite_where=sa.text("for_officer_id IS NOT NULL"),
        )
        batch_op.create_foreign_key(
            batch_op.f("fk_session_for_officer_id"), "person", ["for_officer_id"], ["id"]
        )


def downgrade() -> None:
    with op.batch_alter_table("session", schema=None) as batch_op:
        batch_op.drop_constraint(batch_op.f("fk_session_for_officer_id"), type_="foreignkey")
        batch_op.drop_index(
            "ix_session_for_officer_id",
            postgresql_where=sa.text("for_officer_id IS NOT NULL"),
            sqlite_where=sa.text("for_officer_id IS NOT NULL"),
        )
        batch_op.drop_column("for_officer_id")

    with op.batch_alter_table("entrusted", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_entrusted_officer_id"))

    op.drop_table("entrusted")
    with op.batch_alter_table("leave", schema=None) as batch_op:
        batch_op.drop_index(
            "uq_leave_current",
            postgresql_where=sa.text("ended_at IS NULL"),
            sqlite_where=sa.text("ended_at IS NULL"),
        )
        batch_op.drop_index(batch_op.f("ix_leave_substitute_id"))
        batch_op.drop_index(batch_op.f("ix_leave_officer_id"))

    op.drop_table("leave")
    with op.batch_alter_table("handover", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_handover_to_id"))
        batch_op.drop_index(
            "ix_handover_open",
            postgresql_where=sa.text("standing = 'asked'"),
            sqlite_where=sa.text("standing = 'asked'"),
        )
        batch_op.drop_index(batch_op.f("ix_handover_from_id"))
        batch_op.drop_index(batch_op.f("ix_handover_asked_by"))

    op.drop_table("handover")
