"""Messages that tell of a handover are found when one of its officers is erased."""

from collections.abc import Sequence

import sqlalchemy as sa
from alembic import op

revision: str = "0035"
down_revision: str | None = "0034"
branch_labels: str | Sequence[str] | None = None
depends_on: str | Sequence[str] | None = None

TELLS = "kind IN ('caseload_is_yours', 'handover_answered', 'handover_asked', 'officer_changed')"


def upgrade() -> None:
    op.create_index(
        "ix_outbox_handover",
        "outbox",
        ["id"],
        sqlite_where=sa.text(TELLS),
        postgresql_where=sa.text(TELLS),
    )


def downgrade() -> None:
    op.drop_index("ix_outbox_handover", table_name="outbox")
