"""A message that is kept up to date has one change under way, and the latest wins."""

from sqlalchemy import select, update
from sqlalchemy.ext.asyncio import AsyncSession

from bot.delivery import outbox
from bot.delivery.models import Lane, Outgoing, State
from bot.delivery.renewing import renew, sent_under
from handlers.market.bulletins.account import Account
from tests.people.folk import somebody


def account(sent: int) -> Account:
    return Account(bulletin_id=1, targeted=9, sent=sent, waiting=9 - sent, not_sent=0)


async def arrived(db: AsyncSession) -> Outgoing:
    budi = await somebody(db, name="Budi")
    assert await outbox.notify(db, budi, account(0), key="account:1")
    await db.execute(update(Outgoing).values(state=State.SENT, message_id=77))
    message = await sent_under(db, "account:1")
    assert message is not None
    await db.refresh(message)
    return message


async def changes(db: AsyncSession) -> list[Outgoing]:
    edits = select(Outgoing).where(Outgoing.lane == Lane.EDIT).order_by(Outgoing.id)
    return [*await db.scalars(edits.execution_options(populate_existing=True))]


async def test_what_waits_is_brought_up_to_date_instead_of_being_followed(db: AsyncSession) -> None:
    message = await arrived(db)
    assert await renew(db, message, account(5))
    assert await renew(db, message, account(6))
    (change,) = await changes(db)
    assert (change.message_id, change.edits_id) == (77, message.id)
    assert change.params["sent"] == message.params["sent"] == 6


async def test_what_is_on_its_way_is_let_go(db: AsyncSession) -> None:
    message = await arrived(db)
    await renew(db, message, account(5))
    await db.execute(update(Outgoing).where(Outgoing.lane == Lane.EDIT).values(state=State.SENDING))
    assert not await renew(db, message, account(9))
    await db.execute(update(Outgoing).where(Outgoing.lane == Lane.EDIT).values(state=State.SENT))
    assert await renew(db, message, account(9))
    assert [each.params["sent"] for each in await changes(db)] == [5, 9]
