"""What the courier has in hand at a high pace: little, worded once, put back when it must wait."""

import asyncio
from collections.abc import Sequence
from typing import Any

import pytest
from sqlalchemy import func, select
from sqlalchemy.ext.asyncio import AsyncSession

from bot.delivery import claims
from bot.delivery.hand import ahead, under_way
from bot.delivery.lease import Held
from bot.delivery.ledger import ledger
from bot.delivery.models import Outgoing, State
from bot.delivery.outbox import Letter
from bot.delivery.outcome import NotSent, Outcome, Sent
from bot.delivery.screen import Screen, Screens
from bot.delivery.wording import Wording
from bot.storage import Storage
from tests.delivery import rows
from tests.delivery.scripted import Scripted
from tests.delivery.test_turns import crowd, published
from tests.delivery.working import at_work, courier, nothing_in_hand, settled, until

RATE = 1000  # the one of `working.courier`


async def news(storage: Storage, people: int) -> int:
    async with storage.transaction() as db:
        return await published(db, await crowd(db, people))


async def states(storage: Storage, number: int) -> dict[State, int]:
    async with storage.reading() as db:
        return dict((await ledger(db, number)).states)


class Holding(Scripted):
    """Answers nothing until the test says so."""

    def __init__(self) -> None:
        super().__init__()
        self.may_end = asyncio.Event()

    async def send(
        self,
        chat_id: int,
        screen: Screen,
        *,
        edits: int | None = None,
        paid: bool = False,
        low_data: bool = False,
    ) -> Outcome:
        outcome = await super().send(chat_id, screen, edits=edits)
        await self.may_end.wait()
        return outcome


def test_a_pause_a_stop_or_a_crash_finds_few_in_hand() -> None:
    assert [(ahead(rate), under_way(rate)) for rate in (1, 20)] == [(5, 8), (5, 8)]
    assert [(ahead(rate), under_way(rate)) for rate in (40, 1000)] == [(10, 12), (250, 300)]


async def test_however_slow_the_answers_no_more_is_claimed_than_can_be_sent_soon(
    storage: Storage,
) -> None:
    number = await news(storage, 1_000)
    sender = Holding()

    async def as_many_as_may() -> bool:
        return len(sender.begun) == under_way(RATE)

    async with at_work(courier(storage, sender)):
        await until(as_many_as_may)
        found = await states(storage, number)
        assert found[State.SENDING] <= under_way(RATE) + ahead(RATE) * 3 // 2
        sender.may_end.set()
        await settled(storage)
    assert sorted(sender.begun) == list(range(1, 1_001))
    assert await states(storage, number) == {State.SENT: 1_000}


async def test_after_a_429_all_that_was_claimed_ahead_waits_with_the_rest(
    storage: Storage,
) -> None:
    number = await news(storage, 600)
    sender = Scripted(*[Sent(n, "Kabar") for n in range(150)], NotSent("Too Many Requests", 500))
    lease = Held(storage, "courier", 60)

    async def silent() -> bool:
        return lease.pause > 0

    async with at_work(courier(storage, sender, lease=lease)):
        await until(silent)
        await until(lambda: nothing_in_hand(storage))
    sent = len(sender.begun) - 1
    assert await states(storage, number) == {State.SENT: sent, State.PENDING: 600 - sent}
    assert sent == 150  # nothing began after it


async def test_a_bulletin_is_looked_up_once_for_each_language(storage: Storage) -> None:
    asked: list[str] = []

    class Counting(Wording):
        async def of_bulletin(self, db: AsyncSession, letter: Letter) -> Screen:
            asked.append(letter.language)
            return await super().of_bulletin(db, letter)

    async with storage.transaction() as db:
        people = [await rows.person(db, n, language="en" if n == 1 else "id") for n in (1, 2)]
        number = await rows.bulletin(db, people[0])
        for person in people:
            await rows.enqueued(db, person, bulletin_id=number)
    work = courier(storage, Scripted(), Counting(Screens({})))
    async with at_work(work):
        await settled(storage)
        async with storage.transaction() as db:
            for n in (3, 4, 5):
                await rows.enqueued(db, await rows.person(db, n), bulletin_id=number)
        work.call()
        await settled(storage)
    assert sorted(asked) == ["en", "id"]


async def test_what_arrives_while_something_is_recorded_is_recorded_together(
    storage: Storage, monkeypatch: pytest.MonkeyPatch
) -> None:
    number = await news(storage, 200)
    sender, together = Holding(), []
    record = claims.record_sent

    async def noted(db: AsyncSession, sent: Sequence[tuple[Letter, Sent]], *args: Any) -> None:
        together.append(len(sent))
        await record(db, sent, *args)

    monkeypatch.setattr(claims, "record_sent", noted)

    async def all_begun() -> bool:
        return len(sender.begun) == 200

    async with at_work(courier(storage, sender)):
        await until(all_begun)
        sender.may_end.set()
        await settled(storage)
    assert sum(together) == 200
    assert len(together) <= 5
    async with storage.reading() as db:
        count = select(func.count()).where(Outgoing.bulletin_id == number, Outgoing.attempts == 1)
        assert (await db.scalars(count)).one() == 200


@pytest.mark.parametrize("database_url", ["postgresql"], indirect=True)
async def test_what_was_just_heard_of_other_replicas_is_not_asked_again(
    storage: Storage, other: Storage
) -> None:
    mine, theirs = Held(storage, "courier", 60), Held(other, "courier", 60, owner="another:1:abc")
    assert await mine.hold()
    await mine.hear(3600)
    await theirs.rest(500)
    await mine.hear(3600)
    assert mine.pause == 0
    await mine.hear()
    assert 400 < mine.pause <= 500
