"""An officer writes, changes, removes and pauses the messages of a programme."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from sqlalchemy import update
from sqlalchemy.ext.asyncio import AsyncSession

from bot import clock
from bot.coaching.models import Programme
from bot.coaching.programmes.models import Enrolment
from bot.coaching.sequences import courses
from bot.coaching.sequences.models import Busy, SequenceStep, Since
from bot.people.readiness import Item

#: More are not read, nor do they fit into one list.
MOST = 20
#: A programme is no longer than three years, nor is it thought of longer than one after it.
FURTHEST = 3 * 366
#: Hours that somebody in a conversation is waited for.
WAITS = (1, 2, 6, 24)


@dataclass(frozen=True)
class Draft:
    since: Since
    days: int
    hour: str
    #: By language; empty where only an article goes, or the template's text stays.
    texts: Mapping[str, str]
    key: str | None = None
    module_id: int | None = None
    article_id: int | None = None
    until_module_id: int | None = None
    until_paper: Item | None = None

    @property
    def moment(self) -> tuple[str, int | None, int, str]:
        return self.since, self.module_id, self.days, self.hour


async def steps_of(db: AsyncSession, programme_id: int) -> Sequence[SequenceStep]:
    """In the order in which they are read."""
    found = (await courses.steps_of(db, [programme_id]))[programme_id]
    order = list(Since)
    return sorted(found, key=lambda each: (order.index(Since(each.since)), *_within(each)))


def _within(step: SequenceStep) -> tuple[int, int, str, int]:
    days = -step.days if step.since == Since.BEFORE_END else step.days
    return step.module_id or 0, days, step.hour, step.id


async def step_numbered(
    db: AsyncSession, programme_id: int, number: int | None
) -> SequenceStep | None:
    found = await courses.steps_of(db, [programme_id])
    return next((each for each in found[programme_id] if each.id == number), None)


async def write(
    db: AsyncSession, programme: Programme, draft: Draft, number: int | None = None
) -> SequenceStep | None:
    """A new message, or in place of one; None if there is one at that moment, or too many are."""
    steps = await steps_of(db, programme.id)
    step = next((each for each in steps if each.id == number), None)
    others = [each for each in steps if each is not step]
    if len(others) >= MOST or draft.moment in {_moment_of(each) for each in others}:
        return None
    if step is None:
        step = SequenceStep(programme_id=programme.id, written_at=clock.now())
        db.add(step)
    elif _moment_of(step) != draft.moment:
        step.written_at = clock.now()
    step.since, step.days, step.hour = draft.since, draft.days, draft.hour
    step.module_id, step.texts, step.key = draft.module_id, dict(draft.texts), draft.key
    step.article_id = draft.article_id
    step.until_module_id, step.until_paper = draft.until_module_id, draft.until_paper
    await db.flush()
    await look_again(db, programme.id)
    return step


def _moment_of(step: SequenceStep) -> tuple[str, int | None, int, str]:
    return step.since, step.module_id, step.days, step.hour


async def remove(db: AsyncSession, step: SequenceStep) -> None:
    """Who has had it keeps that; nobody else gets it."""
    step.removed_at = clock.now()
    await db.flush()


async def choose(db: AsyncSession, programme: Programme, busy: Busy, hours: int | None) -> bool:
    """What happens to messages for who is in a conversation; False if it cannot be so."""
    if (busy is Busy.WAIT) != (hours in WAITS):
        return False
    programme.messages_busy, programme.messages_wait = busy, hours
    await db.flush()
    return True


async def pause(db: AsyncSession, programme: Programme) -> None:
    """What is due from now on is missed."""
    programme.messages_paused_at = programme.messages_paused_at or clock.now()
    await db.flush()


async def go_on(db: AsyncSession, programme: Programme) -> None:
    programme.messages_paused_at = None
    await db.flush()


async def look_again(db: AsyncSession, programme_id: int) -> None:
    """At all who take part or ever did: one statement, however many they are."""
    await db.execute(
        update(Enrolment)
        .where(Enrolment.programme_id == programme_id)
        .values(messages_due_at=clock.now())
        .execution_options(synchronize_session=False)
    )
