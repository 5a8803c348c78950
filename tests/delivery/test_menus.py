"""A menu is a row of the outbox, of which only the newest counts."""

from sqlalchemy import select, update
from sqlalchemy.ext.asyncio import AsyncSession

from bot.delivery import claims, menus
from bot.delivery.lease import Held
from bot.delivery.models import Chat, Outgoing
from bot.people import roles
from bot.people.models import Role
from bot.storage import Storage
from tests.delivery import rows


async def test_of_menus_that_wait_only_the_newest_is_set(storage: Storage, lease: Held) -> None:
    async with storage.transaction() as db:
        sri = await rows.person(db, 5)
        for held in ([Role.OWNER], [Role.OWNER, Role.OFFICER], [Role.OWNER]):
            await menus.refresh(db, sri, held)
    claimed = []
    async with storage.transaction() as db:
        while letters := await claims.claim(db, lease, 5):
            claimed += letters
            # As if the second between two messages to one chat had passed.
            await db.execute(update(Chat).values(next_send_at=0))
    assert [letter.answered for letter in claimed] == [True, True, False]
    assert claimed[-1].params == {"roles": ["owner"]}


async def test_roles_that_were_granted_a_moment_ago_count(db: AsyncSession) -> None:
    sri = await rows.person(db, 5)
    await roles.grant(db, sri.id, Role.OFFTAKER)
    await menus.refresh(db, sri)
    assert (await db.scalars(select(Outgoing.params))).one() == {"roles": ["offtaker"]}


async def test_who_has_no_chat_has_no_menu(db: AsyncSession) -> None:
    sri = await rows.person(db, 5)
    sri.telegram_id = None
    await menus.refresh(db, sri)
    assert not (await db.scalars(select(Outgoing.id))).all()
