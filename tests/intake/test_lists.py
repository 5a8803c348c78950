"""A long list is read while nobody is locked for it, and by who has use for it."""

import asyncio
import threading
from collections.abc import Sequence

import pytest
from sqlalchemy import select
from telegram import Bot

from bot.conversation.said import Sheet, Text
from bot.delivery.models import Outgoing
from bot.delivery.screen import Screens
from bot.delivery.wording import Wording
from bot.intake.contents import Attachment
from bot.intake.fetching import Fetching
from bot.intake.incoming import Incoming
from bot.intake.models import Handled, SeenUpdate
from bot.intake.processing import Apology
from bot.partnerships import supplier_list
from bot.storage import Storage
from handlers import tables
from handlers.partnerships.suppliers import ListLookedAt
from handlers.routing import route
from handlers.screens import SCREENS
from tests.delivery.clients import TOKEN
from tests.intake.desk import Desk
from tests.people.folk import company, somebody

CONTENT = b"Nama;HP\nSri;081234567890\n"
#: After which a test that waits for another person's update gives up, in seconds.
GIVES_UP = 20


class Files(Fetching):
    """Telegram's end, without a network."""

    async def _content(self, file_id: str) -> bytes:
        return CONTENT


def desk(storage: Storage) -> Desk:
    desk = Desk(storage, route)
    desk.replies._wording = Wording(Screens(SCREENS))
    desk.processing._fetch = Files(Bot(TOKEN), tables.read).sheet
    return desk


def sent(number: int, person: int) -> Incoming:
    return Incoming(
        number, person, person, "id", Sheet("a.csv"), attachment=Attachment("f", len(CONTENT))
    )


async def test_another_persons_update_is_handled_while_a_list_is_read(
    storage: Storage, monkeypatch: pytest.MonkeyPatch
) -> None:
    """On SQLite, where a transaction that writes lets no other one begin."""
    async with storage.transaction() as db:
        buyer = await somebody(db, name="Budi")
        await company(db, buyer)
        number = buyer.telegram_id or 0
    loop, reading, answered = asyncio.get_running_loop(), asyncio.Event(), threading.Event()
    read_list = supplier_list.read_list

    def slowly(
        rows: Sequence[Sequence[str]], merged: frozenset[int] = frozenset()
    ) -> supplier_list.Read:
        loop.call_soon_threadsafe(reading.set)
        assert answered.wait(GIVES_UP), "nobody else was answered"
        return read_list(rows, merged)

    monkeypatch.setattr(supplier_list, "read_list", slowly)
    ours = desk(storage)
    coming = asyncio.create_task(ours.takes(sent(1, number)))
    await reading.wait()
    await ours.takes(Incoming(2, 77, 77, "id", Text("halo")))
    answered.set()
    await coming
    async with storage.reading() as db:
        kinds = (await db.scalars(select(Outgoing.kind).order_by(Outgoing.id))).all()
    assert kinds == ["question", ListLookedAt.kind]


async def test_a_mistake_of_ours_in_reading_holds_up_nobody(
    storage: Storage, monkeypatch: pytest.MonkeyPatch
) -> None:
    """It would be made again each time, and the update would never be acknowledged."""

    def fails(*_given: object) -> supplier_list.Read:
        raise KeyError("Sri")

    monkeypatch.setattr(supplier_list, "read_list", fails)
    await desk(storage).takes(sent(1, 77))
    async with storage.reading() as db:
        (seen,) = await db.scalars(select(SeenUpdate))
        kinds = (await db.scalars(select(Outgoing.kind))).all()
    assert (seen.handled, kinds) == (Handled.POISON, [Apology.kind])
