"""Sessions whose officer is none any more: they pass to who looks after those people now.

What nobody looks after stays planned, and admins are told every day until somebody does.
"""

from collections import defaultdict
from collections.abc import Sequence

from sqlalchemy import select
from sqlalchemy.ext.asyncio import AsyncSession

from bot import clock
from bot.coaching import care
from bot.coaching.models import Programme
from bot.coaching.reminders import reminders
from bot.coaching.sessions import sessions, telling
from bot.coaching.sessions.notices import (
    NewOfficer,
    Seen,
    SessionFacts,
    SessionsLeft,
    SessionsPassedOn,
)
from bot.delivery.quiet import Quiet
from bot.people import roles
from bot.people.models import Person, Role, RoleGrant

#: As many sessions as one message shows.
SHOWN = 5


async def pass_on(db: AsyncSession, quiet: Quiet) -> int:
    """See to the sessions of one officer whose role was taken away; returns how many passed on."""
    for former in await _former(db):
        done, left = await pass_on_of(db, former, quiet, name=former.name or "")
        if left:
            await _tell_admins(db, former, left, quiet)
        if done:
            return done
    return 0


async def pass_on_of(
    db: AsyncSession, former: Person, quiet: Quiet, *, name: str
) -> tuple[int, list[Seen]]:
    """How many sessions of an officer passed on, and those for which there is nobody.

    `name` is what others are told of who had them; empty of who was erased.
    """
    before = await sessions.upcoming(db, former.id, sessions.ALL)
    theirs = [each for each in before if each.officer.id == former.id]
    await _stop_reminding(db, theirs, former)
    done, left = 0, []
    for heir, passed in await _heirs(db, theirs):
        if heir is None:
            left += passed
        else:
            await _pass(db, name, heir, passed, quiet)
            done += len(passed)
    return done, left


async def _former(db: AsyncSession) -> Sequence[Person]:
    """Whoever has a programme, and no role any more."""
    holds = select(RoleGrant.person_id).where(RoleGrant.role == Role.OFFICER)
    query = (
        select(Person)
        .where(Person.id.in_(select(Programme.officer_id)), Person.id.not_in(holds))
        .order_by(Person.id)
    )
    return (await db.scalars(query)).all()


async def _heirs(
    db: AsyncSession, theirs: Sequence[Seen]
) -> list[tuple[Person | None, list[Seen]]]:
    """Of a class, who looks after the first of those who come."""
    found: dict[int | None, list[Seen]] = defaultdict(list)
    known: dict[int, Person | None] = {}
    people: dict[int | None, Person | None] = {None: None}
    for seen in theirs:
        if home := await _home(db, seen):
            people[home.id] = home
            found[home.id].append(seen)
            continue
        owners = seen.owners()
        if owners and owners[0].id not in known:
            known[owners[0].id] = await care.own_officer_of(db, owners[0])
        heir = known[owners[0].id] if owners else None
        number = heir.id if heir else None
        people[number] = heir
        found[number].append(seen)
    return [(people[number], passed) for number, passed in found.items()]


async def _home(db: AsyncSession, seen: Seen) -> Person | None:
    """Whose it is, if it was only lent to who left, and that one is an officer still."""
    if seen.session.for_officer_id is None:
        return None
    held = await roles.roles_of(db, [seen.session.for_officer_id])
    if Role.OFFICER not in held[seen.session.for_officer_id]:
        return None
    return await db.get(Person, seen.session.for_officer_id)


async def _stop_reminding(db: AsyncSession, theirs: Sequence[Seen], former: Person) -> None:
    for seen in theirs:
        await reminders.stop_of(db, seen.session.id, former.id)


async def _pass(
    db: AsyncSession, former: str, heir: Person, passed: list[Seen], quiet: Quiet
) -> None:
    programme = next(iter(await care.programmes_of(db, heir.id)), None)
    now_theirs = []
    for seen in passed:
        if programme and seen.session.for_officer_id is None:
            seen.session.programme_id = programme.id
        seen.session.officer_id, seen.session.for_officer_id = heir.id, None
        await reminders.owe_again(db, seen.session, heir, quiet)
        now_theirs.append(Seen(seen.session, heir, seen.guests))
    await db.flush()
    last = now_theirs[-1].session.starts_at
    shown = tuple(SessionFacts(**each.facts_for(heir.id)) for each in now_theirs[:SHOWN])
    news = SessionsPassedOn(former=former, sessions=shown, number=len(now_theirs))
    await telling.tell(db, heir, news, quiet, expires_at=last)
    for owner in {o.id: o for each in now_theirs for o in each.owners()}.values():
        first = next(each for each in now_theirs if owner in each.owners())
        facts = NewOfficer(former=former, **first.facts_for(owner.id))
        await telling.tell(db, owner, facts, quiet, expires_at=last)


async def _tell_admins(db: AsyncSession, former: Person, left: list[Seen], quiet: Quiet) -> None:
    first = left[0].session
    news = SessionsLeft(former=former.name or "", number=len(left), first_at=first.starts_at)
    for admin in await roles.holders(db, Role.ADMIN):
        key = f"sessions_left:{former.id}:{admin.id}:{clock.now():%Y-%m-%d}"
        await telling.tell(db, admin, news, quiet, expires_at=first.starts_at, key=key)
