"""A delegated account goes to its owner: on a verified phone and the officer's word.

Numbers of prepaid cards are handed on to strangers, so neither of the two is enough.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import timedelta
from enum import StrEnum

from sqlalchemy import delete, select, update
from sqlalchemy.ext.asyncio import AsyncSession

from bot import clock
from bot.people import consent, leave, roles, subscriptions
from bot.people.joining import Claim, Delegation, PosterArrival
from bot.people.models import Business, Consent, Person, Purpose, Role, VoiceNote


class Verdict(StrEnum):
    PENDING = "pending"
    CONFIRMED = "confirmed"
    REFUSED = "refused"


#: Who was refused is not asked about again before, so that an officer is not worn down.
REFUSED_FOR = timedelta(days=7)


@dataclass(frozen=True)
class Decided:
    claim: Claim
    claimant: Person
    #: How the owner was called before the account was emptied.
    owner: str
    honorific: str | None = None
    #: Others who had claimed the same account, refused by this.
    others: Sequence[Person] = ()


#: How they want their news.
HOW_NEWS_COMES = ("news_rhythm", "news_a_day", "friday_news_at", "low_data_at")


async def claim(db: AsyncSession, claimant: Person, phone: str) -> Claim | None:
    """Ask for the account with this phone; None if there is none, or it was asked for before.

    Its officer may be gone: then the admins decide.
    """
    found = await db.scalars(
        select(Person)
        .where(Person.phone == phone, Person.id != claimant.id)
        .where(Person.telegram_id.is_(None), Person.erased_at.is_(None))
        .with_for_update(of=Person, key_share=True)
    )
    person = found.one_or_none()
    if person is None or await _asked(db, claimant.id, person.id):
        return None
    made = Claim(
        person_id=person.id,
        claimant_id=claimant.id,
        phone=phone,
        made_at=clock.now(),
        verdict=Verdict.PENDING,
    )
    db.add(made)
    await db.flush()
    return made


async def _asked(db: AsyncSession, claimant_id: int, person_id: int) -> bool:
    lately = clock.now() - REFUSED_FOR
    claims = await db.scalars(
        select(Claim).where(Claim.claimant_id == claimant_id, Claim.person_id == person_id)
    )
    return any(
        each.verdict == Verdict.PENDING or (each.decided_at and each.decided_at > lately)
        for each in claims
    )


async def judges(db: AsyncSession, claim: Claim) -> Sequence[Person]:
    """Who is asked: the officer who looks after the account; the admins if there is none."""
    officer = await db.scalar(
        select(Person)
        .join(Delegation, Delegation.officer_id == Person.id)
        .where(Delegation.person_id == claim.person_id, Delegation.ended_at.is_(None))
    )
    if officer and officer.id != claim.claimant_id:
        held = await roles.roles_of(db, [officer.id])
        if Role.OFFICER in held[officer.id]:
            now = await leave.on_duty(db, officer)
            return [officer if now.id == claim.claimant_id else now]
    admins = await roles.holders(db, Role.ADMIN)
    return [admin for admin in admins if admin.id != claim.claimant_id]


async def pending(db: AsyncSession) -> Sequence[Claim]:
    """For the admins, oldest first."""
    query = select(Claim).where(Claim.verdict == Verdict.PENDING).order_by(Claim.id)
    return (await db.scalars(query)).all()


async def may_decide(db: AsyncSession, claim: Claim, actor: Person) -> bool:
    """The officer who looks after the account, or an admin; nobody about themselves."""
    if actor.id == claim.claimant_id:
        return False
    held = (await roles.roles_of(db, [actor.id]))[actor.id]
    if Role.ADMIN in held:
        return True
    theirs = select(Delegation.id).where(
        Delegation.person_id == claim.person_id,
        Delegation.officer_id.in_(leave.works_for(actor.id)),
        Delegation.ended_at.is_(None),
    )
    return Role.OFFICER in held and await db.scalar(theirs) is not None


async def decide(db: AsyncSession, claim_id: int, verdict: Verdict, by: Person) -> Decided | None:
    """Settle a claim once; None if it is settled, or not for this person to settle.

    A confirmed one moves what is people's own: businesses, consents with their history, the role,
    how they came in. The caller moves the rest in the same transaction.
    """
    claim = await db.get(Claim, claim_id)
    if claim is None or not await may_decide(db, claim, by):
        return None
    # Both accounts in one order, so that two decisions about one of them wait for each other.
    locked = await db.scalars(
        select(Person)
        .where(Person.id.in_([claim.person_id, claim.claimant_id]))
        .order_by(Person.id)
        .with_for_update(key_share=True)
    )
    people = {each.id: each for each in locked}
    owner, claimant = people[claim.person_id], people[claim.claimant_id]
    name, title = owner.name or "", owner.honorific
    if not await _settle(db, Claim.id == claim_id, verdict, by):
        return None
    await db.refresh(claim)
    if verdict is Verdict.REFUSED:
        return Decided(claim, claimant, name, title)
    if owner.erased_at is not None:
        claim.verdict = Verdict.REFUSED  # somebody else has it by now, or nobody
        return Decided(claim, claimant, name, title)
    await db.execute(
        update(Delegation)
        .where(Delegation.person_id == owner.id, Delegation.ended_at.is_(None))
        .values(ended_at=clock.now())
    )
    others = await _settle(db, Claim.person_id == owner.id, Verdict.REFUSED, by)
    await _move(db, owner, claimant, claim)
    waited = (await db.scalars(select(Person).where(Person.id.in_(others)))).all()
    return Decided(claim, claimant, name, title, waited)


async def _settle(db: AsyncSession, which: object, verdict: Verdict, by: Person) -> Sequence[int]:
    """Decide on pending claims; returns whose they were."""
    decided = await db.scalars(
        update(Claim)
        .where(which, Claim.verdict == Verdict.PENDING)  # type: ignore[arg-type]  # a condition
        .values(verdict=verdict, decided_at=clock.now(), decided_by=by.id)
        .returning(Claim.claimant_id)
        .execution_options(synchronize_session=False)
    )
    return decided.all()


async def _move(db: AsyncSession, owner: Person, claimant: Person, claim: Claim) -> None:
    await _move_consents(db, owner.id, claimant.id)
    await db.flush()
    for table in (Business, VoiceNote):
        await db.execute(
            update(table)
            .where(table.person_id == owner.id)
            .values(person_id=claimant.id)
            .execution_options(synchronize_session=False)
        )
    await subscriptions.follow(db, [owner.id, claimant.id])
    arrival = await db.get(PosterArrival, owner.id)
    if arrival and not await db.get(PosterArrival, claimant.id):
        db.add(PosterArrival(person_id=claimant.id, poster_id=arrival.poster_id, at=arrival.at))
    await db.execute(delete(PosterArrival).where(PosterArrival.person_id == owner.id))
    await roles.grant(db, claimant.id, Role.OWNER, by=claim.decided_by)
    await roles.take_away(db, owner.id, Role.OWNER)
    agreed = {each.purpose for each in await consent.given(db, claimant.id)}
    _inherit(owner, claimant, claim, registered=Purpose.SERVICE in agreed)
    await db.flush()


async def _move_consents(db: AsyncSession, owner_id: int, claimant_id: int) -> None:
    """What the claimant has said by themselves, be it no, counts more than what was recorded."""
    spoken = set(await db.scalars(select(Consent.purpose).where(Consent.person_id == claimant_id)))
    for row in await db.scalars(select(Consent).where(Consent.person_id == owner_id)):
        row.person_id = claimant_id
        if row.purpose in spoken and row.withdrawn_at is None:
            row.withdrawn_at = clock.now()


def _inherit(owner: Person, claimant: Person, claim: Claim, *, registered: bool) -> None:
    """What the claimant has not said about themselves; then the old account is emptied.

    Who has taken their consent back is asked anew, as a newcomer.
    """
    claimant.phone, claimant.phone_verified_at = claim.phone, claim.made_at
    inherited = ("name", "honorific", "prices_at", "gender", "birth_year", *HOW_NEWS_COMES)
    for column in inherited:
        if getattr(claimant, column) is None:
            setattr(claimant, column, getattr(owner, column))
        setattr(owner, column, None)
    if claimant.regency is None:
        claimant.regency, claimant.zone = owner.regency, owner.zone
    if registered:
        claimant.registered_at = claimant.registered_at or clock.now()
    owner.phone = owner.phone_verified_at = owner.regency = None
    owner.erased_at = clock.now()
