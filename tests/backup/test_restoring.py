"""A restore brings back what was backed up, and sends nothing to many a second time (D2)."""

import asyncio
from collections.abc import Awaitable, Callable
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import delete, update
from sqlalchemy.exc import IntegrityError

from bot import clock
from bot.backup import restore
from bot.delivery import claims
from bot.delivery.lease import Held
from bot.delivery.models import Lane, Outgoing, State
from bot.errors import Refused
from bot.people.models import Person
from bot.settings import Settings
from bot.storage import Storage
from bot.storage.archives import archive_of
from bot.storage.lock import exclusive
from tests.backup.conftest import everything
from tests.delivery import rows

BackUp = Callable[[], Awaitable[Path]]
Restore = Callable[[Path], Awaitable[None]]


async def lived(storage: Storage) -> None:
    """A day's work: people with signs of their own, a bulletin that arrived, a reminder."""
    async with storage.transaction() as db:
        sri = await rows.person(db, 1001)
        sri.name = "Siti 'Ci%ti' \\n Ångström 🌶"
        number = await rows.bulletin(db, sri)
        await rows.enqueued(db, sri, bulletin_id=number, state=State.SENT, message_id=7)
        await rows.enqueued(db, sri, lane=Lane.NOTICE)


async def test_everything_comes_back_as_it_was(
    storage: Storage, backed_up: BackUp, restored: Restore
) -> None:
    await lived(storage)
    before = await everything(storage)
    source = await backed_up()
    async with storage.transaction() as db:
        await db.execute(delete(Outgoing))
        await db.execute(update(Person).values(name="wrong"))
        await rows.person(db, 2)
    await restored(source)
    assert await everything(storage) == before
    await restored(source)
    assert await everything(storage) == before


async def test_numbers_go_on_where_they_were(
    storage: Storage, backed_up: BackUp, restored: Restore
) -> None:
    await lived(storage)
    await restored(await backed_up())
    async with storage.transaction() as db:
        assert (await rows.person(db, 2)).id == 2


async def test_what_may_have_gone_out_since_is_not_sent_to_many_again(
    storage: Storage, backed_up: BackUp, restored: Restore
) -> None:
    async with storage.transaction() as db:
        sri = await rows.person(db, 1)
        bulletin = await rows.bulletin(db, sri)
        outbox: list[dict[str, Any]] = [
            {"bulletin_id": bulletin},
            {"bulletin_id": bulletin, "not_before": clock.now() + timedelta(hours=9)},
            {"bulletin_id": bulletin, "state": State.SENDING, "lapses_at": 2e10},
            {"bulletin_id": bulletin, "state": State.SENT},
            {"bulletin_id": bulletin, "state": State.EXPIRED, "reason": "too late"},
            {"lane": Lane.REPLY, "state": State.SENDING, "lapses_at": 2e10},
            {"lane": Lane.NOTICE},
            {"lane": Lane.EDIT, "message_id": 3},
        ]
        numbers = [
            await rows.enqueued(db, sri, chat_id=chat, **values)
            for chat, values in enumerate(outbox, start=1)
        ]
    assert await Held(storage, "courier", 3600, owner="lost:1:abc").hold()
    await restored(await backed_up())
    left = [await rows.found(storage, number) for number in numbers]
    assert [(row.state, row.reason) for row in left] == [
        *[(State.UNKNOWN, "restored from a backup")] * 3,
        (State.SENT, None),
        (State.EXPIRED, "too late"),
        (State.SENDING, None),
        (State.PENDING, None),
        (State.PENDING, None),
    ]
    assert all(row.settled_at for row in left[:3])
    lease = Held(storage, "courier", 60)
    assert await lease.hold(), "the lease of a bot that is gone is free"
    async with storage.transaction() as db:
        await claims.reclaim_lapsed(db)
        letters = await claims.claim(db, lease, 10)
    assert [letter.id for letter in letters] == numbers[5:]


async def test_a_fresh_database_needs_no_yes(
    storage: Storage, backed_up: BackUp, fresh: Settings
) -> None:
    await lived(storage)
    source = await backed_up()
    await restore(fresh, source, asyncio.Event(), yes=False)
    with pytest.raises(Refused, match="not empty"):
        await restore(fresh, source, asyncio.Event(), yes=False)


async def test_what_is_there_is_not_replaced_without_a_yes(
    storage: Storage, settings: Settings, backed_up: BackUp
) -> None:
    source = await backed_up()
    await lived(storage)
    before = await everything(storage)
    await storage.close()
    with pytest.raises(Refused, match="add --yes"):
        await restore(settings, source, asyncio.Event(), yes=False)
    assert await everything(storage) == before


@pytest.mark.parametrize("database_url", ["sqlite"], indirect=True)
async def test_a_file_that_a_bot_runs_on_is_left_alone(
    storage: Storage, settings: Settings, backed_up: BackUp, restored: Restore
) -> None:
    source = await backed_up()
    database = Path(settings.database.url.split("///")[1])
    with exclusive(database), pytest.raises(Refused, match="Another Mitra is running"):
        await restored(source)


async def test_a_database_that_somebody_uses_is_left_alone(
    storage: Storage, backed_up: BackUp, settings: Settings, short_of_patience: None
) -> None:
    source = await backed_up()
    async with storage.transaction() as db:
        await rows.person(db, 1)
    before = await everything(storage)  # and the connection stays in the pool
    with pytest.raises(Refused, match=r"is in use|database is locked"):
        await restore(settings, source, asyncio.Event(), yes=True)
    assert await everything(storage) == before


async def test_a_restore_that_fails_at_its_end_changes_nothing(
    storage: Storage, backed_up: BackUp, settings: Settings
) -> None:
    async with storage.transaction() as db:
        await rows.person(db, 1)
        await rows.person(db, 2)
    source = await backed_up()
    await lived(storage)
    before = await everything(storage)
    await storage.close()
    both_the_same = update(Person).values(telegram_id=1)
    with pytest.raises((Refused, IntegrityError)):
        await archive_of(settings.database.url).replace(source, [both_the_same], asyncio.Event())
    assert await everything(storage) == before
