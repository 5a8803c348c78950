"""Nobody gets more bulletins on a day than they want; the rest waits, or says why it does not."""

from datetime import UTC, datetime, timedelta

import pytest
from sqlalchemy import update
from sqlalchemy.ext.asyncio import AsyncSession

from bot import clock
from bot.delivery import daily
from bot.delivery.courier import Courier
from bot.delivery.ledger import ledger, reasons
from bot.delivery.models import Chat, Lane, Outgoing, State
from bot.delivery.outbox import Letter
from bot.delivery.retiming import retime
from bot.market.models import Bulletin
from bot.people.models import Person
from bot.storage import Storage
from tests.delivery import rows
from tests.delivery.scripted import Scripted
from tests.delivery.working import at_work, courier, nothing_in_hand, until


async def several(db: AsyncSession, to: Person, days: int, number: int = 3) -> list[int]:
    """The rows of so many bulletins for one person, true for so many days."""
    author = await rows.person(db, 900)
    found = []
    for _each in range(number):
        bulletin = await rows.bulletin(db, author)
        ends = clock.now() + timedelta(days)
        its = update(Bulletin).where(Bulletin.id == bulletin)
        await db.execute(its.values(valid_until=ends))
        values = {"bulletin_id": bulletin, "version": 1, "expires_at": ends}
        found.append(await rows.enqueued(db, to, **values))
    return found


async def works_until_nothing_is_due(storage: Storage, work: Courier, ids: list[int]) -> None:
    async def seen_to() -> bool:
        async with storage.transaction() as db:  # no test waits for a second between two messages
            await db.execute(update(Chat).values(next_send_at=0))
        found = [await rows.found(storage, each) for each in ids]
        return not any(
            row.state == State.PENDING and row.not_before <= clock.now() for row in found
        )

    async with at_work(work):
        await until(seen_to)
        await until(lambda: nothing_in_hand(storage))


async def test_what_is_more_waits_for_the_next_day_with_its_reason(storage: Storage) -> None:
    clock.move_to(datetime(2026, 11, 23, 3, tzinfo=UTC))  # 10.00 in Jakarta
    async with storage.transaction() as db:
        sri = await rows.person(db, 1)
        sri.news_a_day = 2
        own = await rows.enqueued(db, sri)
        ids = await several(db, sri, days=3)
    await works_until_nothing_is_due(storage, courier(storage, Scripted()), [own, *ids])
    first, second, third = [await rows.found(storage, each) for each in ids]
    assert (first.state, second.state) == (State.SENT, State.SENT)
    assert (third.state, third.reason) == (State.PENDING, daily.ENOUGH)
    assert f"{third.not_before:%d %H:%M}" == "23 17:00"  # midnight there: no quiet hours here
    assert (await rows.found(storage, own)).state == State.SENT  # no bulletin: it does not count
    async with storage.reading() as db:
        assert third.bulletin_id
        assert await reasons(db, third.bulletin_id) == [(State.PENDING, daily.ENOUGH, 1)]
        assert (await ledger(db, third.bulletin_id)).targeted == 1
    clock.move(timedelta(hours=16))
    await works_until_nothing_is_due(storage, courier(storage, Scripted()), ids)
    third = await rows.found(storage, ids[2])
    assert (third.state, third.reason) == (State.SENT, None)


async def test_what_is_not_true_any_more_the_next_day_is_suppressed_and_says_why(
    storage: Storage,
) -> None:
    clock.move_to(datetime(2026, 11, 23, 3, tzinfo=UTC))
    async with storage.transaction() as db:
        sri = await rows.person(db, 1)
        sri.news_a_day = 1
        ids = await several_today(db, sri)
    await works_until_nothing_is_due(storage, courier(storage, Scripted()), ids)
    first, second = [await rows.found(storage, each) for each in ids]
    assert first.state == State.SENT
    assert (second.state, second.reason) == (State.SUPPRESSED, daily.ENOUGH)


async def several_today(db: AsyncSession, to: Person) -> list[int]:
    """Two that are over at midnight in Jakarta."""
    ids = await several(db, to, days=1, number=2)
    ends = datetime(2026, 11, 23, 17, tzinfo=UTC)
    await db.execute(update(Bulletin).values(valid_until=ends))
    await db.execute(update(Outgoing).where(Outgoing.id.in_(ids)).values(expires_at=ends))
    return ids


@pytest.mark.parametrize(
    ("state", "hours_ago", "counts"),
    [
        (State.SENT, 1, True),
        (State.UNKNOWN, 1, True),
        (State.SENDING, 0, True),
        (State.SENT, 11, False),
        (State.FAILED, 1, False),
        (State.SUPPRESSED, 1, False),
    ],
)
async def test_what_may_have_arrived_today_counts(
    db: AsyncSession, state: State, hours_ago: int, *, counts: bool
) -> None:
    clock.move_to(datetime(2026, 11, 23, 3, tzinfo=UTC))
    sri = await rows.person(db, 1)
    number, other = await several(db, sri, days=3, number=2)
    claimed = update(Outgoing).where(Outgoing.id == other)
    await db.execute(claimed.values(state=State.SENDING, lapses_at=100))
    at = None if state is State.SENDING else clock.now() - timedelta(hours=hours_ago)
    its = update(Outgoing).where(Outgoing.id == number)
    await db.execute(its.values(state=state, settled_at=at, lapses_at=90))
    assert await daily.is_enough(db, bulletin_to(sri, other), clock.now()) is counts


def bulletin_to(person: Person, number: int) -> Letter:
    """A claimed row of somebody who wants one bulletin a day."""
    return Letter(
        id=number,
        lane=Lane.BULLETIN,
        kind="bulletin",
        params={},
        chat_id=1,
        language="id",
        zone="Asia/Jakarta",
        person_id=person.id,
        a_day=1,
    )


async def test_of_two_in_hand_the_one_that_was_claimed_first_goes_whatever_its_number(
    db: AsyncSession,
) -> None:
    sri = await rows.person(db, 1)
    late, first = await several(db, sri, days=3, number=2)
    for number, lapses_at in ((first, 90), (late, 100)):
        its = update(Outgoing).where(Outgoing.id == number)
        await db.execute(its.values(state=State.SENDING, lapses_at=lapses_at))
    assert not await daily.is_enough(db, bulletin_to(sri, first), clock.now())
    assert await daily.is_enough(db, bulletin_to(sri, late), clock.now())
    # Claimed at one moment, only one of them goes.
    await db.execute(update(Outgoing).values(lapses_at=90))
    assert not await daily.is_enough(db, bulletin_to(sri, late), clock.now())
    assert await daily.is_enough(db, bulletin_to(sri, first), clock.now())


async def test_what_is_told_with_others_was_counted_before_and_goes(db: AsyncSession) -> None:
    sri = await rows.person(db, 1)
    alone, gathered = await several(db, sri, days=3, number=2)
    for number, lapses_at, digest in ((alone, 90, None), (gathered, 100, 7)):
        its = update(Outgoing).where(Outgoing.id == number)
        its = its.values(state=State.SENDING, lapses_at=lapses_at, digest_id=digest)
        await db.execute(its)
    assert await daily.is_enough(db, bulletin_to(sri, alone), clock.now())


async def test_who_changes_how_news_comes_changes_it_for_what_waits(db: AsyncSession) -> None:
    clock.move_to(datetime(2026, 11, 23, 3, tzinfo=UTC))  # a Monday, 10.00 in Jakarta
    sri = await rows.person(db, 1)
    (number,) = await several(db, sri, days=30, number=1)
    own = await rows.enqueued(db, sri)

    async def comes(rhythm: str | None, at: str | None = None) -> str:
        sri.news_rhythm, sri.prices_at = rhythm, at
        await retime(db, sri, None)
        row = await db.get_one(Outgoing, number, populate_existing=True)
        return f"{row.not_before:%d %H:%M}"

    assert await comes("weekly") == "30 01:00"
    assert await comes("daily") == "24 01:00"
    assert await comes("daily", "17:00") == "23 10:00"
    assert await comes("at_once") == "23 03:00"
    assert (await db.get_one(Outgoing, own)).not_before < clock.now()
