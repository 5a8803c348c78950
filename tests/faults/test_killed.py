"""Killed at any instant and started again, the bot goes on where it was (C3, D2)."""

import asyncio
import random
import re
from functools import partial
from pathlib import Path

from sqlalchemy import select

from bot.delivery.ledger import ledger
from bot.delivery.models import Outgoing, State
from bot.playground.model import Playground
from bot.playground.serve import Serving
from bot.storage import Storage
from tests.delivery import rows
from tests.faults.child import IN_HAND, PATIENCE, running
from tests.faults.conftest import half_a_minute_passes
from tests.journeys.town import Person

#: Each question as it is seen, and its answer, tapped or typed.
ONBOARDING = [
    ("(1/5)", "tap", "Bahasa Indonesia"),
    ("(2/5)", "tap", "Boleh"),
    ("(3/5)", "say", "Bu Siti Aminah"),
    ("(4/5)", "say", "cabai rawit merah"),
    ("(5/5)", "say", "kota batu"),
    ("Sudah benar?", "tap", "Ya, sudah benar"),
]
DONE = "Sudah terdaftar"
#: At which answer the bot is killed, and when: as the update reaches it, as its reply reaches
#: Telegram.
KILLS = {1: "taken", 3: "replying"}


async def answer(siti: Person, how: str, what: str) -> None:
    await (siti.taps(what) if how == "tap" else siti.says(what))


async def test_a_person_who_is_registering_goes_on_after_each_kill(
    storage: Storage, playground: Playground, server: Serving, database_url: str, tmp_path: Path
) -> None:
    siti = Person(playground, 1001)
    await siti.says("/start")
    step = 0
    while step < len(ONBOARDING):
        async with running(server.url, database_url, tmp_path / "errors") as child:
            while step < len(ONBOARDING):
                question, how, what = ONBOARDING[step]
                await siti.sees(question)
                sent = len(playground.received.sends(1001))
                await answer(siti, how, what)
                step += 1
                if when := KILLS.get(step - 1):
                    await moment(when, playground, sent)
                    break
            else:
                await siti.sees(DONE)
            await child.killed()
        await half_a_minute_passes(storage)
    asked = [
        number
        for message in siti.messages()
        for number in re.findall(r"\((\d)/5\)", message.get("text", ""))
    ]
    assert [*dict.fromkeys(asked)] == ["1", "2", "3", "4", "5"]
    assert asked == sorted(asked)
    assert all(asked.count(number) <= 2 for number in asked)  # k kills, at most k+1 copies


async def moment(when: str, playground: Playground, sent: int) -> None:
    if when == "replying":
        await asyncio.wait_for(
            playground.until(lambda: len(playground.received.sends(1001)) > sent), PATIENCE
        )


async def test_no_bulletin_is_sent_twice_and_none_is_lost(
    storage: Storage, playground: Playground, server: Serving, database_url: str, tmp_path: Path
) -> None:
    # What was in hand at a kill may never arrive, and still enough is left for the next one.
    people = [
        playground.add_person(first_name=f"Sri {number}", started=True).id
        for number in range(60 + 2 * IN_HAND)
    ]
    async with storage.transaction() as db:
        owners = [await rows.person(db, number) for number in people]
        number = await rows.bulletin(db, owners[0])
        for owner in owners:
            await rows.enqueued(db, owner, bulletin_id=number)
    chance = random.Random(20261123)  # noqa: S311  (the same points each time)
    points = sorted(chance.sample(range(1, 55), 2))
    for point in points:
        async with running(server.url, database_url, tmp_path / "errors") as child:
            await asyncio.wait_for(
                playground.until(partial(reached, playground, people, point)), PATIENCE
            )
            await child.killed()
        await half_a_minute_passes(storage)
    async with running(server.url, database_url, tmp_path / "errors"):
        await over(storage)
    copies = [len(playground.received.sends(person)) for person in people]
    assert max(copies) == 1
    async with storage.reading() as db:
        account = await ledger(db, number)
        arrived = await db.scalars(select(Outgoing.chat_id).where(Outgoing.state == State.SENT))
        assert all(person and playground.received.sends(person) for person in arrived)
    assert set(account.states) <= {State.SENT, State.UNKNOWN}
    assert account.targeted == len(people)
    # Nothing is claimed that is not about to be sent.
    assert account.states.get(State.UNKNOWN, 0) <= len(points) * IN_HAND


def reached(playground: Playground, people: list[int], point: int) -> bool:
    return sum(len(playground.received.sends(person)) for person in people) >= point


async def over(storage: Storage, seconds: float = PATIENCE) -> None:
    """Wait until nothing waits to be sent."""
    waiting = select(Outgoing.id).where(Outgoing.state.in_([State.PENDING, State.SENDING]))
    async with asyncio.timeout(seconds):
        while True:
            async with storage.reading() as db:
                if (await db.scalars(waiting.limit(1))).first() is None:
                    return
            await asyncio.sleep(0.05)
