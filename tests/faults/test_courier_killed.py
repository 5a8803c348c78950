"""Killed at random points while several bulletins go out: none twice, none lost silently (D2)."""

import asyncio
import random
from collections.abc import Sequence
from functools import partial
from pathlib import Path

import pytest
from markupsafe import Markup
from sqlalchemy import func, select

from bot.delivery import broadcasting
from bot.delivery.ledger import ledger
from bot.delivery.models import Outgoing, State
from bot.delivery.screen import Enclosed, Screen
from bot.people import groups
from bot.people.models import Person
from bot.playground import group_talk
from bot.playground.groups import Kind
from bot.playground.model import Playground
from bot.playground.serve import Serving
from bot.storage import Storage
from tests.delivery import rows
from tests.faults.child import IN_HAND, PATIENCE, running
from tests.faults.conftest import half_a_minute_passes
from tests.faults.extent import LONGEST, extent
from tests.faults.test_killed import over

#: On each engine.
KILLS = extent(3, 500)
#: How many people each of the bulletins that go out side by side is for.
SIZES = (120, 40, 5)
#: Before a group so many people: only the largest is for it, as it gets few a minute, and it is not
#: among the first, which a kill often leaves unknown.
EARLIER = 70
#: After each kill those that may still be under way are looked at, at the end all of them.
RECENT = 2 * len(SIZES)
#: A life ends with one of so many messages, and up to so many seconds after it.
LATEST, A_LITTLE = 20, 0.03


@pytest.mark.timeout(LONGEST)
async def test_after_each_kill_the_ledger_sums_and_nothing_came_twice(
    storage: Storage, playground: Playground, server: Serving, database_url: str, tmp_path: Path
) -> None:
    readers = [playground.add_person(first_name="Sri", started=True).id for _ in range(1, SIZES[0])]
    place = next(each for each in playground.groups.values() if each.kind is Kind.GROUP)
    group_talk.add_bot(playground, place)
    async with storage.transaction() as db:
        for reader in readers[:EARLIER]:
            await rows.person(db, reader)
        group = await rows.person(db, place.id)
        for reader in readers[EARLIER:]:
            await rows.person(db, reader)
        keeper = (await db.scalars(select(Person).where(Person.telegram_id == readers[0]))).one()
        await groups.begin(db, place.id, keeper, place.title, channel=False)
    photo = Enclosed("photo", playground.files.sample("photo").id)
    chance = random.Random(20261129)  # noqa: S311  (the same points each time)
    bulletins: dict[int, int] = {}
    for kills in range(1, KILLS + 1):
        if await pending(storage) <= LATEST:
            bulletins |= await published(storage, photo)
        if kills == KILLS // 2 + 1:
            group_talk.upgrade(playground, place)
            bulletins |= await published(storage, photo)
        point = arrived(playground) + chance.randrange(1, LATEST)
        async with running(server.url, database_url, tmp_path / "errors") as child:
            reached = partial(lambda most: arrived(playground) >= most, point)
            await asyncio.wait_for(playground.until(reached), PATIENCE)
            await asyncio.sleep(chance.uniform(0, A_LITTLE))
            await child.killed()
        await half_a_minute_passes(storage)
        await judge(storage, playground, dict([*bulletins.items()][-RECENT:]))
        assert await count(storage, State.UNKNOWN) <= (kills - 1) * IN_HAND  # of lives before
    async with running(server.url, database_url, tmp_path / "errors") as child:
        await over(storage, PATIENCE + len(bulletins))
        assert "Traceback" not in child.said(), child.said()
    await judge(storage, playground, bulletins)
    sent, unknown = await count(storage, State.SENT), await count(storage, State.UNKNOWN)
    assert sent + unknown == sum(bulletins.values())
    refused = sum(
        "message_id" not in call for call in playground.received.calls.get(str(place.id), [])
    )
    assert sent <= arrived(playground) - refused <= sent + unknown
    async with storage.reading() as db:
        moved = await db.get_one(Person, group.id)
    assert moved.telegram_id == place.moved_to
    here, there = delivered(playground, place.id), delivered(playground, moved.telegram_id or 0)
    assert there
    assert not here & there  # what the group had before it moved does not come again
    print(f"\n{storage.engine.dialect.name}: {KILLS} kills, {sent} sent, {unknown} unknown")  # noqa: T201  (what was done)


async def published(storage: Storage, photo: Enclosed) -> dict[int, int]:
    """Bulletin -> to how many people it goes; each has words of its own, every other a photo."""
    made = {}
    async with storage.transaction() as db:
        people: Sequence[Person] = (await db.scalars(select(Person).order_by(Person.id))).all()
        for size in SIZES:
            number = await rows.bulletin(db, people[0], texts=False)
            enclosed = None if number % 2 else photo
            text = Screen(Markup("Kabar {}").format(number), enclosed=enclosed)
            broadcasting.word(db, number, 1, {"id": text})
            for person in people[-size:]:
                await rows.enqueued(db, person, bulletin_id=number)
            made[number] = size
    return made


async def judge(storage: Storage, playground: Playground, bulletins: dict[int, int]) -> None:
    """By the server's own count, and the bot's ledger."""
    assert playground.received.duplicates() == {}
    async with storage.reading() as db:
        for number, size in bulletins.items():
            account = await ledger(db, number)
            assert account.targeted == sum(account.states.values()) == size
        sent = await db.execute(
            select(Outgoing.chat_id, Outgoing.bulletin_id).where(
                Outgoing.state == State.SENT, Outgoing.bulletin_id.in_(bulletins)
            )
        )
        for chat_id, bulletin_id in sent:
            calls = playground.received.calls[str(chat_id)]
            method = "sendMessage" if (bulletin_id or 0) % 2 else "sendPhoto"
            texts = {call["text"] for call in calls if call["method"] == method}
            assert f"Kabar {bulletin_id}" in texts


def delivered(playground: Playground, chat_id: int) -> set[str]:
    calls = playground.received.calls.get(str(chat_id), [])
    return {call["text"] for call in calls if "message_id" in call}


def arrived(playground: Playground) -> int:
    methods = playground.received.methods
    return methods["sendMessage"] + methods["sendPhoto"]


async def pending(storage: Storage) -> int:
    return await count(storage, State.PENDING)


async def count(storage: Storage, state: State) -> int:
    async with storage.reading() as db:
        found = await db.scalars(select(func.count()).where(Outgoing.state == state))
        return found.one()
