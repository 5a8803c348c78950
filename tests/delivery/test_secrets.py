"""A link that grants is kept until it has arrived, and no longer (P3)."""

from typing import Any

import pytest
from sqlalchemy import select, update

from bot.delivery import claims
from bot.delivery.lease import ME
from bot.delivery.models import Lane, Outgoing, State
from bot.delivery.outbox import Letter
from bot.delivery.outcome import NotSent, Outcome, Rejected, Sent, Unknown
from bot.storage import Storage
from tests.delivery import rows

PARAMS: dict[str, Any] = {"secret": "i_token", "bot": "mitra_bot"}


async def being_sent(storage: Storage, params: dict[str, Any]) -> Letter:
    async with storage.transaction() as db:
        number = await rows.enqueued(db, await rows.person(db, 1))
        await db.execute(
            update(Outgoing)
            .where(Outgoing.id == number)
            .values(params=params, state=State.SENDING, owner=ME, lane=Lane.REPLY)
        )
    return Letter(number, Lane.REPLY, "x", params, 1, "id", "Asia/Jakarta")


async def kept(storage: Storage, letter: Letter) -> str:
    async with storage.reading() as db:
        row = await db.execute(
            select(Outgoing.params, Outgoing.text).where(Outgoing.id == letter.id)
        )
        return str(row.one())


async def test_what_has_arrived_is_wiped_among_many(storage: Storage) -> None:
    letter = await being_sent(storage, PARAMS)
    async with storage.transaction() as db:
        await claims.record_sent(db, [(letter, Sent(7, "t.me/x?start=i_token"))], ME)
    assert "i_token" not in await kept(storage, letter)


@pytest.mark.parametrize(
    ("outcome", "wiped"),
    [
        (Sent(7, "t.me/x?start=i_token"), True),
        (Rejected("no"), True),
        (NotSent("down"), False),
        (Unknown("?"), False),
    ],
)
async def test_it_is_kept_as_long_as_it_is_owed(
    storage: Storage, outcome: Outcome, *, wiped: bool
) -> None:
    letter = await being_sent(storage, PARAMS)
    async with storage.transaction() as db:
        assert await claims.record(db, letter, ME, outcome)
    assert ("i_token" not in await kept(storage, letter)) is wiped


async def test_other_messages_keep_what_they_said(storage: Storage) -> None:
    letter = await being_sent(storage, {"name": "Sri"})
    async with storage.transaction() as db:
        await claims.record_sent(db, [(letter, Sent(7, "Halo, Sri."))], ME)
    shown = await kept(storage, letter)
    assert "Halo, Sri." in shown
    assert "name" in shown


async def test_a_claim_that_passed_to_somebody_else_is_left_alone(storage: Storage) -> None:
    letter = await being_sent(storage, PARAMS)
    async with storage.transaction() as db:
        await claims.record_sent(db, [(letter, Sent(7, "x"))], "another:1:abc")
    assert "i_token" in await kept(storage, letter)
