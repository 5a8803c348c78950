"""Why a bulletin did or did not come to somebody, as they and its company are told (promise D1).

The outbox keeps a reason in an operator's words, Telegram's own among them; this is all it can mean
to who asks.
"""

from collections.abc import Mapping
from datetime import datetime
from enum import StrEnum

from sqlalchemy import select
from sqlalchemy.ext.asyncio import AsyncSession

from bot import clock
from bot.delivery import daily, outbox
from bot.delivery.models import Outgoing, State
from bot.delivery.outcome import STAYED_BEHIND, UNWORDED
from bot.delivery.restored import RESTORED
from bot.delivery.standing import ENDED
from bot.market.models import Ending


class Why(StrEnum):
    SENT = "sent"
    OUTDATED = "outdated"  #: sent, and a later change could not be shown in its message
    STAYED_BEHIND = "stayed_behind"  #: sent to a group that is a supergroup, and another, by now
    # It is still to come.
    SENDING = "sending"
    SOON = "soon"
    LATER = "later"  #: at an hour of theirs, or after their quiet hours
    TOGETHER = "together"  #: with other news, at an hour of theirs
    ANOTHER_DAY = "another_day"  #: they have had as much today as they want
    PAUSED = "paused"  #: by the buyer
    # It will not.
    BLOCKED = "blocked"
    NO_NEWS = "no_news"
    MUTED = "muted"
    RIVAL = "rival"
    NO_CHAT = "no_chat"  #: their officer tells it
    TOLD = "told"  #: their officer has told it
    ENOUGH = "enough"
    WITHDRAWN = "withdrawn"
    SUPERSEDED = "superseded"
    FULFILLED = "fulfilled"
    EXPIRED = "expired"
    ERASED = "erased"
    STOPPED = "stopped"  #: it was taken back for no reason of theirs
    REFUSED = "refused"  #: by Telegram
    UNWORDED = "unworded"  #: by a mistake of ours
    # Nobody knows.
    UNKNOWN = "unknown"
    RESTORED = "restored"


#: It stands in their chat.
ARRIVED = {Why.SENT, Why.OUTDATED, Why.STAYED_BEHIND}
#: What the reasons of suppressed messages mean. Any other is Telegram's, for a chat it has closed.
SUPPRESSED: Mapping[str, Why] = {
    outbox.BLOCKED: Why.BLOCKED,
    outbox.WITHDRAWN: Why.NO_NEWS,
    outbox.MUTED: Why.MUTED,
    outbox.RIVAL: Why.RIVAL,
    outbox.NO_CHAT: Why.NO_CHAT,
    outbox.ERASED: Why.ERASED,
    outbox.ANSWERED: Why.STOPPED,
    outbox.CALLED_OFF: Why.STOPPED,
    daily.ENOUGH: Why.ENOUGH,
    ENDED[Ending.WITHDRAWN][1]: Why.WITHDRAWN,
    ENDED[Ending.SUPERSEDED][1]: Why.SUPERSEDED,
    ENDED[Ending.FULFILLED][1]: Why.FULFILLED,
}


def why(state: State, reason: str | None) -> Why:
    """What became of a message that is not to be sent any more, or is about to be."""
    match state:
        case State.SENT | State.SENDING | State.EXPIRED:
            return Why(state.value)
        case State.PENDING:
            return Why.SOON
        case State.SUPPRESSED:
            return SUPPRESSED.get(reason or "", Why.BLOCKED)
        case State.FAILED:
            return Why.UNWORDED if (reason or "").startswith(UNWORDED) else Why.REFUSED
        case State.UNKNOWN:
            return Why.RESTORED if reason == RESTORED else Why.UNKNOWN


async def why_of(db: AsyncSession, row: Outgoing, *, paused: bool) -> Why:
    """The same of one row: what has become of its message since, and what it waits for."""
    match found := why(State(row.state), row.reason):
        case Why.NO_CHAT:
            return Why.TOLD if row.told_at else found
        case Why.SENT:
            return await _since(db, row)
        case Why.SOON:
            return _waits_for(row, clock.now(), paused=paused)
    return found


async def _since(db: AsyncSession, row: Outgoing) -> Why:
    """Whether the message says what is true now, as far as its newest edit tells."""
    edits = select(Outgoing.state, Outgoing.reason).where(Outgoing.person_id == row.person_id)
    edits = edits.where(Outgoing.edits_id == (row.digest_id or row.id))
    newest = (await db.execute(edits.order_by(Outgoing.id.desc()).limit(1))).first()
    if newest is None or newest.state not in {State.FAILED, State.UNKNOWN}:
        return Why.SENT
    return Why.STAYED_BEHIND if newest.reason == STAYED_BEHIND else Why.OUTDATED


def _waits_for(row: Outgoing, now: datetime, *, paused: bool) -> Why:
    if paused:
        return Why.PAUSED
    if row.not_before <= now:
        return Why.SOON
    if row.reason == daily.ENOUGH:
        return Why.ANOTHER_DAY
    return Why.LATER if row.digest_id is None else Why.TOGETHER
