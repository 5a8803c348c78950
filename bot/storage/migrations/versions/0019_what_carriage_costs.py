"""What it costs a business to bring a kilogram to a buyer: taken off what a buyer pays."""

from collections.abc import Sequence

import sqlalchemy as sa
from alembic import op

revision: str = "0019"
down_revision: str | None = "0018"
branch_labels: str | Sequence[str] | None = None
depends_on: str | Sequence[str] | None = None


def upgrade() -> None:
    op.add_column("business", sa.Column("carriage", sa.Numeric(precision=12, scale=2)))


def downgrade() -> None:
    op.drop_column("business", "carriage")
