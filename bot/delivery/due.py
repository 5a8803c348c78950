"""What could go now: the most urgent first, and of bulletins each in its turn.

A small bulletin does not wait until a large one is out, and what ends soonest goes first.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from functools import cache
from typing import Any, TypeVarTuple

from sqlalchemy import (
    CTE,
    ColumnElement,
    CompoundSelect,
    Integer,
    Select,
    bindparam,
    case,
    func,
    literal,
    select,
    union_all,
)
from sqlalchemy.ext.asyncio import AsyncSession

from bot.delivery.models import DIGEST, Chat, Lane, Outgoing, State
from bot.delivery.standing import held_back
from bot.market.models import Bulletin
from bot.storage import dialects, this_moment
from bot.storage.tables import BigId

Columns = TypeVarTuple("Columns")
#: So many bulletins have their turn in one claim; those after them in the next.
AT_A_TIME = 8
#: What else has a place in each claim, before any bulletin has a second one: digests, and edits.
OTHERS = 2


class Turns:
    """Which bulletins have had their turn. In memory: after a restart all begin anew."""

    def __init__(self) -> None:
        self._given = 0
        #: Bulletin -> which of all turns was its last one.
        self._last: dict[int, int] = {}

    def next(self, running: Sequence[int], places: int) -> Sequence[int]:
        """Of the bulletins that have something to send, in the order of their ends, the next.

        Those for which the claim may have no place count as if they had no turn.
        """
        most, sure = min(places, AT_A_TIME), max(1, places - OTHERS)
        waited = sorted(running, key=lambda number: self._last.get(number, 0))[:most]
        self._last = {number: self._last[number] for number in running if number in self._last}
        for number in waited[:sure]:
            self._given += 1
            self._last[number] = self._given
        return waited


@dataclass(frozen=True)
class Due:
    """What a claim is about: so many bulletins have their turn, and which, and how much of each."""

    bulletins: int
    facts: Mapping[str, int]


async def look(db: AsyncSession, limit: int, turns: Turns, most: int) -> Due:
    """Whose turn it is. Up to `limit` of each lane may go, and up to `most` of all bulletins."""
    numbers = turns.next(await running(db), most)
    # Each its share, and as much again in case that others have less to send.
    share = most if len(numbers) == 1 else -(-2 * most // max(1, len(numbers)))
    facts = {"its_limit": limit, "its_share": share, "its_most": max(limit, most)}
    facts["its_edits"] = limit // 2
    facts |= {f"its_bulletin_{turn}": number for turn, number in enumerate(numbers)}
    return Due(len(numbers), facts)


def first(dialect: str, bulletins: int) -> Select[int]:
    """The numbers of messages that may go, locked, those first that go first.

    For any so many bulletins: the facts that `look` finds go with it.

    Asked lane by lane, and bulletin by bulletin, the index leads straight to them, past all that
    waits for tomorrow morning.
    """
    now = dialects.seconds_now_on(dialect)
    limit, share, most, edits = (
        bindparam(f"its_{name}", type_=Integer) for name in ("limit", "share", "most", "edits")
    )
    parts = [
        _part(_due(_of_lane(lane), now, limit, lane.name.lower()))
        for lane in (Lane.REPLY, Lane.NOTICE)
    ]
    parts.append(_part(_due(_of_lane(Lane.EDIT), now, limit, "edits"), 1, edits))
    numbers = [bindparam(f"its_bulletin_{turn}", type_=BigId) for turn in range(bulletins)]
    waiting = [_waiting(_rows(), number) for number in numbers]
    parts.append(_part(_due(_digests(), now, share, "digests"), 0))
    for turn, rows in enumerate(waiting, OTHERS):
        parts.append(_part(_due(rows, now, share, f"bulletin_{turn}"), turn))
    due = union_all(*parts).subquery()
    order = due.c.lane, due.c.place, due.c.turn, due.c.not_before, due.c.id
    return select(due.c.id).order_by(*order).limit(most)


def _part(
    rows: CTE, turn: int | None = None, among_bulletins: ColumnElement[int] | None = None
) -> Select[int]:
    """With the place of each among its bulletin's: first all the first ones, then the second.

    So many of another lane go as if they were a bulletin's: else what is not true any more would
    stand until the last of a million had their news.
    """
    in_time = func.row_number().over(order_by=(rows.c.not_before, rows.c.id))
    place = literal(0) if turn is None else in_time
    lane: ColumnElement[int] = rows.c.lane
    if among_bulletins is not None:
        lane = case((place <= among_bulletins, int(Lane.BULLETIN)), else_=lane)
    return select(
        rows.c.id,
        lane.label("lane"),
        rows.c.not_before,
        place.label("place"),
        literal(turn or 0).label("turn"),
    )


def _rows() -> Select[int, int, datetime]:
    return select(Outgoing.id, Outgoing.lane, Outgoing.not_before)


def _of_lane(lane: Lane) -> Select[int, int, datetime]:
    return _rows().where(Outgoing.lane == lane, Outgoing.state == State.PENDING, ~held_back())


def _due(
    rows: Select[int, int, datetime],
    now: ColumnElement[float],
    limit: ColumnElement[int],
    name: str,
) -> CTE:
    """What of these could go now, the oldest first.

    PostgreSQL runs a subquery that locks once for each row it looks at, and so past its limit; a
    CTE that locks it runs once.
    """
    return (
        rows.outerjoin(Chat, Chat.id == Outgoing.chat_id)
        .where(Outgoing.not_before <= this_moment())
        .where(func.coalesce(Outgoing.retry_at, 0) <= now)
        .where(func.coalesce(Chat.next_send_at, 0) <= now)
        .order_by(Outgoing.not_before, Outgoing.id)
        .limit(limit)
        .with_for_update(skip_locked=True, of=Outgoing)
        .cte(f"due_{name}")
    )


def _digests() -> Select[int, int, datetime]:
    """What tells several at once is no bulletin's, and has a turn with each claim.

    Their index has few rows. That of all lanes would lead past every bulletin, and is not offered.
    """
    first = Outgoing.lane + 0 == Lane.BULLETIN
    return _rows().where(Outgoing.kind == DIGEST, Outgoing.state == State.PENDING, first)


async def running(db: AsyncSession) -> Sequence[int]:
    """Bulletins with a message that is due, those that end soonest first, and no paused one.

    Those that have ended are left to the sweep as long as there are others.
    """
    holds, over = _running()
    async with dialects.in_order_of_an_index(db):
        return (await db.scalars(holds)).all() or (await db.scalars(over)).all()


@cache
def _running() -> tuple[Select[int], CompoundSelect[int]]:
    """Those that hold, and those that are over."""
    now, live = this_moment(), Bulletin.ended_at.is_(None)
    holds = _with_something_due(live, Bulletin.valid_until > now)
    over = _with_something_due(live, Bulletin.valid_until <= now).union_all(
        _with_something_due(~live, Bulletin.swept < Bulletin.version)
    )
    return holds.order_by(Bulletin.valid_until, Bulletin.id), over


def _with_something_due(*which: ColumnElement[bool]) -> Select[int]:
    """Not EXISTS, which PostgreSQL makes a join with all that waits of all of them."""
    earliest = (
        _waiting(select(Outgoing.not_before), Bulletin.id)
        .order_by(Outgoing.not_before, Outgoing.id)
        .limit(1)
        .scalar_subquery()
    )
    return select(Bulletin.id).where(
        Bulletin.paused_at.is_(None), earliest <= this_moment(), *which
    )


def _waiting(rows: Select[*Columns], bulletin: Any) -> Select[*Columns]:
    """What waits of one bulletin by itself, as the index of turns has it."""
    alone = Outgoing.digest_id.is_(None)
    of_it = (Outgoing.lane == Lane.BULLETIN, Outgoing.bulletin_id == bulletin)
    return rows.where(*of_it, Outgoing.state == State.PENDING, alone)
