"""Somebody wants their news otherwise: what waits for them comes so, too."""

from sqlalchemy import func, select, update
from sqlalchemy.ext.asyncio import AsyncSession

from bot import clock
from bot.delivery.digests import UNGATHERED
from bot.delivery.models import Lane, Outgoing, State
from bot.delivery.outbox import leave_to_courier
from bot.delivery.quiet import Quiet
from bot.delivery.receiving import Rhythm, arrival, receiving
from bot.people.models import Person


async def retime(db: AsyncSession, person: Person, quiet: Quiet) -> None:
    """Give the bulletins that wait for this person the hour at which they are wanted now."""
    leave_to_courier(db)
    now = clock.now()
    wish = receiving(person.zone, person.prices_at, person.news_rhythm, person.friday_news_at)
    waiting = select(Outgoing.id, Outgoing.expires_at).where(
        Outgoing.person_id == person.id,
        Outgoing.lane == Lane.BULLETIN,
        Outgoing.state == State.PENDING,
        # What is about to be told with others goes as it is.
        func.coalesce(Outgoing.digest_id, UNGATHERED) == UNGATHERED,
        Outgoing.bulletin_id.is_not(None),
    )
    together = None if wish.rhythm is Rhythm.AT_ONCE else UNGATHERED
    for number, until in (await db.execute(waiting)).all():
        # The courier may have taken it meanwhile.
        its = update(Outgoing).where(Outgoing.id == number, Outgoing.state == State.PENDING)
        at = arrival(now, wish, quiet, until or now)
        await db.execute(its.values(not_before=at, digest_id=together, reason=None))
