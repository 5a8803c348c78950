"""The courier at work: what it sends, what it does not, and when it keeps silent (D2 to D6)."""

import asyncio
from datetime import timedelta

import pytest
from sqlalchemy import func, select, update
from sqlalchemy.exc import TimeoutError as PoolTimeout
from sqlalchemy.ext.asyncio import AsyncSession
from telegram import Bot

from bot import clock
from bot.delivery.hand import under_way
from bot.delivery.lease import Held
from bot.delivery.ledger import ledger
from bot.delivery.models import Chat, Lane, Lease, Outgoing, State
from bot.delivery.outbox import Letter
from bot.delivery.outcome import NotSent, Rejected
from bot.delivery.pace import Pace
from bot.delivery.request import Request
from bot.delivery.screen import Screen, Screens
from bot.delivery.sender import Sender
from bot.delivery.wording import Wording
from bot.people.models import Person
from bot.playground.model import Playground
from bot.playground.serve import serving
from bot.storage import Storage
from tests.delivery import rows
from tests.delivery.scripted import Scripted
from tests.delivery.working import (
    PATIENCE,
    TOKEN,
    at_work,
    courier,
    nothing_in_hand,
    settled,
    until,
)


async def news(db: AsyncSession, count: int) -> int:
    """A bulletin for so many people."""
    people = [await rows.person(db, number) for number in range(1, count + 1)]
    number = await rows.bulletin(db, people[0])
    for person in people:
        await rows.enqueued(db, person, bulletin_id=number)
    return number


async def test_everyone_gets_a_bulletin_in_their_language_once(storage: Storage) -> None:
    playground = Playground()
    async with storage.transaction() as db:
        for telegram_id, language in ((1101, "id"), (1107, "en")):
            await rows.person(db, telegram_id, language=language)
        author = await rows.person(db, 2001)
        number = await rows.bulletin(db, author)
        for person in (await db.scalars(select(Person))).all():
            await rows.enqueued(db, person, bulletin_id=number)
    async with serving(playground) as server:
        request, unused = Request(), Request()
        bot = Bot(TOKEN, base_url=f"{server.url}/bot", request=request, get_updates_request=unused)
        async with bot, at_work(courier(storage, Sender(bot))):
            await settled(storage)
    got = {
        person: [call["text"] for call in playground.received.sends(person)]
        for person in (1101, 1107, 2001)
    }
    assert got == {1101: ["Kabar"], 1107: ["News"], 2001: ["Kabar"]}
    async with storage.reading() as db:
        assert (await ledger(db, number)).states == {State.SENT: 3}
        sent = (await db.execute(select(Outgoing.message_id, Outgoing.text))).all()
        (lease,) = await db.scalars(select(Lease.expires_at))
    assert all(message_id and text is None for message_id, text in sent)
    assert lease == 0  # given back


async def test_after_a_429_nothing_begins_until_the_pause_is_over(storage: Storage) -> None:
    """Not even what was already being worded when the 429 came."""

    class Slow(Wording):
        asked = False

        def known(self, letter: Letter) -> None:
            """Nothing: each is looked up."""

        async def of_bulletin(self, db: AsyncSession, letter: Letter) -> Screen:
            if self.asked:
                await until(throttled)
            self.asked = True
            return await super().of_bulletin(db, letter)

    async def throttled() -> bool:
        return lease.pause > 0

    sender = Scripted(NotSent("Too Many Requests", 500))
    lease = Held(storage, "courier", 60)
    async with storage.transaction() as db:
        number = await news(db, 20)
    async with at_work(courier(storage, sender, Slow(Screens({})), lease)):
        await until(throttled)
        await until(lambda: nothing_in_hand(storage))
    assert len(sender.begun) == 1
    async with storage.reading() as db:
        assert (await ledger(db, number)).states == {State.PENDING: 20}
        assert (await db.scalars(select(func.sum(Outgoing.attempts)))).one() == 0
    later = Scripted()
    another = Held(storage, "courier", 60, owner="another:1:abc")
    async with at_work(courier(storage, later, lease=another)):
        await until(lambda: has_pause(another))
    assert later.begun == []


async def has_pause(lease: Held) -> bool:
    return lease.pause > 0


async def test_who_blocked_the_bot_is_suppressed_and_asked_no_more(storage: Storage) -> None:
    async with storage.transaction() as db:
        number = await news(db, 1)
        sri = (await db.scalars(select(Person))).one()
        later = await rows.enqueued(db, sri, not_before=clock.now() + timedelta(hours=1))
    sender = Scripted(Rejected("Forbidden: bot was blocked by the user", unreachable=True))
    async with at_work(courier(storage, sender)):
        await settled(storage)
    async with storage.reading() as db:
        assert (await ledger(db, number)).states == {State.SUPPRESSED: 1}
        assert (await db.get_one(Chat, 1)).blocked_at is not None
    assert (await rows.found(storage, later)).reason == "blocked the bot"
    assert sender.begun == [1]


async def test_a_row_for_a_blocked_chat_is_suppressed_without_a_request(
    storage: Storage,
) -> None:
    async with storage.transaction() as db:
        number = await rows.enqueued(db, await rows.person(db, 1))
        db.add(Chat(id=1, blocked_at=clock.now(), next_send_at=0))
    sender = Scripted()
    async with at_work(courier(storage, sender)):
        await settled(storage)
    row = await rows.found(storage, number)
    assert (row.state, row.reason, sender.begun) == (State.SUPPRESSED, "blocked the bot", [])


async def test_what_has_expired_is_not_sent(storage: Storage) -> None:
    async with storage.transaction() as db:
        sri = await rows.person(db, 1)
        number = await rows.enqueued(db, sri, expires_at=clock.now() - timedelta(seconds=1))
    sender = Scripted()
    async with at_work(courier(storage, sender)):
        await settled(storage)
    row = await rows.found(storage, number)
    assert (row.state, sender.begun) == (State.EXPIRED, [])
    assert row.reason


async def test_what_cannot_be_worded_fails_with_its_reason_and_holds_up_nobody(
    storage: Storage,
) -> None:
    async with storage.transaction() as db:
        sri, ani = await rows.person(db, 1), await rows.person(db, 2)
        unknown = await rows.enqueued(db, sri, kind="no such kind")
        wrong = await rows.enqueued(db, sri, params={})
        fine = await rows.enqueued(db, ani)
    sender = Scripted()
    async with at_work(courier(storage, sender)):
        await settled(storage)
    left = [await rows.found(storage, number) for number in (unknown, wrong, fine)]
    assert [(row.state, row.reason) for row in left] == [
        (State.FAILED, "cannot be worded: KeyError"),
        (State.FAILED, "cannot be worded: ValidationError"),
        (State.SENT, None),
    ]
    assert sender.begun == [2]


async def test_a_message_is_edited_in_place(storage: Storage) -> None:
    async with storage.transaction() as db:
        sri = await rows.person(db, 1)
        number = await rows.enqueued(db, sri, lane=Lane.EDIT, message_id=77)
    async with at_work(courier(storage, Scripted())):
        await settled(storage)
    row = await rows.found(storage, number)
    assert (row.state, row.message_id, row.text) == (State.SENT, 77, "Halo, Sri.")


async def test_a_failing_database_takes_no_place_among_the_requests(
    storage: Storage,
) -> None:
    """Each failure comes while the courier has taken a place for one more request."""

    class Flaky(Held):
        async def hold(self, outlast: float = 0) -> bool:
            raise PoolTimeout

    async with storage.transaction() as db:
        number = await news(db, 1)
    lease = Flaky(storage, "courier", 60)
    sender = Scripted()
    broken = courier(storage, sender, lease=lease)
    for _ in range(under_way(1000) + 1):
        with pytest.raises(PoolTimeout):
            await asyncio.wait_for(broken._may_send(asyncio.Event(), Pace(1000)), PATIENCE)
    async with storage.reading() as db:
        assert (await ledger(db, number)).states == {State.PENDING: 1}


async def test_a_lease_that_was_lost_and_taken_again_is_another_one(storage: Storage) -> None:
    """What was claimed before is not sent: whoever had it in between may have done so."""
    sender = Scripted()
    begun_before_the_next_look: list[list[int]] = []

    class Regained(Held):
        asked = 0

        async def hold(self, outlast: float = 0) -> bool:
            held = await super().hold(outlast)
            self.asked += 1
            if self.asked == 2:  # the first time is before the claim
                async with storage.transaction() as db:
                    await db.execute(update(Lease).values(epoch=Lease.epoch + 1))
                self.epoch += 1
            elif self.asked > 2:
                begun_before_the_next_look.append([*sender.begun])
            return held

    async with storage.transaction() as db:
        await rows.enqueued(db, await rows.person(db, 1))
    async with at_work(courier(storage, sender, lease=Regained(storage, "courier", 60))):
        await settled(storage)
    assert begun_before_the_next_look[0] == []
    assert sender.begun == [1]
