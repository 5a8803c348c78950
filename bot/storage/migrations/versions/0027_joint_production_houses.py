"""Joint production houses: what stands in them, and who has booked it."""

from collections.abc import Sequence

import sqlalchemy as sa
from alembic import op

from bot.storage.tables import BigId, UtcDateTime

revision: str = "0027"
down_revision: str | None = "0026"
branch_labels: str | Sequence[str] | None = None
depends_on: str | Sequence[str] | None = None


def upgrade() -> None:
    op.create_table(
        "facility",
        sa.Column("id", BigId, nullable=False),
        sa.Column("name", sa.String(length=100), nullable=False),
        sa.Column("regency", sa.String(length=8), nullable=False),
        sa.Column("place", sa.String(length=200), nullable=False),
        sa.Column("zone", sa.String(length=40), nullable=False),
        sa.Column("days", sa.SmallInteger(), nullable=False),
        sa.Column("opens", sa.String(length=5), nullable=False),
        sa.Column("closes", sa.String(length=5), nullable=False),
        sa.Column("slot_minutes", sa.SmallInteger(), nullable=False),
        sa.Column("manager_id", BigId, nullable=False),
        sa.Column("opened_by", BigId, nullable=False),
        sa.Column("created_at", UtcDateTime(), nullable=False),
        sa.Column("closed_at", UtcDateTime(), nullable=True),
        sa.ForeignKeyConstraint(["manager_id"], ["person.id"], name=op.f("fk_facility_manager_id")),
        sa.ForeignKeyConstraint(["opened_by"], ["person.id"], name=op.f("fk_facility_opened_by")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_facility")),
    )
    with op.batch_alter_table("facility", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_facility_manager_id"), ["manager_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_facility_regency"), ["regency"], unique=False)

    op.create_table(
        "equipment",
        sa.Column("id", BigId, nullable=False),
        sa.Column("facility_id", BigId, nullable=False),
        sa.Column("name", sa.String(length=60), nullable=False),
        sa.Column("units", sa.SmallInteger(), nullable=False),
        sa.ForeignKeyConstraint(
            ["facility_id"], ["facility.id"], name=op.f("fk_equipment_facility_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_equipment")),
    )
    with op.batch_alter_table("equipment", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_equipment_facility_id"), ["facility_id"], unique=False)

    op.create_table(
        "booking",
        sa.Column("id", BigId, nullable=False),
        sa.Column("equipment_id", BigId, nullable=False),
        sa.Column("unit", sa.SmallInteger(), nullable=False),
        sa.Column("business_id", BigId, nullable=False),
        sa.Column("booked_by", BigId, nullable=False),
        sa.Column("starts_at", UtcDateTime(), nullable=False),
        sa.Column("ends_at", UtcDateTime(), nullable=False),
        sa.Column("state", sa.String(length=10), nullable=False),
        sa.Column("created_at", UtcDateTime(), nullable=False),
        sa.Column("decided_at", UtcDateTime(), nullable=True),
        sa.Column("freed_at", UtcDateTime(), nullable=True),
        sa.Column("made", sa.String(length=200), nullable=True),
        sa.ForeignKeyConstraint(["booked_by"], ["person.id"], name=op.f("fk_booking_booked_by")),
        sa.ForeignKeyConstraint(
            ["business_id"], ["business.id"], name=op.f("fk_booking_business_id")
        ),
        sa.ForeignKeyConstraint(
            ["equipment_id"], ["equipment.id"], name=op.f("fk_booking_equipment_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_booking")),
    )
    with op.batch_alter_table("booking", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_booking_booked_by"), ["booked_by"], unique=False)
        batch_op.create_index(batch_op.f("ix_booking_business_id"), ["business_id"], unique=False)
        batch_op.create_index(
            "uq_booking_held",
            ["equipment_id", "starts_at", "unit"],
            unique=True,
            postgresql_where=sa.text("freed_at IS NULL"),
            sqlite_where=sa.text("freed_at IS NULL"),
        )


def downgrade() -> None:
    with op.batch_alter_table("booking", schema=None) as batch_op:
        batch_op.drop_index(
            "uq_booking_held",
            postgresql_where=sa.text("freed_at IS NULL"),
            sqlite_where=sa.text("freed_at IS NULL"),
        )
        batch_op.drop_index(batch_op.f("ix_booking_business_id"))
        batch_op.drop_index(batch_op.f("ix_booking_booked_by"))

    op.drop_table("booking")
    with op.batch_alter_table("equipment", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_equipment_facility_id"))

    op.drop_table("equipment")
    with op.batch_alter_table("facility", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_facility_regency"))
        batch_op.drop_index(batch_op.f("ix_facility_manager_id"))

    op.drop_table("facility")
