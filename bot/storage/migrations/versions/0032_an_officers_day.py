"""What officers have put aside, and which morning each was told what is before them."""

from collections.abc import Sequence

import sqlalchemy as sa
from alembic import op

from bot.storage.tables import BigId, UtcDateTime

revision: str = "0032"
down_revision: str | None = "0031"
branch_labels: str | Sequence[str] | None = None
depends_on: str | Sequence[str] | None = None


def upgrade() -> None:
    op.create_table(
        "morning",
        sa.Column("person_id", BigId, nullable=False),
        sa.Column("day", sa.Date(), nullable=False),
        sa.ForeignKeyConstraint(["person_id"], ["person.id"], name=op.f("fk_morning_person_id")),
        sa.PrimaryKeyConstraint("person_id", name=op.f("pk_morning")),
    )
    op.create_table(
        "put_aside",
        sa.Column("id", BigId, nullable=False),
        sa.Column("officer_id", BigId, nullable=False),
        sa.Column("business_id", BigId, nullable=False),
        sa.Column("at", UtcDateTime(), nullable=False),
        sa.Column("until", UtcDateTime(), nullable=False),
        sa.ForeignKeyConstraint(
            ["business_id"], ["business.id"], name=op.f("fk_put_aside_business_id")
        ),
        sa.ForeignKeyConstraint(
            ["officer_id"], ["person.id"], name=op.f("fk_put_aside_officer_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_put_aside")),
    )
    with op.batch_alter_table("put_aside", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_put_aside_business_id"), ["business_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_put_aside_officer_id"), ["officer_id"], unique=False)


def downgrade() -> None:
    with op.batch_alter_table("put_aside", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_put_aside_officer_id"))
        batch_op.drop_index(batch_op.f("ix_put_aside_business_id"))

    op.drop_table("put_aside")
    op.drop_table("morning")
