"""A question has one officer, one answer, and one outcome of each stage of question_waits."""

import asyncio
from datetime import UTC, datetime, time, timedelta

from sqlalchemy import func, select
from sqlalchemy.ext.asyncio import AsyncSession

from bot import clock
from bot.coaching import care
from bot.coaching.questions import (
    experts,
    passing,
    questions,
    threads,
)
from bot.coaching.questions import (
    news as question_news,
)
from bot.coaching.questions import (
    waits as question_waits,
)
from bot.coaching.questions.asked import Field, Question, QuestionWait, Standing, Waited
from bot.coaching.questions.questions import Asked, Said
from bot.coaching.questions.thread_notices import AnswerDelayed, Came, QuestionCame
from bot.delivery.models import Outgoing
from bot.people import roles
from bot.people.models import Person, Purpose, Role
from bot.privacy import withdrawal
from bot.privacy.erasure import erase
from bot.storage import Storage
from tests.coaching.test_care import known

OFFICER, EXPERT, ADMIN = frozenset({Role.OFFICER}), frozenset({Role.EXPERT}), {Role.ADMIN}
WORDS = [Said("text", "Sambal saya cepat basi.")]


async def officer_of_java(db: AsyncSession, number: int, name: str, region: str = "35") -> Person:
    officer = await known(db, number, name)
    await roles.grant(db, officer.id, Role.OFFICER)
    await care.open_programme(db, officer, "Jawa Timur", region)
    return officer


async def asked(db: AsyncSession, person: Person, hours: int = 24) -> Asked:
    made = await questions.ask(db, person, WORDS, hours=hours, quiet=None)
    assert made is not None
    return made


async def outcomes(db: AsyncSession) -> list[str]:
    return [*await db.scalars(select(QuestionWait.outcome).order_by(QuestionWait.id))]


async def told(db: AsyncSession, person: Person, kind: str) -> list[dict[str, object]]:
    query = select(Outgoing.params).where(Outgoing.person_id == person.id, Outgoing.kind == kind)
    return [*await db.scalars(query.order_by(Outgoing.id))]


async def test_two_who_answer_at_once_the_first_counts(storage: Storage, other: Storage) -> None:
    async with storage.transaction() as db:
        siti = await known(db, 1, "Siti")
        admins = [await known(db, number, "Rina") for number in (2, 3)]
        for admin in admins:
            await roles.grant(db, admin.id, Role.ADMIN)
        number = (await asked(db, siti)).question.id
    ready = asyncio.Barrier(2)

    async def answers(replica: Storage, admin: Person) -> bool:
        await ready.wait()
        async with replica.transaction() as db:
            said = [Said("text", admin.name or "")]
            by = await db.get_one(Person, admin.id)
            return bool(await questions.answer(db, by, ADMIN, number, said, counted=1))

    pairs = zip((storage, other), admins, strict=True)
    won = await asyncio.gather(*(answers(*pair) for pair in pairs))
    assert sorted(won) == [False, True]
    async with storage.reading() as db:
        question = await db.get_one(Question, number)
        assert question.standing == Standing.ANSWERED
        said = [await threads.said_in(db, question, admin.id) for admin in admins]
        assert sorted(map(len, said)) == [0, 1]


async def test_an_officer_who_sells_too_asks_another_one(db: AsyncSession) -> None:
    wayan = await officer_of_java(db, 1, "Wayan")
    budi = await officer_of_java(db, 2, "Budi")
    assert (await asked(db, wayan)).officer is budi


async def test_without_an_officer_it_is_the_admins_and_without_them_nobody(
    db: AsyncSession,
) -> None:
    siti = await known(db, 1, "Siti")
    assert await questions.ask(db, siti, WORDS, hours=24, quiet=None) is None
    await roles.grant(db, siti.id, Role.ADMIN)
    assert await questions.ask(db, siti, WORDS, hours=24, quiet=None) is None
    rina = await known(db, 2, "Rina")
    await roles.grant(db, rina.id, Role.ADMIN)
    made = await asked(db, siti)
    assert made.officer is None
    assert await question_news.who_owes(db, made.question) == [rina]


async def test_a_question_goes_to_the_expert_who_has_the_least_to_do(db: AsyncSession) -> None:
    wayan = await officer_of_java(db, 1, "Wayan")
    siti = await known(db, 2, "Siti")
    ahli = [await known(db, number, "Ahli") for number in (3, 4)]
    for each in ahli:
        await roles.grant(db, each.id, Role.EXPERT)
        assert await experts.set_fields(db, each, EXPERT, each.id, [Field.HALAL])
    got = []
    for _question in range(2):
        made = await asked(db, siti)
        passed = await passing.pass_on(db, wayan.id, OFFICER, made.question.id, Field.HALAL)
        assert passed is not None
        got.append(passed[1])
    assert got == ahli
    assert await passing.pass_on(db, ahli[0].id, EXPERT, made.question.id, Field.HALAL) is None
    assert await passing.fields_with_experts(db, siti.id) == [Field.HALAL]
    for each in ahli:
        await roles.take_away(db, each.id, Role.EXPERT)
    assert await passing.fields_with_experts(db, siti.id) == []
    assert await passing.hand_on(db) != []
    assert await passing.hand_on(db) == []
    assert {each.expert_id for each in await db.scalars(select(Question))} == {None}


async def test_only_an_admin_or_the_expert_says_what_an_expert_knows(db: AsyncSession) -> None:
    siti, ahli, rina = [await known(db, number, "Siti") for number in (1, 2, 3)]
    await roles.grant(db, ahli.id, Role.EXPERT)
    assert await experts.set_fields(db, siti, OFFICER, ahli.id, [Field.HALAL]) is None
    assert await experts.set_fields(db, rina, frozenset(ADMIN), siti.id, [Field.HALAL]) is None
    assert await experts.set_fields(db, rina, frozenset(ADMIN), ahli.id, [Field.HALAL])
    assert await experts.listed(db) == [(ahli, [Field.HALAL])]
    assert await experts.set_fields(db, ahli, EXPERT, ahli.id, [])
    assert await experts.fields_of(db, ahli.id) == []


async def test_each_stage_is_settled_once_by_two_schedulers_after_a_long_stop(
    storage: Storage, other: Storage
) -> None:
    async with storage.transaction() as db:
        wayan = await officer_of_java(db, 1, "Wayan")
        siti = await known(db, 2, "Siti")
        rina = await known(db, 3, "Rina")
        await roles.grant(db, rina.id, Role.ADMIN)
        for _question in range(20):
            await asked(db, siti)
    clock.move(timedelta(days=5))

    async def ticks(replica: Storage) -> int:
        done = 0
        while True:
            async with replica.transaction() as db:
                settled = await question_waits.tick(db, None)
            done += settled
            if not settled:
                return done

    assert sum(await asyncio.gather(ticks(storage), ticks(other))) == 40
    async with storage.reading() as db:
        assert await outcomes(db) == [Waited.TOLD] * 40
        assert len(await told(db, wayan, QuestionCame.kind)) == 20
        assert len(await told(db, rina, QuestionCame.kind)) == 20
        assert len(await told(db, siti, AnswerDelayed.kind)) == 40


async def test_nobody_is_told_of_what_was_answered(db: AsyncSession) -> None:
    wayan = await officer_of_java(db, 1, "Wayan")
    siti = await known(db, 2, "Siti")
    made = await asked(db, siti)
    answer = [Said("text", "Rebus botolnya.")]
    assert await questions.answer(db, wayan, OFFICER, made.question.id, answer, counted=1)
    clock.move(timedelta(days=5))
    assert await question_waits.tick(db, None) == 0
    assert await outcomes(db) == [Waited.ANSWERED] * 2
    again = await questions.ask_on(db, siti, made.question.id, WORDS, hours=24, quiet=None)
    assert again is not None
    assert again.question.round == 2
    assert not await questions.answer(db, wayan, OFFICER, made.question.id, answer, counted=1)
    clock.move(timedelta(days=5))
    assert await question_waits.tick(db, None) == 2
    assert await outcomes(db) == [Waited.ANSWERED] * 2 + [Waited.TOLD, Waited.NOBODY]


async def test_it_is_brought_up_in_no_officers_quiet_hours(db: AsyncSession) -> None:
    """Asked at 22.00 in Malang, it is due next morning, by the officer's clock."""
    quiet = (time(20), time(8))
    await officer_of_java(db, 1, "Wayan")
    siti = await known(db, 2, "Siti")
    clock.move_to(datetime(2026, 11, 24, 15, tzinfo=UTC))
    made = await questions.ask(db, siti, WORDS, hours=24, quiet=quiet)
    assert made is not None
    assert made.due_at == datetime(2026, 11, 26, 1, tzinfo=UTC)


async def test_who_is_erased_leaves_no_word_of_their_questions(db: AsyncSession) -> None:
    wayan = await officer_of_java(db, 1, "Wayan")
    siti, clara = await known(db, 2, "Siti"), await known(db, 3, "Clara")
    made = await asked(db, siti)
    await question_news.tell_owing(db, made.question, Came.NEW, None)
    others = await asked(db, clara)
    await question_news.tell_owing(db, others.question, Came.NEW, None)
    await erase(db, siti, None)
    assert (await db.scalars(select(Question.id))).all() == [others.question.id]
    shown = await told(db, wayan, QuestionCame.kind)
    assert [each.get("question_id") for each in shown] == [None, others.question.id]
    await erase(db, wayan, None)
    assert (await db.scalars(select(func.count()).select_from(Question))).one() == 1
    assert await question_waits.hand_on(db, None) == 1


async def test_without_coaching_nothing_waits_and_nothing_is_shown(db: AsyncSession) -> None:
    quiet = (time(20), time(8))
    wayan = await officer_of_java(db, 1, "Wayan")
    siti = await known(db, 2, "Siti")
    clock.move_to(datetime(2026, 11, 24, 15, tzinfo=UTC))
    made = await asked(db, siti)
    await question_news.tell_owing(db, made.question, Came.NEW, quiet)
    await withdrawal.withdraw(db, siti, Purpose.COACHING, quiet)
    await db.refresh(made.question)
    assert made.question.standing == Standing.CLOSED
    assert await outcomes(db) == [Waited.ANSWERED] * 2
    states = select(Outgoing.state).where(
        Outgoing.person_id == wayan.id, Outgoing.kind == QuestionCame.kind
    )
    assert [*await db.scalars(states)] == ["suppressed"]
