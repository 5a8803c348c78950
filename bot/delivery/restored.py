"""What a restored database must not do: send again what went out after the backup was made."""

from collections.abc import Sequence

from sqlalchemy import Update, update

from bot import clock
from bot.delivery.claims import ORPHAN
from bot.delivery.models import Lane, Lease, Outgoing, State

#: Why nobody knows whether a bulletin went out.
RESTORED = "restored from a backup"


def settle_anew() -> Sequence[Update]:
    """What is done to a backup's rows before anybody may send them, on any schema so far.

    Bulletins that waited may have been sent since, and none is sent twice (D2). Replies and
    reminders are never lost, so they stay, as after a crash. Nobody holds a lease any more.
    """
    bulletins = (
        update(Outgoing)
        .where(Outgoing.lane == Lane.BULLETIN)
        .where(Outgoing.state.in_([State.PENDING, State.SENDING]))
        .values(state=State.UNKNOWN, reason=RESTORED, settled_at=clock.now())
    )
    return bulletins, ORPHAN, update(Lease).values(expires_at=0)
