"""How long a chat is left alone between two messages of which nobody asked for the second."""

import pytest
from sqlalchemy import select

from bot.delivery import chats, claims
from bot.delivery.chats import GAPS, Gaps
from bot.delivery.lease import Held
from bot.delivery.models import Chat
from bot.delivery.outcome import Sent
from bot.storage import Storage, dialects
from tests.delivery import rows

LONG = Gaps(person=100, group=1000)


async def waits(storage: Storage) -> dict[int, float]:
    """Chat -> seconds until the next unasked message may go there."""
    async with storage.reading() as db:
        left = Chat.next_send_at - dialects.seconds_now(db)
        return {row[0]: row[1] for row in await db.execute(select(Chat.id, left))}


def about(seconds: dict[int, float]) -> object:
    return pytest.approx(seconds, abs=20)


async def test_a_person_and_a_group_have_their_own(storage: Storage, lease: Held) -> None:
    async with storage.transaction() as db:
        sri = await rows.person(db, 1)
        for chat_id in (1, -100):
            await rows.enqueued(db, sri, chat_id=chat_id)
    async with storage.transaction() as db:
        letters = await claims.claim(db, lease, 5, gaps=LONG)
    assert await waits(storage) == {
        1: pytest.approx(100, abs=20),
        -100: pytest.approx(1000, abs=20),
    }
    async with storage.transaction() as db:
        await chats.touched(db, [1, -100], Gaps(person=300, group=3000))
    assert await waits(storage) == {
        1: pytest.approx(300, abs=20),
        -100: pytest.approx(3000, abs=20),
    }
    async with storage.transaction() as db:
        for letter in letters:
            assert await claims.record(db, letter, lease.owner, Sent(7, "Halo"), LONG)
    assert await waits(storage) == {
        1: pytest.approx(100, abs=20),
        -100: pytest.approx(1000, abs=20),
    }


def test_unless_told_otherwise_they_are_telegrams_limits() -> None:
    assert [row["gap"] for row in GAPS.rows([5, -7])] == [3, 1]
    assert 60 / GAPS.group == 20
