"""Several replicas behind one webhook behave as one (C1, C2), and nobody notices when one dies."""

import asyncio
import random
import signal
from pathlib import Path

import pytest
from aiohttp import ClientSession
from sqlalchemy import func, select

from bot.conversation.models import Conversation
from bot.conversation.question import Question
from bot.conversation.talk import STALE, Taken
from bot.delivery.models import Lane, Lease, Outgoing, State
from bot.intake.models import SeenUpdate
from bot.intake.webhook import SECRET_HEADER
from bot.playground.model import Playground
from bot.playground.serve import Serving
from bot.storage import Storage
from tests.faults.child import PATIENCE
from tests.faults.extent import LONGEST, extent
from tests.faults.replicas import NO_FLOOD, PATH, SECRET, Replicas, replicas
from tests.journeys.town import Person

pytestmark = pytest.mark.parametrize("database_url", ["postgresql"], indirect=True)

#: Taps and messages shuffled over the replicas.
SHUFFLED = extent(600, 10_000)
CROWD = 20
#: The same update sent to two replicas at once.
TWINS = extent(60, 500)


async def all_registered(playground: Playground, number: int) -> None:
    """Each replica says where it is to be found."""
    registered = playground.until(lambda: playground.received.methods["setWebhook"] >= number)
    await asyncio.wait_for(registered, PATIENCE)


async def drained(playground: Playground, storage: Storage, seconds: float) -> None:
    """Every update is taken and every reply has gone."""
    async with asyncio.timeout(seconds):
        await playground.until(lambda: not playground.updates.pending)
        while await unsent(storage):
            await asyncio.sleep(0.05)


async def unsent(storage: Storage) -> int:
    open_states = (State.PENDING, State.SENDING)
    async with storage.reading() as db:
        query = select(func.count()).where(Outgoing.state.in_(open_states))
        return (await db.scalars(query)).one()


async def test_an_update_that_reaches_two_replicas_at_once_has_its_effect_once(
    storage: Storage, playground: Playground, server: Serving, database_url: str, tmp_path: Path
) -> None:
    async with (
        replicas(2, server.url, database_url, tmp_path, **NO_FLOOD) as both,
        ClientSession(headers={SECRET_HEADER: SECRET}) as telegram,
    ):
        await all_registered(playground, 2)
        people = [playground.add_person(first_name="Siti", started=True).id for _ in range(TWINS)]

        async def post(port: int, number: int, person: int) -> int:
            chat = {"id": person, "type": "private", "first_name": "Siti"}
            sender = {"id": person, "is_bot": False, "first_name": "Siti", "language_code": "id"}
            message = {"message_id": number, "date": 1, "chat": chat, "from": sender}
            update = {"update_id": number, "message": message | {"text": "/start"}}
            async with telegram.post(f"http://127.0.0.1:{port}{PATH}", json=update) as answer:
                return answer.status

        for number, person in enumerate(people, start=1):
            codes = await asyncio.gather(*(post(port, number, person) for port in both.ports))
            assert codes == [200, 200]
        await drained(playground, storage, PATIENCE)
    assert [len(playground.received.sends(person)) for person in people] == [1] * TWINS
    async with storage.reading() as db:
        assert (await db.scalars(select(func.count()).select_from(SeenUpdate))).one() == TWINS


@pytest.mark.timeout(LONGEST)
async def test_shuffled_taps_and_messages_end_as_in_some_order(
    storage: Storage, playground: Playground, server: Serving, database_url: str, tmp_path: Path
) -> None:
    """Each is applied once or refused as stale once, and no two of a person interleave (C2).

    Telegram itself hands a person's taps over beside their messages, so that the two race.
    """
    seed = random.Random(2026)  # noqa: S311  (a shuffle, not a secret)
    crowd = [Person(playground, playground.add_person(first_name="Siti").id) for _ in range(CROWD)]
    async with replicas(3, server.url, database_url, tmp_path, **NO_FLOOD) as three:
        await all_registered(playground, 3)
        for person in crowd:
            await person.says("/start")
        for person in crowd:
            await person.taps_when_seen("Bahasa Indonesia")
        for person in crowd:
            await person.sees("(2/5)")
        before = playground.updates._last
        each = SHUFFLED // CROWD
        for _ in range(each):
            for person in seed.sample(crowd, len(crowd)):
                await act(person, seed)
            # People type and tap on what they see; what they see is older than what they did.
            await asyncio.sleep(0)
        await drained(playground, storage, LONGEST)
        assert len(three.proxy.answered) == 3
        assert min(three.proxy.answered.values()) > 0.2 * SHUFFLED
    sent = playground.updates._last - before
    assert sent == each * CROWD
    # Each chat began with a question and its answer.
    assert await serial(storage) == sent + 2 * CROWD


async def act(person: Person, seed: random.Random) -> None:
    """An answer, a step back, or a tap on any button there ever was."""
    if seed.random() < 0.5:
        await person.says(seed.choice(["kembali", "Boleh", "Siti Aminah", "pembeli"]))
        return
    buttons = [
        (message["message_id"], button["callback_data"])
        for message in person.messages()
        for row in message.get("reply_markup", {}).get("inline_keyboard", [])
        for button in row
    ]
    person.playground.tap(person.id, *seed.choice(buttons[-12:]))


async def serial(storage: Storage) -> int:
    """How many answers there were; fails unless each person's tell of one update at a time."""
    async with storage.reading() as db:
        rows = await db.execute(
            select(Outgoing.chat_id, Outgoing.kind, Outgoing.params)
            .where(Outgoing.lane == Lane.REPLY)
            .order_by(Outgoing.chat_id, Outgoing.id)
        )
        turns = {talk.chat_id: talk.turn for talk in await db.scalars(select(Conversation))}
    last: dict[int, int] = {}
    answers = 0
    for chat_id, kind, facts in rows:
        if kind == Taken.kind:
            continue  # it stands beside the answer
        answers += 1
        if kind != Question.kind or not facts:
            # Registered, or called off and forgotten; what follows begins anew.
            last.pop(chat_id, None)
            continue
        moved = facts["turn"] - last.get(chat_id, facts["turn"])
        # Two that had read the same turn would both move on to the next.
        assert moved in {0, 1}, facts
        if chat_id in last and facts["note"] in {STALE, None}:
            assert moved == (facts["note"] is None), facts
        last[chat_id] = facts["turn"]
    assert last.items() <= turns.items()
    return answers


async def test_when_a_replica_dies_while_people_chat_nobody_notices(
    storage: Storage, playground: Playground, server: Serving, database_url: str, tmp_path: Path
) -> None:
    """The one that is killed is the courier, too: its job goes on within 15 seconds."""
    crowd = [Person(playground, playground.add_person(first_name="Siti").id) for _ in range(8)]
    async with replicas(2, server.url, database_url, tmp_path) as both:
        await all_registered(playground, 2)
        for person in crowd:
            await person.says("/start")
        for person in crowd[:4]:
            await person.taps_when_seen("Bahasa Indonesia")
        await both.children[await leader(storage, both)].killed()
        for person in crowd[4:]:
            await person.taps_when_seen("Bahasa Indonesia")
        for person in crowd:
            await person.sees("(2/5)")
            await person.taps("Boleh")
        for person in crowd:
            await person.sees("(3/5)")
        assert await changes_hands(storage, both) <= 15
        await drained(playground, storage, PATIENCE)
    for person in crowd:
        asked = [message["text"] for message in person.messages() if "(3/5)" in message["text"]]
        assert len(asked) <= 2  # k kills, at most k + 1 copies


async def test_an_answer_that_died_with_its_replica_is_given_by_another_one(
    storage: Storage, playground: Playground, server: Serving, database_url: str, tmp_path: Path
) -> None:
    siti = Person(playground, 1001)
    async with replicas(2, server.url, database_url, tmp_path) as both:
        await all_registered(playground, 2)
        playground.faults.add(method="sendMessage", kind="hang_before", times=1)
        await siti.says("/start")
        hanging = playground.until(lambda: playground.received.methods["sendMessage"])
        await asyncio.wait_for(hanging, PATIENCE)
        async with storage.reading() as db:
            owner = (await db.scalars(select(Outgoing.owner))).one() or ""
        (busy,) = [child for child in both.children if f":{child.process.pid}:" in owner]
        await busy.killed()
        # Sooner than its claim lapses.
        await siti.sees("Selamat datang di Mitra")
    assert len(playground.received.sends(siti.id)) == 2  # one kill, at most two copies


async def test_a_replica_that_is_told_to_stop_hands_over_at_once(
    storage: Storage, playground: Playground, server: Serving, database_url: str, tmp_path: Path
) -> None:
    # Without a word it would be the courier for a minute.
    lease = {"MITRA_DELIVERY__LEASE_SECONDS": "60"}
    async with replicas(2, server.url, database_url, tmp_path, **lease) as both:
        await all_registered(playground, 2)
        child = both.children[await leader(storage, both)]
        child.process.send_signal(signal.SIGTERM)
        assert await child.ended() == 0, child.said()
        await changes_hands(storage, both)
        siti = Person(playground, 1001)
        await siti.says("/start")
        await siti.sees("Selamat datang di Mitra")


async def leader(storage: Storage, those: Replicas) -> int:
    """Which of them is the courier."""
    async with asyncio.timeout(PATIENCE):
        while True:
            async with storage.reading() as db:
                owner = (await db.scalars(select(Lease.owner))).first() or ""
            for number, child in enumerate(those.children):
                if f":{child.process.pid}:" in owner and child.process.returncode is None:
                    return number
            await asyncio.sleep(0.05)


async def changes_hands(storage: Storage, those: Replicas) -> float:
    """How long it takes from now until one that lives is the courier, in seconds."""
    started = asyncio.get_running_loop().time()
    await leader(storage, those)
    return asyncio.get_running_loop().time() - started
