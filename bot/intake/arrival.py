"""People arrive: they are found or made, locked, and where they were is read."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import timedelta
from functools import cache

from sqlalchemy import Executable, Table, bindparam, delete, select, tuple_
from sqlalchemy.ext.asyncio import AsyncSession

from bot import clock
from bot.conversation.models import Conversation
from bot.delivery.quiet import Quiet
from bot.intake.incoming import Incoming
from bot.intake.models import Handled, SeenUpdate
from bot.language import LANGUAGES
from bot.people.models import Person, Role
from bot.people.roles import person_id_of, roles_of
from bot.storage import dialects

SEEN: Table = SeenUpdate.__table__  # type: ignore[assignment]  # it is one, says the mapper
#: Made once: each update needs them, and to make one costs as much as to run it.
PEOPLE = (
    select(Person)
    .where(Person.telegram_id.in_(bindparam("ids", expanding=True)))
    # In one order everywhere, so that two replicas never wait for each other.
    .order_by(Person.telegram_id)
    .with_for_update(key_share=True)
)
TALKS = select(Conversation).where(Conversation.person_id.in_(bindparam("ids", expanding=True)))
#: Twice as long as Telegram keeps an update for delivery.
REMEMBERED = timedelta(hours=48)
#: So that a long backlog holds no lock for long.
FORGET_AT_ONCE = 5_000


@cache
def _remember(dialect: str) -> Executable:
    inserted = dialects.insert_on(dialect, SEEN).on_conflict_do_nothing()
    return inserted.returning(SEEN.c.update_id)


@dataclass(frozen=True)
class Arrived:
    """Somebody whose update is handled: locked, and as they are at this moment."""

    person: Person
    roles: frozenset[Role]
    conversation: Conversation


async def first_time(
    db: AsyncSession,
    bot_id: int,
    update_ids: Iterable[int],
    handled: Handled,
    error: str | None = None,
) -> set[int]:
    """Remember updates; returns those that no replica has handled before."""
    now = clock.now()
    # In the order of their ids: two replicas that got the same ones must not wait for each other.
    rows = [
        {
            "bot_id": bot_id,
            "update_id": update_id,
            "handled": handled,
            "error": error,
            "seen_at": now,
        }
        for update_id in sorted(update_ids)
    ]
    return set(await db.scalars(_remember(dialects.name_of(db)), rows))


async def arrive(db: AsyncSession, updates: Sequence[Incoming]) -> list[Arrived]:
    """Lock people until the transaction ends, so that no one's updates interleave.

    One update of each person; the result is in the order of the updates.
    """
    people = await _locked(db, updates)
    if new := [update for update in updates if update.telegram_id not in people]:
        for update in sorted(new, key=lambda each: each.telegram_id):
            await person_id_of(db, update.telegram_id, _language(update))
        people |= await _locked(db, new)
    ids = {person.id for person in people.values()}
    # Statements of their own: joined to the one that waits for the locks, they would be read as
    # things stood before the wait (PostgreSQL, READ COMMITTED).
    roles = await roles_of(db, ids)
    stored = await db.scalars(TALKS, {"ids": list(ids)})
    talks = {(talk.person_id, talk.chat_id): talk for talk in stored}
    arrived = []
    for update in updates:
        person = people[update.telegram_id]
        talk = talks.get((person.id, update.chat_id)) or _begun(db, person, update.chat_id)
        arrived.append(Arrived(person, roles[person.id], talk))
    return arrived


def _begun(db: AsyncSession, person: Person, chat_id: int) -> Conversation:
    talk = Conversation(
        person_id=person.id, chat_id=chat_id, state={}, turn=0, updated_at=clock.now()
    )
    db.add(talk)
    return talk


def _language(update: Incoming) -> str:
    """Indonesian is the first language; a client set to another that we speak gets that."""
    language = update.client_language.partition("-")[0].casefold()
    return language if language in LANGUAGES else next(iter(LANGUAGES))


async def _locked(db: AsyncSession, updates: Sequence[Incoming]) -> dict[int, Person]:
    ids = [update.telegram_id for update in updates]
    found = await db.scalars(PEOPLE, {"ids": ids})
    return {person.telegram_id: person for person in found if person.telegram_id is not None}


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
