"""How a courier comes by rows, and loses them to another one."""

from sqlalchemy import select, update

from bot.delivery import chats, claims
from bot.delivery.lease import Held
from bot.delivery.models import Chat, Lease
from bot.delivery.outbox import Letter
from bot.storage import Storage
from tests.delivery import rows


async def claimed(storage: Storage, lease: Held, limit: int = 10) -> list[Letter]:
    """What can be claimed a second after whatever was claimed before."""
    async with storage.transaction() as db:
        # In one order: two that do this at once must not wait for each other.
        await db.execute(select(Chat.id).order_by(Chat.id).with_for_update())
        await db.execute(update(Chat).values(next_send_at=Chat.next_send_at - chats.GAPS.person))
    async with storage.transaction() as db:
        return await claims.claim(db, lease, limit)


async def expire(storage: Storage) -> None:
    """The lease runs out."""
    async with storage.transaction() as db:
        await db.execute(update(Lease).values(expires_at=0))


async def taken_over(storage: Storage) -> Held:
    """Another courier takes the lease that ran out."""
    await expire(storage)
    later = Held(storage, "courier", 60, owner="another:1:abc")
    assert await later.hold()
    return later


async def notices(storage: Storage, count: int) -> list[int]:
    async with storage.transaction() as db:
        return [
            await rows.enqueued(db, await rows.person(db, number)) for number in range(1, count + 1)
        ]
