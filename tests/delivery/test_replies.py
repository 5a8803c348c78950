"""Replies: a 429 to one of them silences the courier, too (D4), and a late one is left to it."""

from typing import Any

import pytest

from bot.delivery import replies as module
from bot.delivery import settling
from bot.delivery.lease import ME
from bot.delivery.models import State
from bot.delivery.outbox import Answer, Letter, reply
from bot.delivery.outcome import NotSent
from bot.delivery.replies import Replies
from bot.storage import Storage
from tests.delivery import rows
from tests.delivery.rows import Greeting
from tests.delivery.scripted import Scripted


class Rests:
    def __init__(self) -> None:
        self.asked: list[float] = []
        self.calls = 0

    async def rest(self, seconds: float) -> None:
        self.asked.append(seconds)

    def call(self) -> None:
        self.calls += 1


async def answer(storage: Storage) -> Letter:
    async with storage.transaction() as db:
        sri = await rows.person(db, 1)
        (letter,) = await reply(db, [Answer(sri, 1, Greeting(name="Sri"))], owner=ME)
        return letter


async def test_a_429_for_a_reply_keeps_the_courier_silent_and_the_reply(storage: Storage) -> None:
    rests = Rests()
    sender = Scripted(NotSent("Too Many Requests", 7))
    replies = Replies(storage, sender, rows.WORDING, rests.call, rests.rest)
    letter = await answer(storage)
    replies.send_soon([letter])
    await replies.drain()
    assert rests.asked == [7]
    assert rests.calls == 1
    row = await rows.found(storage, letter.id)
    assert (row.state, row.attempts) == (State.PENDING, 0)


async def test_a_reply_that_waited_too_long_is_left_to_the_courier(
    storage: Storage, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(module, "LATEST_SECONDS", 0)
    rests, sender = Rests(), Scripted()
    replies = Replies(storage, sender, rows.WORDING, rests.call, rests.rest)
    letter = await answer(storage)
    replies.send_soon([letter])
    await replies.drain()
    assert sender.begun == []
    assert (await rows.found(storage, letter.id)).state == State.SENDING


async def test_a_record_that_the_database_did_not_take_is_tried_again(
    storage: Storage, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Else what has arrived would be sent once more."""
    monkeypatch.setattr(settling, "AGAIN_SECONDS", 0)
    failures = [ConnectionError()]

    class Flickering(Storage):
        def transaction(self, *, lasting: bool = True) -> Any:
            if failures:
                raise failures.pop()
            return super().transaction(lasting=lasting)

    rests = Rests()
    replies = Replies(Flickering(storage.engine), Scripted(), rows.WORDING, rests.call, rests.rest)
    letter = await answer(storage)
    replies.send_soon([letter])
    await replies.drain()
    assert (failures, (await rows.found(storage, letter.id)).state) == ([], State.SENT)


async def test_the_courier_hears_of_a_429_before_anything_is_written(storage: Storage) -> None:
    """Until it knows, it goes on (D4)."""
    order: list[str] = []

    class Watched(Storage):
        def transaction(self, *, lasting: bool = True) -> Any:
            order.append("record")
            return super().transaction(lasting=lasting)

    async def rest(_seconds: float) -> None:
        order.append("rest")

    sender = Scripted(NotSent("Too Many Requests", 7))
    replies = Replies(Watched(storage.engine), sender, rows.WORDING, lambda: None, rest)
    replies.send_soon([await answer(storage)])
    await replies.drain()
    assert order == ["rest", "record"]
