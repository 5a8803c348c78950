"""Who looks after a business at a moment: the officer, or the substitute during their leave."""

from datetime import timedelta

from sqlalchemy import select
from sqlalchemy.ext.asyncio import AsyncSession

from bot import clock
from bot.coaching import care
from bot.coaching.day import mornings
from bot.coaching.day.attention import Patience
from bot.coaching.day.today import today
from bot.coaching.models import Entrusted
from bot.coaching.questions import news, questions
from bot.coaching.questions.questions import Said
from bot.coaching.questions.thread_notices import Came
from bot.delivery import calls
from bot.delivery.models import Outgoing
from bot.people import claims, delegates, leave, roles
from bot.people.leave import Answer, Leave, Plan
from bot.people.models import Person, Role
from tests.coaching.meeting import officer, owner
from tests.people.folk import looked_after, somebody


async def away(
    db: AsyncSession, who: Person, substitute: Person, answer: Answer = Answer.YES
) -> Leave:
    """From an hour ago on, for a week."""
    now = clock.now()
    row = Leave(
        officer_id=who.id,
        substitute_id=substitute.id,
        first_day=now.date(),
        last_day=(now + timedelta(days=6)).date(),
        starts_at=now - timedelta(hours=1),
        ends_at=now + timedelta(days=7),
        plan=Plan.TAKEN,
        answer=answer,
        asked_at=now,
    )
    db.add(row)
    await db.flush()
    return row


async def cared_by(db: AsyncSession, person: Person) -> list[str]:
    return [each.owner for each in await care.businesses_in_care(db, person.id)]


async def test_a_substitute_looks_after_what_is_in_the_officers_care(db: AsyncSession) -> None:
    wayan = await officer(db, "Wayan", "35.07")
    dewi = await officer(db, "Dewi", "51")
    siti, _business = await owner(db, "Siti")
    assert await cared_by(db, dewi) == []
    row = await away(db, wayan, dewi)
    assert await cared_by(db, dewi) == ["Siti"]
    assert await cared_by(db, wayan) == ["Siti"]
    assert await care.officer_of(db, siti) == dewi
    assert await care.own_officer_of(db, siti) == wayan
    row.ended_at = clock.now()
    await db.flush()
    assert await cared_by(db, dewi) == []
    assert await care.officer_of(db, siti) == wayan


async def test_without_a_yes_before_its_day_and_after_it_nobody_stands_in(
    db: AsyncSession,
) -> None:
    wayan, dewi = await officer(db, "Wayan", "35.07"), await officer(db, "Dewi", "51")
    await owner(db, "Siti")
    row = await away(db, wayan, dewi, Answer.NOTHING)
    assert await cared_by(db, dewi) == []
    row.answer = Answer.YES
    row.starts_at = clock.now() + timedelta(minutes=1)
    await db.flush()
    assert await cared_by(db, dewi) == []
    row.starts_at, row.ends_at = clock.now() - timedelta(days=2), clock.now()
    await db.flush()
    assert await cared_by(db, dewi) == []


async def test_a_substitute_who_is_no_officer_any_more_leaves_nobody_with_nobody(
    db: AsyncSession,
) -> None:
    wayan, dewi = await officer(db, "Wayan", "35.07"), await officer(db, "Dewi", "51")
    siti, _business = await owner(db, "Siti")
    await away(db, wayan, dewi)
    await roles.take_away(db, dewi.id, Role.OFFICER)
    assert await care.officer_of(db, siti) == wayan


async def test_a_substitute_on_leave_is_stood_in_for_with_all_of_it(db: AsyncSession) -> None:
    wayan, dewi = await officer(db, "Wayan", "35.07"), await officer(db, "Dewi", "51")
    putu = await officer(db, "Putu", "52")
    siti, _business = await owner(db, "Siti")
    await away(db, wayan, dewi)
    await away(db, dewi, putu)
    assert await care.officer_of(db, siti) == putu
    assert await cared_by(db, putu) == ["Siti"]
    # Two who stand in for each other do not go round for ever.
    await away(db, putu, wayan)
    assert await care.officer_of(db, siti) is not None
    assert await cared_by(db, putu) == ["Siti"]


async def test_a_business_that_was_handed_over_is_looked_after_by_name(db: AsyncSession) -> None:
    wayan, dewi = await officer(db, "Wayan", "35.07"), await officer(db, "Dewi", "51")
    siti, business = await owner(db, "Siti")
    await owner(db, "Tini")
    db.add(Entrusted(business_id=business.id, officer_id=dewi.id, since=clock.now()))
    await db.flush()
    assert await cared_by(db, wayan) == ["Tini"]
    assert await cared_by(db, dewi) == ["Siti"]
    assert await care.officer_of(db, siti) == dewi
    owners = await db.scalars(await care.owners_in_care(db, dewi.id))
    assert [*owners] == [siti.id]
    await roles.take_away(db, dewi.id, Role.OFFICER)
    assert await cared_by(db, wayan) == ["Siti", "Tini"]
    assert await care.officer_of(db, siti) == wayan


async def asks(db: AsyncSession, person: Person) -> None:
    asked = await questions.ask(db, person, [Said("text", "Kenapa?")], hours=24, quiet=None)
    assert asked
    await news.tell_owing(db, asked.question, Came.NEW, None)


async def test_questions_wait_for_the_substitute_and_go_back(db: AsyncSession) -> None:
    wayan, dewi = await officer(db, "Wayan", "35.07"), await officer(db, "Dewi", "51")
    siti, _business = await owner(db, "Siti")
    row = await away(db, wayan, dewi)
    await asks(db, siti)
    told = await db.scalars(select(Outgoing.person_id).where(Outgoing.kind == "question_came"))
    assert [*told] == [dewi.id]
    held = frozenset({Role.OFFICER})
    [(question, _asker)] = await questions.owed_by(db, dewi.id, held)
    assert question.officer_id == wayan.id
    row.ended_at = clock.now()
    await db.flush()
    assert await questions.owed_by(db, dewi.id, held) == []
    assert len(await questions.owed_by(db, wayan.id, held)) == 1
    assert await questions.answerable(db, dewi.id, held, question.id) is None


async def test_a_substitute_answers_and_the_officer_sees_what_was_said(db: AsyncSession) -> None:
    wayan, dewi = await officer(db, "Wayan", "35.07"), await officer(db, "Dewi", "51")
    siti, _business = await owner(db, "Siti")
    await away(db, wayan, dewi)
    await asks(db, siti)
    held = frozenset({Role.OFFICER})
    [(question, _asker)] = await questions.owed_by(db, dewi.id, held)
    words = [Said("text", "Kurangi air.")]
    answered = await questions.answer(db, dewi, held, question.id, words, counted=1)
    assert answered is not None
    assert answered.answered_by == dewi.id


async def test_a_substitute_of_their_own_officer_does_not_answer_themselves(
    db: AsyncSession,
) -> None:
    wayan = await officer(db, "Wayan", "35.07")
    siti, _business = await owner(db, "Siti")
    await roles.grant(db, siti.id, Role.OFFICER)
    await away(db, wayan, siti)
    await asks(db, siti)
    told = await db.scalars(select(Outgoing.person_id).where(Outgoing.kind == "question_came"))
    assert [*told] == [wayan.id]
    assert await care.officer_of(db, siti) == wayan


async def test_calls_claims_and_the_day_are_the_substitutes(db: AsyncSession) -> None:
    wayan, dewi = await officer(db, "Wayan", "35.07"), await officer(db, "Dewi", "51")
    sri = await looked_after(db, wayan)
    claimant = await somebody(db, name="Sri")
    claimed = await claims.claim(db, claimant, sri.phone or "")
    assert claimed
    await away(db, wayan, dewi)
    await db.flush()
    assert await claims.judges(db, claimed) == [dewi]
    assert await claims.may_decide(db, claimed, dewi)
    assert [each.id for each in await delegates.owners_of(db, dewi.id)] == [sri.id]
    assert await calls.waiting(db, dewi.id) == await calls.waiting(db, wayan.id)
    day = await today(db, dewi, Patience(silence=timedelta(0)))
    assert day.needing_count == 1


async def test_who_is_on_leave_is_left_in_peace_in_the_morning(db: AsyncSession) -> None:
    wayan, dewi = await officer(db, "Wayan", "35.07"), await somebody(db, Role.OFFICER, name="Dewi")
    await owner(db, "Siti")
    greet = mornings.greeting(clock.now().time(), Patience(silence=timedelta(0)))
    await away(db, wayan, dewi)
    for each in (wayan, dewi):
        each.zone = "UTC"
    await db.flush()
    await greet(db, None)
    told = await db.scalars(select(Outgoing.person_id).where(Outgoing.kind == "today"))
    assert [*told] == [dewi.id]
    assert await db.scalar(leave.substitutes()) == dewi.id
