"""Puts a crowd into the middle of onboarding, so that a bench measures steps and nothing else."""

from collections.abc import Iterable

from bot import clock
from bot.conversation.models import Conversation
from bot.conversation.state import State
from bot.people.roles import person_id_of
from bot.settings import Database
from bot.storage import open_storage
from bot.storage.migrate import migrate

BEFORE_NAME = {"language": "id", "consent": "yes"}


async def prepare(database_url: str, telegram_ids: Iterable[int]) -> None:
    """Everybody is asked for their name."""
    storage = open_storage(Database(url=database_url).url)
    await migrate(storage)
    async with storage.transaction() as db:
        for telegram_id in telegram_ids:
            db.add(
                Conversation(
                    person_id=await person_id_of(db, telegram_id),
                    chat_id=telegram_id,
                    form="register",
                    state=State(at="name", answers=BEFORE_NAME).dump(),
                    turn=3,
                    updated_at=clock.now(),
                )
            )
    await storage.close()
