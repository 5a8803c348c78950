"""One update, one transaction: once, in order, and never lost (C1, C2)."""

import asyncio
from datetime import timedelta
from typing import Any

import pytest
from sqlalchemy import event, select
from sqlalchemy.exc import DBAPIError

from bot import clock
from bot.conversation.said import Reached, Tap, Text
from bot.conversation.turn import Turn
from bot.delivery.models import Outgoing, State
from bot.intake import arrival
from bot.intake.models import Handled, SeenUpdate
from bot.intake.processing import Apology
from bot.people.models import Role, RoleGrant
from bot.people.roles import grant
from bot.storage import Storage, open_storage
from tests.delivery import rows
from tests.delivery.rows import Greeting
from tests.intake.desk import SECRET, Desk, blocked, count, texts, update


async def test_an_update_delivered_again_has_its_effect_once(storage: Storage) -> None:
    desk = Desk(storage, count)
    for number in (1, 1, 2, 1):
        await desk.takes(update(number))
    assert await texts(storage) == ["Halo, 1.", "Halo, 2."]
    assert len(desk.sender.begun) == 2


async def test_two_replicas_at_once_handle_an_update_once(storage: Storage, other: Storage) -> None:
    desks = [Desk(storage, count), Desk(other, count)]
    await asyncio.gather(*(desk.takes(update(n)) for n in range(1, 9) for desk in desks))
    assert sorted(map(str, await texts(storage))) == [f"Halo, {n}." for n in range(1, 9)]


async def test_updates_of_one_person_never_interleave(storage: Storage, other: Storage) -> None:
    """Not even the first ones, when there is no person yet to lock."""
    desks = [Desk(storage, count), Desk(other, count)]
    await asyncio.gather(*(desks[n % 2].takes(update(n)) for n in range(1, 21)))
    assert sorted(map(str, await texts(storage))) == sorted(f"Halo, {n}." for n in range(1, 21))


async def test_a_tap_is_answered_beside_the_transaction(storage: Storage) -> None:
    desk = Desk(storage, count)
    await desk.takes(update(1, Tap("q:1", 3)))
    assert desk.sender.taps == ["42"]


async def test_poison_is_recorded_without_the_persons_words_and_apologised_for(
    storage: Storage,
) -> None:
    async def fail(turn: Turn) -> None:
        turn.reply(Greeting(name="never"))
        await grant(turn.db, turn.person.id, Role.ADMIN)
        raise ValueError(SECRET)

    desk = Desk(storage, fail)
    await desk.takes(update(1))
    await desk.takes(update(1))
    async with storage.reading() as db:
        (seen,) = await db.scalars(select(SeenUpdate))
        (sent,) = await db.scalars(select(Outgoing))
        assert (await db.scalars(select(RoleGrant))).all() == []
    assert (seen.update_id, seen.handled) == (1, Handled.POISON)
    assert seen.error is not None
    assert seen.error.startswith("ValueError at ")
    assert "test_processing.py" in seen.error
    assert SECRET not in seen.error
    assert (sent.kind, sent.state) == (Apology.kind, State.SENT)


async def test_a_poisonous_update_does_not_hold_up_the_next(storage: Storage) -> None:
    async def fail_once(turn: Turn) -> None:
        if turn.said == Text("poison"):
            raise ValueError
        await count(turn)

    desk = Desk(storage, fail_once)
    await desk.takes(update(1, Text("poison")))
    await desk.takes(update(2))
    assert (await texts(storage))[-1] == "Halo, 1."


async def test_many_peoples_updates_share_a_commit_and_each_is_answered(storage: Storage) -> None:
    desk = Desk(storage, count)
    people = range(10, 30)
    commits: list[object] = []
    event.listen(storage.engine.sync_engine, "commit", commits.append)
    await asyncio.gather(*(desk.processing.handle(update(n, person=n)) for n in people))
    assert len(commits) < len(people)
    await desk.replies.drain()
    assert sorted(desk.sender.begun) == [*people]


async def test_a_poisonous_update_spoils_none_that_shares_its_commit(storage: Storage) -> None:
    async def fail_once(turn: Turn) -> None:
        if turn.said == Text("poison"):
            raise ValueError
        await count(turn)

    desk = Desk(storage, fail_once)
    said = [Text("poison") if number == 13 else Text("fine") for number in range(10, 16)]
    await asyncio.gather(
        *(desk.processing.handle(update(10 + n, each, 10 + n)) for n, each in enumerate(said))
    )
    await desk.replies.drain()
    async with storage.reading() as db:
        seen = select(SeenUpdate.update_id).where(SeenUpdate.handled == Handled.POISON)
        assert (await db.scalars(seen)).all() == [13]
        sent = await db.execute(select(Outgoing.chat_id, Outgoing.kind))
        kinds = {row.chat_id: row.kind for row in sent}
    assert kinds == dict.fromkeys([10, 11, 12, 14, 15], Greeting.kind) | {13: Apology.kind}


async def test_two_replicas_with_the_same_crowd_never_wait_for_each_other(
    storage: Storage, other: Storage
) -> None:
    """In whatever order their people came: rows are locked in one order everywhere."""
    desks = [Desk(storage, count), Desk(other, count)]
    crowd = range(40, 72)
    turns = [(desks[0], number) for number in crowd]
    turns += [(desks[1], number) for number in reversed(crowd)]
    await asyncio.gather(
        *(desk.processing.handle(update(number, person=number)) for desk, number in turns)
    )
    for desk in desks:
        await desk.replies.drain()
    assert await texts(storage) == ["Halo, 1."] * len(crowd)


@pytest.mark.parametrize(
    "url",
    ["sqlite+aiosqlite:////proc/no/such/place.db", "postgresql+psycopg://u@127.0.0.1:1/none"],
    ids=["a file that cannot be opened", "a server that does not answer"],
)
async def test_a_database_that_does_not_answer_is_not_poison(
    url: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("pathlib.Path.mkdir", lambda *_args, **_options: None)
    storage = open_storage(url)
    desk = Desk(storage, count)
    with pytest.raises(DBAPIError):
        await desk.processing.handle(update(1))
    await storage.close()
    assert desk.sender.begun == []


async def test_an_update_is_handled_when_the_database_is_back(storage: Storage) -> None:
    class Away(Storage):
        def transaction(self, *, lasting: bool = True) -> Any:
            raise ConnectionError

    desk = Desk(storage, count)
    desk.processing._storage = Away(storage.engine)
    with pytest.raises(ConnectionError):
        await desk.takes(update(1))
    desk.processing._storage = storage
    await desk.takes(update(1))
    assert await texts(storage) == ["Halo, 1."]


async def test_an_update_is_on_the_disk_before_it_is_acknowledged(storage: Storage) -> None:
    kinds: list[bool] = []

    class Watched(Storage):
        def transaction(self, *, lasting: bool = True) -> Any:
            kinds.append(lasting)
            return super().transaction(lasting=lasting)

    desk = Desk(storage, count)
    desk.processing._storage = Watched(storage.engine)
    await desk.takes(update(1))
    assert kinds == [True]


async def test_updates_are_remembered_for_48_hours(storage: Storage) -> None:
    async with storage.transaction() as db:
        for number, hours in ((1, 49), (2, 48.1), (3, 47.9), (4, 0)):
            db.add(
                SeenUpdate(
                    bot_id=1,
                    update_id=number,
                    handled=Handled.DONE,
                    seen_at=clock.now() - timedelta(hours=hours),
                )
            )
        await db.flush()
        assert [await arrival.forget(db, None), await arrival.forget(db, None)] == [2, 0]
        left = await db.scalars(select(SeenUpdate.update_id).order_by(SeenUpdate.update_id))
        assert left.all() == [3, 4]


async def test_what_waits_for_a_person_who_blocks_the_bot_is_suppressed(
    storage: Storage,
) -> None:
    async with storage.transaction() as db:
        sri, ani = await rows.person(db, 5), await rows.person(db, 6)
        hers, sent, anis = [
            await rows.enqueued(db, sri),
            await rows.enqueued(db, sri, state=State.SENT),
            await rows.enqueued(db, ani),
        ]
    desk = Desk(storage, count)
    await desk.takes(update(1, Reached(reachable=False)))
    found = [await rows.found(storage, number) for number in (hers, sent, anis)]
    assert [(row.state, row.reason) for row in found] == [
        (State.SUPPRESSED, "blocked the bot"),
        (State.SENT, None),
        (State.PENDING, None),
    ]
    assert await blocked(storage, 5)
    await desk.takes(update(2, Reached(reachable=True)))
    assert not await blocked(storage, 5)
    assert desk.sender.begun == []  # nobody is answered for that
