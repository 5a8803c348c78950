"""Forgetting what was said: the outbox keeps its rows, so that ledgers sum, without the words."""

from collections.abc import Sequence

from sqlalchemy import Update, case, update
from sqlalchemy.ext.asyncio import AsyncSession

from bot import clock
from bot.delivery.models import Lane, Outgoing, State
from bot.delivery.outbox import ERASED
from bot.privacy.witnesses import names

#: People whose messages are looked through in one statement.
AT_ONCE = 500


async def forget(
    db: AsyncSession, person_id: int, told: Sequence[int], marks: Sequence[str]
) -> None:
    """Empty a person's messages, and those in which others were told who they are."""
    theirs = _emptied().where(Outgoing.person_id == person_id)
    await db.execute(theirs.values(chat_id=None, message_id=None))
    if not marks:
        return
    named = names(marks)
    for start in range(0, len(told), AT_ONCE):
        others = Outgoing.person_id.in_(told[start : start + AT_ONCE])
        await db.execute(_emptied().where(others, Outgoing.bulletin_id.is_(None), named))


def _emptied() -> Update:
    """Nothing that waits is sent. A bulletin that is being sent may arrive all the same."""
    going, waiting = Outgoing.state == State.SENDING, Outgoing.state == State.PENDING
    return (
        update(Outgoing)
        .values(
            params={},
            text=None,
            owner=None,
            state=case(
                (going & (Outgoing.lane == Lane.BULLETIN), State.UNKNOWN),
                (going | waiting, State.SUPPRESSED),
                else_=Outgoing.state,
            ),
            reason=case((going | waiting, ERASED), else_=Outgoing.reason),
            settled_at=case((going | waiting, clock.now()), else_=Outgoing.settled_at),
        )
        .execution_options(synchronize_session=False)
    )
