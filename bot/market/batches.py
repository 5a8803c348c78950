"""Bulletins that came in one sheet: they are shown, confirmed, asked about and sent together.

Each is a plan of its own. Whoever changes one holds all of its sheet, the first one first.
"""

from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime
from typing import Any

from sqlalchemy import exists, func, select
from sqlalchemy.ext.asyncio import AsyncSession
from sqlalchemy.orm import aliased

from bot import clock
from bot.market.models import NATIONWIDE
from bot.market.planned import PlannedBulletin, PlanState
from bot.market.regions import REGIONS

#: Bulletins of a sheet that go out in one transaction.
PIECE = 20
#: How a sheet stands is how the first of these stands that one of its bulletins is in.
ORDER = (
    PlanState.SHOWN,
    PlanState.ASKED,
    PlanState.SCHEDULED,
    PlanState.PUBLISHED,
    PlanState.REFUSED,
    PlanState.EXPIRED,
    PlanState.DROPPED,
)


async def propose(
    db: AsyncSession, rows: Sequence[Mapping[str, Any]], *, offtaker_id: int, author_id: int
) -> Sequence[PlannedBulletin]:
    """One plan for each row, in their order; the first one stands for all."""
    plans = [
        PlannedBulletin(
            offtaker_id=offtaker_id,
            author_id=author_id,
            answers=dict(answers),
            state=PlanState.SHOWN,
            made_at=clock.now(),
            asks=0,
        )
        for answers in rows
    ]
    db.add_all(plans)
    await db.flush()
    plans.sort(key=lambda plan: plan.id)
    for plan, answers in zip(plans, rows, strict=True):
        plan.answers, plan.batch_id = dict(answers), plans[0].id
    await db.flush()
    return plans


async def of(db: AsyncSession, batch_id: int) -> Sequence[PlannedBulletin]:
    """All of a sheet, held."""
    query = select(PlannedBulletin).where(PlannedBulletin.batch_id == batch_id)
    query = query.order_by(PlannedBulletin.id).with_for_update()
    return (await db.scalars(query.execution_options(populate_existing=True))).all()


async def take_place(
    db: AsyncSession, rows: Iterable[Mapping[str, Any]], *, offtaker_id: int, author_id: int
) -> bool:
    """Drop what its author sent before and has not decided on, if it tells of the same goods.

    Returns whether there was any. A file of nothing but corrected rows leaves the others alone.
    """
    query = select(PlannedBulletin).where(PlannedBulletin.author_id == author_id)
    query = query.where(PlannedBulletin.offtaker_id == offtaker_id)
    query = query.where(PlannedBulletin.batch_id.is_not(None))
    query = query.where(PlannedBulletin.state == PlanState.SHOWN)
    goods = {goods_of(answers)[:-1] for answers in rows}  # a quantity may be what was corrected
    waiting = (await db.scalars(query)).all()
    same = {plan.batch_id for plan in waiting if goods_of(plan.answers)[:-1] in goods}
    for batch_id in sorted(each for each in same if each is not None):
        for plan in await of(db, batch_id):
            if plan.state == PlanState.SHOWN:
                plan.state = PlanState.DROPPED
    return bool(same)


async def others(db: AsyncSession, plan: PlannedBulletin) -> int:
    """How many more of its sheet are in the same state."""
    query = select(func.count()).where(
        PlannedBulletin.batch_id == plan.batch_id,
        PlannedBulletin.state == plan.state,
        PlannedBulletin.id != plan.id,
    )
    return (await db.scalars(query)).one()


def state_of(plans: Iterable[PlannedBulletin]) -> PlanState:
    """How the sheet stands as a whole."""
    return min((PlanState(plan.state) for plan in plans), key=ORDER.index)


def standing(plans: Sequence[PlannedBulletin]) -> Sequence[PlannedBulletin]:
    """Those that count: all but what was left out, unless all of it was."""
    return [plan for plan in plans if plan.state != PlanState.DROPPED] or plans


def unusual(plan: PlannedBulletin) -> bool:
    """Whether its price is so far from the usual one that it has to be looked at."""
    return bool(plan.answers.get("unusual"))


def schedule(plans: Iterable[PlannedBulletin], at: datetime | None) -> None:
    """From now on they wait for their hour; None: it has come."""
    for plan in plans:
        plan.state, plan.publish_at = PlanState.SCHEDULED, at or clock.now()


async def due(db: AsyncSession) -> Sequence[PlannedBulletin]:
    """All of one sheet whose hour has come, held; empty if there is none."""
    theirs = aliased(PlannedBulletin)
    ready = exists().where(
        theirs.batch_id == PlannedBulletin.id,
        theirs.state == PlanState.SCHEDULED,
        theirs.publish_at <= clock.now(),
    )
    query = select(PlannedBulletin.id).where(PlannedBulletin.batch_id == PlannedBulletin.id, ready)
    query = query.order_by(PlannedBulletin.id).limit(1).with_for_update(skip_locked=True)
    first = (await db.scalars(query)).one_or_none()
    return [] if first is None else await of(db, first)


def ready(plans: Iterable[PlannedBulletin]) -> Sequence[PlannedBulletin]:
    """Those whose hour has come, as many as go out at once.

    What covers more comes before what lies within it: a price ends the older ones that it covers.
    """
    now = clock.now()
    waiting = [plan for plan in plans if plan.state == PlanState.SCHEDULED]
    come = [plan for plan in waiting if plan.publish_at and plan.publish_at <= now]
    return sorted(come, key=lambda plan: breadth(plan.answers["regions"]))[:PIECE]


def breadth(regions: Sequence[str]) -> tuple[int, int]:
    """Sorts regions before those that lie within them."""
    if NATIONWIDE in regions:
        return (-len(REGIONS), 0)
    provinces = {code for code in regions if "." not in code}
    others = [code for code in {*regions} if "." in code and code.split(".")[0] not in provinces]
    return (-len(provinces), -len(others))


def goods_of(answers: Mapping[str, Any]) -> tuple[object, ...]:
    """Two rows of which this is the same tell the same people of the same goods."""
    said = (answers.get("terms") or {}).get("said", {})
    grade = " ".join(said.get("grade", "").casefold().split())
    need = answers["quantity"]["amount"] if answers.get("quantity") else ""
    return answers["kind"], answers["commodity"], grade, frozenset(answers["regions"]), need
