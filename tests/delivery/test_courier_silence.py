"""When the courier waits: for the morning, and for the batch (D2 to D6)."""

import asyncio
from datetime import UTC, datetime, time, timedelta

import pytest

from bot import clock
from bot.delivery import claims, outbox
from bot.delivery.courier import Courier
from bot.delivery.lease import Held
from bot.delivery.models import Lane, State
from bot.delivery.outcome import Outcome
from bot.delivery.screen import Screen
from bot.storage import Storage
from tests.delivery import rows
from tests.delivery.scripted import Scripted
from tests.delivery.working import at_work, courier, nothing_in_hand, settled, until


async def test_nobody_is_woken_by_what_could_wait_until_the_morning(storage: Storage) -> None:
    """Not even by what was due in the evening and only found now."""
    clock.move(timedelta(hours=12))  # 22.00 in Jakarta, 24.00 in Jayapura
    sender = Scripted()
    async with storage.transaction() as db:
        sri = await rows.person(db, 1)
        late = await rows.enqueued(db, sri, not_before=clock.now() - timedelta(hours=4))
        edit = await rows.enqueued(db, sri, lane=Lane.EDIT, message_id=7, chat_id=2)
    quiet = time(20), time(8)
    lease = Held(storage, "courier", 60)
    work = Courier(storage, sender, rows.WORDING, lease, rate=1000, request_seconds=10, quiet=quiet)

    async def edited() -> bool:
        return (await rows.found(storage, edit)).state == State.SENT

    async with at_work(work):
        await until(edited)
        await until(lambda: nothing_in_hand(storage))
    assert sender.begun == [2]
    row = await rows.found(storage, late)
    assert row.state == State.PENDING
    assert row.not_before - clock.now() == pytest.approx(
        timedelta(hours=10), abs=timedelta(minutes=2)
    )


async def test_an_hour_of_ones_own_choice_is_not_quiet(storage: Storage) -> None:
    """06.20 in Jakarta, for a bulletin that was to come at 06.00, and for one at 05.00."""
    sender = Scripted()
    clock.move_to(datetime(2026, 11, 23, 23, 20, tzinfo=UTC))
    async with storage.transaction() as db:
        sri, budi, slamet = [await rows.person(db, number) for number in (1, 2, 3)]
        sri.prices_at, budi.prices_at = "06:00", "05:00"
        number = await rows.bulletin(db, slamet)
        mine = await rows.enqueued(db, sri, lane=Lane.BULLETIN, bulletin_id=number, version=1)
        missed = await rows.enqueued(db, budi, lane=Lane.BULLETIN, bulletin_id=number, version=1)
        own = await rows.enqueued(db, sri, chat_id=4)
    quiet = time(20), time(8)
    lease = Held(storage, "courier", 60)
    work = Courier(storage, sender, rows.WORDING, lease, rate=1000, request_seconds=10, quiet=quiet)

    async def arrived() -> bool:
        return (await rows.found(storage, mine)).state == State.SENT

    async with at_work(work):
        await until(arrived)
        await until(lambda: nothing_in_hand(storage))
    assert sender.begun == [1]
    for each in (missed, own):
        row = await rows.found(storage, each)
        assert row.state == State.PENDING
        assert f"{row.not_before:%d %H:%M}" == "24 01:00"


async def test_one_chat_gets_one_message_of_a_batch(storage: Storage) -> None:
    async with storage.transaction() as db:
        sri = await rows.person(db, 1)
        first, second = [await rows.enqueued(db, sri) for _number in range(2)]
    lease = Held(storage, "courier", 60)
    assert await lease.hold()
    async with storage.transaction() as db:
        assert [letter.id for letter in await claims.claim(db, lease, 5)] == [first]
    async with storage.transaction() as db:
        assert await claims.claim(db, lease, 5) == []
    assert (await rows.found(storage, second)).state == State.PENDING


class Waiting(Scripted):
    """Its first request lasts until the test says so."""

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


async def test_a_question_that_is_answered_while_its_reply_waits_its_turn_is_not_sent_again(
    storage: Storage, monkeypatch: pytest.MonkeyPatch
) -> None:
    """It was claimed before, and the next question is with its person already."""
    monkeypatch.setattr("bot.delivery.courier.under_way", lambda _rate: 1)
    lapsed = {"lane": Lane.REPLY, "state": State.SENDING, "owner": "gone", "lapses_at": 1.0}
    async with storage.transaction() as db:
        eko, sri = await rows.person(db, 1), await rows.person(db, 2)
        await rows.enqueued(db, eko, **lapsed, slot="1")
        number = await rows.enqueued(db, sri, **lapsed, slot="1")
    sender = Waiting()
    async with at_work(courier(storage, sender)):
        await sender.called.wait()
        assert (await rows.found(storage, number)).state == State.SENDING
        async with storage.transaction() as db:
            await rows.enqueued(db, sri, lane=Lane.REPLY, state=State.SENT, slot="1")
        sender.may_end.set()
        await settled(storage)
    row = await rows.found(storage, number)
    assert (row.state, row.reason) == (State.SUPPRESSED, outbox.ANSWERED)
    assert sender.begun == [1]
