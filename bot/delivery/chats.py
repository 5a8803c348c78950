"""Chats: who can be written to, and when next."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from functools import cache

from sqlalchemy import ColumnElement, Executable, Float, Table, bindparam, func, select, update
from sqlalchemy.ext.asyncio import AsyncSession
from sqlalchemy.orm import aliased

from bot import clock
from bot.delivery.models import Chat, Lane, Outgoing, State
from bot.delivery.outbox import BLOCKED, FOR_GOOD, leave_to_courier
from bot.people.models import Person
from bot.storage import dialects

CHAT: Table = Chat.__table__  # type: ignore[assignment]  # it is one, says the mapper


@dataclass(frozen=True)
class Gaps:
    """Seconds between two messages to one chat of which nobody asked for the second."""

    #: Telegram lets a bot write about once a second to one chat, and 20 times a minute to a group
    #: (core.telegram.org/bots/faq#my-bot-is-hitting-limits-how-do-i-avoid-this).
    person: float = 1.0
    group: float = 3.0

    def rows(self, chat_ids: Iterable[int]) -> list[dict[str, float]]:
        """In the order of their ids: who else does the same must not wait for us in a circle.

        A group's id is negative (core.telegram.org/bots/api#chat).
        """
        return [
            {"id": chat_id, "gap": self.group if chat_id < 0 else self.person}
            for chat_id in sorted(chat_ids)
        ]


GAPS = Gaps()


async def touched(db: AsyncSession, chat_ids: Iterable[int], gaps: Gaps = GAPS) -> None:
    """A message has just gone to these chats: the next unasked one waits its time.

    Nor are they blocked any more; Telegram does not say so when somebody starts for the first time.
    """
    await db.execute(_touch(dialects.name_of(db)), gaps.rows(chat_ids))


async def reserve(db: AsyncSession, chat_ids: Iterable[int], gaps: Gaps = GAPS) -> None:
    """A message is about to go to these chats: no other one is claimed meanwhile."""
    if rows := gaps.rows(chat_ids):
        await db.execute(_reserve(dialects.name_of(db)), rows)


@cache
def _touch(dialect: str) -> Executable:
    return _next_send(dialect, blocked_at=None)


@cache
def _reserve(dialect: str) -> Executable:
    return _next_send(dialect)


def _next_send(dialect: str, **values: None) -> Executable:
    now = {"next_send_at": dialects.seconds_now_on(dialect) + bindparam("gap", type_=Float)}
    return (
        dialects.insert_on(dialect, CHAT)
        .values(now | values)
        .on_conflict_do_update(index_elements=[CHAT.c.id], set_=now | values)
    )


async def set_reachable(db: AsyncSession, chat_id: int, *, reachable: bool) -> None:
    """The person blocked the bot or came back.

    What waits for a blocked one is suppressed. Of that, what came back gets what changes a message
    that stands in the chat: else it would go on saying what is not true any more.
    """
    if reachable:
        await _set_blocked(db, chat_id, None)
        await _restore_edits(db, chat_id)
        return
    # Messages before their chat, as whoever claims them: the two must not wait in a circle. What is
    # enqueued in between is found to be for a blocked chat when its turn comes.
    waiting = select(Outgoing.id).where(*_here(Outgoing, chat_id))
    waiting = waiting.where(Outgoing.state == State.PENDING)
    ids = (await db.scalars(waiting.order_by(Outgoing.id).with_for_update())).all()
    await _set_blocked(db, chat_id, clock.now())
    await db.execute(
        update(Outgoing)
        .where(Outgoing.id.in_(ids))
        .values(state=State.SUPPRESSED, reason=BLOCKED, settled_at=clock.now())
    )


async def is_reachable(db: AsyncSession, chat_id: int | None) -> bool:
    """Whether nothing is known that would keep a message from this chat."""
    chat = await db.get(Chat, chat_id) if chat_id is not None else None
    return chat_id is not None and (chat is None or chat.blocked_at is None)


async def _set_blocked(db: AsyncSession, chat_id: int, at: datetime | None) -> None:
    await db.execute(
        dialects.insert(db, Chat)
        .values(id=chat_id, blocked_at=at, next_send_at=0)
        .on_conflict_do_update(index_elements=[Chat.id], set_={"blocked_at": at})
    )


def _here(rows: type[Outgoing], chat_id: int) -> Sequence[ColumnElement[bool]]:
    """By the person, whose messages have an index; a private chat has its person's id."""
    theirs = select(Person.id).where(Person.telegram_id == chat_id).scalar_subquery()
    return rows.person_id == theirs, rows.chat_id == chat_id


async def _restore_edits(db: AsyncSession, chat_id: int) -> None:
    """Of each message the newest change that was suppressed goes after all."""
    its, under_way = aliased(Outgoing), aliased(Outgoing)
    newest = select(func.max(its.id)).where(*_here(its, chat_id))
    newest = newest.where(its.lane == Lane.EDIT).group_by(its.edits_id)
    # One under way is worded in the newest version, too.
    unsent = under_way.state.in_((State.PENDING, State.SENDING))
    going = select(under_way.id).where(under_way.edits_id == Outgoing.edits_id, unsent).exists()
    restored = await db.execute(
        update(Outgoing)
        .where(*_here(Outgoing, chat_id), Outgoing.id.in_(newest), ~going)
        .where(Outgoing.state == State.SUPPRESSED, Outgoing.reason.not_in(FOR_GOOD))
        .values(state=State.PENDING, reason=None, settled_at=None)
        .returning(Outgoing.id)
    )
    if restored.first() is not None:
        leave_to_courier(db)
