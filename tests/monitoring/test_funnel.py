"""The funnel counts real conversations: who began, who got to which question, who finished."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import timedelta

import pytest
from sqlalchemy.ext.asyncio import AsyncSession

from bot import clock
from bot.conversation.models import Conversation
from bot.conversation.said import Command, Said, Tap, Text
from bot.conversation.turn import Turn
from bot.monitoring import funnel
from bot.people import posters, registration, roles
from bot.people.models import Person, Role
from handlers.admin import COUNTED
from handlers.people.onboarding import REGISTER
from handlers.routing import route
from tests.conftest import MONDAY
from tests.people.folk import somebody

#: What people say, one after the other; a second passes before each.
ALL = ("bahasa indonesia", "boleh", "Ibu Siti", "cabai rawit merah", "kota batu", "ya")


@pytest.fixture(autouse=True)
def stopped(monday: None, monkeypatch: pytest.MonkeyPatch) -> None:
    """Time passes only when a test says so."""
    clock.reset()
    monkeypatch.setattr(clock, "machine_now", lambda: MONDAY)


@dataclass
class Talk:
    """One person and the bot, without a network between."""

    db: AsyncSession
    person: Person
    conversation: Conversation
    seconds: int = 1
    said: list[str] = field(default_factory=list)

    async def says(self, said: Said) -> None:
        clock.move_to(clock.now() + timedelta(seconds=self.seconds))
        held = (await roles.roles_of(self.db, [self.person.id]))[self.person.id]
        turn = Turn(
            db=self.db,
            person=self.person,
            roles=held,
            chat_id=self.conversation.chat_id,
            said=said,
            conversation=self.conversation,
            quiet=None,
        )
        await route(turn)
        await self.db.flush()


async def comes(
    db: AsyncSession, answers: Sequence[str], *, seconds: int = 1, argument: str = ""
) -> Person:
    """A newcomer who gives these answers and says no more."""
    person = await somebody(db)
    conversation = Conversation(
        person_id=person.id,
        chat_id=person.telegram_id or 0,
        state={},
        turn=0,
        updated_at=clock.now(),
    )
    db.add(conversation)
    talk = Talk(db, person, conversation, seconds)
    await talk.says(Command("start", argument))
    for answer in answers:
        await talk.says(Text(answer))
    return person


def test_the_steps_that_are_counted_are_asked() -> None:
    assert {step.key for step in REGISTER.steps} >= {*COUNTED}


async def test_every_step_counts_who_answered_it(db: AsyncSession) -> None:
    for number in range(len(ALL) + 1):
        await comes(db, ALL[:number])
    measured = await funnel.measure(db, COUNTED)
    assert measured.started == 7
    assert list(measured.steps.values()) == [6, 5, 4, 3, 2]
    assert measured.finished == 1


async def test_whom_a_question_does_not_concern_is_not_lost_at_it(db: AsyncSession) -> None:
    officer = await comes(db, ())
    await roles.grant(db, officer.id, Role.OFFICER)
    talk = Talk(db, officer, await db.get_one(Conversation, (officer.id, officer.telegram_id)))
    for said in ("batal", "halo", "bahasa indonesia", "boleh", "Pak Wayan", "kota batu"):
        await talk.says(Text(said))
    assert [*(await funnel.measure(db, COUNTED)).steps.values()] == [1] * len(COUNTED)


async def test_the_median_is_of_those_who_finished_from_their_first_answer(
    db: AsyncSession,
) -> None:
    for seconds in (1, 10, 60):
        await comes(db, ALL, seconds=seconds)
    await comes(db, ALL[:3], seconds=3600)
    measured = await funnel.measure(db, COUNTED)
    assert measured.median == timedelta(seconds=10 * (len(ALL) - 1))


async def test_going_back_and_changing_an_answer_counts_once_and_as_it_was_first(
    db: AsyncSession,
) -> None:
    person = await comes(db, (*ALL[:3], "kembali", "Ibu Sitti", *ALL[3:]), seconds=5)
    conversation = await db.get_one(Conversation, (person.id, person.telegram_id))
    first = MONDAY + timedelta(seconds=5 * 4)  # after /start and two answers
    assert (conversation.reached or {})["name"] == first.isoformat()
    measured = await funnel.measure(db, COUNTED)
    assert measured.steps["name"] == 1
    assert measured.finished == 1
    assert measured.median == timedelta(seconds=5 * (len(ALL) + 1))


async def test_only_who_came_since_is_counted(db: AsyncSession) -> None:
    await comes(db, ALL)
    then = clock.now() + timedelta(hours=1)
    clock.move_to(then)
    await comes(db, ALL[:2], seconds=30)
    await comes(db, ALL[:2], seconds=30)
    assert (await funnel.measure(db, COUNTED)).started == 3
    later = await funnel.measure(db, COUNTED, then)
    assert (later.started, later.finished, later.median) == (2, 0, None)


async def test_who_came_by_a_poster_is_told_apart(db: AsyncSession) -> None:
    officer = await somebody(db, Role.OFFICER)
    link = posters.PREFIX + (await posters.create(db, officer)).code
    await comes(db, ALL, argument=link)
    await comes(db, ALL[:1], argument=link)
    await comes(db, ALL)
    assert (await funnel.measure(db, COUNTED)).by_poster == (2, 1)


async def test_who_was_registered_without_a_conversation_did_not_pass_through(
    db: AsyncSession,
) -> None:
    person = await somebody(db, name="Sri")
    await registration.introduce(db, person, "Sri", "35.07")
    chat = person.telegram_id or 0
    db.add(
        Conversation(person_id=person.id, chat_id=chat, state={}, turn=0, updated_at=clock.now())
    )
    db.add(Conversation(person_id=person.id, chat_id=-5, state={}, turn=0, updated_at=clock.now()))
    await db.flush()
    assert (await funnel.measure(db, COUNTED)).started == 0


async def test_nobody_is_all_zeros(db: AsyncSession) -> None:
    measured = await funnel.measure(db, COUNTED)
    assert (measured.started, measured.finished, measured.median) == (0, 0, None)
    assert set(measured.steps.values()) == {0}


async def test_a_tap_that_answers_nothing_is_no_step(db: AsyncSession) -> None:
    person = await comes(db, ())
    conversation = await db.get_one(Conversation, (person.id, person.telegram_id))
    talk = Talk(db, person, conversation)
    for said in (Tap("q:register:name:99:=x", 1), Text("apa ini?"), Tap("nonsense", 1)):
        await talk.says(said)
    assert set((await funnel.measure(db, COUNTED)).steps.values()) == {0}
