"""Bulletins at Telegram's paid rate: marked, counted before they go, and never above the budget."""

from datetime import timedelta

import pytest
from prometheus_client import REGISTRY
from sqlalchemy import func, select
from sqlalchemy.ext.asyncio import AsyncSession
from telegram import Bot

from bot import clock
from bot.delivery import claims, paid
from bot.delivery.courier import Courier
from bot.delivery.hand import ahead
from bot.delivery.lease import Held
from bot.delivery.models import Lane, Outgoing, PaidDay, State
from bot.delivery.outcome import NotSent
from bot.delivery.paid import Paid
from bot.delivery.request import Request
from bot.delivery.sender import Sender
from bot.playground.model import Playground
from bot.playground.serve import serving
from bot.storage import Storage
from tests.delivery import rows
from tests.delivery.scripted import Scripted
from tests.delivery.test_in_hand import news
from tests.delivery.test_turns import published
from tests.delivery.working import TOKEN, at_work, nothing_in_hand, settled, until


def courier(storage: Storage, sender: Sender, budget: float, lease: Held | None = None) -> Courier:
    """Free is one every five seconds: what goes sooner was paid for."""
    return Courier(
        storage,
        sender,
        rows.WORDING,
        lease or Held(storage, "courier", 60),
        rate=0.2,
        request_seconds=10,
        paid=Paid(1000, budget),
    )


async def counted(storage: Storage) -> list[int]:
    async with storage.reading() as db:
        return list(await db.scalars(select(PaidDay.messages).order_by(PaidDay.day)))


async def test_bulletins_are_paid_for_as_long_as_the_budget_lasts(
    storage: Storage, caplog: pytest.LogCaptureFixture
) -> None:
    await news(storage, 40)
    sender = Scripted()

    async def spent() -> bool:
        return len(sender.paid) == 30 and len(sender.begun) > 30

    async with at_work(courier(storage, sender, budget=3)):  # 30 messages
        await until(spent)
    assert await counted(storage) == [30]
    assert len(sender.begun) < 40  # the rest goes at the free rate
    assert REGISTRY.get_sample_value("mitra_paid_left") == 0
    later = Scripted()
    async with at_work(courier(storage, later, budget=3)):  # a restart has no new budget
        await until(lambda: begun(later))
    assert later.paid == []


async def begun(sender: Scripted) -> bool:
    return bool(sender.begun)


async def test_a_new_day_has_a_budget_of_its_own(storage: Storage, lease: Held) -> None:
    async with storage.transaction() as db:
        assert await granted(db, 10, Paid(1000, 1)) == 10
        assert await granted(db, 1, Paid(1000, 1)) == 0
        clock.move(timedelta(days=1))
        assert await granted(db, 7, Paid(1000, 1)) == 7
    assert await counted(storage) == [10, 7]


async def granted(db: AsyncSession, wanted: int, with_: Paid) -> int:
    return await paid._reserve(db, clock.now().date(), wanted, with_.most)


@pytest.mark.parametrize(("budget", "messages"), [(0.3, 3), (0.7, 7), (0.75, 7), (0.05, 0)])
def test_a_budget_pays_for_whole_messages_and_never_for_one_more(
    budget: float, messages: int
) -> None:
    assert Paid(1000, budget).most == messages


async def test_only_bulletins_are_paid_for(storage: Storage) -> None:
    async with storage.transaction() as db:
        await rows.enqueued(db, await rows.person(db, 1))
    sender = Scripted()
    async with at_work(courier(storage, sender, budget=100)):
        await settled(storage)
    assert (sender.begun, sender.paid, await counted(storage)) == ([1], [], [0])


async def test_what_is_put_back_unsent_is_not_counted(storage: Storage, lease: Held) -> None:
    await news(storage, 8)
    async with storage.transaction() as db:
        letters = await claims.claim(db, lease, 8)
        marked = await paid.mark(db, letters, Paid(1000, 0.5))
    assert [bool(letter.paid) for letter in marked] == [True] * 5 + [False] * 3
    assert await counted(storage) == [5]
    async with storage.transaction() as db:
        await claims.put_back(db, marked[3:], lease.owner)
    assert await counted(storage) == [3]


async def test_what_is_kept_back_once_it_was_claimed_is_not_counted(
    storage: Storage, lease: Held
) -> None:
    await news(storage, 8)
    async with storage.transaction() as db:
        marked = await paid.mark(db, await claims.claim(db, lease, 8), Paid(1000, 100))
        later, over, *_others = marked
        await claims.postpone(db, later, lease.owner, clock.now() + timedelta(days=1))
        await claims.drop(db, over, lease.owner, State.SUPPRESSED, "blocked the bot")
    assert await counted(storage) == [6]


async def test_paid_bulletins_and_notices_do_not_wait_for_each_others_pace(
    storage: Storage,
) -> None:
    """More notices wait than the free pace sends in a minute; each keeps its place."""
    await news(storage, 300)
    async with storage.transaction() as db:
        for number in range(1_001, 1_031):
            await rows.enqueued(db, await rows.person(db, number))
    sender = Scripted()
    noticed: list[int] = []

    async def all_paid_have_gone() -> bool:
        async with storage.reading() as db:
            taken = select(func.count()).where(Outgoing.lane == Lane.NOTICE)
            taken = taken.where(Outgoing.state == State.SENDING)
            noticed.append((await db.scalars(taken)).one())
        return len(sender.paid) == 300

    async with at_work(courier(storage, sender, budget=100)):
        await until(all_paid_have_gone)
    assert 1 <= len(sender.begun) - 300 <= 3  # one every five seconds
    assert sender.begun.index(1_001) < 5  # the first of them at once
    assert max(noticed) <= ahead(0.2) * 3 // 2  # and no more of them in hand than go soon


async def test_a_429_to_what_was_paid_for_slows_only_that(storage: Storage) -> None:
    await news(storage, 30)
    lease = Held(storage, "courier", 60)
    work = courier(storage, Scripted(NotSent("Too Many Requests", 500)), 100, lease)

    async def silent() -> bool:
        return lease.pause > 0

    async with at_work(work):
        await until(silent)
        await until(lambda: nothing_in_hand(storage))
    assert work._faster.rate < 1000
    assert work._pace.rate == 0.2


async def test_telegram_is_told_and_counts_it_apart(storage: Storage) -> None:
    """The server lets one free message through and has no more for the next minutes."""
    playground = Playground()
    readers = [playground.add_person(first_name="Sri", started=True).id for _ in range(20)]
    async with storage.transaction() as db:
        for reader in readers:
            await rows.person(db, reader)
        await published(db, readers)
    playground.traffic.set(on=True, overall=0.01, burst=1)
    async with serving(playground) as server:
        request, unused = Request(), Request()
        bot = Bot(TOKEN, base_url=f"{server.url}/bot", request=request, get_updates_request=unused)
        async with bot, at_work(courier(storage, Sender(bot), budget=100)):
            await settled(storage)
    calls = [playground.received.sends(reader) for reader in readers]
    assert [len(each) for each in calls] == [1] * 20
    assert all("message_id" in call for each in calls for call in each)
    assert await counted(storage) == [20]
