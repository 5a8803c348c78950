"""For whoever runs it: health that can be believed, and figures without anybody's data."""

import asyncio
from collections.abc import AsyncIterator
from typing import Any

import httpx
import pytest
from prometheus_client.parser import text_string_to_metric_families
from sqlalchemy import insert

from bot import clock
from bot.delivery.lease import Held
from bot.delivery.models import Lane, Outgoing, State
from bot.operations import Operations
from bot.people.roles import person_id_of
from bot.serving import listen, served
from bot.settings import Settings
from bot.storage import Storage


@pytest.fixture
def operations(storage: Storage) -> Operations:
    return Operations(storage, "127.0.0.1", 0)


@pytest.fixture
async def http(operations: Operations) -> AsyncIterator[httpx.AsyncClient]:
    listener = listen("127.0.0.1", 0, "operations.port")
    async with (
        served(operations.application, listener),
        httpx.AsyncClient(
            base_url=f"http://127.0.0.1:{listener.getsockname()[1]}", trust_env=False
        ) as client,
    ):
        yield client


async def figures(http: httpx.AsyncClient) -> dict[str, float]:
    """`name{label=value}` -> what it stands at."""
    answer = await http.get("/metrics")
    assert answer.status_code == 200
    return {
        sample.name + "".join(f"{{{value}}}" for value in sample.labels.values()): sample.value
        for family in text_string_to_metric_families(answer.text)
        for sample in family.samples
    }


class Away(Storage):
    def reading(self) -> Any:
        raise ConnectionError


async def test_it_is_healthy_while_the_database_answers(
    http: httpx.AsyncClient, operations: Operations, storage: Storage
) -> None:
    assert (await http.get("/healthz")).status_code == 200
    operations._storage = Away(storage.engine)
    assert (await http.get("/healthz")).status_code == 503
    operations._storage = storage
    assert (await http.get("/healthz")).status_code == 200


async def test_figures_come_without_the_database_too(
    http: httpx.AsyncClient, operations: Operations, storage: Storage
) -> None:
    operations._storage = Away(storage.engine)
    assert "process_resident_memory_bytes" in await figures(http)


async def test_what_waits_in_the_outbox_is_counted(
    http: httpx.AsyncClient, storage: Storage
) -> None:
    states = [State.PENDING] * 3 + [State.SENT, State.SENDING]
    async with storage.transaction() as db:
        number = await person_id_of(db, 5)
        row = {
            "lane": Lane.NOTICE,
            "kind": "help",
            "params": {},
            "person_id": number,
            "chat_id": 5,
            "attempts": 0,
            "not_before": clock.now(),
            "created_at": clock.now(),
        }
        await db.execute(insert(Outgoing), [row | {"state": state} for state in states])
    now = await figures(http)
    assert now["mitra_outbox_pending{notice}"] == 3
    assert now["mitra_outbox_pending{bulletin}"] == 0


async def test_the_leader_is_seen(http: httpx.AsyncClient, storage: Storage) -> None:
    lease = Held(storage, "courier", 60)
    assert await lease.hold()
    assert (await figures(http))["mitra_leader{courier}"] == 1
    await lease.release()
    assert (await figures(http))["mitra_leader{courier}"] == 0


async def test_while_it_stops_nothing_new_is_to_be_sent_here(storage: Storage) -> None:
    """A proxy that asks for its health goes elsewhere before the port closes."""
    listener = listen("127.0.0.1", 0, "operations.port")
    port = listener.getsockname()[1]
    listener.close()
    stop, ended = asyncio.Event(), asyncio.Event()
    running = asyncio.create_task(Operations(storage, "127.0.0.1", port).run(stop, ended))
    async with httpx.AsyncClient(base_url=f"http://127.0.0.1:{port}", trust_env=False) as client:
        await asyncio.sleep(0)
        assert (await client.get("/healthz")).status_code == 200
        stop.set()
        assert (await client.get("/healthz")).status_code == 503
        ended.set()
        await running
        with pytest.raises(httpx.ConnectError):
            await client.get("/healthz")


def test_both_ports_are_for_this_machine_unless_said_otherwise() -> None:
    assert Settings().operations.host == Settings().webhook.host == "127.0.0.1"
