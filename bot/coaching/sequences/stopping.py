"""Who leaves a programme is not told what was on its way: not by their officer's call, either."""

from sqlalchemy import Select, select
from sqlalchemy.ext.asyncio import AsyncSession

from bot import clock
from bot.coaching.reminders.models import Outcome
from bot.coaching.sequences.models import SequenceOutcome, key_of
from bot.coaching.sequences.moments import PATIENCE
from bot.delivery import outbox


async def take_back(db: AsyncSession, enrolments: Select[int]) -> None:
    """What waits of the messages of these; nothing waits longer than it says something."""
    query = select(
        SequenceOutcome.enrolment_id, SequenceOutcome.step_id, SequenceOutcome.enrolled_at
    ).where(
        SequenceOutcome.enrolment_id.in_(enrolments),
        SequenceOutcome.outcome == Outcome.ENQUEUED,
        SequenceOutcome.settled_at > clock.now() - PATIENCE,
    )
    keys = [key_of(*row) for row in await db.execute(query)]
    if keys:
        await outbox.stop_keys(db, keys)
