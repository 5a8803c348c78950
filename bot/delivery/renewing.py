"""A message of ours that goes on being true: it is changed in place, with one change under way."""

from sqlalchemy import insert, select, update
from sqlalchemy.ext.asyncio import AsyncSession

from bot import clock
from bot.delivery.models import Lane, Outgoing, State
from bot.delivery.outbox import leave_to_courier
from bot.delivery.screen import Notice


async def sent_under(db: AsyncSession, key: str) -> Outgoing | None:
    """The message that was enqueued under this key, as it stays until the transaction ends."""
    query = select(Outgoing).where(Outgoing.key == key).with_for_update()
    return (await db.scalars(query)).one_or_none()


async def amend(db: AsyncSession, message: Outgoing, notice: Notice) -> None:
    """A change that has not left yet is to show this instead."""
    waits = update(Outgoing).where(Outgoing.edits_id == message.id, Outgoing.state == State.PENDING)
    await db.execute(waits.values(params=notice.model_dump(mode="json")))


async def renew(db: AsyncSession, message: Outgoing, notice: Notice) -> bool:
    """Enqueue that it shows this; False while an earlier change is on its way to Telegram."""
    params = notice.model_dump(mode="json")
    earlier = select(Outgoing.id, Outgoing.state).where(
        Outgoing.edits_id == message.id, Outgoing.state.in_([State.PENDING, State.SENDING])
    )
    under_way = (await db.execute(earlier.with_for_update())).one_or_none()
    if under_way and under_way.state == State.SENDING:
        return False
    leave_to_courier(db)
    message.params = params
    if under_way:
        waits = update(Outgoing).where(Outgoing.id == under_way.id)
        await db.execute(waits.values(params=params))
        return True
    now = clock.now()
    await db.execute(
        insert(Outgoing).values(
            lane=Lane.EDIT,
            kind=notice.kind,
            params=params,
            person_id=message.person_id,
            chat_id=message.chat_id,
            message_id=message.message_id,
            edits_id=message.id,
            state=State.PENDING,
            attempts=0,
            not_before=now,
            created_at=now,
        )
    )
    return True
