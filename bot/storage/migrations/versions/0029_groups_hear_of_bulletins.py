"""Groups and channels hear of prices and needs, and somebody answers for each."""

from collections.abc import Sequence

import sqlalchemy as sa
from alembic import op

from bot.storage.tables import BigId

revision: str = "0029"
down_revision: str | None = "0028"
branch_labels: str | Sequence[str] | None = None
depends_on: str | Sequence[str] | None = None


def upgrade() -> None:
    op.create_table(
        "recipient_group",
        sa.Column("person_id", BigId, autoincrement=False, nullable=False),
        sa.Column("keeper_id", BigId, nullable=True),
        sa.Column("title", sa.String(length=128), nullable=False),
        sa.Column("channel", sa.Boolean(), nullable=False),
        sa.ForeignKeyConstraint(
            ["keeper_id"], ["person.id"], name=op.f("fk_recipient_group_keeper_id")
        ),
        sa.ForeignKeyConstraint(
            ["person_id"], ["person.id"], name=op.f("fk_recipient_group_person_id")
        ),
        sa.PrimaryKeyConstraint("person_id", name=op.f("pk_recipient_group")),
    )
    with op.batch_alter_table("recipient_group", schema=None) as batch_op:
        batch_op.create_index(
            batch_op.f("ix_recipient_group_keeper_id"), ["keeper_id"], unique=False
        )


def downgrade() -> None:
    op.drop_table("recipient_group")
