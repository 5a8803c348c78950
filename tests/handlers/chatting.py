"""A chat without Telegram: what is said goes straight to the handlers."""

from typing import Any

from sqlalchemy.ext.asyncio import AsyncSession

from bot import clock
from bot.conversation.models import Conversation
from bot.conversation.said import Said
from bot.conversation.turn import Turn
from bot.people import roles
from bot.people.models import Person
from handlers.routing import route
from handlers.screens import SCREENS


class Chat:
    """A person whose updates go straight to the handlers."""

    def __init__(self, db: AsyncSession, person: Person, conversation: Conversation) -> None:
        self.db, self.person, self.conversation = db, person, conversation

    async def does(self, said: Said) -> list[Any]:
        turn = Turn(
            db=self.db,
            person=self.person,
            roles=(await roles.roles_of(self.db, [self.person.id]))[self.person.id],
            chat_id=self.conversation.chat_id,
            said=said,
            conversation=self.conversation,
            quiet=None,
        )
        await route(turn)
        assert turn.replies, "nobody is left without an answer"
        for reply in turn.replies:
            SCREENS[type(reply.notice)](turn.words, reply.notice)
        return [reply.notice for reply in turn.replies]

    async def kinds(self, said: Said) -> list[str]:
        return [notice.kind for notice in await self.does(said)]

    def becomes_registered(self) -> None:
        self.person.name, self.person.regency = "Siti", "35.07"
        self.person.registered_at = clock.now()
