"""How people come in: invitations, posters, delegates; what is asked of them beyond a name."""

from collections.abc import Sequence

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects import postgresql

from bot.storage.tables import UtcDateTime

revision: str = "0003"
down_revision: str | None = "0002"
branch_labels: str | Sequence[str] | None = None
depends_on: str | Sequence[str] | None = None


def upgrade() -> None:
    op.create_table(
        "claim",
        sa.Column("id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column(
            "person_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False
        ),
        sa.Column(
            "claimant_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False
        ),
        sa.Column("phone", sa.String(length=16), nullable=False),
        sa.Column("made_at", UtcDateTime(), nullable=False),
        sa.Column("verdict", sa.String(length=12), nullable=False),
        sa.Column("decided_at", UtcDateTime(), nullable=True),
        sa.Column(
            "decided_by", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=True
        ),
        sa.ForeignKeyConstraint(["claimant_id"], ["person.id"], name=op.f("fk_claim_claimant_id")),
        sa.ForeignKeyConstraint(["decided_by"], ["person.id"], name=op.f("fk_claim_decided_by")),
        sa.ForeignKeyConstraint(["person_id"], ["person.id"], name=op.f("fk_claim_person_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_claim")),
    )
    with op.batch_alter_table("claim", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_claim_claimant_id"), ["claimant_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_claim_person_id"), ["person_id"], unique=False)

    op.create_table(
        "commodity_request",
        sa.Column("id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("name", sa.String(length=60), nullable=False),
        sa.Column("said", sa.String(length=60), nullable=False),
        sa.Column(
            "person_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False
        ),
        sa.Column("asked_at", UtcDateTime(), nullable=False),
        sa.Column("verdict", sa.String(length=8), nullable=False),
        sa.Column("slug", sa.String(length=40), nullable=True),
        sa.Column("decided_at", UtcDateTime(), nullable=True),
        sa.Column(
            "decided_by", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=True
        ),
        sa.ForeignKeyConstraint(
            ["decided_by"], ["person.id"], name=op.f("fk_commodity_request_decided_by")
        ),
        sa.ForeignKeyConstraint(
            ["person_id"], ["person.id"], name=op.f("fk_commodity_request_person_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_commodity_request")),
        sa.UniqueConstraint("name", name=op.f("uq_commodity_request_name")),
    )
    with op.batch_alter_table("commodity_request", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_commodity_request_verdict"), ["verdict"], unique=False)

    op.create_table(
        "delegation",
        sa.Column("id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column(
            "person_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False
        ),
        sa.Column(
            "officer_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False
        ),
        sa.Column("began_at", UtcDateTime(), nullable=False),
        sa.Column("ended_at", UtcDateTime(), nullable=True),
        sa.ForeignKeyConstraint(
            ["officer_id"], ["person.id"], name=op.f("fk_delegation_officer_id")
        ),
        sa.ForeignKeyConstraint(["person_id"], ["person.id"], name=op.f("fk_delegation_person_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_delegation")),
    )
    with op.batch_alter_table("delegation", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_delegation_officer_id"), ["officer_id"], unique=False)
        batch_op.create_index(
            "uq_delegation_current",
            ["person_id"],
            unique=True,
            postgresql_where=sa.text("ended_at IS NULL"),
            sqlite_where=sa.text("ended_at IS NULL"),
        )

    op.create_table(
        "voice_note",
        sa.Column("id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column(
            "person_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False
        ),
        sa.Column("file_id", sa.String(length=200), nullable=False),
        sa.Column("seconds", sa.Integer(), nullable=False),
        sa.Column("created_at", UtcDateTime(), nullable=False),
        sa.Column("passed_to", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=True),
        sa.Column("passed_at", UtcDateTime(), nullable=True),
        sa.ForeignKeyConstraint(["passed_to"], ["person.id"], name=op.f("fk_voice_note_passed_to")),
        sa.ForeignKeyConstraint(["person_id"], ["person.id"], name=op.f("fk_voice_note_person_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_voice_note")),
    )
    with op.batch_alter_table("voice_note", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_voice_note_person_id"), ["person_id"], unique=False)

    op.create_table(
        "commitment",
        sa.Column(
            "offtaker_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False
        ),
        sa.Column("promise", sa.String(length=12), nullable=False),
        sa.Column("days", sa.SmallInteger(), nullable=True),
        sa.Column("promised_at", UtcDateTime(), nullable=False),
        sa.Column(
            "promised_by", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False
        ),
        sa.ForeignKeyConstraint(
            ["offtaker_id"], ["offtaker.id"], name=op.f("fk_commitment_offtaker_id")
        ),
        sa.ForeignKeyConstraint(
            ["promised_by"], ["person.id"], name=op.f("fk_commitment_promised_by")
        ),
        sa.PrimaryKeyConstraint("offtaker_id", "promise", name=op.f("pk_commitment")),
    )
    op.create_table(
        "invitation",
        sa.Column("id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("token_hash", sa.String(length=64), nullable=False),
        sa.Column("role", sa.String(length=16), nullable=True),
        sa.Column(
            "offtaker_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=True
        ),
        sa.Column("member_role", sa.String(length=8), nullable=True),
        sa.Column("made_by", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("created_at", UtcDateTime(), nullable=False),
        sa.Column("expires_at", UtcDateTime(), nullable=False),
        sa.Column("used_by", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=True),
        sa.Column("used_at", UtcDateTime(), nullable=True),
        sa.Column("revoked_at", UtcDateTime(), nullable=True),
        sa.ForeignKeyConstraint(["made_by"], ["person.id"], name=op.f("fk_invitation_made_by")),
        sa.ForeignKeyConstraint(
            ["offtaker_id"], ["offtaker.id"], name=op.f("fk_invitation_offtaker_id")
        ),
        sa.ForeignKeyConstraint(["used_by"], ["person.id"], name=op.f("fk_invitation_used_by")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_invitation")),
        sa.UniqueConstraint("token_hash", name=op.f("uq_invitation_token_hash")),
    )
    with op.batch_alter_table("invitation", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_invitation_made_by"), ["made_by"], unique=False)
        batch_op.create_index(
            batch_op.f("ix_invitation_offtaker_id"), ["offtaker_id"], unique=False
        )

    op.create_table(
        "poster",
        sa.Column("id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("code", sa.String(length=16), nullable=False),
        sa.Column("made_by", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column(
            "officer_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=True
        ),
        sa.Column(
            "offtaker_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=True
        ),
        sa.Column("region", sa.String(length=8), nullable=True),
        sa.Column("commodity", sa.String(length=40), nullable=True),
        sa.Column("created_at", UtcDateTime(), nullable=False),
        sa.Column("expires_at", UtcDateTime(), nullable=True),
        sa.Column("most", sa.Integer(), nullable=True),
        sa.Column("revoked_at", UtcDateTime(), nullable=True),
        sa.ForeignKeyConstraint(["made_by"], ["person.id"], name=op.f("fk_poster_made_by")),
        sa.ForeignKeyConstraint(["officer_id"], ["person.id"], name=op.f("fk_poster_officer_id")),
        sa.ForeignKeyConstraint(
            ["offtaker_id"], ["offtaker.id"], name=op.f("fk_poster_offtaker_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_poster")),
        sa.UniqueConstraint("code", name=op.f("uq_poster_code")),
    )
    with op.batch_alter_table("poster", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_poster_made_by"), ["made_by"], unique=False)
        batch_op.create_index(batch_op.f("ix_poster_offtaker_id"), ["offtaker_id"], unique=False)

    op.create_table(
        "readiness",
        sa.Column(
            "business_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False
        ),
        sa.Column("item", sa.String(length=16), nullable=False),
        sa.Column("state", sa.String(length=8), nullable=False),
        sa.Column("marked_at", UtcDateTime(), nullable=False),
        sa.ForeignKeyConstraint(
            ["business_id"], ["business.id"], name=op.f("fk_readiness_business_id")
        ),
        sa.PrimaryKeyConstraint("business_id", "item", name=op.f("pk_readiness")),
    )
    op.create_table(
        "supplier",
        sa.Column("id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column(
            "offtaker_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False
        ),
        sa.Column("name", sa.String(length=100), nullable=False),
        sa.Column("phone", sa.String(length=16), nullable=True),
        sa.Column("regency", sa.String(length=8), nullable=True),
        sa.Column("commodity", sa.String(length=40), nullable=True),
        sa.Column("imported_at", UtcDateTime(), nullable=False),
        sa.Column("person_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=True),
        sa.Column("joined_at", UtcDateTime(), nullable=True),
        sa.ForeignKeyConstraint(
            ["offtaker_id"], ["offtaker.id"], name=op.f("fk_supplier_offtaker_id")
        ),
        sa.ForeignKeyConstraint(["person_id"], ["person.id"], name=op.f("fk_supplier_person_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_supplier")),
    )
    with op.batch_alter_table("supplier", schema=None) as batch_op:
        batch_op.create_index(
            batch_op.f("ix_supplier_offtaker_id_phone"), ["offtaker_id", "phone"], unique=False
        )
        batch_op.create_index(batch_op.f("ix_supplier_phone"), ["phone"], unique=False)
        batch_op.create_index(batch_op.f("ix_supplier_person_id"), ["person_id"], unique=False)

    op.create_table(
        "supplier_draft",
        sa.Column(
            "offtaker_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False
        ),
        sa.Column(
            "person_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False
        ),
        sa.Column(
            "lines",
            sa.JSON().with_variant(postgresql.JSONB(astext_type=sa.Text()), "postgresql"),
            nullable=False,
        ),
        sa.Column("read_at", UtcDateTime(), nullable=False),
        sa.Column("kept", sa.Boolean(), nullable=True),
        sa.ForeignKeyConstraint(
            ["offtaker_id"], ["offtaker.id"], name=op.f("fk_supplier_draft_offtaker_id")
        ),
        sa.ForeignKeyConstraint(
            ["person_id"], ["person.id"], name=op.f("fk_supplier_draft_person_id")
        ),
        sa.PrimaryKeyConstraint("offtaker_id", "person_id", name=op.f("pk_supplier_draft")),
    )
    op.create_table(
        "delegation_draft",
        sa.Column(
            "officer_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False
        ),
        sa.Column(
            "lines",
            sa.JSON().with_variant(postgresql.JSONB(astext_type=sa.Text()), "postgresql"),
            nullable=False,
        ),
        sa.Column("read_at", UtcDateTime(), nullable=False),
        sa.Column("kept", sa.Boolean(), nullable=True),
        sa.ForeignKeyConstraint(
            ["officer_id"], ["person.id"], name=op.f("fk_delegation_draft_officer_id")
        ),
        sa.PrimaryKeyConstraint("officer_id", name=op.f("pk_delegation_draft")),
    )
    op.create_table(
        "unit_size",
        sa.Column(
            "business_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False
        ),
        sa.Column("commodity", sa.String(length=60), nullable=False),
        sa.Column("unit", sa.String(length=16), nullable=False),
        sa.Column("holds", sa.Numeric(precision=18, scale=3), nullable=False),
        sa.Column("of_unit", sa.String(length=16), nullable=False),
        sa.ForeignKeyConstraint(
            ["business_id"], ["business.id"], name=op.f("fk_unit_size_business_id")
        ),
        sa.PrimaryKeyConstraint("business_id", "commodity", "unit", name=op.f("pk_unit_size")),
    )
    op.create_table(
        "vetting_event",
        sa.Column("id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column(
            "offtaker_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False
        ),
        sa.Column("at", UtcDateTime(), nullable=False),
        sa.Column("by", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("became", sa.String(length=16), nullable=False),
        sa.Column("reason", sa.Text(), nullable=True),
        sa.ForeignKeyConstraint(["by"], ["person.id"], name=op.f("fk_vetting_event_by")),
        sa.ForeignKeyConstraint(
            ["offtaker_id"], ["offtaker.id"], name=op.f("fk_vetting_event_offtaker_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_vetting_event")),
    )
    with op.batch_alter_table("vetting_event", schema=None) as batch_op:
        batch_op.create_index(
            batch_op.f("ix_vetting_event_offtaker_id"), ["offtaker_id"], unique=False
        )

    op.create_table(
        "poster_arrival",
        sa.Column(
            "person_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False
        ),
        sa.Column(
            "poster_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False
        ),
        sa.Column("at", UtcDateTime(), nullable=False),
        sa.ForeignKeyConstraint(
            ["person_id"], ["person.id"], name=op.f("fk_poster_arrival_person_id")
        ),
        sa.ForeignKeyConstraint(
            ["poster_id"], ["poster.id"], name=op.f("fk_poster_arrival_poster_id")
        ),
        sa.PrimaryKeyConstraint("person_id", name=op.f("pk_poster_arrival")),
    )
    with op.batch_alter_table("poster_arrival", schema=None) as batch_op:
        batch_op.create_index(
            batch_op.f("ix_poster_arrival_poster_id"), ["poster_id"], unique=False
        )

    with op.batch_alter_table("business", schema=None) as batch_op:
        batch_op.add_column(sa.Column("chosen_at", UtcDateTime(), nullable=True))
        batch_op.add_column(sa.Column("size", sa.String(length=8), nullable=True))
        batch_op.add_column(sa.Column("nib", sa.String(length=13), nullable=True))
        batch_op.add_column(sa.Column("closed_at", UtcDateTime(), nullable=True))

    with op.batch_alter_table("consent", schema=None) as batch_op:
        batch_op.add_column(
            sa.Column(
                "recorded_by", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=True
            )
        )
        batch_op.add_column(sa.Column("how", sa.String(length=16), nullable=True))
        batch_op.create_foreign_key(
            batch_op.f("fk_consent_recorded_by"), "person", ["recorded_by"], ["id"]
        )

    with op.batch_alter_table("conversation", schema=None) as batch_op:
        batch_op.add_column(sa.Column("nudge_at", UtcDateTime(), nullable=True))
        batch_op.add_column(
            sa.Column("nudges", sa.SmallInteger(), server_default="0", nullable=False)
        )
        batch_op.add_column(
            sa.Column(
                "reached",
                sa.JSON().with_variant(postgresql.JSONB(astext_type=sa.Text()), "postgresql"),
                nullable=True,
            )
        )
        batch_op.add_column(sa.Column("album", sa.String(length=32), nullable=True))
        batch_op.create_index(
            "ix_conversation_nudge",
            ["nudge_at"],
            unique=False,
            postgresql_where=sa.text("nudge_at IS NOT NULL"),
            sqlite_where=sa.text("nudge_at IS NOT NULL"),
        )

    with op.batch_alter_table("offtaker", schema=None) as batch_op:
        batch_op.add_column(sa.Column("reason", sa.Text(), nullable=True))
        batch_op.add_column(sa.Column("nib", sa.String(length=13), nullable=True))
        batch_op.add_column(sa.Column("contact_name", sa.String(length=100), nullable=True))
        batch_op.add_column(sa.Column("contact_phone", sa.String(length=16), nullable=True))
        batch_op.add_column(
            sa.Column(
                "commodities",
                sa.JSON().with_variant(postgresql.JSONB(astext_type=sa.Text()), "postgresql"),
                nullable=True,
            )
        )
        batch_op.add_column(
            sa.Column(
                "regions",
                sa.JSON().with_variant(postgresql.JSONB(astext_type=sa.Text()), "postgresql"),
                nullable=True,
            )
        )

    with op.batch_alter_table("offtaker_member", schema=None) as batch_op:
        batch_op.add_column(
            sa.Column("role", sa.String(length=8), server_default="lead", nullable=False)
        )
        batch_op.add_column(sa.Column("joined_at", UtcDateTime(), nullable=True))

    with op.batch_alter_table("outbox", schema=None) as batch_op:
        batch_op.add_column(sa.Column("told_at", UtcDateTime(), nullable=True))
        batch_op.alter_column("chat_id", existing_type=sa.BIGINT(), nullable=True)
        batch_op.create_index(
            "ix_outbox_copy",
            ["settled_at"],
            unique=False,
            postgresql_where=sa.text("kind = 'copy'"),
            sqlite_where=sa.text("kind = 'copy'"),
        )
        batch_op.create_index(
            "ix_outbox_officer",
            ["person_id"],
            unique=False,
            postgresql_where=sa.text(
                "kind IN ('came_by', 'voice_kept', 'voice_passed', 'your_officer')"
            ),
            sqlite_where=sa.text(
                "kind IN ('came_by', 'voice_kept', 'voice_passed', 'your_officer')"
            ),
        )
        batch_op.create_index(
            "ix_outbox_calls",
            ["person_id", "id"],
            unique=False,
            postgresql_where=sa.text("chat_id IS NULL"),
            sqlite_where=sa.text("chat_id IS NULL"),
        )

    with op.batch_alter_table("person", schema=None) as batch_op:
        batch_op.add_column(sa.Column("honorific", sa.String(length=8), nullable=True))
        batch_op.add_column(sa.Column("phone", sa.String(length=16), nullable=True))
        batch_op.add_column(sa.Column("phone_verified_at", UtcDateTime(), nullable=True))
        batch_op.add_column(sa.Column("prices_at", sa.String(length=5), nullable=True))
        batch_op.add_column(sa.Column("gender", sa.String(length=8), nullable=True))
        batch_op.add_column(sa.Column("birth_year", sa.SmallInteger(), nullable=True))
        batch_op.add_column(sa.Column("nudges_stopped_at", UtcDateTime(), nullable=True))
        batch_op.add_column(sa.Column("erased_at", UtcDateTime(), nullable=True))
        batch_op.alter_column("telegram_id", existing_type=sa.BIGINT(), nullable=True)
        batch_op.create_index(batch_op.f("ix_person_phone"), ["phone"], unique=False)
        batch_op.create_index(
            "ix_person_erased",
            ["erased_at"],
            unique=False,
            postgresql_where=sa.text("erased_at IS NOT NULL"),
            sqlite_where=sa.text("erased_at IS NOT NULL"),
        )
        batch_op.create_index(
            "uq_person_phone_looked_after",
            ["phone"],
            unique=True,
            postgresql_where=sa.text("telegram_id IS NULL AND erased_at IS NULL"),
            sqlite_where=sa.text("telegram_id IS NULL AND erased_at IS NULL"),
        )

    with op.batch_alter_table("product", schema=None) as batch_op:
        batch_op.add_column(
            sa.Column("amount_low", sa.Numeric(precision=18, scale=3), nullable=True)
        )
        batch_op.add_column(
            sa.Column("amount_high", sa.Numeric(precision=18, scale=3), nullable=True)
        )
        batch_op.add_column(sa.Column("unit", sa.String(length=16), nullable=True))
        batch_op.add_column(sa.Column("per", sa.String(length=8), nullable=True))
        batch_op.add_column(sa.Column("capacity_said", sa.String(length=200), nullable=True))

    # What was agreed to until now named price news and coaching in one sentence.
    op.execute(
        "INSERT INTO consent (person_id, purpose, version, language, given_at) "
        "SELECT person_id, 'coaching', version, language, given_at FROM consent "
        "WHERE purpose = 'service' AND withdrawn_at IS NULL"
    )
    # So did what an offtaker promised; these are its three sentences.
    for promise in ("prices", "coaching", "payment"):
        op.execute(
            sa.text(
                "INSERT INTO commitment (offtaker_id, promise, promised_at, promised_by) "
                "SELECT o.id, :promise, o.committed_at, min(m.person_id) FROM offtaker o "
                "JOIN offtaker_member m ON m.offtaker_id = o.id GROUP BY o.id, o.committed_at"
            ).bindparams(sa.bindparam("promise", promise, sa.String(12)))
        )


def downgrade() -> None:
    with op.batch_alter_table("product", schema=None) as batch_op:
        batch_op.drop_column("capacity_said")
        batch_op.drop_column("per")
        batch_op.drop_column("unit")
        batch_op.drop_column("amount_high")
        batch_op.drop_column("amount_low")

    with op.batch_alter_table("person", schema=None) as batch_op:
        batch_op.drop_index(
            "ix_person_erased",
            postgresql_where=sa.text("erased_at IS NOT NULL"),
            sqlite_where=sa.text("erased_at IS NOT NULL"),
        )
        batch_op.drop_index("uq_person_phone_looked_after")
        batch_op.drop_index(batch_op.f("ix_person_phone"))
        batch_op.alter_column("telegram_id", existing_type=sa.BIGINT(), nullable=False)
        batch_op.drop_column("erased_at")
        batch_op.drop_column("nudges_stopped_at")
        batch_op.drop_column("birth_year")
        batch_op.drop_column("gender")
        batch_op.drop_column("prices_at")
        batch_op.drop_column("phone_verified_at")
        batch_op.drop_column("phone")
        batch_op.drop_column("honorific")

    with op.batch_alter_table("outbox", schema=None) as batch_op:
        batch_op.drop_index(
            "ix_outbox_officer",
            postgresql_where=sa.text(
                "kind IN ('came_by', 'voice_kept', 'voice_passed', 'your_officer')"
            ),
            sqlite_where=sa.text(
                "kind IN ('came_by', 'voice_kept', 'voice_passed', 'your_officer')"
            ),
        )
        batch_op.drop_index(
            "ix_outbox_copy",
            postgresql_where=sa.text("kind = 'copy'"),
            sqlite_where=sa.text("kind = 'copy'"),
        )
        batch_op.drop_index(
            "ix_outbox_calls",
            postgresql_where=sa.text("chat_id IS NULL"),
            sqlite_where=sa.text("chat_id IS NULL"),
        )
        batch_op.alter_column("chat_id", existing_type=sa.BIGINT(), nullable=False)
        batch_op.drop_column("told_at")

    with op.batch_alter_table("offtaker_member", schema=None) as batch_op:
        batch_op.drop_column("joined_at")
        batch_op.drop_column("role")

    with op.batch_alter_table("offtaker", schema=None) as batch_op:
        batch_op.drop_column("regions")
        batch_op.drop_column("commodities")
        batch_op.drop_column("contact_phone")
        batch_op.drop_column("contact_name")
        batch_op.drop_column("nib")
        batch_op.drop_column("reason")

    with op.batch_alter_table("conversation", schema=None) as batch_op:
        batch_op.drop_index(
            "ix_conversation_nudge",
            postgresql_where=sa.text("nudge_at IS NOT NULL"),
            sqlite_where=sa.text("nudge_at IS NOT NULL"),
        )
        batch_op.drop_column("album")
        batch_op.drop_column("reached")
        batch_op.drop_column("nudges")
        batch_op.drop_column("nudge_at")

    with op.batch_alter_table("consent", schema=None) as batch_op:
        batch_op.drop_constraint(batch_op.f("fk_consent_recorded_by"), type_="foreignkey")
        batch_op.drop_column("how")
        batch_op.drop_column("recorded_by")

    with op.batch_alter_table("business", schema=None) as batch_op:
        batch_op.drop_column("closed_at")
        batch_op.drop_column("nib")
        batch_op.drop_column("size")
        batch_op.drop_column("chosen_at")

    with op.batch_alter_table("poster_arrival", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_poster_arrival_poster_id"))

    op.drop_table("poster_arrival")
    with op.batch_alter_table("vetting_event", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_vetting_event_offtaker_id"))

    op.drop_table("vetting_event")
    op.drop_table("unit_size")
    op.drop_table("delegation_draft")
    op.drop_table("supplier_draft")
    with op.batch_alter_table("supplier", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_supplier_person_id"))
        batch_op.drop_index(batch_op.f("ix_supplier_phone"))
        batch_op.drop_index(batch_op.f("ix_supplier_offtaker_id_phone"))

    op.drop_table("supplier")
    op.drop_table("readiness")
    with op.batch_alter_table("poster", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_poster_offtaker_id"))
        batch_op.drop_index(batch_op.f("ix_poster_made_by"))

    op.drop_table("poster")
    with op.batch_alter_table("invitation", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_invitation_offtaker_id"))
        batch_op.drop_index(batch_op.f("ix_invitation_made_by"))

    op.drop_table("invitation")
    op.drop_table("commitment")
    with op.batch_alter_table("voice_note", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_voice_note_person_id"))

    op.drop_table("voice_note")
    with op.batch_alter_table("delegation", schema=None) as batch_op:
        batch_op.drop_index(
            "uq_delegation_current",
            postgresql_where=sa.text("ended_at IS NULL"),
            sqlite_where=sa.text("ended_at IS NULL"),
        )
        batch_op.drop_index(batch_op.f("ix_delegation_officer_id"))

    op.drop_table("delegation")
    with op.batch_alter_table("commodity_request", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_commodity_request_verdict"))

    op.drop_table("commodity_request")
    with op.batch_alter_table("claim", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_claim_person_id"))
        batch_op.drop_index(batch_op.f("ix_claim_claimant_id"))

    op.drop_table("claim")
