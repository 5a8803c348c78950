"""The way of a bulletin from its dry run to its readers: confirmed, asked about, put off, dropped.

Each step is taken on condition of the state, under a lock: a double tap or a second admin finds
that it has been taken.
"""

from collections.abc import Mapping, Sequence
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import ColumnElement, delete, exists, func, select
from sqlalchemy.ext.asyncio import AsyncSession
from sqlalchemy.orm import aliased

from bot import clock
from bot.delivery.quiet import Quiet, first_allowed
from bot.market import batches
from bot.market.models import Bulletin
from bot.market.planned import PlannedBulletin, PlanState
from bot.market.policy import Policy
from bot.partnerships import members
from bot.partnerships.models import Offtaker, OfftakerMember, Vetting
from bot.people import roles
from bot.people.models import Person, Role

#: What nobody decided on is kept so long; a lead who is away for the weekend finds it again.
KEPT = timedelta(days=7)
#: Plans whose turn it is, in one transaction.
AT_ONCE = 20
#: Once all admins were asked, each has twice as long as in the round before, up to this often.
MOST_DOUBLINGS = 4
WAITING = (PlanState.ASKED, PlanState.SCHEDULED)


async def propose(
    db: AsyncSession, answers: Mapping[str, Any], *, offtaker_id: int, author_id: int
) -> PlannedBulletin:
    plan = PlannedBulletin(
        offtaker_id=offtaker_id,
        author_id=author_id,
        answers=dict(answers),
        state=PlanState.SHOWN,
        made_at=clock.now(),
        asks=0,
    )
    db.add(plan)
    await db.flush()
    return plan


async def held(
    db: AsyncSession, number: int, offtaker_id: int | None = None
) -> PlannedBulletin | None:
    """A plan (of this company's, unless None) as it stays until the transaction ends.

    Of a sheet all are held, the first one first.
    """
    batch = select(PlannedBulletin.batch_id).where(PlannedBulletin.id == number)
    if (batch_id := (await db.scalars(batch)).one_or_none()) is not None:
        await batches.of(db, batch_id)
    query = select(PlannedBulletin).where(PlannedBulletin.id == number)
    if offtaker_id is not None:
        query = query.where(PlannedBulletin.offtaker_id == offtaker_id)
    query = query.with_for_update().execution_options(populate_existing=True)
    return (await db.scalars(query)).one_or_none()


async def needs_admin(db: AsyncSession, plan: PlannedBulletin, reach: int, policy: Policy) -> bool:
    """Whether it is for very many, or the company's first one."""
    if plan.decided_by is not None:
        return False
    earlier = select(Bulletin.id).where(Bulletin.offtaker_id == plan.offtaker_id).limit(1)
    return reach > policy.confirm_above or (await db.scalars(earlier)).first() is None


async def may_go_out(db: AsyncSession, plan: PlannedBulletin) -> bool:
    """Whether its author still publishes for a company that still may."""
    offtaker = await db.get_one(Offtaker, plan.offtaker_id)
    seat = await members.role_in(db, plan.offtaker_id, plan.author_id)
    return offtaker.vetting == Vetting.APPROVED and seat in members.PUBLISHING


def ask_admins(plan: PlannedBulletin, minutes: int) -> None:
    """From now on it waits for an admin; who is asked, `ask_next` finds."""
    plan.state, plan.waits_since, plan.ask_minutes = PlanState.ASKED, clock.now(), minutes
    plan.ask_at = clock.now()


async def judges(db: AsyncSession, offtaker_id: int) -> Sequence[Person]:
    """The admins who may decide: none of them is of the company itself."""
    own = {seat.person_id for seat in await members.seats(db, offtaker_id)}
    return [each for each in await roles.holders(db, Role.ADMIN) if each.id not in own]


async def ask_next(
    db: AsyncSession, plan: PlannedBulletin, quiet: Quiet
) -> tuple[Person, datetime] | None:
    """Whom to ask next and from when on; None if there is no admin whom one could ask.

    Who can be asked earliest is asked first, and of those the one who follows the last one asked.
    """
    now, admins = clock.now(), await judges(db, plan.offtaker_id)
    if not admins:
        plan.ask_at = now + timedelta(minutes=plan.ask_minutes)
        return None
    after = [each for each in admins if each.id > (plan.asked_id or 0)]
    in_turn = [*after, *(each for each in admins if each not in after)]
    at, _place, admin = min(
        (first_allowed(now, each.zone, quiet), place, each) for place, each in enumerate(in_turn)
    )
    doublings = min(plan.asks // len(admins), MOST_DOUBLINGS)
    plan.asked_id, plan.asks = admin.id, plan.asks + 1
    plan.ask_at = at + timedelta(minutes=plan.ask_minutes * 2**doublings)
    return admin, at


def _for(admin_id: int) -> ColumnElement[bool]:
    """What this admin may decide: a plan by itself, or the first of a sheet; not of their own."""
    own = select(OfftakerMember.offtaker_id).where(OfftakerMember.person_id == admin_id)
    alone = PlannedBulletin.batch_id.is_(None) | (PlannedBulletin.batch_id == PlannedBulletin.id)
    asked = PlannedBulletin.state == PlanState.ASKED
    return asked & alone & PlannedBulletin.offtaker_id.not_in(own)


async def asked(db: AsyncSession, admin_id: int, limit: int) -> Sequence[PlannedBulletin]:
    """What waits for the yes of an admin, whoever is asked just now, the oldest first."""
    query = select(PlannedBulletin).where(_for(admin_id)).order_by(PlannedBulletin.waits_since)
    return (await db.scalars(query.limit(limit))).all()


async def count_asked(db: AsyncSession, admin_id: int) -> int:
    return (await db.scalars(select(func.count(PlannedBulletin.id)).where(_for(admin_id)))).one()


async def unanswered(db: AsyncSession) -> Sequence[PlannedBulletin]:
    """Those that wait for an admin whose time is up."""
    query = select(PlannedBulletin).where(PlannedBulletin.state == PlanState.ASKED)
    query = query.where(PlannedBulletin.ask_at <= clock.now()).order_by(PlannedBulletin.ask_at)
    return (await db.scalars(query.limit(AT_ONCE).with_for_update(skip_locked=True))).all()


async def due(db: AsyncSession) -> Sequence[PlannedBulletin]:
    """Those whose hour has come, but for those of a sheet (`batches.due`)."""
    query = select(PlannedBulletin).where(PlannedBulletin.state == PlanState.SCHEDULED)
    query = query.where(PlannedBulletin.batch_id.is_(None))
    query = query.where(PlannedBulletin.publish_at <= clock.now())
    query = query.order_by(PlannedBulletin.publish_at).limit(AT_ONCE)
    return (await db.scalars(query.with_for_update(skip_locked=True))).all()


async def to_come(db: AsyncSession, offtaker_id: int, limit: int) -> Sequence[PlannedBulletin]:
    """What a company has written that still waits for an admin or its hour, oldest first.

    Of a sheet the first one stands for all.
    """
    query = select(PlannedBulletin).where(PlannedBulletin.offtaker_id == offtaker_id)
    query = query.where(PlannedBulletin.state.in_(WAITING))
    theirs = aliased(PlannedBulletin)
    first = select(func.min(theirs.id)).where(theirs.batch_id == PlannedBulletin.batch_id)
    first = first.where(theirs.state.in_(WAITING))
    alone = PlannedBulletin.batch_id.is_(None)
    query = query.where(alone | (PlannedBulletin.id == first.scalar_subquery()))
    return (await db.scalars(query.order_by(PlannedBulletin.id).limit(limit))).all()


async def forget(db: AsyncSession, _quiet: Quiet) -> int:
    """What nobody decided on, and what is over; a bulletin that came of it stands by itself."""
    old = PlannedBulletin.made_at < clock.now() - KEPT
    theirs = aliased(PlannedBulletin)
    # The first one of a sheet is what those that still wait are held by.
    needed = exists().where(theirs.batch_id == PlannedBulletin.id, theirs.state.in_(WAITING))
    gone = await db.execute(
        delete(PlannedBulletin)
        .where(old, PlannedBulletin.state.not_in(WAITING), ~needed)
        .returning(PlannedBulletin.id)
    )
    return len(gone.all())
