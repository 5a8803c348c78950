"""A session has a kind, a length, a kind of place, and as many businesses as come to it."""

from collections.abc import Sequence

import sqlalchemy as sa
from alembic import op

from bot.storage.tables import UtcDateTime

revision: str = "0025"
down_revision: str | None = "0024"
branch_labels: str | Sequence[str] | None = None
depends_on: str | Sequence[str] | None = None

BIG = sa.BigInteger().with_variant(sa.Integer(), "sqlite")


def upgrade() -> None:
    _make_series()
    _make_participants()
    op.execute(
        "INSERT INTO participant (session_id, business_id, answer) "
        "SELECT id, business_id, 'none' FROM session"
    )
    with op.batch_alter_table("session", schema=None) as batch_op:
        batch_op.drop_index("ix_session_business_id")
        batch_op.drop_constraint("fk_session_business_id", type_="foreignkey")
        batch_op.drop_column("business_id")
        batch_op.add_column(sa.Column("kind", sa.String(8), nullable=False, server_default="visit"))
        batch_op.add_column(sa.Column("minutes", sa.Integer(), nullable=False, server_default="60"))
        batch_op.add_column(
            sa.Column("where_kind", sa.String(8), nullable=False, server_default="words")
        )
        batch_op.add_column(sa.Column("latitude", sa.Double()))
        batch_op.add_column(sa.Column("longitude", sa.Double()))
        batch_op.add_column(sa.Column("link", sa.String(300)))
        batch_op.add_column(sa.Column("capacity", sa.Integer()))
        batch_op.add_column(sa.Column("series_id", BIG))
        batch_op.add_column(sa.Column("occurrence", sa.String(16)))
        batch_op.create_foreign_key("fk_session_series_id", "series", ["series_id"], ["id"])
        batch_op.create_unique_constraint(
            "uq_session_series_id_occurrence", ["series_id", "occurrence"]
        )
    with op.batch_alter_table("session", schema=None) as batch_op:
        for column in ("kind", "minutes", "where_kind"):
            batch_op.alter_column(column, server_default=None)


def _make_series() -> None:
    op.create_table(
        "series",
        sa.Column("id", BIG, nullable=False),
        sa.Column("officer_id", BIG, nullable=False),
        sa.Column("rule", sa.String(200), nullable=False),
        sa.Column("local_start", sa.String(16), nullable=False),
        sa.Column("zone", sa.String(40), nullable=False),
        sa.Column("created_at", UtcDateTime(), nullable=False),
        sa.ForeignKeyConstraint(["officer_id"], ["person.id"], name="fk_series_officer_id"),
        sa.PrimaryKeyConstraint("id", name="pk_series"),
    )
    op.create_index("ix_series_officer_id", "series", ["officer_id"])


def _make_participants() -> None:
    op.create_table(
        "participant",
        sa.Column("id", BIG, nullable=False),
        sa.Column("session_id", BIG, nullable=False),
        sa.Column("business_id", BIG, nullable=False),
        sa.Column("answer", sa.String(12), nullable=False),
        sa.Column("answered_at", UtcDateTime()),
        sa.Column("proposed_at", UtcDateTime()),
        sa.Column("waits", sa.Integer()),
        sa.Column("left_at", UtcDateTime()),
        sa.Column("attended", sa.Boolean()),
        sa.Column("recorded_at", UtcDateTime()),
        sa.ForeignKeyConstraint(["session_id"], ["session.id"], name="fk_participant_session_id"),
        sa.ForeignKeyConstraint(
            ["business_id"], ["business.id"], name="fk_participant_business_id"
        ),
        sa.PrimaryKeyConstraint("id", name="pk_participant"),
        sa.UniqueConstraint(
            "session_id", "business_id", name="uq_participant_session_id_business_id"
        ),
    )
    op.create_index("ix_participant_business_id", "participant", ["business_id"])


def downgrade() -> None:
    """A session can have one business again; one of several is kept."""
    with op.batch_alter_table("session", schema=None) as batch_op:
        batch_op.add_column(sa.Column("business_id", BIG))
    op.execute(
        "UPDATE session SET business_id = (SELECT MIN(business_id) FROM participant "
        "WHERE participant.session_id = session.id)"
    )
    with op.batch_alter_table("session", schema=None) as batch_op:
        batch_op.alter_column("business_id", nullable=False)
        batch_op.create_foreign_key("fk_session_business_id", "business", ["business_id"], ["id"])
        batch_op.create_index("ix_session_business_id", ["business_id"])
        batch_op.drop_constraint("fk_session_series_id", type_="foreignkey")
        batch_op.drop_constraint("uq_session_series_id_occurrence", type_="unique")
        for column in ("kind", "minutes", "where_kind", "latitude", "longitude", "link"):
            batch_op.drop_column(column)
        for column in ("capacity", "series_id", "occurrence"):
            batch_op.drop_column(column)
    op.drop_table("participant")
    op.drop_table("series")
