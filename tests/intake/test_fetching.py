"""A file comes from Telegram, or a sentence says that it did not; the token is nowhere."""

import asyncio
from collections.abc import AsyncIterator
from typing import Any

import pytest
from structlog.testing import capture_logs

from bot.conversation.said import Sheet
from bot.intake import spreadsheets
from bot.intake.contents import Attachment
from bot.intake.fetching import AGAIN, MOST, TOO_BIG, Fetching
from bot.playground.model import Playground
from bot.playground.serve import serving
from tests.delivery.clients import TOKEN, bot_at

ROWS = (("Nama", "HP"), ("Sri", "0812"))
CONTENT = b"Nama;HP\nSri;0812\n"
SRI = 1101


class Table:
    """Somebody who sends tables, a server that has them, and our end of the line."""

    def __init__(self, playground: Playground, ours: Fetching) -> None:
        self.playground, self.ours = playground, ours

    def sends(self, content: bytes = CONTENT) -> Attachment:
        document = self.playground.send(SRI, "document", content=content, name="a.csv")["document"]
        return Attachment(document["file_id"], document["file_size"])

    async def reads(self, attachment: Attachment) -> Sheet:
        with capture_logs() as logged:
            sheet = await self.ours.sheet("a.csv", attachment)
        assert TOKEN not in str(logged)
        return sheet


@pytest.fixture
async def table() -> AsyncIterator[Table]:
    playground = Playground()
    async with serving(playground) as server, bot_at(server.url) as bot:
        yield Table(playground, Fetching(bot, lambda sheet: sheet, seconds=5))


async def test_the_rows_of_a_file_are_fetched(table: Table) -> None:
    assert await table.reads(table.sends()) == Sheet("a.csv", ROWS)


async def test_what_is_said_to_be_too_large_is_not_even_asked_for(table: Table) -> None:
    sheet = await table.reads(Attachment(table.sends().file_id, MOST + 1))
    assert sheet == Sheet("a.csv", problem=TOO_BIG)
    assert not table.playground.received.methods


async def test_what_is_larger_than_it_was_said_to_be_is_not_read(table: Table) -> None:
    fits, larger = (table.sends(CONTENT.ljust(size, b"\n")) for size in (MOST, MOST + 1))
    assert (await table.reads(Attachment(fits.file_id, None))).problem is None
    assert (await table.reads(Attachment(larger.file_id, 7))).problem == TOO_BIG


async def test_a_file_that_telegram_does_not_have_is_asked_for_again(table: Table) -> None:
    assert (await table.reads(Attachment("nothing", 7))).problem == AGAIN


FAULTS: list[dict[str, Any]] = [
    {"kind": "429", "retry_after": 9},
    {"kind": "5xx", "status": 502},
    {"kind": "drop_before"},
    {"kind": "drop_after"},
]


@pytest.mark.parametrize("fault", FAULTS, ids=[fault["kind"] for fault in FAULTS])
async def test_an_outage_is_told_and_the_next_try_works(
    table: Table, fault: dict[str, Any]
) -> None:
    attachment = table.sends()
    table.playground.faults.add(method="getFile", times=1, **fault)
    assert (await table.reads(attachment)).problem == AGAIN
    assert (await table.reads(attachment)).rows == ROWS


async def test_a_file_that_is_gone_from_its_place_is_asked_for_again(
    table: Table, monkeypatch: pytest.MonkeyPatch
) -> None:
    attachment = table.sends()
    monkeypatch.setattr(table.playground.files, "at", lambda _path: None)
    assert (await table.reads(attachment)).problem == AGAIN


async def test_nobody_waits_for_ever(table: Table) -> None:
    attachment = table.sends()
    table.playground.faults.add(kind="hang_before", method="getFile", times=1)
    table.ours._seconds = 0.05
    assert (await table.reads(attachment)).problem == AGAIN


async def test_while_a_file_is_read_everything_else_goes_on(
    table: Table, monkeypatch: pytest.MonkeyPatch
) -> None:
    """And only one is read at a time."""
    loop, reading, go_on = asyncio.get_running_loop(), asyncio.Event(), asyncio.Event()
    under_way = most = 0

    def read(name: str, content: bytes) -> Sheet:
        nonlocal under_way, most
        under_way += 1
        most = max(most, under_way)
        loop.call_soon_threadsafe(reading.set)
        asyncio.run_coroutine_threadsafe(go_on.wait(), loop).result()
        under_way -= 1
        return Sheet(name, ROWS)

    monkeypatch.setattr(spreadsheets, "read", read)
    first, second = (asyncio.create_task(table.reads(table.sends())) for _ in range(2))
    await reading.wait()
    assert not first.done()
    go_on.set()
    assert [await first, await second] == [Sheet("a.csv", ROWS)] * 2
    assert most == 1
