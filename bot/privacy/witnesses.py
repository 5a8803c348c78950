"""Whose messages may name a person: those who were told about them.

All messages of all people cannot be searched; those of who had to do with them can.
"""

import json
from collections.abc import Iterable, Sequence

from markupsafe import escape
from sqlalchemy import (
    ColumnElement,
    CompoundSelect,
    Select,
    String,
    case,
    cast,
    false,
    func,
    or_,
    select,
    true,
    union,
)
from sqlalchemy.ext.asyncio import AsyncSession
from sqlalchemy.orm import InstrumentedAttribute

from bot.coaching.handover.models import Handover
from bot.coaching.houses.models import Booking, Equipment, Facility
from bot.coaching.models import Entrusted, Participant, Programme, Session
from bot.coaching.programmes.models import Enrolment, Joint
from bot.coaching.questions.asked import Question
from bot.delivery.models import Outgoing
from bot.market.audience import covering
from bot.market.models import NATIONWIDE, Bulletin
from bot.market.offered import Offer
from bot.partnerships.models import OfftakerMember, Supplier
from bot.people.joining import Claim, Delegation, Invitation, Poster, PosterArrival
from bot.people.leave import Leave
from bot.people.models import Business, Person, Role, RoleGrant, VoiceNote
from bot.privacy.inventory import businesses

#: A shorter name stands in too many words to be looked for inside of them.
TELLING = 3


async def witnesses(db: AsyncSession, person: Person) -> list[int]:
    """People who may have been told who this is: in what they were sent, the name may stand."""
    regions = {code for code in [person.regency] if code}
    regions |= {*await db.scalars(select(Business.regency).where(_owned(person)))}
    covers = {each for code in regions for each in covering(code)}
    told = {*await db.scalars(_connected(person))}
    told |= await _officers(db, person, covers)
    if looked_after := await _looked_after(db, person):
        # Officers are told whose an owner is already.
        beside = select(Programme.officer_id).where(_within(Programme.region, looked_after))
        told |= {*await db.scalars(beside)}
    return sorted(told - {person.id})


async def askers(db: AsyncSession, person: Person) -> CompoundSelect[int]:
    """Whoever could ask for their officer and be told this one's name, or came by their poster.

    They may be everybody in a province: look only at what they asked (`NAMES_OFFICER`).
    """
    looked_after = await _looked_after(db, person)
    return union(
        select(Business.person_id).where(_within(Business.regency, looked_after)),
        select(PosterArrival.person_id)
        .join(Poster, Poster.id == PosterArrival.poster_id)
        .where(Poster.officer_id == person.id),
    )


def names(marks: Iterable[str]) -> ColumnElement[bool]:
    """Whether a message's facts hold one of these, however JSON or HTML spells it."""
    facts = cast(Outgoing.params, String)
    looked_for = {
        spelt if len(mark) >= TELLING else f'"{spelt}"'
        for mark in marks
        if mark
        for plain in (mark, str(escape(mark)))
        for spelt in (json.dumps(plain)[1:-1], json.dumps(plain, ensure_ascii=False)[1:-1])
    }
    return or_(*(facts.contains(each, autoescape=True) for each in sorted(looked_for)))


def _owned(person: Person) -> ColumnElement[bool]:
    return Business.person_id == person.id


async def _looked_after(db: AsyncSession, person: Person) -> Sequence[str]:
    """Also where they only stood in for somebody on leave."""
    stood_in = select(Leave.officer_id).where(Leave.substitute_id == person.id)
    theirs = (Programme.officer_id == person.id) | Programme.officer_id.in_(stood_in)
    regions = select(Programme.region).where(theirs)
    return (await db.scalars(regions)).all()


def _within(column: InstrumentedAttribute[str], regions: Sequence[str]) -> ColumnElement[bool]:
    if NATIONWIDE in regions:
        return true()
    return or_(false(), *(column.startswith(code) for code in regions))


def _threads(me: int) -> list[Select[int]]:
    """Who asked, and who was asked: also whom an answer came from."""
    keepers = (Question.officer_id, Question.expert_id, Question.answered_by)
    mine = Question.person_id == me
    asked = [select(func.coalesce(each, me)).where(mine) for each in keepers]
    return [*asked, *(select(Question.person_id).where(each == me) for each in keepers)]


def _of_leave(me: int) -> list[Select[int]]:
    """Who was told who is away and who stands in: those two, their people, and the admins."""
    mine = (Leave.officer_id == me) | (Leave.substitute_id == me)
    partner = select(case((Leave.officer_id == me, Leave.substitute_id), else_=Leave.officer_id))
    away = select(Leave.officer_id).where(mine)
    return [
        partner.where(mine),
        select(Business.person_id)
        .join(Participant, Participant.business_id == Business.id)
        .join(Session, Session.id == Participant.session_id)
        .where(Session.officer_id.in_(away) | Session.for_officer_id.in_(away)),
        select(RoleGrant.person_id).where(
            RoleGrant.role == Role.ADMIN, select(Leave.id).where(mine).exists()
        ),
    ]


async def _officers(db: AsyncSession, person: Person, covers: set[str]) -> set[int]:
    """Who looks after somebody, whoever stood in for those, and who did it before them."""
    new = {
        *await db.scalars(
            union(
                select(Programme.officer_id).where(Programme.region.in_(covers)),
                select(Entrusted.officer_id).where(Entrusted.business_id.in_(businesses(person))),
                select(Delegation.officer_id).where(Delegation.person_id == person.id),
            )
        )
    }
    found: set[int] = set()
    while new:
        found |= new
        beside = union(
            select(Leave.substitute_id).where(Leave.officer_id.in_(new)),
            select(Handover.from_id).where(Handover.to_id.in_(new)),
        )
        new = {*await db.scalars(beside)} - found
    return found


def _connected(person: Person) -> CompoundSelect[int]:
    me, owned = person.id, businesses(person)
    companies = select(OfftakerMember.offtaker_id).where(OfftakerMember.person_id == me)
    listed = select(Supplier.offtaker_id).where(Supplier.person_id == me)
    return union(
        *_of_leave(me),
        select(Session.officer_id)
        .join(Participant, Participant.session_id == Session.id)
        .where(Participant.business_id.in_(owned)),
        select(Business.person_id)
        .join(Participant, Participant.business_id == Business.id)
        .join(Session, Session.id == Participant.session_id)
        .where(Session.officer_id == me),
        select(Business.person_id)
        .join(Enrolment, Enrolment.business_id == Business.id)
        .join(Programme, Programme.id == Enrolment.programme_id)
        .where(Programme.officer_id == me),
        select(OfftakerMember.person_id)
        .join(Joint, Joint.offtaker_id == OfftakerMember.offtaker_id)
        .join(Programme, Programme.id == Joint.programme_id)
        .where(Programme.officer_id == me),
        select(Delegation.person_id).where(Delegation.officer_id == me),
        select(Claim.claimant_id).where(Claim.person_id == me),
        select(Claim.person_id).where(Claim.claimant_id == me),
        select(Claim.decided_by).where(
            (Claim.person_id == me) | (Claim.claimant_id == me), Claim.decided_by.is_not(None)
        ),
        select(VoiceNote.passed_to).where(
            VoiceNote.person_id == me, VoiceNote.passed_to.is_not(None)
        ),
        select(VoiceNote.person_id).where(VoiceNote.passed_to == me),
        *_threads(me),
        select(Invitation.made_by).where(Invitation.used_by == me),
        select(Invitation.used_by).where(Invitation.made_by == me, Invitation.used_by.is_not(None)),
        select(OfftakerMember.person_id).where(
            OfftakerMember.offtaker_id.in_(companies) | OfftakerMember.offtaker_id.in_(listed)
        ),
        select(OfftakerMember.person_id)
        .join(Bulletin, Bulletin.offtaker_id == OfftakerMember.offtaker_id)
        .join(Offer, Offer.bulletin_id == Bulletin.id)
        .where(Offer.made_by == me),
        select(RoleGrant.person_id).where(RoleGrant.role == Role.ADMIN),
        *(
            select(keeper)
            .join(Equipment, Equipment.facility_id == Facility.id)
            .join(Booking, Booking.equipment_id == Equipment.id)
            .where(Booking.business_id.in_(owned))
            for keeper in (Facility.manager_id, Facility.opened_by)
        ),
    )
