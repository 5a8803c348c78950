"""A caseload passes to another officer after their yes, or at once when its officer is removed."""

from collections.abc import Sequence

from sqlalchemy import select, update
from sqlalchemy.ext.asyncio import AsyncSession

from bot import clock
from bot.coaching.handover import carrying
from bot.coaching.handover.carrying import Part
from bot.coaching.handover.models import Handover, Standing
from bot.coaching.handover.notices import CaseloadIsYours, HandoverAnswered, HandoverAsked, Load
from bot.coaching.models import Programme
from bot.delivery import outbox
from bot.delivery.quiet import Quiet, first_allowed
from bot.delivery.screen import Notice
from bot.people import roles
from bot.people.models import Person, Role, RoleGrant


async def heirs(db: AsyncSession, former_id: int) -> list[Person]:
    """Officers who could take over, by name."""
    found = await roles.holders(db, Role.OFFICER)
    others = [each for each in found if each.id != former_id and each.telegram_id is not None]
    return sorted(others, key=lambda each: (each.name or "", each.id))


async def left(db: AsyncSession) -> list[Person]:
    """Who is no officer any more, and whose programmes nobody has taken over."""
    holds = select(RoleGrant.person_id).where(RoleGrant.role == Role.OFFICER)
    running = select(Programme.officer_id).where(Programme.ended_at.is_(None))
    query = select(Person).where(Person.id.in_(running), Person.id.not_in(holds))
    return [*await db.scalars(query.order_by(Person.id))]


async def ask(
    db: AsyncSession, part: Part, heir: Person, by: Person, quiet: Quiet
) -> Handover | None:
    """None if the heir is none who could. Whoever was asked for the same before is not any more."""
    if heir.id not in {each.id for each in await heirs(db, part.former.id)}:
        return None
    await _withdraw(db, part.former.id, heir.id, everybody=part.whole)
    businesses = None if part.businesses is None else sorted(part.businesses)
    row = Handover(
        from_id=part.former.id,
        to_id=heir.id,
        asked_by=by.id,
        businesses=businesses,
        standing=Standing.ASKED,
        asked_at=clock.now(),
    )
    db.add(row)
    await db.flush()
    asked = HandoverAsked(
        handover_id=row.id,
        former=part.former.name or "",
        honorific=part.former.honorific,
        by=by.name if by.id != part.former.id else None,
        whole=part.whole,
        load=await carrying.load(db, part),
    )
    await tell(db, heir, asked, quiet)
    return row


async def answer(
    db: AsyncSession, heir: Person, number: int | None, quiet: Quiet, *, agreed: bool
) -> CaseloadIsYours | HandoverAnswered | None:
    """What the heir reads; None if nobody asks them any more.

    Two who take over from the same officer wait for each other, so that each gets what is left.
    """
    row = next((each for each in await _locked(db, number) if each.id == number), None)
    if row is None or row.to_id != heir.id or row.standing != Standing.ASKED:
        return None
    former = await db.get_one(Person, row.from_id)
    row.standing = Standing.TAKEN if agreed else Standing.DECLINED
    row.answered_at = clock.now()
    told = HandoverAnswered(
        heir=heir.name or "?",
        honorific=heir.honorific,
        former=former.name or "",
        own=True,
        taken=agreed,
    )
    mine = None
    if agreed:
        held = (await roles.roles_of(db, [former.id]))[former.id]
        part = Part(former, row.businesses, leaves=Role.OFFICER not in held)
        carried = await carrying.carry(db, part, heir, quiet)
        told = told.model_copy(update={"load": carried})
        mine = _is_yours(former, carried)
        if part.whole:
            await _withdraw(db, former.id, None, everybody=True)
    for each in {row.from_id, row.asked_by} - {heir.id}:
        person = await db.get_one(Person, each)
        if person.erased_at is None:
            news = told.model_copy(update={"own": each == former.id})
            await tell(db, person, news, quiet)
    await db.flush()
    return mine or told


def _is_yours(former: Person, carried: Load) -> CaseloadIsYours:
    return CaseloadIsYours(former=former.name or "", honorific=former.honorific, load=carried)


async def at_once(db: AsyncSession, former: Person, heir: Person, quiet: Quiet) -> Load:
    """Without asking: the former officer is removed, and nobody may be left with nobody."""
    carried = await carrying.carry(db, Part(former, leaves=True), heir, quiet)
    await _withdraw(db, former.id, None, everybody=True)
    await tell(db, heir, _is_yours(former, carried), quiet)
    return carried


async def _locked(db: AsyncSession, number: int | None) -> Sequence[Handover]:
    """All that is asked of the same officer's, in one order."""
    about = select(Handover.from_id).where(Handover.id == number).scalar_subquery()
    query = select(Handover).where(Handover.from_id == about).order_by(Handover.id)
    locked = query.with_for_update().execution_options(populate_existing=True)
    return (await db.scalars(locked)).all()


async def _withdraw(db: AsyncSession, from_id: int, to_id: int | None, *, everybody: bool) -> None:
    open_ones = update(Handover).where(
        Handover.from_id == from_id, Handover.standing == Standing.ASKED
    )
    if not everybody:
        open_ones = open_ones.where(Handover.to_id == to_id)
    await db.execute(open_ones.values(standing=Standing.WITHDRAWN, answered_at=clock.now()))


async def tell(db: AsyncSession, to: Person, notice: Notice, quiet: Quiet) -> None:
    at = first_allowed(clock.now(), to.zone, quiet)
    await outbox.notify(db, to, notice, not_before=at)
