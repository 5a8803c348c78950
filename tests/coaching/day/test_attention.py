"""Which businesses need their officer: each sign alone, at its edge, and when it was seen to."""

from collections.abc import Awaitable, Callable
from datetime import UTC, datetime, timedelta

import pytest
from sqlalchemy import update
from sqlalchemy.ext.asyncio import AsyncSession

from bot import clock
from bot.coaching.day import attention
from bot.coaching.day.attention import Patience
from bot.coaching.day.signs import Why
from bot.coaching.models import Participant, Said, Session
from bot.coaching.programmes import enrolling, programmes
from bot.coaching.programmes.programmes import New
from bot.coaching.questions import questions
from bot.market.models import Bulletin
from bot.market.offered import Interest
from bot.people import consent, papers
from bot.people.models import Business, Person, Purpose
from bot.people.readiness import Item
from tests.coaching.meeting import meets, officer, owner
from tests.people.folk import company

DAY = timedelta(days=1)
NEVER = Patience(silence=4000 * DAY, unmet=4000 * DAY)
PATIENCE = Patience(silence=30 * DAY, unmet=45 * DAY)


@pytest.fixture
async def folk(db: AsyncSession) -> tuple[Person, Person, Business]:
    wayan = await officer(db)
    siti, business = await owner(db, "Siti")
    return wayan, siti, business


Folk = tuple[Person, Person, Business]


async def whys(db: AsyncSession, by: Person, patience: Patience = NEVER) -> list[list[Why]]:
    """One list for each business that needs something."""
    await db.flush()
    found = await attention.needing(db, by.id, patience)
    return [[need.why for need in needs] for needs in found.values()]


async def met(db: AsyncSession, folk: Folk, *parts: dict[str, object]) -> list[Participant]:
    """Sessions one day after the other, each with what became of it, and then three days more."""
    wayan, _siti, business = folk
    found = []
    for number, part in enumerate(parts, 1):
        start = clock.now() + number * DAY
        [seen] = await meets(db, wayan, business, local_start=f"{start:%Y-%m-%dT%H:%M}")
        [guest] = seen.guests
        for name, value in part.items():
            setattr(guest.participant, name, value)
        found.append(guest.participant)
    clock.move((len(parts) + 3) * DAY)
    return found


Part = dict[str, object]
THERE: Part = {"attended": True}
AWAY: Part = {"attended": False}
YES: Part = {"answer": Said.CONFIRMED}


@pytest.mark.parametrize(
    ("story", "parts", "expected"),
    [
        ("away twice", [AWAY | YES, AWAY | YES], [Why.MISSED]),
        ("away once", [AWAY | YES], []),
        ("away, then there", [AWAY | YES, THERE | YES], []),
        ("there, then away twice", [THERE | YES, AWAY | YES, AWAY | YES], [Why.MISSED]),
        ("away, there, away", [AWAY | YES, THERE | YES, AWAY | YES], []),
        ("nobody wrote down the one between", [AWAY | YES, YES, AWAY | YES], [Why.MISSED]),
        ("declined twice", [{"answer": Said.DECLINED}] * 2, [Why.DECLINED]),
        ("declined once, came once", [{"answer": Said.DECLINED}, YES], []),
        ("no answer twice", [{}, {}], [Why.DECLINED]),
        ("no answer, and came all the same", [THERE, THERE], []),
        ("no answer, and was away", [AWAY, AWAY], [Why.MISSED, Why.DECLINED]),
        ("another time is an answer", [{"answer": Said.OTHER_TIME}] * 2, []),
        ("stood in line twice", [{"waits": 1}, {"waits": 2}], []),
        ("left both before they began", [{"left_at": datetime(2026, 11, 1, tzinfo=UTC)}] * 2, []),
    ],
    ids=lambda value: value if isinstance(value, str) else "",
)
async def test_of_sessions_the_last_two_count(
    db: AsyncSession,
    folk: Folk,
    story: str,
    parts: list[dict[str, object]],
    expected: list[Why],
) -> None:
    await met(db, folk, *parts)
    assert await whys(db, folk[0]) == ([expected] if expected else []), story


async def test_a_session_that_was_called_off_says_nothing(db: AsyncSession, folk: Folk) -> None:
    found = await met(db, folk, AWAY | YES, AWAY | YES)
    await db.flush()
    off = Session.id == found[0].session_id
    await db.execute(update(Session).where(off).values(called_off_at=clock.now()))
    assert await whys(db, folk[0]) == []


async def test_who_declines_what_is_still_to_come_is_seen_before(
    db: AsyncSession, folk: Folk
) -> None:
    wayan, _siti, business = folk
    for day in (1, 2):
        start = clock.now() + day * DAY
        [seen] = await meets(db, wayan, business, local_start=f"{start:%Y-%m-%dT%H:%M}")
        assert await whys(db, wayan) == []
        seen.guests[0].participant.answer = Said.DECLINED
    assert await whys(db, wayan) == [[Why.DECLINED]]


async def test_who_has_no_chat_is_not_blamed_for_not_tapping(db: AsyncSession, folk: Folk) -> None:
    await met(db, folk, {}, {})
    folk[1].telegram_id = None
    assert await whys(db, folk[0]) == []


async def test_a_question_waits_until_it_is_answered(db: AsyncSession, folk: Folk) -> None:
    wayan, siti, _business = folk
    said = [questions.Said("text", "Kenapa layu?")]
    asked = await questions.ask(db, siti, said, hours=24, quiet=None)
    assert asked
    assert await whys(db, wayan) == [[Why.QUESTION]]
    await questions.close(db, siti.id, asked.question.id)
    assert await whys(db, wayan) == []


@pytest.mark.parametrize(
    ("days", "needs"), [(31, False), (30, True), (0, True), (-90, True), (-91, False)]
)
async def test_a_paper_is_brought_up_a_month_before_its_last_day(
    db: AsyncSession, folk: Folk, days: int, needs: bool
) -> None:
    last = clock.now().date() + days * DAY
    await papers.hold_until(db, folk[2].id, Item.PIRT, last)
    assert await whys(db, folk[0]) == ([[Why.PAPER]] if needs else [])


async def enrolled(db: AsyncSession, folk: Folk) -> None:
    wayan, _siti, business = folk
    until = (clock.now() + 900 * DAY).date()
    programme = await programmes.define(db, wayan, New("Naik Kelas", "35", until))
    await enrolling.enrol(db, programme, [business.id], wayan.id)


LONG = Patience(silence=NEVER.silence, unmet=45 * DAY)


async def test_who_is_enrolled_and_not_met_for_long_is_brought_up(
    db: AsyncSession, folk: Folk
) -> None:
    await enrolled(db, folk)
    clock.move(44 * DAY)
    assert await whys(db, folk[0], LONG) == []
    clock.move(DAY)
    assert await whys(db, folk[0], LONG) == [[Why.UNMET]]


async def test_a_session_held_or_planned_is_enough(db: AsyncSession, folk: Folk) -> None:
    await enrolled(db, folk)
    clock.move(50 * DAY)
    start = clock.now() + 7 * DAY
    await meets(db, folk[0], folk[2], local_start=f"{start:%Y-%m-%dT%H:%M}")
    assert await whys(db, folk[0], LONG) == []
    clock.move(51 * DAY)
    assert await whys(db, folk[0], LONG) == []
    clock.move(2 * DAY)
    assert await whys(db, folk[0], LONG) == [[Why.UNMET]]


Heard = Callable[[AsyncSession, Folk], Awaitable[None]]


async def by_question(db: AsyncSession, folk: Folk) -> None:
    said = [questions.Said("text", "Halo")]
    asked = await questions.ask(db, folk[1], said, hours=24, quiet=None)
    assert asked
    await questions.close(db, folk[1].id, asked.question.id)


async def by_interest(db: AsyncSession, folk: Folk) -> None:
    number = await a_bulletin(db, folk[0])
    db.add(Interest(bulletin_id=number, person_id=folk[1].id, at=clock.now()))


async def a_bulletin(db: AsyncSession, author: Person) -> int:

    firm = await company(db, author)
    bulletin = Bulletin(
        kind="need",
        offtaker_id=firm.id,
        author_id=author.id,
        commodity="tomat",
        unit="kg",
        valid_until=clock.now() + DAY,
        version=1,
        published_at=clock.now(),
        targeted=0,
    )
    db.add(bulletin)
    await db.flush()
    return bulletin.id


async def by_session(db: AsyncSession, folk: Folk) -> None:
    await met(db, folk, THERE)
    clock.move(-3 * DAY)


@pytest.mark.parametrize("heard", [by_question, by_interest, by_session])
async def test_silence_begins_with_the_last_word(
    db: AsyncSession, folk: Folk, heard: Heard
) -> None:
    wayan = folk[0]
    clock.move(29 * DAY)
    assert await whys(db, wayan, PATIENCE) == []
    clock.move(2 * DAY)
    assert await whys(db, wayan, PATIENCE) == [[Why.SILENT]]
    await heard(db, folk)
    assert await whys(db, wayan, PATIENCE) == []
    clock.move(29 * DAY)
    assert await whys(db, wayan, PATIENCE) == []
    clock.move(2 * DAY)
    assert await whys(db, wayan, PATIENCE) == [[Why.SILENT]]


async def test_what_was_put_aside_comes_back_when_its_time_is_over(
    db: AsyncSession, folk: Folk
) -> None:
    wayan, _siti, business = folk
    await met(db, folk, AWAY | YES, AWAY | YES)
    await attention.put_aside(db, wayan.id, business.id, 7)
    assert await whys(db, wayan) == []
    until = await attention.aside_until(db, wayan.id, business.id)
    assert until
    assert timedelta() <= clock.now() + 7 * DAY - until < timedelta(minutes=1)
    clock.move(7 * DAY)
    assert await whys(db, wayan) == [[Why.MISSED]]
    assert await attention.aside_until(db, wayan.id, business.id) is None


async def test_what_is_new_is_brought_up_all_the_same(db: AsyncSession, folk: Folk) -> None:
    wayan, _siti, business = folk
    await met(db, folk, AWAY | YES, AWAY | YES)
    await attention.put_aside(db, wayan.id, business.id, 30)
    clock.move(DAY)
    await by_question(db, folk)
    await questions.ask(db, folk[1], [questions.Said("text", "?")], hours=24, quiet=None)
    assert await whys(db, wayan) == [[Why.QUESTION]]
    await attention.take_up(db, wayan.id, business.id)
    assert await whys(db, wayan) == [[Why.QUESTION, Why.MISSED]]


async def test_what_one_officer_has_seen_to_another_still_sees(
    db: AsyncSession, folk: Folk
) -> None:
    dewi = await officer(db, "Dewi")
    await met(db, folk, AWAY | YES, AWAY | YES)
    await attention.put_aside(db, folk[0].id, folk[2].id, 30)
    assert await whys(db, folk[0]) == []
    assert await whys(db, dewi) == [[Why.MISSED]]


async def test_nobody_outside_an_officers_care_is_looked_at(db: AsyncSession, folk: Folk) -> None:

    bali = await officer(db, "Made", region="51")
    await met(db, folk, AWAY | YES, AWAY | YES)
    assert await whys(db, bali) == []
    await consent.withdraw(db, folk[1].id, Purpose.COACHING)
    assert await whys(db, folk[0]) == []
