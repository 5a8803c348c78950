"""One business in an officer's care: how far it has come, what it needs, and what to do now."""

from datetime import date, datetime

from pydantic import BaseModel

from bot.coaching.after import homework
from bot.coaching.after.notices import Task
from bot.coaching.day import attention, caseload, progress
from bot.coaching.day.notices import InNeed
from bot.coaching.questions import questions
from bot.coaching.sequences import foreseen, ticking
from bot.conversation.turn import Turn
from bot.delivery.screen import Notice
from bot.people import delegates
from bot.people.businesses import businesses_of
from bot.people.models import Business, Person
from bot.people.readiness import Item, Mark
from handlers.coaching.day.today import patience_of
from handlers.coaching.sequences.message_words import NotReceived


class APaper(BaseModel, frozen=True):
    item: Item
    mark: Mark
    last_day: date | None


class InAProgramme(BaseModel, frozen=True):
    enrolment_id: int
    name: str
    done: int
    modules: int
    #: Whether the reader teaches it, and so ticks what is done.
    teaches: bool


class CaseCard(Notice):
    kind = "case_card"

    case: InNeed
    person_id: int
    regency: str
    #: What they make: as the list calls it, or in their own words.
    makes: tuple[tuple[str | None, str], ...]
    #: Until when it is put aside.
    aside_until: datetime | None
    programmes: tuple[InAProgramme, ...]
    last_at: datetime | None
    next_at: datetime | None
    next_id: int | None
    attended: int
    missed: int
    unrecorded: int
    #: Their open questions that the reader owes an answer to.
    questions: tuple[int, ...]
    papers: tuple[APaper, ...]
    #: Homework and promises that are open.
    homework: tuple[Task, ...]
    #: What their programmes wrote of late and they did not get.
    not_received: tuple[NotReceived, ...]
    #: Whether the reader speaks for them.
    spoken_for: bool


class CaseGone(Notice):
    """A business that is not, or not any more, in the reader's care."""

    kind = "case_gone"


async def card(turn: Turn, business: Business, owner: Person) -> CaseCard:
    db, me = turn.db, turn.person.id
    needs = await attention.needing(db, me, patience_of(turn), only=business.id)
    makes = [each for each in await businesses_of(db, owner.id) if each.id == business.id]
    met = await progress.met(db, business.id, me)
    owed = await questions.owed_by(db, me, turn.roles)
    unreached = await foreseen.unreached(db, business.id)
    titles = await ticking.titles_of(db, [each.step for each in unreached])
    return CaseCard(
        case=InNeed(
            business_id=business.id,
            business=business.name,
            owner=owner.name or "?",
            needs=caseload.told(needs.get(business.id, ())),
        ),
        person_id=owner.id,
        regency=business.regency,
        makes=tuple((make.slug, make.said) for each in makes for make in each.makes),
        aside_until=await attention.aside_until(db, me, business.id),
        programmes=tuple(
            InAProgramme(
                enrolment_id=each.enrolment_id,
                name=each.name,
                done=each.done,
                modules=each.modules,
                teaches=each.officer_id == me,
            )
            for each in await progress.programmes_of(db, business.id)
        ),
        last_at=met.last_at,
        next_at=met.next_at,
        next_id=met.next_id,
        attended=met.attended,
        missed=met.missed,
        unrecorded=met.unrecorded,
        questions=tuple(question.id for question, asker in owed if asker.id == owner.id),
        papers=tuple(
            APaper(item=item, mark=mark, last_day=last)
            for item, mark, last in await progress.papers_of(db, business.id)
        ),
        homework=tuple(each.task(me) for each in await homework.of_business(db, business.id)),
        not_received=tuple(
            NotReceived.of(each.programme, each.step, each.why, titles) for each in unreached
        ),
        spoken_for=await delegates.in_care(db, me, owner.id) is not None,
    )
