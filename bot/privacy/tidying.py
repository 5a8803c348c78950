"""What could not be forgotten at once, because it was still to be sent: forgotten once it was."""

from datetime import timedelta

from sqlalchemy import String, cast, delete, select, update
from sqlalchemy.ext.asyncio import AsyncSession

from bot import clock
from bot.delivery.models import COPY, Chat, Outgoing, State
from bot.delivery.quiet import Quiet
from bot.people.models import Person

#: Longer than the program may be away. What is older has been tidied.
LATELY = timedelta(days=30)
OPEN = (State.PENDING, State.SENDING)


async def tidy(db: AsyncSession, _quiet: Quiet) -> int:
    """Forget the last words to who was erased, and the copies that were handed out."""
    return await _last_words(db) + await _copies(db)


async def _last_words(db: AsyncSession) -> int:
    """The farewell was sent after the erasure: it, too, knew the chat."""
    lately = select(Person.id).where(Person.erased_at > clock.now() - LATELY)
    sent = await db.execute(
        select(Outgoing.id, Outgoing.chat_id)
        .where(Outgoing.person_id.in_(lately), Outgoing.chat_id.is_not(None))
        .where(Outgoing.state.not_in(OPEN))
    )
    found = sent.all()
    if not found:
        return 0
    await db.execute(
        update(Outgoing)
        .where(Outgoing.id.in_([row.id for row in found]))
        .values(params={}, text=None, chat_id=None, message_id=None)
    )
    chats = {row.chat_id for row in found}
    back = select(Person.telegram_id).where(Person.telegram_id.in_(chats))
    await db.execute(delete(Chat).where(Chat.id.in_(chats), Chat.id.not_in(back)))
    return len(found)


async def _copies(db: AsyncSession) -> int:
    """A copy holds everything once more; who wants another one gets a new one."""
    gone = await db.execute(
        update(Outgoing)
        .where(Outgoing.kind == COPY, Outgoing.settled_at > clock.now() - LATELY)
        .where(cast(Outgoing.params, String) != "{}")
        .where(Outgoing.state.not_in(OPEN))
        .values(params={}, text=None)
        .returning(Outgoing.id)
    )
    return len(gone.all())
