"""What cannot be read, or not even be apologised for, holds up nobody."""

from sqlalchemy import insert, select

from bot import clock
from bot.conversation.said import Text
from bot.conversation.turn import Turn
from bot.intake.incoming import Incoming
from bot.intake.models import Handled, SeenUpdate
from bot.people.models import RoleGrant
from bot.people.roles import person_id_of
from bot.storage import Storage
from tests.intake.desk import Desk


async def poison(_turn: Turn) -> None:
    raise ValueError("broken")


async def seen(storage: Storage) -> list[str]:
    async with storage.reading() as db:
        return list(await db.scalars(select(SeenUpdate.handled).order_by(SeenUpdate.update_id)))


async def test_an_unreadable_update_is_recorded_once(storage: Storage) -> None:
    desk = Desk(storage, poison)
    for _time in range(2):
        await desk.processing.take({"update_id": 7, "message": {"message_id": "seven"}})
    assert await seen(storage) == [Handled.POISON]


async def test_a_role_that_the_program_does_not_know_is_passed_over(storage: Storage) -> None:
    async with storage.transaction() as db:
        number = await person_id_of(db, 1)
        await db.execute(
            insert(RoleGrant).values(person_id=number, role="wizard", granted_at=clock.now())
        )
    desk = Desk(storage, poison)
    await desk.processing.handle(Incoming(8, 1, 1, "id", Text("halo")))
    await desk.replies.drain()
    assert await seen(storage) == [Handled.POISON]
    assert desk.sender.begun == [1]  # the apology
