"""What a company says of itself and promises, before an admin decides whether it may publish."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from sqlalchemy import delete, func, select
from sqlalchemy.ext.asyncio import AsyncSession

from bot import clock
from bot.partnerships import members
from bot.partnerships.models import (
    Commitment,
    MemberRole,
    Offtaker,
    OfftakerMember,
    Promise,
    Vetting,
    VettingEvent,
)
from bot.people.models import Person

#: An application that can still be changed in place; what was approved holds as it was approved.
OPEN = (Vetting.PENDING, Vetting.ASKED, Vetting.REJECTED)


@dataclass(frozen=True)
class Application:
    """What is asked of a company. All four promises are made, or there is no application."""

    name: str
    #: None where the promises stay as they are.
    payment_days: int | None
    nib: str | None = None
    contact_name: str | None = None
    #: E.164, as in +6281234567890.
    contact_phone: str | None = None
    commodities: Sequence[str] = ()
    regions: Sequence[str] = ()


async def apply(
    db: AsyncSession, person: Person, application: Application, *, offtaker_id: int | None = None
) -> Offtaker:
    """Ask to be vetted, or correct what `offtaker_id` asked for: then it is looked at anew.

    Of an approved company only its contact, wares and places change: it keeps the name, the number
    and the promises that it was approved with.
    Raises `PermissionError` unless the person leads that company.
    """
    if person.regency is None:
        raise ValueError("A person is introduced before their company applies.")
    offtaker = await _theirs(db, person, offtaker_id) if offtaker_id else None
    approved = offtaker is not None and offtaker.vetting == Vetting.APPROVED
    if offtaker is None:
        offtaker = Offtaker(name=application.name, regency=person.regency)
        db.add(offtaker)
    if not approved:
        offtaker.name, offtaker.nib = application.name, application.nib
        offtaker.vetting, offtaker.committed_at = Vetting.PENDING, clock.now()
    offtaker.contact_name = application.contact_name
    offtaker.contact_phone = application.contact_phone
    offtaker.commodities = list(application.commodities)
    offtaker.regions = list(application.regions)
    await db.flush()
    if offtaker_id is None:
        db.add(
            OfftakerMember(
                offtaker_id=offtaker.id,
                person_id=person.id,
                role=MemberRole.LEAD,
                joined_at=clock.now(),
            )
        )
    if not approved:
        await _promise(db, offtaker.id, person.id, application.payment_days)
        record(db, offtaker.id, by=person.id, became=Vetting.PENDING)
    return offtaker


async def answer(db: AsyncSession, person: Person, offtaker_id: int, text: str) -> Offtaker | None:
    """Answer what an admin asked back; None if nobody asks any more, or it is not theirs."""
    query = select(Offtaker).where(Offtaker.id == offtaker_id).with_for_update()
    offtaker = (await db.scalars(query)).one_or_none()
    if offtaker is None or offtaker.vetting != Vetting.ASKED:
        return None
    if await members.role_in(db, offtaker_id, person.id) is not MemberRole.LEAD:
        return None
    offtaker.vetting = Vetting.PENDING
    record(db, offtaker_id, by=person.id, became=Vetting.PENDING, reason=text)
    return offtaker


async def asked_of(db: AsyncSession, person_id: int) -> Offtaker | None:
    """The company about which an admin waits for an answer of this lead."""
    query = (
        select(Offtaker)
        .join(OfftakerMember, OfftakerMember.offtaker_id == Offtaker.id)
        .where(OfftakerMember.person_id == person_id, OfftakerMember.role == MemberRole.LEAD)
        .where(Offtaker.vetting == Vetting.ASKED)
        .order_by(Offtaker.id.desc())
    )
    return (await db.scalars(query)).first()


def record(
    db: AsyncSession, offtaker_id: int, *, by: int, became: Vetting, reason: str | None = None
) -> None:
    """One more line of an application's history."""
    db.add(
        VettingEvent(offtaker_id=offtaker_id, at=clock.now(), by=by, became=became, reason=reason)
    )


async def history(db: AsyncSession, offtaker_id: int) -> Sequence[tuple[VettingEvent, str]]:
    """What happened to an application, oldest first, with the name of who did it."""
    query = (
        select(VettingEvent, Person.name)
        .join(Person, Person.id == VettingEvent.by)
        .where(VettingEvent.offtaker_id == offtaker_id)
        .order_by(VettingEvent.id)
    )
    return [(event, name or "") for event, name in await db.execute(query)]


async def latest(db: AsyncSession, offtaker_id: int) -> int:
    """The number of the last thing that happened to an application."""
    query = select(func.max(VettingEvent.id)).where(VettingEvent.offtaker_id == offtaker_id)
    return (await db.scalars(query)).one() or 0


async def promises(db: AsyncSession, offtaker_id: int) -> Mapping[Promise, int | None]:
    """What a company promised, and within how many days it pays."""
    found = await db.scalars(select(Commitment).where(Commitment.offtaker_id == offtaker_id))
    return {Promise(each.promise): each.days for each in found}


async def namesake(db: AsyncSession, name: str, *, besides: int | None = None) -> Offtaker | None:
    """Another company of that name, which a second application would be mistaken for."""
    query = select(Offtaker).where(func.lower(Offtaker.name) == name.strip().lower())
    query = query.where(Offtaker.vetting != Vetting.REJECTED, Offtaker.id != (besides or 0))
    return (await db.scalars(query.order_by(Offtaker.id))).first()


async def _theirs(db: AsyncSession, person: Person, offtaker_id: int) -> Offtaker:
    query = select(Offtaker).where(Offtaker.id == offtaker_id).with_for_update()
    offtaker = (await db.scalars(query)).one_or_none()
    role = await members.role_in(db, offtaker_id, person.id)
    if offtaker is None or role is not MemberRole.LEAD:
        raise PermissionError("Only who leads a company speaks for it.")
    return offtaker


async def _promise(db: AsyncSession, offtaker_id: int, person_id: int, days: int | None) -> None:
    promised = await promises(db, offtaker_id)
    if set(promised) == set(Promise) and promised[Promise.PAYMENT_TERM] == days:
        return  # promised before, and then is when
    await db.execute(delete(Commitment).where(Commitment.offtaker_id == offtaker_id))
    db.add_all(
        Commitment(
            offtaker_id=offtaker_id,
            promise=promise,
            days=days if promise is Promise.PAYMENT_TERM else None,
            promised_at=clock.now(),
            promised_by=person_id,
        )
        for promise in Promise
    )
