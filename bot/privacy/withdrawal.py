"""Taking a consent back, and what ends with it (UU 27/2022, art. 9 and 40)."""

from collections.abc import Set as AbstractSet

from sqlalchemy import select
from sqlalchemy.ext.asyncio import AsyncSession

from bot.coaching.calendar import feeds
from bot.coaching.houses import telling
from bot.coaching.programmes import enrolling
from bot.coaching.questions import questions
from bot.coaching.reminders import reminders
from bot.coaching.sessions import calling_off
from bot.conversation.models import Conversation
from bot.delivery import outbox
from bot.delivery.quiet import Quiet
from bot.market import offers
from bot.people import consent
from bot.people.models import Person, Purpose, Role
from bot.privacy import messages
from bot.privacy.witnesses import witnesses

#: Whose role gets something of it; to others nothing comes, whatever they agreed to.
REACHES = {Purpose.NEWS: {Role.OWNER}, Purpose.COACHING: {Role.OWNER, Role.OFFICER}}


async def withdraw(db: AsyncSession, person: Person, purpose: Purpose, quiet: Quiet) -> None:
    """Effective with this transaction. Without `SERVICE` nothing is done with what is kept.

    It is kept until the person has it erased, or agrees anew; then they are asked as a newcomer.
    """
    ends = tuple(Purpose) if purpose is Purpose.SERVICE else (purpose,)
    for each in ends:
        await consent.withdraw(db, person.id, each)
    if Purpose.NEWS in ends:
        await outbox.stop_bulletins(db, person.id)
    if Purpose.COACHING in ends:
        await reminders.stop(db, person.id)
        await calling_off.call_off_of_owner(db, person, quiet)
        await enrolling.leave_all(db, person.id)
        closed = await questions.close_all(db, person.id)
        await messages.stop_threads(db, await witnesses(db, person), closed)
    if Purpose.STATISTICS in ends:
        person.gender = person.birth_year = None
    if Purpose.SERVICE in ends:
        person.registered_at = None
        await offers.withdraw_all(db, person.id)
        await calling_off.call_off_all(db, person, quiet)
        await telling.call_off_all(db, person, quiet)
        await feeds.stop(db, person.id)
        await outbox.stop_unasked(db, person.id)
        theirs = select(Conversation).where(Conversation.person_id == person.id)
        for talk in await db.scalars(theirs):
            talk.form, talk.state, talk.nudge_at = None, {}, None
            talk.turn += 1


async def reached_by(
    db: AsyncSession, person: Person, roles: AbstractSet[Role]
) -> AbstractSet[Purpose]:
    """Of price news and coaching, what really comes to them."""
    given = {each.purpose for each in await consent.given(db, person.id)}
    return {purpose for purpose, to in REACHES.items() if purpose in given and roles & to}


async def allow(db: AsyncSession, person: Person, purpose: Purpose) -> bool:
    """Agree anew; False where that is not a matter of one tap, or is agreed to already."""
    given = {each.purpose for each in await consent.given(db, person.id)}
    if Purpose.SERVICE not in given or purpose in given or purpose is Purpose.STATISTICS:
        return False
    consent.give(db, person, purpose)
    await db.flush()
    return True
