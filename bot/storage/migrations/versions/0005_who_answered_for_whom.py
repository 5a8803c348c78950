"""Who answered for whom: accesses to others' data, and invitations that wait for a consent."""

from collections.abc import Sequence

import sqlalchemy as sa
from alembic import op

from bot.storage.tables import UtcDateTime

revision: str = "0005"
down_revision: str | None = "0004"
branch_labels: str | Sequence[str] | None = None
depends_on: str | Sequence[str] | None = None


def upgrade() -> None:
    number = sa.BigInteger().with_variant(sa.Integer(), "sqlite")
    op.create_table(
        "data_access",
        sa.Column("id", number, nullable=False),
        sa.Column("person_id", number, nullable=True),
        sa.Column("line_id", number, nullable=True),
        sa.Column("by", number, nullable=True),
        sa.Column("does", sa.String(length=16), nullable=False),
        sa.Column("what", sa.String(length=16), nullable=True),
        sa.Column("at", UtcDateTime(), nullable=False),
        sa.ForeignKeyConstraint(["by"], ["person.id"], name=op.f("fk_data_access_by")),
        sa.ForeignKeyConstraint(
            ["person_id"], ["person.id"], name=op.f("fk_data_access_person_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_data_access")),
    )
    with op.batch_alter_table("data_access", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_data_access_by"), ["by"], unique=False)
        batch_op.create_index(batch_op.f("ix_data_access_person_id"), ["person_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_data_access_line_id"), ["line_id"], unique=False)
    with op.batch_alter_table("invitation", schema=None) as batch_op:
        batch_op.add_column(sa.Column("granted_at", UtcDateTime(), nullable=True))
        batch_op.create_index(batch_op.f("ix_invitation_used_by"), ["used_by"], unique=False)
    # Until now a link granted at once.
    op.execute("UPDATE invitation SET granted_at = used_at")


def downgrade() -> None:
    with op.batch_alter_table("invitation", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_invitation_used_by"))
        batch_op.drop_column("granted_at")
    with op.batch_alter_table("data_access", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_data_access_person_id"))
        batch_op.drop_index(batch_op.f("ix_data_access_line_id"))
        batch_op.drop_index(batch_op.f("ix_data_access_by"))
    op.drop_table("data_access")
