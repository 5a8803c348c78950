"""What goes before a bulletin that is not out yet, and beside it."""

from dataclasses import replace
from datetime import datetime

from sqlalchemy import ColumnElement, func, select
from sqlalchemy.ext.asyncio import AsyncSession

from bot import clock
from bot.delivery.digests import UNGATHERED
from bot.delivery.forecast import Wave
from bot.delivery.models import DIGEST, Lane, Outgoing, State
from bot.market.models import Bulletin, Fanout

#: Whoever has a turn beside bulletins: corrections, and what tells several at once.
EDITS, TOGETHER = "edits", "together"


async def notices(db: AsyncSession, until: datetime) -> list[Wave]:
    """What concerns one person each, and goes first; up to the moment when a bulletin opens."""
    now, waits = clock.now(), _waits(Lane.NOTICE)
    due = select(func.count()).where(waits, Outgoing.not_before <= now)
    later = select(func.count()).where(waits, Outgoing.not_before > now)
    waves = [Wave(0, (await db.scalars(due)).one())]
    if until > now:
        found = (await db.scalars(later.where(Outgoing.not_before <= until))).one()
        waves.append(Wave(_from_now(until), found))
    return waves


async def beside(db: AsyncSession, until: datetime) -> list[Wave]:
    """What has turns with it: other bulletins, as far as they go out, corrections and digests.

    What opens after `until`, when the bulletin is over, does not matter.
    """
    opens = Outgoing.not_before <= until
    waves = await _bulletins(db, opens)
    edits = select(func.count()).where(_waits(Lane.EDIT))
    waves.append(Wave(0, (await db.scalars(edits)).one(), EDITS))
    digests = select(Outgoing.not_before, func.count())
    digests = digests.where(Outgoing.kind == DIGEST, Outgoing.state == State.PENDING)
    digests = digests.where(opens, Outgoing.lane + 0 == Lane.BULLETIN).group_by(Outgoing.not_before)
    gathered = select(Outgoing.not_before, func.count(Outgoing.person_id.distinct()))
    gathered = gathered.where(Outgoing.digest_id == UNGATHERED, opens)
    gathered = gathered.where(Outgoing.state == State.PENDING)
    gathered = gathered.group_by(Outgoing.not_before)
    for query in (digests, gathered):
        waves += [Wave(_from_now(at), count, TOGETHER) for at, count in await db.execute(query)]
    return waves


async def _bulletins(db: AsyncSession, opens: ColumnElement[bool]) -> list[Wave]:
    """One that is still being enqueued counts as if the rest of it were like what there is."""
    query = (
        select(Outgoing.bulletin_id, Outgoing.not_before, func.count())
        .where(_waits(Lane.BULLETIN), Outgoing.digest_id.is_(None), opens)
        .where(Outgoing.bulletin_id.in_(select(Bulletin.id).where(*_running())))
        .group_by(Outgoing.bulletin_id, Outgoing.not_before)
    )
    waves = [Wave(_from_now(at), count, of) for of, at, count in await db.execute(query)]
    for number, rest in await _to_be_enqueued(db):
        its = [wave for wave in waves if wave.of == number]
        there = sum(wave.messages for wave in its)
        waves += [replace(wave, messages=rest * wave.messages / there) for wave in its]
        waves += [] if its else [Wave(0, rest, number)]
    return waves


async def _to_be_enqueued(db: AsyncSession) -> list[tuple[int, int]]:
    """Bulletins whose fan-out goes on, and for how many people."""
    rest = Bulletin.targeted - Fanout.enqueued
    going = select(Bulletin.id, rest).join(Fanout, Fanout.bulletin_id == Bulletin.id)
    found = await db.execute(going.where(*_running(), rest > 0))
    return [(number, left) for number, left in found]


def _running() -> tuple[ColumnElement[bool], ...]:
    holds = Bulletin.valid_until > clock.now()
    return holds, Bulletin.ended_at.is_(None), Bulletin.paused_at.is_(None)


def _waits(lane: Lane) -> ColumnElement[bool]:
    return (Outgoing.lane == lane) & (Outgoing.state == State.PENDING)


def _from_now(moment: datetime) -> float:
    return max(0.0, (moment - clock.now()).total_seconds())
