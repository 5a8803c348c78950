"""Owners ask, officers and experts answer; what is worth keeping stands in a library."""

from collections.abc import Sequence

import sqlalchemy as sa
from alembic import op

from bot.storage.tables import UtcDateTime

revision: str = "0026"
down_revision: str | None = "0025"
branch_labels: str | Sequence[str] | None = None
depends_on: str | Sequence[str] | None = None


def upgrade() -> None:
    op.create_table(
        "article",
        sa.Column("id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("starter", sa.String(length=40), nullable=True),
        sa.Column("checksum", sa.String(length=64), nullable=True),
        sa.Column("author_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=True),
        sa.Column("field", sa.String(length=20), nullable=False),
        sa.Column("commodity", sa.String(length=60), nullable=True),
        sa.Column("media", sa.String(length=12), nullable=True),
        sa.Column("file_id", sa.String(length=200), nullable=True),
        sa.Column("published_at", UtcDateTime(), nullable=False),
        sa.Column("withdrawn_at", UtcDateTime(), nullable=True),
        sa.ForeignKeyConstraint(["author_id"], ["person.id"], name=op.f("fk_article_author_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_article")),
        sa.UniqueConstraint("starter", name=op.f("uq_article_starter")),
    )
    with op.batch_alter_table("article", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_article_author_id"), ["author_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_article_field"), ["field"], unique=False)

    op.create_table(
        "expert_field",
        sa.Column(
            "person_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False
        ),
        sa.Column("field", sa.String(length=20), nullable=False),
        sa.ForeignKeyConstraint(
            ["person_id"], ["person.id"], name=op.f("fk_expert_field_person_id")
        ),
        sa.PrimaryKeyConstraint("person_id", "field", name=op.f("pk_expert_field")),
    )
    op.create_table(
        "question",
        sa.Column("id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column(
            "person_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False
        ),
        sa.Column(
            "officer_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=True
        ),
        sa.Column("expert_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=True),
        sa.Column("field", sa.String(length=20), nullable=True),
        sa.Column("standing", sa.String(length=10), nullable=False),
        sa.Column("round", sa.Integer(), nullable=False),
        sa.Column("asked_at", UtcDateTime(), nullable=False),
        sa.Column("answered_at", UtcDateTime(), nullable=True),
        sa.Column(
            "answered_by", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=True
        ),
        sa.Column("helped", sa.Boolean(), nullable=True),
        sa.ForeignKeyConstraint(
            ["answered_by"], ["person.id"], name=op.f("fk_question_answered_by")
        ),
        sa.ForeignKeyConstraint(["expert_id"], ["person.id"], name=op.f("fk_question_expert_id")),
        sa.ForeignKeyConstraint(["officer_id"], ["person.id"], name=op.f("fk_question_officer_id")),
        sa.ForeignKeyConstraint(["person_id"], ["person.id"], name=op.f("fk_question_person_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_question")),
    )
    with op.batch_alter_table("question", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_question_expert_id"), ["expert_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_question_officer_id"), ["officer_id"], unique=False)
        batch_op.create_index(
            "ix_question_open_expert_id",
            ["expert_id"],
            unique=False,
            postgresql_where=sa.text("standing = 'open'"),
            sqlite_where=sa.text("standing = 'open'"),
        )
        batch_op.create_index(
            "ix_question_open_officer_id",
            ["officer_id"],
            unique=False,
            postgresql_where=sa.text("standing = 'open'"),
            sqlite_where=sa.text("standing = 'open'"),
        )
        batch_op.create_index(batch_op.f("ix_question_person_id"), ["person_id"], unique=False)

    op.create_table(
        "article_rating",
        sa.Column(
            "article_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False
        ),
        sa.Column(
            "person_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False
        ),
        sa.Column("helps", sa.Boolean(), nullable=False),
        sa.Column("rated_at", UtcDateTime(), nullable=False),
        sa.ForeignKeyConstraint(
            ["article_id"], ["article.id"], name=op.f("fk_article_rating_article_id")
        ),
        sa.ForeignKeyConstraint(
            ["person_id"], ["person.id"], name=op.f("fk_article_rating_person_id")
        ),
        sa.PrimaryKeyConstraint("article_id", "person_id", name=op.f("pk_article_rating")),
    )
    with op.batch_alter_table("article_rating", schema=None) as batch_op:
        batch_op.create_index(
            batch_op.f("ix_article_rating_person_id"), ["person_id"], unique=False
        )

    op.create_table(
        "article_text",
        sa.Column(
            "article_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False
        ),
        sa.Column("language", sa.String(length=8), nullable=False),
        sa.Column("title", sa.String(length=100), nullable=False),
        sa.Column("body", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(
            ["article_id"], ["article.id"], name=op.f("fk_article_text_article_id")
        ),
        sa.PrimaryKeyConstraint("article_id", "language", name=op.f("pk_article_text")),
    )
    op.create_table(
        "article_word",
        sa.Column("word", sa.String(length=40), nullable=False),
        sa.Column(
            "article_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False
        ),
        sa.Column("weight", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["article_id"], ["article.id"], name=op.f("fk_article_word_article_id")
        ),
        sa.PrimaryKeyConstraint("word", "article_id", name=op.f("pk_article_word")),
    )
    with op.batch_alter_table("article_word", schema=None) as batch_op:
        batch_op.create_index(
            batch_op.f("ix_article_word_article_id"), ["article_id"], unique=False
        )

    op.create_table(
        "question_message",
        sa.Column("id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column(
            "question_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False
        ),
        sa.Column("by_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("round", sa.Integer(), nullable=False),
        sa.Column("said_at", UtcDateTime(), nullable=False),
        sa.Column("kind", sa.String(length=12), nullable=False),
        sa.Column("text", sa.String(length=2000), nullable=False),
        sa.Column("file_id", sa.String(length=200), nullable=True),
        sa.ForeignKeyConstraint(["by_id"], ["person.id"], name=op.f("fk_question_message_by_id")),
        sa.ForeignKeyConstraint(
            ["question_id"], ["question.id"], name=op.f("fk_question_message_question_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_question_message")),
    )
    with op.batch_alter_table("question_message", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_question_message_by_id"), ["by_id"], unique=False)
        batch_op.create_index(
            batch_op.f("ix_question_message_question_id"), ["question_id"], unique=False
        )

    op.create_table(
        "question_wait",
        sa.Column("id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column(
            "question_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False
        ),
        sa.Column("round", sa.Integer(), nullable=False),
        sa.Column("stage", sa.String(length=8), nullable=False),
        sa.Column("due_at", UtcDateTime(), nullable=False),
        sa.Column("outcome", sa.String(length=10), nullable=False),
        sa.Column("settled_at", UtcDateTime(), nullable=True),
        sa.ForeignKeyConstraint(
            ["question_id"], ["question.id"], name=op.f("fk_question_wait_question_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_question_wait")),
        sa.UniqueConstraint(
            "question_id", "round", "stage", name=op.f("uq_question_wait_question_id_round_stage")
        ),
    )
    with op.batch_alter_table("question_wait", schema=None) as batch_op:
        batch_op.create_index(
            "ix_question_wait_due",
            ["due_at"],
            unique=False,
            postgresql_where=sa.text("outcome = 'pending'"),
            sqlite_where=sa.text("outcome = 'pending'"),
        )


def downgrade() -> None:
    with op.batch_alter_table("question_wait", schema=None) as batch_op:
        batch_op.drop_index(
            "ix_question_wait_due",
            postgresql_where=sa.text("outcome = 'pending'"),
            sqlite_where=sa.text("outcome = 'pending'"),
        )

    op.drop_table("question_wait")
    with op.batch_alter_table("question_message", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_question_message_question_id"))
        batch_op.drop_index(batch_op.f("ix_question_message_by_id"))

    op.drop_table("question_message")
    with op.batch_alter_table("article_word", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_article_word_article_id"))

    op.drop_table("article_word")
    op.drop_table("article_text")
    with op.batch_alter_table("article_rating", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_article_rating_person_id"))

    op.drop_table("article_rating")
    with op.batch_alter_table("question", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_question_person_id"))
        batch_op.drop_index(
            "ix_question_open_officer_id",
            postgresql_where=sa.text("standing = 'open'"),
            sqlite_where=sa.text("standing = 'open'"),
        )
        batch_op.drop_index(
            "ix_question_open_expert_id",
            postgresql_where=sa.text("standing = 'open'"),
            sqlite_where=sa.text("standing = 'open'"),
        )
        batch_op.drop_index(batch_op.f("ix_question_officer_id"))
        batch_op.drop_index(batch_op.f("ix_question_expert_id"))

    op.drop_table("question")
    op.drop_table("expert_field")
    with op.batch_alter_table("article", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_article_field"))
        batch_op.drop_index(batch_op.f("ix_article_author_id"))

    op.drop_table("article")
