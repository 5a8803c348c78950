"""How an engine means to find the rows of each statement of some work."""

import re
from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from itertools import pairwise
from typing import Any

import pytest
from sqlalchemy import event
from sqlalchemy.ext.asyncio import AsyncSession

from bot.delivery.lease import Held
from bot.storage import Storage

Work = Callable[[AsyncSession, Held], Awaitable[object]]
#: What grows without end, or with every person.
LARGE = (
    *("outbox", "chat", "person", "role_grant", "conversation", "seen_update"),
    *("reminder", "session", "business", "bulletin", "bulletin_region", "reference_price"),
    "planned_bulletin",
    *("subscription", "added_topic", "participant"),
    *("question", "question_wait", "question_message"),
)
#: Hold what is under way at this moment, so that they may be read as a whole.
SMALL = ("ix_outbox_sending", "ix_bulletin_unswept", "ix_question_open")


@dataclass(frozen=True)
class Plan:
    statement: str
    steps: tuple[str, ...]

    def whole(self) -> list[str]:
        """Steps that look at every row of a large table, or at every entry of a large index."""
        table = rf"({'|'.join(LARGE)})\b"
        found = []
        for step, below in pairwise([*self.steps, ""]):
            scan = re.search(rf"(Seq Scan on|SCAN) {table}", step)
            walk = re.search(rf"Index .*Scan using \w+ on {table}", step)
            if (scan or (walk and "Index Cond" not in below)) and not any(
                each in step for each in SMALL
            ):
                found.append(step)
        return found


async def plans(storage: Storage, work: Work) -> list[Plan]:
    """Do the work and undo it; each statement is explained as it is about to run."""
    lease = Held(storage, "courier", 60)
    assert await lease.hold()
    found: list[Plan] = []
    explain = "EXPLAIN QUERY PLAN " if storage.sqlite else "EXPLAIN (COSTS OFF) "

    def look(
        conn: Any, _cursor: Any, statement: str, parameters: Any, _context: Any, _many: bool
    ) -> None:
        if statement.split(maxsplit=1)[0] not in {"SELECT", "INSERT", "UPDATE", "DELETE", "WITH"}:
            return
        asking = conn.connection.cursor()
        asking.execute(
            explain + statement, parameters[0] if isinstance(parameters, list) else parameters
        )
        found.append(Plan(statement, tuple(str(row[-1]) for row in asking.fetchall())))
        asking.close()

    event.listen(storage.engine.sync_engine, "before_cursor_execute", look)
    try:
        with pytest.raises(ZeroDivisionError):
            await undone(storage, work, lease)
    finally:
        event.remove(storage.engine.sync_engine, "before_cursor_execute", look)
    return found


async def undone(storage: Storage, work: Work, lease: Held) -> None:
    async with storage.transaction() as db:
        await work(db, lease)
        raise ZeroDivisionError
