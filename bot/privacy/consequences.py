"""What an erasure would take along, and what it would leave: said before it is confirmed."""

from dataclasses import dataclass

from sqlalchemy import Select, case, func, select
from sqlalchemy.ext.asyncio import AsyncSession

from bot import clock
from bot.coaching import care
from bot.coaching.models import Programme, Session
from bot.coaching.sessions.sessions import concerns
from bot.market.models import Bulletin
from bot.partnerships.models import MemberRole, Offtaker, OfftakerMember, Vetting
from bot.people.joining import Delegation
from bot.people.models import Business, Person, VoiceNote


@dataclass(frozen=True)
class Company:
    offtaker_id: int
    name: str
    #: Whether it may publish.
    approved: bool
    #: People who stay in it, and how many of them lead it.
    others: int
    leads: int

    @property
    def abandoned(self) -> bool:
        """Whether an admin has to find somebody who leads it."""
        return not self.leads and bool(self.others or self.approved)


@dataclass(frozen=True)
class Consequences:
    businesses: int
    #: Sessions before them that will not take place.
    sessions: int
    #: Bulletins that stay with their company.
    bulletins: int
    companies: tuple[Company, ...]
    #: Voice notes that an officer has in their chat.
    voices: int
    #: People without a phone for whom they speak.
    spoken_for: int
    programmes: tuple[str, ...]
    #: Sessions before them that another officer holds, or that do not take place.
    led: int = 0
    #: Businesses that nobody else looks after.
    alone: int = 0


async def consequences(db: AsyncSession, person: Person) -> Consequences:
    async def count(query: Select[int]) -> int:
        return (await db.scalars(query)).one()

    number = func.count()
    coming = (
        concerns(person.id) & (Session.starts_at > clock.now()) & Session.called_off_at.is_(None)
    )
    programmes = select(Programme.name).where(Programme.officer_id == person.id)
    return Consequences(
        businesses=await count(select(number).where(Business.person_id == person.id)),
        sessions=await count(select(number).where(coming, Session.officer_id != person.id)),
        bulletins=await count(select(number).where(Bulletin.author_id == person.id)),
        companies=await _companies(db, person.id),
        voices=await count(
            select(number).where(VoiceNote.person_id == person.id, VoiceNote.passed_at.is_not(None))
        ),
        spoken_for=await count(
            select(number).where(Delegation.officer_id == person.id, Delegation.ended_at.is_(None))
        ),
        programmes=tuple(await db.scalars(programmes.order_by(Programme.id))),
        led=await count(select(number).where(coming, Session.officer_id == person.id)),
        alone=await care.only_theirs(db, person.id),
    )


async def _companies(db: AsyncSession, person_id: int) -> tuple[Company, ...]:
    mine = select(OfftakerMember.offtaker_id).where(OfftakerMember.person_id == person_id)
    others = (
        select(
            OfftakerMember.offtaker_id,
            func.count().label("people"),
            func.sum(case((OfftakerMember.role == MemberRole.LEAD, 1), else_=0)).label("leads"),
        )
        .where(OfftakerMember.offtaker_id.in_(mine), OfftakerMember.person_id != person_id)
        .group_by(OfftakerMember.offtaker_id)
        .subquery()
    )
    found = await db.execute(
        select(
            Offtaker.id,
            Offtaker.name,
            Offtaker.vetting == Vetting.APPROVED,
            func.coalesce(others.c.people, 0),
            func.coalesce(others.c.leads, 0),
        )
        .outerjoin(others, others.c.offtaker_id == Offtaker.id)
        .where(Offtaker.id.in_(mine))
        .order_by(Offtaker.id)
    )
    return tuple(Company(*row) for row in found)
