"""Every table there is, and whose rows stand in it: what a copy shows and an erasure reaches.

A table that stands in neither list fails a test, so that none is forgotten.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any

from sqlalchemy import ColumnElement, Select, func, or_, select
from sqlalchemy.ext.asyncio import AsyncSession

from bot.coaching.after.models import CheckInTry, Feedback, Homework, SessionNote
from bot.coaching.calendar.feeds import Feed
from bot.coaching.day.models import Morning, PutAside
from bot.coaching.handover.models import Handover
from bot.coaching.houses import facilities
from bot.coaching.houses.models import Booking, Facility
from bot.coaching.models import Entrusted, Participant, Programme, Series, Session
from bot.coaching.programmes.models import Enrolment
from bot.coaching.questions.articles import Article, ArticleRating
from bot.coaching.questions.asked import ExpertField, Question, QuestionMessage
from bot.coaching.reminders.models import Reminder
from bot.coaching.sessions.sessions import concerns
from bot.conversation.models import Conversation
from bot.delivery.models import Chat, Outgoing
from bot.market.models import Bulletin
from bot.market.offered import Interest, Offer
from bot.market.planned import PlannedBulletin
from bot.partnerships.models import (
    Commitment,
    OfftakerMember,
    Supplier,
    SupplierDraft,
    VettingEvent,
)
from bot.people.groups import Group
from bot.people.joining import Claim, Delegation, DelegationDraft, Invitation, Poster, PosterArrival
from bot.people.leave import Leave
from bot.people.models import (
    Business,
    CommodityRequest,
    Consent,
    Person,
    Product,
    Readiness,
    RoleGrant,
    Subscription,
    UnitSize,
    VoiceNote,
)
from bot.people.papers import Paper
from bot.people.wanted import AddedTopic, Mute
from bot.privacy.models import DataAccess
from bot.storage import Base

Whose = Callable[[Person], ColumnElement[bool]]


@dataclass(frozen=True)
class Kept:
    """Rows about a person, under the name that they have in a copy."""

    section: str
    model: type[Base]
    whose: Whose
    #: What a copy does not show, because it is the engine's or another person's. References to
    #: people are never shown.
    hidden: frozenset[str] = field(default_factory=frozenset)


def businesses(person: Person) -> Select[int]:
    return select(Business.id).where(Business.person_id == person.id)


def questions(person: Person) -> Select[int]:
    return select(Question.id).where(Question.person_id == person.id)


def sessions_of(person: Person) -> Select[int]:
    """In which they were coached."""
    theirs = Participant.business_id.in_(businesses(person))
    return select(Participant.session_id).where(theirs).order_by(Participant.session_id)


def _hers(column: Any) -> Whose:
    return lambda person: column == person.id


def _of_business(column: Any) -> Whose:
    return lambda person: column.in_(businesses(person))


KEPT: tuple[Kept, ...] = (
    Kept("profile", Person, _hers(Person.id)),
    Kept("roles", RoleGrant, _hers(RoleGrant.person_id)),
    Kept("consents", Consent, _hers(Consent.person_id)),
    Kept("businesses", Business, _hers(Business.person_id)),
    Kept("products", Product, _of_business(Product.business_id)),
    Kept("subscriptions", Subscription, _hers(Subscription.person_id)),
    Kept("added_topics", AddedTopic, _hers(AddedTopic.person_id)),
    Kept("mutes", Mute, _hers(Mute.person_id)),
    Kept("units", UnitSize, _of_business(UnitSize.business_id)),
    Kept("readiness", Readiness, _of_business(Readiness.business_id)),
    Kept("papers", Paper, _of_business(Paper.business_id)),
    Kept("requests", CommodityRequest, _hers(CommodityRequest.person_id)),
    Kept("memberships", OfftakerMember, _hers(OfftakerMember.person_id)),
    Kept("promises", Commitment, _hers(Commitment.promised_by)),
    Kept("vetting", VettingEvent, _hers(VettingEvent.by)),
    Kept("supplier_lists", Supplier, _hers(Supplier.person_id)),
    # What is on a buyer's list are other people.
    Kept(
        "supplier_drafts",
        SupplierDraft,
        _hers(SupplierDraft.person_id),
        hidden=frozenset({"lines"}),
    ),
    Kept("bulletins", Bulletin, _hers(Bulletin.author_id)),
    Kept("planned_bulletins", PlannedBulletin, _hers(PlannedBulletin.author_id)),
    Kept("offers", Offer, _hers(Offer.made_by)),
    Kept("interests", Interest, _hers(Interest.person_id)),
    Kept("programmes", Programme, _hers(Programme.officer_id)),
    Kept("series", Series, _hers(Series.officer_id)),
    # Whoever has the code of a class could say that they are there.
    Kept("sessions", Session, lambda person: concerns(person.id), hidden=frozenset({"code"})),
    Kept("participations", Participant, _of_business(Participant.business_id)),
    Kept(
        "homework",
        Homework,
        lambda person: or_(
            Homework.officer_id == person.id, Homework.business_id.in_(businesses(person))
        ),
    ),
    # Also what their officer did not mark for them: it is about them.
    Kept(
        "session_notes",
        SessionNote,
        lambda person: or_(
            SessionNote.by_id == person.id, SessionNote.business_id.in_(businesses(person))
        ),
    ),
    Kept("feedback", Feedback, _hers(Feedback.person_id)),
    Kept("code_tries", CheckInTry, _hers(CheckInTry.person_id)),
    Kept(
        "enrolments",
        Enrolment,
        lambda person: or_(
            Enrolment.enrolled_by == person.id, Enrolment.business_id.in_(businesses(person))
        ),
    ),
    Kept(
        "put_aside",
        PutAside,
        lambda person: or_(
            PutAside.officer_id == person.id, PutAside.business_id.in_(businesses(person))
        ),
    ),
    Kept("mornings", Morning, _hers(Morning.person_id)),
    Kept(
        "leaves",
        Leave,
        lambda person: or_(Leave.officer_id == person.id, Leave.substitute_id == person.id),
    ),
    # Which businesses those are, is told by what is kept of them.
    Kept(
        "handovers",
        Handover,
        lambda person: or_(
            Handover.from_id == person.id,
            Handover.to_id == person.id,
            Handover.asked_by == person.id,
        ),
        hidden=frozenset({"businesses"}),
    ),
    Kept(
        "entrusted",
        Entrusted,
        lambda person: or_(
            Entrusted.officer_id == person.id, Entrusted.business_id.in_(businesses(person))
        ),
    ),
    Kept("reminders", Reminder, _hers(Reminder.person_id)),
    Kept("houses", Facility, lambda person: facilities.runs_it(person.id)),
    Kept(
        "bookings",
        Booking,
        lambda person: or_(
            Booking.booked_by == person.id, Booking.business_id.in_(businesses(person))
        ),
    ),
    Kept("questions", Question, _hers(Question.person_id)),
    Kept(
        "question_messages",
        QuestionMessage,
        lambda person: or_(
            QuestionMessage.by_id == person.id,
            QuestionMessage.question_id.in_(questions(person)),
        ),
    ),
    Kept("expert_fields", ExpertField, _hers(ExpertField.person_id)),
    Kept("articles", Article, _hers(Article.author_id), hidden=frozenset({"checksum", "starter"})),
    Kept("ratings", ArticleRating, _hers(ArticleRating.person_id)),
    Kept("calendar", Feed, _hers(Feed.person_id), hidden=frozenset({"token_hash"})),
    Kept("groups", Group, _hers(Group.keeper_id)),
    Kept("voice_notes", VoiceNote, _hers(VoiceNote.person_id)),
    Kept("poster", PosterArrival, _hers(PosterArrival.person_id)),
    Kept("posters_made", Poster, _hers(Poster.made_by)),
    Kept(
        "invitations",
        Invitation,
        lambda person: or_(Invitation.made_by == person.id, Invitation.used_by == person.id),
        hidden=frozenset({"token_hash"}),
    ),
    Kept("spoken_for_by", Delegation, _hers(Delegation.person_id)),
    Kept("speaks_for", Delegation, _hers(Delegation.officer_id)),
    # Those on an officer's list are other people.
    Kept(
        "owner_drafts",
        DelegationDraft,
        _hers(DelegationDraft.officer_id),
        hidden=frozenset({"lines"}),
    ),
    Kept("claims", Claim, _hers(Claim.claimant_id)),
    Kept("claims_on_this", Claim, _hers(Claim.person_id), hidden=frozenset({"phone"})),
    Kept("accesses", DataAccess, _hers(DataAccess.person_id)),
    Kept("conversations", Conversation, _hers(Conversation.person_id)),
    Kept(
        "messages",
        Outgoing,
        _hers(Outgoing.person_id),
        hidden=frozenset(
            {
                *("params", "key", "slot", "lane", "owner", "epoch", "lapses_at", "retry_at"),
                *("attempts", "version", "message_id", "edits_id", "chat_id"),
            }
        ),
    ),
    Kept(
        "chat",
        Chat,
        lambda person: Chat.id == person.telegram_id,
        hidden=frozenset({"next_send_at"}),
    ),
)

#: Tables without a row about a person -> whose they are.
NOBODYS: Mapping[str, str] = {
    "offtaker": "a company's; its contact is looked at by an erasure all the same",
    "article_text": "the library's words, the same for everybody",
    "article_word": "what an article is found by",
    "question_wait": "when a question was brought up again; it goes with the question",
    "bulletin_region": "a bulletin's",
    "equipment": "a house's",
    "joint": "a company's",
    "module": "a programme's",
    "module_done": "of a business in a programme",
    "programme_poster": "a programme's",
    "sequence_outcome": "of a business in a programme",
    "sequence_step": "a programme's words, the same for all who take part",
    "fanout": "how far a bulletin has come",
    "live_account": "which bulletins still go out",
    "bulletin_text": "a company's words, the same for everybody",
    "lease": "the program's",
    "replica": "the program's",
    "paid_day": "numbers of messages",
    "reference_price": "public",
    "seen_update": "numbers of Telegram's, forgotten after 48 hours",
}


async def counts(db: AsyncSession, person: Person) -> dict[str, int]:
    """How many rows there are of each section; those without any are left out."""
    found = {}
    for kept in KEPT:
        number = select(func.count()).select_from(kept.model).where(kept.whose(person))
        found[kept.section] = (await db.scalars(number)).one()
    return {section: number for section, number in found.items() if number}
