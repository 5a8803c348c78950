"""Runs a migration inside the transaction that `bot.storage.migrate` opened."""

from typing import Any, Literal

from alembic import context
from alembic.autogenerate.api import AutogenContext

from bot.schema import metadata


def render_item(kind: str, item: Any, autogen: AutogenContext) -> str | Literal[False]:
    """Write the project's own column types by their names."""
    if kind == "type" and type(item).__module__ == "bot.storage.tables":
        autogen.imports.add(f"from bot.storage.tables import {type(item).__name__}")
        return f"{type(item).__name__}()"
    return False


context.configure(
    connection=context.config.attributes["connection"],
    target_metadata=metadata,
    render_as_batch=True,  # SQLite alters a table by rebuilding it
    render_item=render_item,
    transactional_ddl=True,  # `bot.storage.dialects` says BEGIN itself, so SQLite's is, too
)
with context.begin_transaction():
    context.run_migrations()
