"""How far businesses have come in their programmes, for many at once."""

from collections import defaultdict
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, time, timedelta

from sqlalchemy import select
from sqlalchemy.ext.asyncio import AsyncSession

from bot import clock
from bot.coaching.models import Programme
from bot.coaching.programmes.models import Done, Ending, Enrolment, Module
from bot.coaching.sequences.models import Busy, SequenceOutcome, SequenceStep, Since
from bot.coaching.sequences.moments import Course, Rule, Step
from bot.coaching.sessions.seeing import only_named
from bot.conversation.models import Conversation
from bot.people.models import Business, Consent, Person, Purpose, Readiness
from bot.people.readiness import Item, Mark

#: Who has said nothing for so long is not in the middle of anything any more.
AWAY = timedelta(hours=1)
#: These end it with the programme; others are somebody's own leaving.
WITH_IT = {None, Ending.OVER, Ending.COMPLETED}


@dataclass(frozen=True)
class Case:
    """A business in a programme, as its messages need it."""

    enrolment: Enrolment
    programme: Programme
    owner: Person
    course: Course


def step_of(row: SequenceStep) -> Step:
    return Step(
        id=row.id,
        since=Since(row.since),
        days=row.days,
        hour=time.fromisoformat(row.hour),
        written_at=row.written_at,
        module_id=row.module_id,
        until_module=row.until_module_id,
        until_paper=Item(row.until_paper) if row.until_paper else None,
    )


def rule_of(programme: Programme) -> Rule:
    usual = Rule()
    hours = programme.messages_wait
    return Rule(
        Busy(programme.messages_busy) if programme.messages_busy else usual.busy,
        timedelta(hours=hours) if hours else usual.most,
    )


async def steps_of(
    db: AsyncSession, programmes: Collection[int]
) -> Mapping[int, Sequence[SequenceStep]]:
    """By programme, those that were not removed."""
    query = select(SequenceStep).where(
        SequenceStep.programme_id.in_(programmes), SequenceStep.removed_at.is_(None)
    )
    found: dict[int, list[SequenceStep]] = {number: [] for number in programmes}
    for each in await db.scalars(query.order_by(SequenceStep.id)):
        found[each.programme_id].append(each)
    return found


async def cases(
    db: AsyncSession, enrolments: Collection[int], *, named: bool = False
) -> list[Case]:
    """Of owners no more than a name and an address may be wanted."""
    query = (
        select(Enrolment, Programme, Person, Business.closed_at, Business.nib)
        .join(Programme, Programme.id == Enrolment.programme_id)
        .join(Business, Business.id == Enrolment.business_id)
        .join(Person, Person.id == Business.person_id)
        .where(Enrolment.id.in_(enrolments))
        .order_by(Enrolment.id)
    )
    if named:
        query = query.options(only_named(Person))
    rows = (await db.execute(query)).all()
    modules = await _modules(db, {row[1].id for row in rows})
    done, settled = await _done(db, enrolments), await _settled(db, enrolments)
    papers = await _papers(db, {row[0].business_id for row in rows})
    agreed = await _agreed(db, {row[2].id for row in rows})
    found = []
    for enrolment, programme, owner, closed_at, nib in rows:
        course = Course(
            zone=owner.zone,
            enrolled_at=enrolment.enrolled_at,
            ends_on=programme.ends_on,
            ended_at=enrolment.ended_at,
            left=enrolment.ending not in WITH_IT,
            coached=closed_at is None and owner.id in agreed,
            paused=programme.messages_paused_at is not None,
            modules=modules[programme.id],
            done=done[enrolment.id],
            papers=papers[enrolment.business_id] | ({Item.NIB} if nib else set()),
            settled=frozenset(
                step_id for step_id, at in settled[enrolment.id] if at == enrolment.enrolled_at
            ),
        )
        found.append(Case(enrolment, programme, owner, course))
    return found


async def _modules(db: AsyncSession, programmes: Collection[int]) -> Mapping[int, frozenset[int]]:
    found: dict[int, set[int]] = {number: set() for number in programmes}
    query = select(Module.programme_id, Module.id).where(Module.programme_id.in_(programmes))
    for programme_id, number in await db.execute(query):
        found[programme_id].add(number)
    return {number: frozenset(each) for number, each in found.items()}


async def _done(db: AsyncSession, enrolments: Collection[int]) -> Mapping[int, dict[int, datetime]]:
    found: dict[int, dict[int, datetime]] = defaultdict(dict)
    query = select(Done.enrolment_id, Done.module_id, Done.done_at).where(
        Done.enrolment_id.in_(enrolments)
    )
    for enrolment_id, module_id, done_at in await db.execute(query):
        found[enrolment_id][module_id] = done_at
    return found


async def _settled(
    db: AsyncSession, enrolments: Collection[int]
) -> Mapping[int, list[tuple[int, datetime]]]:
    found: dict[int, list[tuple[int, datetime]]] = defaultdict(list)
    query = select(
        SequenceOutcome.enrolment_id, SequenceOutcome.step_id, SequenceOutcome.enrolled_at
    ).where(SequenceOutcome.enrolment_id.in_(enrolments))
    for enrolment_id, step_id, enrolled_at in await db.execute(query):
        found[enrolment_id].append((step_id, enrolled_at))
    return found


async def _papers(db: AsyncSession, businesses: Collection[int]) -> Mapping[int, frozenset[Item]]:
    found: dict[int, set[Item]] = defaultdict(set)
    query = select(Readiness.business_id, Readiness.item).where(
        Readiness.business_id.in_(businesses), Readiness.state == Mark.HAVE
    )
    for business_id, item in await db.execute(query):
        found[business_id].add(Item(item))
    return defaultdict(frozenset, {number: frozenset(each) for number, each in found.items()})


async def _agreed(db: AsyncSession, people: Collection[int]) -> set[int]:
    query = select(Consent.person_id).where(
        Consent.person_id.in_(people),
        Consent.purpose == Purpose.COACHING,
        Consent.withdrawn_at.is_(None),
    )
    return {*await db.scalars(query)}


async def talking(db: AsyncSession, people: Collection[int]) -> set[int]:
    """Who is in the middle of a conversation: a question is open, and they were heard of lately."""
    query = (
        select(Conversation.person_id)
        .join(Person, Person.id == Conversation.person_id)
        .where(Conversation.person_id.in_(people), Conversation.chat_id == Person.telegram_id)
        .where(Conversation.form.is_not(None), Conversation.updated_at > clock.now() - AWAY)
    )
    return {*await db.scalars(query)}
