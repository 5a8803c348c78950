"""Chats: who can be written to, and when next."""

from collections.abc import Iterable
from functools import cache

from sqlalchemy import Executable, Table, func, select, update
from sqlalchemy.ext.asyncio import AsyncSession
from sqlalchemy.orm import aliased

from bot import clock
from bot.delivery.models import Chat, Lane, Outgoing, State
from bot.delivery.outbox import BLOCKED, FOR_GOOD, leave_to_courier
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
    next_send_at = dialects.seconds_now(db) + GAP_SECONDS
    for chat_id in sorted(chat_ids):  # as in `touched`
        await db.execute(
            dialects.insert(db, Chat)
            .values(id=chat_id, next_send_at=next_send_at)
            .on_conflict_do_update(index_elements=[Chat.id], set_={"next_send_at": next_send_at})
        )


async def set_reachable(db: AsyncSession, chat_id: int, *, reachable: bool) -> None:
    """The person blocked the bot or came back.

    What waits for a blocked one is suppressed. Of that, what came back gets what changes a message
    that stands in the chat: else it would go on saying what is not true any more.
    """
    blocked_at = None if reachable else clock.now()
    await db.execute(
        dialects.insert(db, Chat)
        .values(id=chat_id, blocked_at=blocked_at, next_send_at=0)
        .on_conflict_do_update(index_elements=[Chat.id], set_={"blocked_at": blocked_at})
    )
    # By the person, whose messages have an index; a private chat has its person's id.
    theirs = select(Person.id).where(Person.telegram_id == chat_id).scalar_subquery()
    here = (Outgoing.person_id == theirs, Outgoing.chat_id == chat_id)
    if not reachable:
        await db.execute(
            update(Outgoing)
            .where(*here, Outgoing.state == State.PENDING)
            .values(state=State.SUPPRESSED, reason=BLOCKED, settled_at=clock.now())
        )
        return
    its, under_way = aliased(Outgoing), aliased(Outgoing)
    newest = select(func.max(its.id)).where(its.person_id == theirs, its.chat_id == chat_id)
    newest = newest.where(its.lane == Lane.EDIT).group_by(its.edits_id)
    # One under way is worded in the newest version, too.
    unsent = under_way.state.in_((State.PENDING, State.SENDING))
    going = select(under_way.id).where(under_way.edits_id == Outgoing.edits_id, unsent).exists()
    restored = await db.execute(
        update(Outgoing)
        .where(*here, Outgoing.id.in_(newest), ~going)
        .where(Outgoing.state == State.SUPPRESSED, Outgoing.reason.not_in(FOR_GOOD))
        .values(state=State.PENDING, reason=None, settled_at=None)
        .returning(Outgoing.id)
    )
    if restored.first() is not None:
        leave_to_courier(db)
