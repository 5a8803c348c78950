"""A programme whose messages are written, and the clock moved over them."""

from collections.abc import Sequence
from datetime import date, time, timedelta
from typing import Any

from sqlalchemy import select
from sqlalchemy.ext.asyncio import AsyncSession

from bot import clock
from bot.coaching.models import Programme
from bot.coaching.programmes import enrolling, programmes
from bot.coaching.programmes.models import Enrolment
from bot.coaching.programmes.programmes import New
from bot.coaching.sequences import ticking, writing
from bot.coaching.sequences.models import SequenceOutcome, SequenceStep, Since
from bot.coaching.sequences.writing import Draft
from bot.delivery.models import Outgoing
from bot.delivery.quiet import Quiet
from bot.people.models import Business, Person

NIGHT: Quiet = (time(20), time(8))
HOUR = timedelta(hours=1)


def draft(days: int, **more: Any) -> Draft:
    known = {"since": Since.ENROLLED, "hour": "09:00", "texts": {"id": f"Hari ke-{days}."}}
    return Draft(days=days, **(known | more))


async def begun(
    db: AsyncSession, officer: Person, *drafts: Draft, template: str | None = None
) -> Programme:
    programme = await programmes.define(
        db,
        officer,
        New("Naik Kelas", "ID", date(2027, 6, 30), template=template, modules=["Panen", "Sortasi"]),
    )
    for each in drafts:
        assert await writing.write(db, programme, each)
    return programme


async def takes_part(db: AsyncSession, programme: Programme, *found: Business) -> Enrolment:
    numbers = [each.id for each in found]
    parts = await enrolling.enrol(db, programme, numbers, programme.officer_id)
    await ticked(db)
    return parts[0].enrolment


async def ticked(db: AsyncSession) -> None:
    """As the scheduler does: until nothing is due any more."""
    for _ in range(50):
        await db.flush()
        for each in [each for each in db if isinstance(each, Enrolment)]:
            await db.refresh(each)  # as a transaction of its own would see it
        if not await ticking.tick(db, NIGHT):
            return
    raise AssertionError("The same messages stay due.")


async def goes_on_to(db: AsyncSession, days: int, hour: int = 9) -> None:
    """So many days after the Monday on which all begins, by the clock of Jakarta."""
    clock.move_to(clock.now().replace(day=23 + days if days < 8 else 1, hour=hour - 7, minute=0))
    await ticked(db)


async def told(db: AsyncSession, person: Person) -> Sequence[str]:
    query = select(Outgoing.params).where(
        Outgoing.person_id == person.id, Outgoing.kind == "programme_message"
    )
    rows = await db.scalars(query.order_by(Outgoing.id))
    return [row["texts"].get("id", row["key"]) for row in rows]


async def outcomes(db: AsyncSession) -> dict[int, tuple[str, str | None]]:
    """By the day of the message."""
    query = select(SequenceStep.days, SequenceOutcome.outcome, SequenceOutcome.why).join(
        SequenceOutcome, SequenceOutcome.step_id == SequenceStep.id
    )
    return {days: (outcome, why) for days, outcome, why in await db.execute(query)}
