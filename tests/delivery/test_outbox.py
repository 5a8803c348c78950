"""A bulletin for everyone is one statement, and its ledger sums (D1, D6)."""

from collections import Counter
from datetime import UTC, datetime, time, timedelta

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy import func, select
from sqlalchemy.ext.asyncio import AsyncSession

from bot import clock
from bot.delivery import broadcasting, chats, outbox
from bot.delivery.broadcasting import Issue
from bot.delivery.ledger import ledger
from bot.delivery.models import BulletinText, Outgoing, State
from bot.people.models import Person
from bot.storage import Storage
from tests.delivery import rows
from tests.delivery.rows import Greeting

NIGHT = (time(20), time(8))


async def broadcast(db: AsyncSession, number: int, version: int = 1) -> None:
    broadcasting.word(db, number, version, rows.SCREENS)
    issue = Issue(number, version, clock.now() + timedelta(days=3))
    await broadcasting.enqueue(db, select(Person), issue, NIGHT)


async def test_everyone_is_counted_and_who_blocked_the_bot_is_suppressed(
    db: AsyncSession,
) -> None:
    people = [await rows.person(db, number) for number in range(1, 6)]
    await chats.set_reachable(db, 2, reachable=False)
    await chats.set_reachable(db, 3, reachable=False)
    await chats.set_reachable(db, 3, reachable=True)
    number = await rows.bulletin(db, people[0], texts=False)
    await broadcast(db, number)
    account = await ledger(db, number)
    assert account.states == {State.PENDING: 4, State.SUPPRESSED: 1}
    assert (account.targeted, account.waiting) == (5, 4)
    blocked = select(Outgoing.chat_id, Outgoing.reason).where(Outgoing.state == State.SUPPRESSED)
    assert [(row[0], row[1]) for row in await db.execute(blocked)] == [(2, "blocked the bot")]


async def test_nobody_gets_it_before_their_own_quiet_hours_end(db: AsyncSession) -> None:
    """At 21.30 UTC it is 04.30 in Jakarta, 05.30 in Makassar and 06.30 in Jayapura."""
    clock.move_to(datetime(2026, 11, 22, 21, 30, tzinfo=UTC))
    places = ("Asia/Jakarta", "Asia/Makassar", "Asia/Jayapura", "Europe/London")
    people = [await rows.person(db, at, zone=zone) for at, zone in enumerate(places, start=1)]
    await broadcast(db, await rows.bulletin(db, people[0], texts=False))
    opens = await db.execute(select(Outgoing.not_before).order_by(Outgoing.chat_id))
    # London is asleep, too.
    expected = ["23 01:00", "23 00:00", "22 23:00", "23 08:00"]
    assert [f"{row[0]:%d %H:%M}" for row in opens] == expected


#: Chosen hour -> when a bulletin of 21.30 UTC (04.30 in Jakarta) comes, to be bought till 09.00.
CHOSEN = {
    None: "23 01:00",  # 08.00, as quiet hours end
    "now": "23 01:00",
    "05:00": "22 22:00",
    "04:00": "22 21:30",  # a while ago
    "10:00": "23 01:00",  # too late for this one, which is not hidden for that
    "20:00": "23 01:00",
}


async def test_a_chosen_hour_overrides_quiet_hours(db: AsyncSession) -> None:
    clock.move_to(datetime(2026, 11, 22, 21, 30, tzinfo=UTC))
    for number, chosen in enumerate(CHOSEN, start=1):
        (await rows.person(db, number)).prices_at = chosen
    makassar = await rows.person(db, 99, zone="Asia/Makassar")
    makassar.prices_at = "06:00"
    await db.flush()
    number = await rows.bulletin(db, makassar)
    issue = Issue(number, 1, datetime(2026, 11, 23, 2, tzinfo=UTC))
    await broadcasting.enqueue(db, select(Person), issue, NIGHT)
    opens = await db.execute(select(Outgoing.not_before).order_by(Outgoing.chat_id))
    assert [f"{row[0]:%d %H:%M}" for row in opens] == [*CHOSEN.values(), "22 22:00"]


async def test_in_the_daytime_it_goes_at_once(db: AsyncSession) -> None:
    sri = await rows.person(db, 1)
    await broadcast(db, await rows.bulletin(db, sri, texts=False))
    assert (await db.scalars(select(Outgoing.not_before))).one() <= clock.now()


async def test_its_text_stands_once_per_language_however_many_read_it(db: AsyncSession) -> None:
    people = [
        await rows.person(db, number, language="en" if number % 2 else "id")
        for number in range(1, 9)
    ]
    await broadcast(db, await rows.bulletin(db, people[0], texts=False))
    await db.flush()
    assert (await db.scalars(select(func.count()).select_from(BulletinText))).one() == 2
    assert set(await db.scalars(select(Outgoing.text))) == {None}


async def test_nobody_concerned_is_nobody_targeted(db: AsyncSession) -> None:
    sri = await rows.person(db, 1)
    number = await rows.bulletin(db, sri, texts=False)
    nobody = select(Person).where(Person.id < 0)
    await broadcasting.enqueue(db, nobody, Issue(number, 1, clock.now()), None)
    assert (await ledger(db, number)).targeted == 0


async def test_nobody_gets_it_a_second_time_not_even_a_later_version(storage: Storage) -> None:
    async with storage.transaction() as db:
        sri = await rows.person(db, 1)
        number = await rows.bulletin(db, sri, texts=False)
        await broadcast(db, number)
    async with storage.transaction() as db:
        await rows.person(db, 2)
        await broadcast(db, number, version=2)
    async with storage.transaction() as db:
        assert (await ledger(db, number)).targeted == 2


async def test_news_with_the_same_key_is_enqueued_once(db: AsyncSession) -> None:
    sri = await rows.person(db, 1)
    notice = Greeting(name="Sri")
    told = [await outbox.notify(db, sri, notice, key=key) for key in ("a", "a", "b", None, None)]
    assert told == [True, False, True, True, True]


@settings(
    max_examples=12, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(mix=st.lists(st.sampled_from(State), max_size=30))
async def test_a_ledger_sums_whatever_became_of_its_messages(
    storage: Storage, mix: list[State]
) -> None:
    async with storage.transaction() as db:
        number = (await db.scalars(select(Person.id).limit(1))).first()
        sri = await db.get(Person, number) if number else await rows.person(db, 1)
        assert sri is not None
        mine, theirs = [await rows.bulletin(db, sri) for _ in range(2)]
        await rows.enqueued(db, sri, bulletin_id=theirs)
        for state in mix:
            await rows.enqueued(db, sri, bulletin_id=mine, state=state)
        account = await ledger(db, mine)
    assert account.states == Counter(mix)
    settled = {*State} - {State.PENDING, State.SENDING}
    assert account.targeted == len(mix)
    assert account.targeted == account.waiting + sum(
        account.states.get(state, 0) for state in settled
    )


async def test_news_for_several_is_enqueued_once_and_who_has_no_chat_is_told_by_phone(
    db: AsyncSession,
) -> None:
    people = [await rows.person(db, number) for number in (1, 2)]
    people[1].telegram_id = None
    news = [
        outbox.News(each, Greeting(name="Siti"), f"news:{each.id}", clock.now()) for each in people
    ]
    await outbox.notify_all(db, [])
    await outbox.notify_all(db, news)
    await outbox.notify_all(db, news)
    found = (await db.scalars(select(Outgoing).order_by(Outgoing.id))).all()
    assert [(row.person_id, row.state, row.reason) for row in found] == [
        (people[0].id, State.PENDING, None),
        (people[1].id, State.SUPPRESSED, outbox.NO_CHAT),
    ]
    assert outbox.concerns_courier(db)


async def test_however_many_ways_of_getting_news_there_are_everybody_gets_it_in_theirs(
    db: AsyncSession, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(broadcasting, "KINDS", 2)
    clock.move_to(datetime(2026, 11, 22, 21, 30, tzinfo=UTC))  # 04.30 in Jakarta
    people = [await rows.person(db, number) for number in range(1, 6)]
    for hour, person in enumerate(people, start=5):
        person.prices_at = f"0{hour}:00"
    await broadcast(db, await rows.bulletin(db, people[0], texts=False))
    found = await db.execute(select(Outgoing.person_id, Outgoing.not_before))
    half_past = datetime(2026, 11, 22, 21, 30, tzinfo=UTC)
    assert {number: (at - half_past) / timedelta(minutes=30) for number, at in found} == {
        person.id: 1 + 2 * number for number, person in enumerate(people)
    }
