"""A bulletin can be for some of those who make it: their size, papers and capacity are at hand."""

from collections.abc import Sequence
from decimal import Decimal

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects import postgresql

from bot.people.capacities import monthly

revision: str = "0015"
down_revision: str | None = "0014"
branch_labels: str | Sequence[str] | None = None
depends_on: str | Sequence[str] | None = None

#: Products in one statement.
MANY = 1000
AGREED = """EXISTS (
    SELECT 1 FROM consent WHERE consent.person_id = business.person_id
    AND consent.purpose = 'news' AND consent.withdrawn_at IS NULL
) AND NOT EXISTS (
    SELECT 1 FROM mute WHERE mute.person_id = business.person_id
    AND mute.commodity = product.commodity
)"""
#: Eight bits of what is had, and eight of what was told: 257 is both.
FILL = f"""
INSERT INTO subscription (
    commodity, several, regency, person_id, business_id, size, papers, monthly
)
SELECT commodity, COUNT(*) OVER (PARTITION BY commodity, person_id) > 1, regency, person_id,
    business_id, size, papers, monthly
FROM (
    SELECT product.commodity, business.regency, business.person_id, business.id AS business_id,
        business.size, MAX(product.monthly) AS monthly,
        CAST(COALESCE((
            SELECT SUM(
                CASE item WHEN 'nib' THEN 1 WHEN 'pirt' THEN 2 WHEN 'bpom' THEN 4
                    WHEN 'halal' THEN 8 WHEN 'organic' THEN 16 WHEN 'gap' THEN 32
                    WHEN 'cooperative' THEN 64 ELSE 0 END
                * CASE state WHEN 'have' THEN 257 ELSE 256 END
            ) FROM readiness WHERE readiness.business_id = business.id
            AND (item <> 'nib' OR business.nib IS NULL)
        ), 0) + CASE WHEN business.nib IS NULL THEN 0 ELSE 257 END AS INTEGER) AS papers
    FROM product
    JOIN business ON business.id = product.business_id
    WHERE product.commodity IS NOT NULL AND business.closed_at IS NULL AND {AGREED}
    GROUP BY product.commodity, business.id
) AS topic
"""  # noqa: S608  (nothing of it came from outside)
BEFORE = f"""
INSERT INTO subscription (commodity, several, regency, person_id)
SELECT commodity, COUNT(*) OVER (PARTITION BY commodity, person_id) > 1, regency, person_id
FROM (
    SELECT DISTINCT product.commodity, business.regency, business.person_id
    FROM product
    JOIN business ON business.id = product.business_id
    WHERE product.commodity IS NOT NULL AND business.closed_at IS NULL AND {AGREED}
) AS topic
"""  # noqa: S608  (nothing of it came from outside)
SUPPLY = sa.text(
    "SELECT id, commodity, amount_high, unit, per FROM product"
    " WHERE amount_high IS NOT NULL AND commodity IS NOT NULL AND id > :after ORDER BY id"
    " LIMIT :many"
)


def upgrade() -> None:
    with op.batch_alter_table("bulletin", schema=None) as batch_op:
        json = sa.JSON().with_variant(postgresql.JSONB(astext_type=sa.Text()), "postgresql")
        batch_op.add_column(sa.Column("narrowed", json, nullable=True))
    with op.batch_alter_table("product", schema=None) as batch_op:
        batch_op.add_column(sa.Column("monthly", sa.BigInteger(), nullable=True))
    _fill_monthly()
    op.drop_table("subscription")
    _make(
        ["business_id"],
        sa.Column(
            "business_id",
            sa.BigInteger().with_variant(sa.Integer(), "sqlite"),
            autoincrement=False,
            nullable=False,
        ),
        sa.Column("size", sa.String(length=8), nullable=True),
        sa.Column("papers", sa.Integer(), nullable=False),
        sa.Column("monthly", sa.BigInteger(), nullable=True),
    )
    op.execute(FILL)


def downgrade() -> None:
    op.drop_table("subscription")
    _make([])
    op.execute(BEFORE)
    with op.batch_alter_table("product", schema=None) as batch_op:
        batch_op.drop_column("monthly")
    with op.batch_alter_table("bulletin", schema=None) as batch_op:
        batch_op.drop_column("narrowed")


def _make(more_key: list[str], *more: sa.Column[object]) -> None:
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
        *more,
        sa.ForeignKeyConstraint(
            ["person_id"], ["person.id"], name=op.f("fk_subscription_person_id")
        ),
        sa.PrimaryKeyConstraint(
            "commodity", "several", "regency", "person_id", *more_key, name=op.f("pk_subscription")
        ),
        sqlite_with_rowid=False,
    )
    with op.batch_alter_table("subscription", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_subscription_person_id"), ["person_id"], unique=False)


def _fill_monthly() -> None:
    db, after = op.get_bind(), 0
    while rows := db.execute(SUPPLY, {"after": after, "many": MANY}).all():
        after = rows[-1].id
        found = [
            {
                "id": row.id,
                "monthly": monthly(Decimal(str(row.amount_high)), row.unit, row.per, of=slug),
            }
            for row in rows
            if (slug := row.commodity)
        ]
        db.execute(sa.text("UPDATE product SET monthly = :monthly WHERE id = :id"), found)
