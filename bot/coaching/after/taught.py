"""Which modules of their programmes those who came may have done in a session."""

from dataclasses import dataclass

from sqlalchemy import select
from sqlalchemy.ext.asyncio import AsyncSession

from bot.coaching.models import Programme
from bot.coaching.programmes import enrolling
from bot.coaching.programmes.models import Done, Enrolment, Module
from bot.coaching.sessions.notices import Seen

#: As many as fit on a small screen: the next ones of each programme come first.
OFFERED = 8


@dataclass(frozen=True)
class Taught:
    """A module, and how many of those who came have still to do it."""

    module: Module
    programme: Programme
    open_for: int


def _there(seen: Seen) -> list[int]:
    return [each.participant.business_id for each in seen.guests if each.participant.attended]


async def offered(db: AsyncSession, seen: Seen) -> list[Taught]:
    """What somebody who came has still to do in the programmes of the session's officer, or of whom
    that one stands in for.
    """
    enrolled = await _enrolled(db, seen)
    if not enrolled:
        return []
    numbers = [each.id for each in enrolled]
    done = {
        (enrolment, module)
        for enrolment, module in await db.execute(
            select(Done.enrolment_id, Done.module_id).where(Done.enrolment_id.in_(numbers))
        )
    }
    modules = await db.execute(
        select(Module, Programme)
        .join(Programme, Programme.id == Module.programme_id)
        .where(Programme.id.in_({each.programme_id for each in enrolled}))
        .order_by(Module.position, Programme.id)
    )
    found = []
    for module, programme in modules:
        inside = [each.id for each in enrolled if each.programme_id == programme.id]
        open_for = sum((number, module.id) not in done for number in inside)
        if open_for:
            found.append(Taught(module, programme, open_for))
    return found[:OFFERED]


async def _enrolled(db: AsyncSession, seen: Seen) -> list[Enrolment]:
    query = (
        select(Enrolment)
        .join(Programme, Programme.id == Enrolment.programme_id)
        .where(Enrolment.business_id.in_(_there(seen)), Enrolment.ended_at.is_(None))
        .where(Programme.officer_id.in_(_runs_it(seen)), Programme.ended_at.is_(None))
        .order_by(Enrolment.id)
    )
    return [*await db.scalars(query)]


def _runs_it(seen: Seen) -> set[int]:
    """Whoever holds it, and for whom if they only stand in."""
    return {number for number in (seen.officer.id, seen.session.for_officer_id) if number}


async def tick(db: AsyncSession, seen: Seen, module_id: int | None) -> Taught | None:
    """All who came and take part have done it; None if it is not one of theirs to do."""
    taught = next((t for t in await offered(db, seen) if t.module.id == module_id), None)
    if taught is None:
        return None
    for each in await _enrolled(db, seen):
        if each.programme_id == taught.programme.id:
            await enrolling.tick(db, each, taught.module, done=True)
    return taught
