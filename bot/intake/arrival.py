"""A person arrives: they are found or made, locked, and where they were is read."""

from datetime import timedelta

from sqlalchemy import delete, select, tuple_
from sqlalchemy.ext.asyncio import AsyncSession

from bot import clock
from bot.conversation.models import Conversation
from bot.delivery.quiet import Quiet
from bot.intake.incoming import Incoming
from bot.intake.models import Handled, SeenUpdate
from bot.language import LANGUAGES
from bot.people.models import Person
from bot.people.roles import person_id_of
from bot.storage import dialects

#: Twice as long as Telegram keeps an update for delivery.
REMEMBERED = timedelta(hours=48)
#: So that a long backlog holds no lock for long.
FORGET_AT_ONCE = 5_000


async def first_time(
    db: AsyncSession, bot_id: int, update_id: int, handled: Handled, error: str | None = None
) -> bool:
    """Remember an update; False if it was handled before, by this replica or another."""
    seen = await db.execute(
        dialects.insert(db, SeenUpdate)
        .values(
            bot_id=bot_id,
            update_id=update_id,
            handled=handled,
            error=error,
            seen_at=clock.now(),
        )
        .on_conflict_do_nothing()
        .returning(SeenUpdate.update_id)
    )
    return seen.first() is not None


async def arrive(db: AsyncSession, update: Incoming) -> tuple[Person, Conversation]:
    """Lock the person until the transaction ends, so that none of their updates interleave."""
    person = await _locked(db, update)
    if person is None:
        # Indonesian is the first language; a client set to another that we speak gets that.
        language = update.client_language.partition("-")[0].casefold()
        language = language if language in LANGUAGES else next(iter(LANGUAGES))
        await person_id_of(db, update.telegram_id, language)
        person = await _locked(db, update)
    if person is None:
        raise LookupError("A person who has just been stored is not there.")
    # A statement of its own: joined to the one that waits for the lock, it would be read as it
    # stood before the wait (PostgreSQL, READ COMMITTED).
    conversation = await db.get(Conversation, (person.id, update.chat_id))
    if conversation is None:
        conversation = Conversation(
            person_id=person.id,
            chat_id=update.chat_id,
            state={},
            turn=0,
            updated_at=clock.now(),
        )
        db.add(conversation)
    return person, conversation


async def _locked(db: AsyncSession, update: Incoming) -> Person | None:
    query = (
        select(Person)
        .where(Person.telegram_id == update.telegram_id)
        .with_for_update(key_share=True)
    )
    return (await db.scalars(query)).one_or_none()


async def forget(db: AsyncSession, _quiet: Quiet) -> int:
    """Drop the memory of updates older than 48 hours: Telegram keeps them for 24 at most."""
    old = select(SeenUpdate.bot_id, SeenUpdate.update_id).where(
        SeenUpdate.seen_at < clock.now() - REMEMBERED
    )
    gone = await db.execute(
        delete(SeenUpdate)
        .where(tuple_(SeenUpdate.bot_id, SeenUpdate.update_id).in_(old.limit(FORGET_AT_ONCE)))
        .returning(SeenUpdate.update_id)
    )
    return len(gone.all())
