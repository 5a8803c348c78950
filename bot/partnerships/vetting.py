"""An offtaker publishes only after an admin has approved what it promises."""

from collections.abc import Sequence

from sqlalchemy import select
from sqlalchemy.ext.asyncio import AsyncSession

from bot import clock
from bot.partnerships import applications
from bot.partnerships.models import Offtaker, OfftakerMember, Vetting
from bot.people import roles
from bot.people.models import Person, Role

#: What an admin can make of an application that waits.
VERDICTS = (Vetting.APPROVED, Vetting.ASKED, Vetting.REJECTED)


async def decide(
    db: AsyncSession,
    offtaker_id: int,
    verdict: Vetting,
    *,
    by: int,
    seen: int | None = None,
    reason: str | None = None,
) -> bool:
    """Approve, ask back or reject; False if another admin was faster, or nothing waits there.

    `seen` is the last event of the application as the admin saw it: what has changed since is not
    decided on unseen. Whoever asks back or rejects says why, or the applicant would have to guess.
    """
    if verdict not in VERDICTS or (verdict is not Vetting.APPROVED and not reason):
        raise ValueError("No verdict, or one that needs a reason.")
    query = select(Offtaker).where(Offtaker.id == offtaker_id).with_for_update()
    offtaker = (await db.scalars(query)).one_or_none()
    if offtaker is None or offtaker.vetting != Vetting.PENDING:
        return False
    if seen is not None and seen != await applications.latest(db, offtaker_id):
        return False
    offtaker.vetting, offtaker.decided_at, offtaker.decided_by = verdict, clock.now(), by
    offtaker.reason = reason
    applications.record(db, offtaker_id, by=by, became=verdict, reason=reason)
    if verdict is Vetting.APPROVED:
        for person in await members(db, offtaker_id):
            await roles.grant(db, person.id, Role.OFFTAKER, by=by)
    return True


async def members(db: AsyncSession, offtaker_id: int) -> Sequence[Person]:
    query = select(Person).join(OfftakerMember, OfftakerMember.person_id == Person.id)
    return (await db.scalars(query.where(OfftakerMember.offtaker_id == offtaker_id))).all()


async def company(db: AsyncSession, offtaker_id: int) -> Offtaker | None:
    return await db.get(Offtaker, offtaker_id)


async def offtaker_of(db: AsyncSession, person_id: int) -> Offtaker | None:
    """The company a person speaks for: an approved one, else the latest that applied."""
    query = (
        select(Offtaker)
        .join(OfftakerMember, OfftakerMember.offtaker_id == Offtaker.id)
        .where(OfftakerMember.person_id == person_id)
        .order_by((Offtaker.vetting == Vetting.APPROVED).desc(), Offtaker.id.desc())
    )
    return (await db.scalars(query)).first()


async def approved(db: AsyncSession) -> Sequence[Offtaker]:
    """All that may publish, by name."""
    query = select(Offtaker).where(Offtaker.vetting == Vetting.APPROVED)
    return (await db.scalars(query.order_by(Offtaker.name, Offtaker.id))).all()


async def waiting(db: AsyncSession) -> Sequence[Offtaker]:
    """Applications that no admin has decided on, oldest first."""
    query = select(Offtaker).where(Offtaker.vetting == Vetting.PENDING).order_by(Offtaker.id)
    return (await db.scalars(query)).all()
