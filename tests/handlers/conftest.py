"""What tests of the handlers have in common."""

import pytest
from sqlalchemy.ext.asyncio import AsyncSession

from bot import clock
from bot.conversation.models import Conversation
from bot.people import roles
from bot.people.models import Person
from tests.handlers.chatting import Chat


@pytest.fixture
async def chat(db: AsyncSession) -> Chat:
    number = await roles.person_id_of(db, 1001)
    person = await db.get_one(Person, number)
    conversation = Conversation(
        person_id=number, chat_id=1001, form=None, state={}, turn=0, updated_at=clock.now()
    )
    return Chat(db, person, conversation)
