"""Chats: who can be written to, and when next."""

from collections.abc import Iterable
from functools import cache

from sqlalchemy import Executable, Table, select, update
from sqlalchemy.ext.asyncio import AsyncSession

from bot import clock
from bot.delivery.models import Chat, Outgoing, State
from bot.delivery.outbox import BLOCKED
from bot.people.models import Person
from bot.storage import dialects

CHAT: Table = Chat.__table__  # type: ignore[assignment]  # it is one, says the mapper
#: Telegram lets a bot write about once a second to one chat.
GAP_SECONDS = 1.0


async def touched(db: AsyncSession, chat_ids: Iterable[int]) -> None:
    """A message has just gone to these chats: the next unasked one waits its second.

    Nor are they blocked any more; Telegram does not say so when somebody starts for the first time.
    """
    # In the order of their ids: whoever else does the same must not wait for us in a circle.
    rows = [{"id": chat_id} for chat_id in sorted(chat_ids)]
    await db.execute(_touch(dialects.name_of(db)), rows)


@cache
def _touch(dialect: str) -> Executable:
    gap = dialects.seconds_now_on(dialect) + GAP_SECONDS
    now = {"next_send_at": gap, "blocked_at": None}
    return (
        dialects.insert_on(dialect, CHAT)
        .values(now)
        .on_conflict_do_update(index_elements=[CHAT.c.id], set_=now)
    )


async def reserve(db: AsyncSession, chat_ids: Iterable[int]) -> None:
    """A message is about to go to these chats: no other one is claimed within the second."""
    rows = [{"id": chat_id} for chat_id in sorted(chat_ids)]  # as in `touched`
    if rows:
        await db.execute(_reserve(dialects.name_of(db)), rows)


@cache
def _reserve(dialect: str) -> Executable:
    now = {"next_send_at": dialects.seconds_now_on(dialect) + GAP_SECONDS}
    return (
        dialects.insert_on(dialect, CHAT)
        .values(now)
        .on_conflict_do_update(index_elements=[CHAT.c.id], set_=now)
    )


async def set_reachable(db: AsyncSession, chat_id: int, *, reachable: bool) -> None:
    """The person blocked the bot or came back. What waits for a blocked one is suppressed."""
    blocked_at = None if reachable else clock.now()
    await db.execute(
        dialects.insert(db, Chat)
        .values(id=chat_id, blocked_at=blocked_at, next_send_at=0)
        .on_conflict_do_update(index_elements=[Chat.id], set_={"blocked_at": blocked_at})
    )
    if not reachable:
        # By the person, whose messages have an index; a private chat has its person's id.
        theirs = select(Person.id).where(Person.telegram_id == chat_id).scalar_subquery()
        await db.execute(
            update(Outgoing)
            .where(Outgoing.person_id == theirs, Outgoing.chat_id == chat_id)
            .where(Outgoing.state == State.PENDING)
            .values(state=State.SUPPRESSED, reason=BLOCKED, settled_at=clock.now())
        )
