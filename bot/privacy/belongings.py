"""What a person had, made and led: deleted, or left to others without them."""

from collections.abc import Iterable, Sequence

from sqlalchemy import ColumnElement, delete, func, or_, select, update
from sqlalchemy.ext.asyncio import AsyncSession

from bot import clock
from bot.coaching.after.models import CheckInTry, Feedback, Homework, SessionNote
from bot.coaching.day.models import PutAside
from bot.coaching.handover.models import Handover
from bot.coaching.models import Entrusted, Participant, Programme, Session
from bot.coaching.questions.articles import Article, ArticleRating
from bot.coaching.questions.asked import ExpertField, Question, QuestionMessage, QuestionWait
from bot.coaching.sequences.models import SequenceStep
from bot.conversation.steps.phone import shown
from bot.delivery import group_chats
from bot.delivery.models import BulletinText
from bot.delivery.screen import ENCLOSED
from bot.market import offers
from bot.market.models import Bulletin
from bot.market.offered import Interest, Offer
from bot.market.planned import PlannedBulletin
from bot.partnerships.models import (
    Offtaker,
    OfftakerMember,
    Supplier,
    SupplierDraft,
    Vetting,
    VettingEvent,
)
from bot.partnerships.striking import strike
from bot.people import groups, subscriptions
from bot.people.joining import Claim, Delegation, DelegationDraft, Invitation, Poster
from bot.people.leave import Leave
from bot.people.models import (
    Business,
    CommodityRequest,
    Person,
    Product,
    Readiness,
    UnitSize,
    VoiceNote,
)
from bot.people.papers import Paper
from bot.people.wanted import AddedTopic, Mute
from bot.privacy.consequences import Company
from bot.privacy.inventory import businesses, questions
from bot.storage import Base

#: What goes with a business.
OF_BUSINESS = (Product, UnitSize, Readiness, Paper, Homework, SessionNote, PutAside, Entrusted)


async def marks(db: AsyncSession, person: Person) -> list[str]:
    """By what a person could be known in other people's records."""
    trades = await db.scalars(select(Business.name).where(Business.person_id == person.id))
    # As it is kept, and as it was shown to others.
    numbers = (person.phone, shown(person.phone)) if person.phone else ()
    return sorted({each for each in (person.name, *numbers, *trades) if each})


async def drop_businesses(db: AsyncSession, person: Person, known_as: Iterable[str]) -> None:
    """Delete what nothing refers to; the rest stays as a place without a name."""
    owned = businesses(person).scalar_subquery()
    for model in OF_BUSINESS:
        await db.execute(delete(model).where(model.business_id.in_(owned)))
    for own in (Feedback, CheckInTry):
        await db.execute(delete(own).where(own.person_id == person.id))
    # Where nobody else is coached, the place may be theirs; else it is known to others, too.
    beside = select(Participant.session_id).where(Participant.business_id.not_in(owned))
    held = Session.id.in_(select(Participant.session_id).where(Participant.business_id.in_(owned)))
    for name in known_as:
        for words, value in ((Session.topic, None), (Session.place, "")):
            named = words.contains(name, autoescape=True)
            await db.execute(update(Session).where(held, named).values({words: value}))
        # Of a class as a whole, a note may name them all the same.
        of_class = SessionNote.session_id.in_(
            select(Participant.session_id).where(Participant.business_id.in_(owned))
        )
        for told, theirs in (
            (SessionNote, of_class | (SessionNote.by_id == person.id)),
            (Homework, Homework.officer_id == person.id),
        ):
            noted = told.text.contains(name, autoescape=True)
            without = func.replace(told.text, name, "–")
            await db.execute(update(told).where(theirs, noted).values(text=without))
    await db.execute(
        update(Session)
        .where(held, Session.id.not_in(beside))
        .values(place="", latitude=None, longitude=None, link=None)
    )
    hers = Business.person_id == person.id
    await db.execute(delete(AddedTopic).where(AddedTopic.person_id == person.id))
    await db.execute(delete(Mute).where(Mute.person_id == person.id))
    await db.execute(delete(Business).where(hers, ~_referred_to()))
    await db.execute(
        update(Business)
        .where(hers)
        .values(name="", nib=None, size=None, chosen_at=None, closed_at=clock.now())
    )
    await subscriptions.follow(db, [person.id])


def _referred_to() -> ColumnElement[bool]:
    """Whether another table's row needs the business: also a table that is yet to be made."""
    parts = {model.__tablename__ for model in OF_BUSINESS}
    keys = [
        key.parent
        for table in Base.metadata.tables.values()
        for key in table.foreign_keys
        if key.column is Business.__table__.c.id and table.name not in parts
    ]
    return or_(*(select(key).where(key == Business.id).exists() for key in keys))


async def stop_groups(db: AsyncSession, person: Person) -> None:
    """Nobody answers for their groups any more, so that these hear of nothing."""
    for each in await groups.kept_by(db, groups.of(person)):
        await group_chats.retire(db, each)
        await db.execute(delete(AddedTopic).where(AddedTopic.person_id == each.person.id))
        await subscriptions.follow(db, [each.person.id])


async def leave_companies(db: AsyncSession, person: Person, companies: Sequence[Company]) -> None:
    """A company stays what it is. An application that nobody stands for any more is over."""
    # Buyers keep their lists in files of their own. Only a number that is surely this person's
    # takes a line along.
    listed = Supplier.person_id == person.id
    if person.phone and person.phone_verified_at:
        await strike(db, phone=person.phone)
        listed |= Supplier.phone == person.phone
    await db.execute(delete(Supplier).where(listed))
    await db.execute(delete(OfftakerMember).where(OfftakerMember.person_id == person.id))
    await db.execute(delete(SupplierDraft).where(SupplierDraft.person_id == person.id))
    # What is not out was theirs alone; a bulletin that came of it stands by itself.
    await db.execute(delete(PlannedBulletin).where(PlannedBulletin.author_id == person.id))
    await _take_pictures_back(db, person)
    await db.execute(delete(DelegationDraft).where(DelegationDraft.officer_id == person.id))
    for company in companies:
        offtaker = await db.get_one(Offtaker, company.offtaker_id)
        if person.name and offtaker.contact_name == person.name:
            offtaker.contact_name = None
        if person.phone and offtaker.contact_phone == person.phone:
            offtaker.contact_phone = None
        if not company.others and offtaker.vetting in {Vetting.PENDING, Vetting.ASKED}:
            offtaker.vetting, offtaker.decided_at = Vetting.REJECTED, clock.now()
            offtaker.contact_name = offtaker.contact_phone = None
            db.add(
                VettingEvent(
                    offtaker_id=offtaker.id, at=clock.now(), by=person.id, became=Vetting.REJECTED
                )
            )


async def _take_pictures_back(db: AsyncSession, person: Person) -> None:
    """A company's words stay; a photo or document was this person's to send, and may show them."""
    theirs = select(Bulletin).where(Bulletin.author_id == person.id)
    for bulletin in await db.scalars(theirs.where(Bulletin.enclosure.is_not(None))):
        bulletin.enclosure = None
        texts = select(BulletinText).where(BulletinText.bulletin_id == bulletin.id)
        for text in await db.scalars(texts):
            text.screen = {name: value for name, value in text.screen.items() if name != ENCLOSED}


async def drop_threads(db: AsyncSession, person: Person, known_as: Iterable[str]) -> None:
    """What they asked goes with all that was said to it; what they answered is its asker's.

    An article stays, as nobody's.
    """
    hers = questions(person).scalar_subquery()
    for model in (QuestionMessage, QuestionWait):
        await db.execute(delete(model).where(model.question_id.in_(hers)))
    await db.execute(delete(Question).where(Question.person_id == person.id))
    for name in known_as:
        named = QuestionMessage.text.contains(name, autoescape=True)
        said = func.replace(QuestionMessage.text, name, "–")
        theirs = QuestionMessage.by_id == person.id
        await db.execute(update(QuestionMessage).where(theirs, named).values(text=said))
    await db.execute(delete(ExpertField).where(ExpertField.person_id == person.id))
    await db.execute(delete(ArticleRating).where(ArticleRating.person_id == person.id))
    await db.execute(update(Article).where(Article.author_id == person.id).values(author_id=None))


async def unname_messages(db: AsyncSession, person: Person, known_as: Iterable[str]) -> None:
    """A programme goes on saying what its officer wrote, but not who that was."""
    theirs = select(Programme.id).where(Programme.officer_id == person.id)
    query = select(SequenceStep).where(SequenceStep.programme_id.in_(theirs))
    for step in await db.scalars(query):
        texts = dict(step.texts)
        for name in known_as:
            texts = {language: text.replace(name, "–") for language, text in texts.items()}
        step.texts = texts


async def leave_relations(db: AsyncSession, person: Person) -> None:
    """Nothing speaks, grants or brings people in on their behalf any more."""
    now, me = clock.now(), person.id
    speaks = (Delegation.person_id == me) | (Delegation.officer_id == me)
    await db.execute(
        update(Delegation).where(speaks, Delegation.ended_at.is_(None)).values(ended_at=now)
    )
    await db.execute(delete(Leave).where((Leave.officer_id == me) | (Leave.substitute_id == me)))
    asked = (Handover.from_id == me) | (Handover.to_id == me) | (Handover.asked_by == me)
    await db.execute(delete(Handover).where(asked))
    await db.execute(delete(Entrusted).where(Entrusted.officer_id == me))
    claims = (Claim.person_id == me) | (Claim.claimant_id == me)
    await db.execute(
        update(Claim)
        .where(claims, Claim.verdict == "pending")
        .values(verdict="refused", decided_at=now)
    )
    await db.execute(update(Claim).where(claims).values(phone=""))
    made = (Poster.made_by == me) | (Poster.officer_id == me)
    await db.execute(update(Poster).where(made, Poster.revoked_at.is_(None)).values(revoked_at=now))
    unused = Invitation.used_at.is_(None) & Invitation.revoked_at.is_(None)
    await db.execute(
        update(Invitation).where(Invitation.made_by == me, unused).values(revoked_at=now)
    )
    # A word that has come into the list is the trade's; one that has not is the person's.
    asked = (CommodityRequest.person_id == me) & CommodityRequest.verdict.in_(
        ["pending", "refused"]
    )
    await db.execute(delete(CommodityRequest).where(asked))
    await db.execute(delete(VoiceNote).where(VoiceNote.person_id == me))
    await offers.withdraw_all(db, me)
    await db.execute(update(Offer).where(Offer.made_by == me).values(reason=None))
    await db.execute(delete(Interest).where(Interest.person_id == me))
