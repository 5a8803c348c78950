"""What could go now: the most urgent first, and of bulletins each in its turn.

A small bulletin does not wait until a large one is out, and what ends soonest goes first.
"""

from collections.abc import Sequence

from sqlalchemy import (
    CTE,
    ColumnElement,
    Select,
    exists,
    func,
    literal,
    select,
    true,
    union_all,
)
from sqlalchemy.ext.asyncio import AsyncSession
from sqlalchemy.orm import aliased

from bot import clock
from bot.delivery.models import Chat, Lane, Outgoing, State
from bot.delivery.standing import held_back
from bot.market.models import Bulletin
from bot.storage import dialects

#: So many bulletins have their turn in one claim; those after them in the next.
AT_A_TIME = 8


class Turns:
    """Which bulletins have had their turn. In memory: after a restart all begin anew."""

    def __init__(self) -> None:
        self._claims = 0
        #: Bulletin -> the claim in which it last had its turn.
        self._last: dict[int, int] = {}

    def next(self, running: Sequence[int], most: int) -> Sequence[int]:
        """Of the bulletins that have something to send, in the order of their ends, the next."""
        self._claims += 1
        waited = sorted(running, key=lambda number: self._last.get(number, 0))[:most]
        self._last = {number: self._last[number] for number in running if number in self._last}
        self._last |= dict.fromkeys(waited, self._claims)
        return waited


async def first(db: AsyncSession, limit: int, turns: Turns, bulletins: int) -> Select[int]:
    """The numbers of messages that may go, locked, those first that go first.

    Up to `limit` of each lane, and up to `bulletins` of all bulletins, if those are more.

    Asked lane by lane, and bulletin by bulletin, the index leads straight to them, past all that
    waits for tomorrow morning.
    """
    now = dialects.seconds_now(db)
    parts = [_part(_due(lane, now, limit)) for lane in Lane if lane is not Lane.BULLETIN]
    numbers = turns.next(await running(db), min(bulletins, AT_A_TIME))
    # Each its share, and as much again in case that others have less to send.
    share = bulletins if len(numbers) == 1 else -(-2 * bulletins // max(1, len(numbers)))
    for turn, number in enumerate(numbers):
        rows = _due(Lane.BULLETIN, now, share, Outgoing.bulletin_id == number, f"bulletin_{turn}")
        parts.append(_part(rows, turn))
    due = union_all(*parts).subquery()
    order = due.c.lane, due.c.place, due.c.turn, due.c.not_before, due.c.id
    return select(due.c.id).order_by(*order).limit(max(limit, bulletins))


def _part(rows: CTE, turn: int | None = None) -> Select[int]:
    """With the place of each among its bulletin's: first all the first ones, then the second."""
    in_time = func.row_number().over(order_by=(rows.c.not_before, rows.c.id))
    place = literal(0) if turn is None else in_time
    return select(*rows.c, place.label("place"), literal(turn or 0).label("turn"))


def _due(
    lane: Lane,
    now: ColumnElement[float],
    limit: int,
    which: ColumnElement[bool] | None = None,
    name: str = "",
) -> CTE:
    """What of one lane, or one bulletin, could go now, the oldest first.

    PostgreSQL runs a subquery that locks once for each row it looks at, and so past its limit; a
    CTE that locks it runs once.
    """
    return (
        select(Outgoing.id, Outgoing.lane, Outgoing.not_before)
        .outerjoin(Chat, Chat.id == Outgoing.chat_id)
        .where(Outgoing.lane == lane, Outgoing.state == State.PENDING)
        .where(Outgoing.not_before <= clock.now())
        .where(func.coalesce(Outgoing.retry_at, 0) <= now)
        .where(func.coalesce(Chat.next_send_at, 0) <= now)
        .where(~held_back() if which is None else which)
        .order_by(Outgoing.not_before, Outgoing.id)
        .limit(limit)
        .with_for_update(skip_locked=True, of=Outgoing)
        .cte(f"due_{name or lane.name.lower()}")
    )


async def running(db: AsyncSession) -> Sequence[int]:
    """Bulletins with a message that is due, those that end soonest first, and no paused one.

    Those that have ended are left to the sweep as long as there are others.
    """
    found = (await db.execute(_with_something_due())).all()
    return [number for number, over in found if not over] or [number for number, _over in found]


def _with_something_due() -> Select[int, bool]:
    """The index is asked for one number after the other: each may have a million rows waiting."""
    waiting = _smallest(true()).cte("waiting", recursive=True)
    waiting = waiting.union_all(
        select(_smallest(Outgoing.bulletin_id > waiting.c.number).scalar_subquery()).where(
            waiting.c.number.is_not(None)
        )
    )
    row = aliased(Outgoing)
    is_due = exists(
        select(row.id)
        .where(row.lane == Lane.BULLETIN, row.state == State.PENDING)
        .where(row.bulletin_id == Bulletin.id, row.not_before <= clock.now())
    )
    over = Bulletin.ended_at.is_not(None) | (Bulletin.valid_until <= clock.now())
    return (
        select(Bulletin.id, over)
        .join(waiting, waiting.c.number == Bulletin.id)
        .where(Bulletin.paused_at.is_(None), is_due)
        .order_by(Bulletin.valid_until, Bulletin.id)
    )


def _smallest(which: ColumnElement[bool]) -> Select[int | None]:
    """The smallest number of a bulletin that has something waiting."""
    return select(func.min(Outgoing.bulletin_id).label("number")).where(
        Outgoing.lane == Lane.BULLETIN, Outgoing.state == State.PENDING, which
    )
