"""What programmes teach, who takes part in them, and which offtaker coaches along."""

from collections.abc import Sequence

import sqlalchemy as sa
from alembic import op

from bot.storage.tables import BigId, UtcDateTime

revision: str = "0028"
down_revision: str | None = "0027"
branch_labels: str | Sequence[str] | None = None
depends_on: str | Sequence[str] | None = None


def upgrade() -> None:
    op.create_table(
        "enrolment",
        sa.Column("id", BigId, nullable=False),
        sa.Column("programme_id", BigId, nullable=False),
        sa.Column("business_id", BigId, nullable=False),
        sa.Column("enrolled_by", BigId, nullable=True),
        sa.Column("enrolled_at", UtcDateTime(), nullable=False),
        sa.Column("ended_at", UtcDateTime(), nullable=True),
        sa.Column("ending", sa.String(length=10), nullable=True),
        sa.ForeignKeyConstraint(
            ["business_id"], ["business.id"], name=op.f("fk_enrolment_business_id")
        ),
        sa.ForeignKeyConstraint(
            ["enrolled_by"], ["person.id"], name=op.f("fk_enrolment_enrolled_by")
        ),
        sa.ForeignKeyConstraint(
            ["programme_id"], ["programme.id"], name=op.f("fk_enrolment_programme_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_enrolment")),
        sa.UniqueConstraint(
            "programme_id", "business_id", name=op.f("uq_enrolment_programme_id_business_id")
        ),
    )
    with op.batch_alter_table("enrolment", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_enrolment_business_id"), ["business_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_enrolment_enrolled_by"), ["enrolled_by"], unique=False)

    op.create_table(
        "joint",
        sa.Column("programme_id", BigId, nullable=False),
        sa.Column("offtaker_id", BigId, nullable=False),
        sa.Column("asked_at", UtcDateTime(), nullable=False),
        sa.Column("agreed", sa.Boolean(), nullable=True),
        sa.Column("answered_at", UtcDateTime(), nullable=True),
        sa.ForeignKeyConstraint(
            ["offtaker_id"], ["offtaker.id"], name=op.f("fk_joint_offtaker_id")
        ),
        sa.ForeignKeyConstraint(
            ["programme_id"], ["programme.id"], name=op.f("fk_joint_programme_id")
        ),
        sa.PrimaryKeyConstraint("programme_id", name=op.f("pk_joint")),
    )
    with op.batch_alter_table("joint", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_joint_offtaker_id"), ["offtaker_id"], unique=False)

    op.create_table(
        "module",
        sa.Column("id", BigId, nullable=False),
        sa.Column("programme_id", BigId, nullable=False),
        sa.Column("position", sa.SmallInteger(), nullable=False),
        sa.Column("key", sa.String(length=30), nullable=True),
        sa.Column("title", sa.String(length=100), nullable=True),
        sa.ForeignKeyConstraint(
            ["programme_id"], ["programme.id"], name=op.f("fk_module_programme_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_module")),
    )
    with op.batch_alter_table("module", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_module_programme_id"), ["programme_id"], unique=False)

    op.create_table(
        "module_done",
        sa.Column("enrolment_id", BigId, nullable=False),
        sa.Column("module_id", BigId, nullable=False),
        sa.Column("done_at", UtcDateTime(), nullable=False),
        sa.ForeignKeyConstraint(
            ["enrolment_id"], ["enrolment.id"], name=op.f("fk_module_done_enrolment_id")
        ),
        sa.ForeignKeyConstraint(
            ["module_id"], ["module.id"], name=op.f("fk_module_done_module_id")
        ),
        sa.PrimaryKeyConstraint("enrolment_id", "module_id", name=op.f("pk_module_done")),
    )
    op.create_table(
        "programme_poster",
        sa.Column("poster_id", BigId, nullable=False),
        sa.Column("programme_id", BigId, nullable=False),
        sa.ForeignKeyConstraint(
            ["poster_id"], ["poster.id"], name=op.f("fk_programme_poster_poster_id")
        ),
        sa.ForeignKeyConstraint(
            ["programme_id"], ["programme.id"], name=op.f("fk_programme_poster_programme_id")
        ),
        sa.PrimaryKeyConstraint("poster_id", name=op.f("pk_programme_poster")),
    )
    with op.batch_alter_table("programme_poster", schema=None) as batch_op:
        batch_op.create_index(
            batch_op.f("ix_programme_poster_programme_id"), ["programme_id"], unique=False
        )

    with op.batch_alter_table("programme", schema=None) as batch_op:
        batch_op.add_column(sa.Column("goal", sa.String(length=200), nullable=True))
        batch_op.add_column(sa.Column("commodity", sa.String(length=40), nullable=True))
        batch_op.add_column(sa.Column("template", sa.String(length=20), nullable=True))
        batch_op.add_column(sa.Column("ends_on", sa.Date(), nullable=True))
        batch_op.add_column(sa.Column("ended_at", UtcDateTime(), nullable=True))


def downgrade() -> None:
    with op.batch_alter_table("programme", schema=None) as batch_op:
        batch_op.drop_column("ended_at")
        batch_op.drop_column("ends_on")
        batch_op.drop_column("template")
        batch_op.drop_column("commodity")
        batch_op.drop_column("goal")

    with op.batch_alter_table("programme_poster", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_programme_poster_programme_id"))

    op.drop_table("programme_poster")
    op.drop_table("module_done")
    with op.batch_alter_table("module", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_module_programme_id"))

    op.drop_table("module")
    with op.batch_alter_table("joint", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_joint_offtaker_id"))

    op.drop_table("joint")
    with op.batch_alter_table("enrolment", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_enrolment_enrolled_by"))
        batch_op.drop_index(batch_op.f("ix_enrolment_business_id"))

    op.drop_table("enrolment")
