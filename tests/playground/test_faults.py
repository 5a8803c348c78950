"""Faults hit the calls they name, before or after these took effect, and are counted."""

import asyncio
from collections.abc import Iterator
from typing import Any

import httpx
import pytest
from telegram import Bot
from telegram.error import NetworkError, TimedOut

from bot.playground.model import Playground
from bot.playground.people import Person
from bot.playground.serve import Serving, serving

TOKEN = "123456789:" + "A" * 35
SEND = f"/bot{TOKEN}/sendMessage"
#: How long a test waits for what comes at once, in seconds.
PATIENCE = 20


@pytest.fixture(autouse=True)
def healthy(playground: Playground) -> Iterator[None]:
    yield
    playground.faults.clear()


async def fault(http: httpx.AsyncClient, **facts: Any) -> dict[str, Any]:
    answer = await http.post("/play/faults", json=facts)
    assert answer.status_code == 200, answer.text
    made: dict[str, Any] = answer.json()
    return made


async def hits(http: httpx.AsyncClient) -> list[int]:
    return [one["hits"] for one in (await http.get("/play/faults")).json()["faults"]]


async def test_a_429_says_when_to_come_back(
    http: httpx.AsyncClient, bot: Bot, playground: Playground, person: Person
) -> None:
    await fault(http, kind="429", retry_after=7, times=1)
    refused = await http.post(SEND, data={"chat_id": str(person.id), "text": "x"})
    assert (refused.status_code, refused.json()) == (
        429,
        {
            "ok": False,
            "error_code": 429,
            "description": "Too Many Requests: retry after 7",
            "parameters": {"retry_after": 7},
        },
    )
    assert playground.messages(person.id) == []
    await bot.send_message(person.id, "x")
    assert [call.get("error") for call in playground.received.sends(person.id)] == [
        "Too Many Requests: retry after 7",
        None,
    ]


@pytest.mark.parametrize(
    ("status", "media_type"),
    [(500, "application/json"), (502, "text/html"), (503, "text/html"), (504, "text/html")],
)
async def test_a_failing_server_answers_as_telegram_or_as_its_proxy(
    http: httpx.AsyncClient,
    bot: Bot,
    playground: Playground,
    person: Person,
    *,
    status: int,
    media_type: str,
) -> None:
    await fault(http, kind="5xx", status=status, person_id=person.id)
    answer = await http.post(SEND, data={"chat_id": str(person.id), "text": "x"})
    assert answer.status_code == status
    assert answer.headers["content-type"].startswith(media_type)
    with pytest.raises(NetworkError):
        await bot.send_message(person.id, "x")
    assert playground.messages(person.id) == []


async def test_a_fault_hits_only_whom_it_names_and_as_often_as_it_says(
    http: httpx.AsyncClient, playground: Playground, person: Person
) -> None:
    other = playground.add_person(first_name="Joko", started=True)
    await fault(http, kind="5xx", method="sendmessage", person_id=person.id, times=2)

    async def status(method: str, who: Person, **values: Any) -> int:
        body = {"chat_id": str(who.id)} | values
        return (await http.post(f"/bot{TOKEN}/{method}", data=body)).status_code

    assert await status("sendMessage", other, text="x") == 200
    assert await status("sendLocation", person, latitude="1", longitude="1") == 200
    assert [await status("sendMessage", person, text="x") for _time in range(3)] == [502, 502, 200]
    assert await hits(http) == [2]


async def test_a_fault_for_a_person_hits_the_answers_to_their_taps(
    http: httpx.AsyncClient, bot: Bot, playground: Playground, person: Person
) -> None:
    sent = await bot.send_message(person.id, "x")
    query = playground.tap(person.id, sent.message_id, "a")
    await fault(http, kind="429", method="answerCallbackQuery", person_id=person.id, times=1)
    answer = f"/bot{TOKEN}/answerCallbackQuery"
    assert (await http.post(answer, data={"callback_query_id": query})).status_code == 429
    assert playground.answer(query) is None


@pytest.mark.parametrize(("kind", "arrived"), [("drop_before", []), ("drop_after", ["x"])])
async def test_a_dropped_connection_closes_without_an_answer(
    server: Serving,
    http: httpx.AsyncClient,
    playground: Playground,
    person: Person,
    *,
    kind: str,
    arrived: list[str],
) -> None:
    await fault(http, kind=kind, person_id=person.id)
    body = f"chat_id={person.id}&text=x"
    reader, writer = await asyncio.open_connection("127.0.0.1", server.port)
    writer.write(
        f"POST {SEND} HTTP/1.1\r\nHost: localhost\r\nContent-Length: {len(body)}\r\n"
        f"Content-Type: application/x-www-form-urlencoded\r\n\r\n{body}".encode()
    )
    assert await asyncio.wait_for(reader.read(), PATIENCE) == b""
    writer.close()
    with pytest.raises(httpx.RemoteProtocolError):
        await http.post(SEND, data={"chat_id": str(person.id), "text": "y"})
    shown = [message["text"] for message in playground.messages(person.id)]
    assert shown == arrived + (["y"] if arrived else [])
    assert [call["fault"] for call in playground.received.sends(person.id)] == [kind, kind]


@pytest.mark.parametrize(("kind", "arrived"), [("hang_before", 0), ("hang_after", 1)])
async def test_who_gives_up_on_a_hang_knows_nothing(
    http: httpx.AsyncClient,
    bot: Bot,
    playground: Playground,
    person: Person,
    *,
    kind: str,
    arrived: int,
) -> None:
    await fault(http, kind=kind, person_id=person.id, times=1)
    with pytest.raises(TimedOut):
        await bot.send_message(person.id, "x", read_timeout=0.2)

    def given_up() -> bool:
        return "unanswered" in playground.received.sends(person.id)[0]

    # The hang ends when the caller goes, and delivers nothing later.
    await asyncio.wait_for(playground.until(given_up), PATIENCE)
    assert len(playground.messages(person.id)) == arrived
    await bot.send_message(person.id, "x")
    received = (await http.get("/play/received")).json()
    assert [call.get("fault") for call in received["sends"][str(person.id)]] == [kind, None]
    assert received["duplicates"].get(str(person.id), {}) == ({"x": 2} if arrived else {})


async def test_a_hang_ends_when_its_fault_is_removed(
    http: httpx.AsyncClient, bot: Bot, playground: Playground, person: Person
) -> None:
    made = await fault(http, kind="hang_before", person_id=person.id)
    sending = asyncio.create_task(bot.send_message(person.id, "x", read_timeout=PATIENCE))
    await playground.until(lambda: playground.received.sends(person.id))
    assert playground.messages(person.id) == []
    await http.post("/play/faults/clear", json={"id": made["id"]})
    assert (await asyncio.wait_for(sending, PATIENCE)).text == "x"
    assert await hits(http) == []


async def test_a_hang_that_runs_out_was_a_slow_network(
    http: httpx.AsyncClient, bot: Bot, playground: Playground, person: Person
) -> None:
    await fault(http, kind="hang_before", person_id=person.id, seconds=0.05)
    await bot.send_message(person.id, "x", read_timeout=PATIENCE)
    assert len(playground.messages(person.id)) == 1


async def test_a_hang_does_not_keep_the_server_from_stopping() -> None:
    playground = Playground()
    person = playground.add_person(first_name="Sari", started=True)
    async with httpx.AsyncClient(trust_env=False) as client:
        async with serving(playground) as server:
            playground.faults.add(kind="hang_before", seconds=600)
            sending = asyncio.create_task(
                client.post(server.url + SEND, data={"chat_id": str(person.id), "text": "x"})
            )
            await playground.until(lambda: playground.received.sends(person.id))
        with pytest.raises(httpx.RemoteProtocolError):
            await asyncio.wait_for(sending, PATIENCE)
    assert playground.messages(person.id) == []


@pytest.mark.parametrize(
    "facts",
    [
        {},
        {"kind": "earthquake"},
        {"kind": "5xx", "status": 418},
        {"kind": "429", "retry_after": 0},
        {"kind": "429", "times": 0},
        {"kind": "429", "method": "sendMesage"},
        {"kind": "429", "colour": "red"},
    ],
    ids=str,
)
async def test_a_fault_that_could_never_hit_is_refused(
    http: httpx.AsyncClient, facts: dict[str, Any]
) -> None:
    assert (await http.post("/play/faults", json=facts)).status_code == 400
    assert await hits(http) == []
