"""Who hears of what is kept ready to be counted, and can be stopped for each commodity."""

from collections.abc import Sequence

import sqlalchemy as sa
from alembic import op

from bot.storage.tables import UtcDateTime

revision: str = "0012"
down_revision: str | None = "0011"
branch_labels: str | Sequence[str] | None = None
depends_on: str | Sequence[str] | None = None

FILL = """
INSERT INTO subscription (commodity, several, regency, person_id)
SELECT commodity, COUNT(*) OVER (PARTITION BY commodity, person_id) > 1, regency, person_id
FROM (
    SELECT DISTINCT product.commodity, business.regency, business.person_id
    FROM product
    JOIN business ON business.id = product.business_id
    JOIN consent ON consent.person_id = business.person_id
        AND consent.purpose = 'news' AND consent.withdrawn_at IS NULL
    WHERE product.commodity IS NOT NULL AND business.closed_at IS NULL
) AS topic
"""


def upgrade() -> None:
    op.create_table(
        "subscription",
        sa.Column("commodity", sa.String(length=40), nullable=False),
        sa.Column("several", sa.Boolean(), nullable=False),
        sa.Column("regency", sa.String(length=8), nullable=False),
        sa.Column(
            "person_id",
            sa.BigInteger().with_variant(sa.Integer(), "sqlite"),
            autoincrement=False,
            nullable=False,
        ),
        sa.ForeignKeyConstraint(
            ["person_id"], ["person.id"], name=op.f("fk_subscription_person_id")
        ),
        sa.PrimaryKeyConstraint(
            "commodity", "several", "regency", "person_id", name=op.f("pk_subscription")
        ),
        sqlite_with_rowid=False,
    )
    with op.batch_alter_table("subscription", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_subscription_person_id"), ["person_id"], unique=False)
    op.execute(FILL)
    op.create_table(
        "mute",
        sa.Column(
            "person_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False
        ),
        sa.Column("commodity", sa.String(length=40), nullable=False),
        sa.Column("at", UtcDateTime(), nullable=False),
        sa.ForeignKeyConstraint(["person_id"], ["person.id"], name=op.f("fk_mute_person_id")),
        sa.PrimaryKeyConstraint("person_id", "commodity", name=op.f("pk_mute")),
    )


def downgrade() -> None:
    op.drop_table("mute")
    with op.batch_alter_table("subscription", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_subscription_person_id"))
    op.drop_table("subscription")
