"""A leave from being asked for to its end: who shall stand in, their answer, and coming back."""

from collections.abc import Sequence
from dataclasses import dataclass

from sqlalchemy import func, select, update
from sqlalchemy.ext.asyncio import AsyncSession

from bot import clock
from bot.coaching import care
from bot.coaching.day import attention
from bot.coaching.leave import account, fates
from bot.coaching.leave.fates import Days
from bot.coaching.leave.notices import (
    LeaveAnswered,
    LeaveOver,
    LeaveUnanswered,
    NoLongerSubstitute,
    OfficerIsBack,
    SubstituteAsked,
    SubstituteComes,
)
from bot.coaching.models import Session
from bot.coaching.sessions import changing_hands, seeing, telling
from bot.coaching.sessions.notices import Seen, SessionFacts
from bot.delivery import outbox
from bot.delivery.quiet import Quiet, first_allowed
from bot.delivery.screen import Notice
from bot.market.models import NATIONWIDE
from bot.people import leave, roles
from bot.people.leave import Answer, Leave, Plan
from bot.people.models import Person, Role

#: As many sessions as a question shows.
SHOWN = 4


async def candidates(db: AsyncSession, officer: Person) -> list[Person]:
    """Officers who could stand in: those of the same regions first, then by name."""
    mine = [each.region for each in await care.programmes_of(db, officer.id)]
    gone = {*await db.scalars(leave.away())}
    found = []
    for each in await roles.holders(db, Role.OFFICER):
        if each.id in {officer.id, *gone} or each.telegram_id is None:
            continue
        theirs = [programme.region for programme in await care.programmes_of(db, each.id)]
        found.append((not _meet(mine, theirs), each.name or "", each.id, each))
    return [each for *_order, each in sorted(found, key=lambda row: row[:3])]


def _meet(mine: Sequence[str], theirs: Sequence[str]) -> bool:
    """Whether there is a place that both look after."""
    if mine and theirs and NATIONWIDE in {*mine, *theirs}:
        return True
    return any(
        f"{one}.".startswith(f"{other}.") or f"{other}.".startswith(f"{one}.")
        for one in mine
        for other in theirs
    )


@dataclass(frozen=True)
class Wish:
    substitute: Person
    days: Days
    plan: Plan


async def ask(db: AsyncSession, officer: Person, wish: Wish, quiet: Quiet) -> Leave | None:
    """None if the officer has a leave already, or the substitute is none who could."""
    substitute, days, plan = wish.substitute, wish.days, wish.plan
    if await leave.current(db, officer.id) is not None:
        return None
    if substitute.id not in {each.id for each in await candidates(db, officer)}:
        return None
    begins, over = days.span(officer.zone)
    row = Leave(
        officer_id=officer.id,
        substitute_id=substitute.id,
        first_day=days.first,
        last_day=days.last,
        starts_at=begins,
        ends_at=over,
        plan=plan,
        answer=Answer.NOTHING,
        asked_at=clock.now(),
    )
    db.add(row)
    await db.flush()
    taken = [e.seen for e in await fates.of(db, officer, days, plan) if e.plan is Plan.TAKEN]
    count = (await care.in_care(db, officer.id)).with_only_columns(func.count())
    asked = SubstituteAsked(
        leave_id=row.id,
        officer=officer.name or "?",
        honorific=officer.honorific,
        first_day=days.first,
        last_day=days.last,
        businesses=await db.scalar(count) or 0,
        sessions=tuple(SessionFacts(**each.facts_for(officer.id)) for each in taken[:SHOWN]),
        session_count=len(taken),
    )
    await _tell(db, substitute, asked, quiet)
    return row


async def answer(
    db: AsyncSession, substitute: Person, number: int | None, quiet: Quiet, *, agreed: bool
) -> LeaveAnswered | None:
    """What the officer hears; None if nobody asks this one any more."""
    query = select(Leave).where(Leave.id == number, Leave.substitute_id == substitute.id)
    query = query.where(Leave.ended_at.is_(None), Leave.answer == Answer.NOTHING)
    row = (await db.scalars(query.with_for_update())).one_or_none()
    if row is None or row.ends_at <= clock.now():
        return None
    officer = await db.get_one(Person, row.officer_id)
    row.answer, row.answered_at = (Answer.YES if agreed else Answer.NO), clock.now()
    told = LeaveAnswered(
        substitute=substitute.name or "?",
        honorific=substitute.honorific,
        first_day=row.first_day,
        last_day=row.last_day,
        agreed=agreed,
    )
    if agreed:
        days, plan = Days(row.first_day, row.last_day), Plan(row.plan)
        found = await fates.of(db, officer, days, plan)
        taken = await fates.carry_out(db, found, officer, substitute, quiet)
        await _tell_owners(db, officer, taken, quiet)
        counts = {each.value: sum(f.plan is each for f in found) for each in Plan}
        told = told.model_copy(update=counts)
    else:
        row.ended_at = clock.now()
    await db.flush()
    await _tell(db, officer, told, quiet)
    return told


async def _tell_owners(
    db: AsyncSession, officer: Person, taken: Sequence[Seen], quiet: Quiet
) -> None:
    """Those whom somebody else will visit, once each; to others it makes no difference yet."""
    for owner in {each.id: each for seen in taken for each in seen.owners()}.values():
        theirs = [each for each in taken if owner in each.owners()]
        first = theirs[0]
        news = SubstituteComes(
            absent=officer.name or "?", number=len(theirs), **first.facts_for(owner.id)
        )
        last = theirs[-1].session.starts_at
        await telling.tell(db, owner, news, quiet, expires_at=last)


async def end(db: AsyncSession, row: Leave, quiet: Quiet) -> LeaveOver | None:
    """It is over, be it by its last day or because the officer is back; sessions come home.

    Returns the officer's account of it; None for a leave that had not begun.
    """
    row.ended_at = clock.now()
    await db.flush()
    if row.answer != Answer.YES:
        return None
    officer = await db.get_one(Person, row.officer_id)
    substitute = await db.get_one(Person, row.substitute_id)
    home = await _bring_home(db, officer, quiet)
    seen_to = await attention.take_over(db, row)
    over = NoLongerSubstitute(officer=officer.name or "?", honorific=officer.honorific)
    await _tell(db, substitute, over, quiet)
    if row.starts_at > clock.now():
        return None
    return LeaveOver(
        substitute=substitute.name or "?",
        honorific=substitute.honorific,
        first_day=row.first_day,
        happened=await account.of(db, row, given_back=len(home), seen_to=seen_to),
    )


async def _bring_home(db: AsyncSession, officer: Person, quiet: Quiet) -> list[Seen]:
    """Of what was lent: all that is still to come; who is coached in it is told, once each."""
    query = (
        select(Session.id)
        .where(Session.for_officer_id == officer.id, Session.called_off_at.is_(None))
        .where(Session.starts_at > clock.now())
        .order_by(Session.starts_at, Session.id)
        .with_for_update()
    )
    numbers = [*await db.scalars(query)]
    found = await seeing.seen(db, numbers)
    lent = [found[number] for number in numbers]
    home = await changing_hands.give_back(db, lent, officer, quiet)
    for owner in {each.id: each for seen in home for each in seen.owners()}.values():
        theirs = [each for each in home if owner in each.owners()]
        news = OfficerIsBack(number=len(theirs), **theirs[0].facts_for(owner.id))
        last = theirs[-1].session.starts_at
        await telling.tell(db, owner, news, quiet, expires_at=last)
    return home


async def stop_of(db: AsyncSession, person: Person, quiet: Quiet) -> None:
    """Of who is forgotten: what they held for others goes home, and those hear of it, nameless."""
    mine = Leave.substitute_id == person.id
    for row in await db.scalars(select(Leave).where(mine, Leave.ended_at.is_(None))):
        officer = await db.get_one(Person, row.officer_id)
        row.answer, row.ended_at = Answer.LAPSED, clock.now()
        await db.flush()
        await _bring_home(db, officer, quiet)
        alone = LeaveUnanswered(
            officer=officer.name or "?",
            substitute="",
            first_day=row.first_day,
            last_day=row.last_day,
            left=True,
            own=True,
        )
        await _tell(db, officer, alone, quiet)
    # What was lent by them stays with who holds it.
    lent = update(Session).where(Session.for_officer_id == person.id)
    await db.execute(lent.values(for_officer_id=None))


async def _tell(db: AsyncSession, to: Person, notice: Notice, quiet: Quiet) -> None:
    at = first_allowed(clock.now(), to.zone, quiet)
    await outbox.notify(db, to, notice, not_before=at)
