"""Forgetting a person in one transaction, and leaving other people's records whole.

What stays is a number without a name: the ledger's rows, a company's bulletins and the decisions on
it, and the proof of what was agreed to and when (UU 27/2022, art. 24, 43 and 44).
"""

import structlog
from sqlalchemy import delete
from sqlalchemy.ext.asyncio import AsyncSession

from bot import clock
from bot.coaching.calendar import feeds
from bot.coaching.houses import telling
from bot.coaching.leave import leaving
from bot.coaching.programmes import enrolling
from bot.coaching.reminders import reminders
from bot.coaching.sessions import calling_off, passing_on, sessions
from bot.conversation.models import Conversation
from bot.delivery import outbox
from bot.delivery.models import Chat
from bot.delivery.quiet import Quiet
from bot.people import consent, roles
from bot.people.models import Person, Purpose, Role, RoleGrant
from bot.privacy import belongings, class_photos, messages
from bot.privacy.consequences import Consequences, consequences
from bot.privacy.inventory import questions, sessions_of
from bot.privacy.notices import LeftBehind, SessionOff
from bot.privacy.witnesses import askers, witnesses

log = structlog.get_logger()

#: All that is left of a person. Language and clock say nothing about anybody, and the last message
#: is still worded by them.
LEFT = {"id", "language", "zone", "created_at", "erased_at"}


async def erase(db: AsyncSession, person: Person, quiet: Quiet) -> None:
    """Forget a locked person for good. What is already on its way to them may still arrive."""
    lost = await consequences(db, person)
    told = await witnesses(db, person)
    asked = await askers(db, person)
    known_as = await belongings.marks(db, person)
    await messages.forget(db, person.id, told, asked, known_as)
    await messages.forget_threads(db, told, [*await db.scalars(questions(person))])
    followed_up = await db.scalars(sessions_of(person))
    await messages.forget_sessions(db, told, [*followed_up])
    await telling.leave(db, person, quiet)
    await leaving.stop_of(db, person, quiet)
    await db.execute(delete(RoleGrant).where(RoleGrant.person_id == person.id))
    await belongings.leave_companies(db, person, lost.companies)
    await belongings.leave_relations(db, person)
    await _pass_on(db, person, quiet)
    await enrolling.leave_all(db, person.id)
    await feeds.stop(db, person.id)
    await db.execute(delete(Conversation).where(Conversation.person_id == person.id))
    await belongings.drop_threads(db, person, known_as)
    await belongings.unname_messages(db, person, known_as)
    await belongings.stop_groups(db, person)
    await class_photos.take_down(db, person, quiet)
    await belongings.drop_businesses(db, person, known_as)
    for purpose in Purpose:
        await consent.withdraw(db, person.id, purpose)
    await db.execute(delete(Chat).where(Chat.id == person.telegram_id))
    for column in Person.__table__.columns:
        if column.key not in LEFT:
            setattr(person, column.key, None)
    person.erased_at = clock.now()
    await db.flush()
    await _report(db, person, lost)
    # The number tells whom to forget again after a backup is restored (docs/operating.md).
    log.info("person.erased", person_id=person.id)


async def _pass_on(db: AsyncSession, person: Person, quiet: Quiet) -> None:
    """An officer's sessions are held by who looks after their people now, if anybody does.

    Of what is left nobody is reminded of a session with somebody who is gone; the other one is
    told.
    """
    await reminders.stop(db, person.id)
    await passing_on.pass_on_of(db, person, quiet, name="")
    before = await sessions.upcoming(db, person.id, calling_off.ALL)
    ended = [each for each in before if calling_off.ends_with(each, person.id)]
    for each in before:
        if each not in ended:
            await calling_off.leave(db, each, person.id, quiet)
    await calling_off.mark(db, ended)
    for other in {o.id: o for each in ended for o in each.others_than(person.id)}.values():
        theirs = [each for each in ended if other in each.others_than(person.id)]
        off = SessionOff(
            starts_at=theirs[0].session.starts_at,
            officer_left=other.id != theirs[0].officer.id,
            sessions=len(theirs),
        )
        await calling_off.tell(db, other, [each.session for each in theirs], off, quiet)


async def _report(db: AsyncSession, person: Person, lost: Consequences) -> None:
    """Tell admins what nobody looks after any more."""
    without_lead = [each.name for each in lost.companies if each.abandoned]
    if not (without_lead or lost.spoken_for or lost.programmes or lost.alone):
        return
    left = LeftBehind(
        companies=tuple(without_lead),
        spoken_for=lost.spoken_for,
        programmes=lost.programmes,
        businesses=lost.alone,
        former_id=person.id if lost.alone or lost.programmes else None,
    )
    for admin in await roles.holders(db, Role.ADMIN):
        await outbox.notify(db, admin, left, key=f"left_behind:{person.id}:{admin.id}")
