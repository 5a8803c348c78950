"""People hear also of commodities they do not make, and of other places."""

from collections.abc import Sequence

import sqlalchemy as sa
from alembic import op

from bot.storage.tables import UtcDateTime

revision: str = "0022"
down_revision: str | None = "0021"
branch_labels: str | Sequence[str] | None = None
depends_on: str | Sequence[str] | None = None

_NUMBER = sa.BigInteger().with_variant(sa.Integer(), "sqlite")


def upgrade() -> None:
    op.create_table(
        "added_topic",
        sa.Column("id", _NUMBER, nullable=False),
        sa.Column("person_id", _NUMBER, nullable=False),
        sa.Column("commodity", sa.String(length=40), nullable=False),
        sa.Column("region", sa.String(length=8), nullable=False),
        sa.Column("at", UtcDateTime(), nullable=False),
        sa.ForeignKeyConstraint(
            ["person_id"], ["person.id"], name=op.f("fk_added_topic_person_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_added_topic")),
        sa.UniqueConstraint(
            "person_id",
            "commodity",
            "region",
            name=op.f("uq_added_topic_person_id_commodity_region"),
        ),
    )
    op.create_index(op.f("ix_added_topic_commodity_id"), "added_topic", ["commodity", "id"])
    op.add_column("fanout", sa.Column("after_added", sa.BigInteger(), nullable=True))


def downgrade() -> None:
    # What stands for no business is not understood by the rule of before.
    op.execute("DELETE FROM subscription WHERE business_id = 0")
    op.drop_column("fanout", "after_added")
    op.drop_index(op.f("ix_added_topic_commodity_id"), table_name="added_topic")
    op.drop_table("added_topic")
