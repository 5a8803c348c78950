"""By webhook: who does not know the secret is refused unread; 200 means that it is committed."""

import asyncio
import json
from collections.abc import AsyncIterator
from typing import Any

import httpx
import pytest
from pydantic import SecretStr
from sqlalchemy import select
from telegram import Bot

from bot.app import make_bot
from bot.errors import Refused
from bot.intake import backoff
from bot.intake.incoming import ALLOWED
from bot.intake.models import SeenUpdate
from bot.intake.webhook import RETRY_SECONDS, SECRET_HEADER, Address, Webhook, derived_secret
from bot.serving import listen, served
from bot.settings import Settings, Telegram
from bot.storage import Storage
from tests.delivery.answers import answering, ok, refused
from tests.intake.desk import Desk, count, texts

TOKEN = "123456789:" + "W" * 35
NEW, OLD = "new-secret-0123456789", "old-secret-0123456789"
PATH = "/telegram"
MOST = 100_000


def address(url: str = f"https://mitra.example{PATH}", port: int = 0) -> Address:
    return Address(url, "127.0.0.1", port, (NEW, OLD), max_bytes=MOST, max_connections=7)


def update(number: int = 1, text: str = "halo") -> dict[str, Any]:
    person = {"id": 5, "is_bot": False, "first_name": "Siti", "language_code": "id"}
    message = {
        "message_id": number,
        "date": 1_790_000_000,
        "chat": {"id": 5, "type": "private", "first_name": "Siti"},
        "from": person,
        "text": text,
    }
    return {"update_id": number, "message": message}


@pytest.fixture
def desk(storage: Storage) -> Desk:
    return Desk(storage, count)


@pytest.fixture
async def http(desk: Desk) -> AsyncIterator[httpx.AsyncClient]:
    """As the reverse proxy calls, with the right secret."""
    bot = make_bot(Settings(telegram=Telegram(token=SecretStr(TOKEN))))
    webhook = Webhook(bot, desk.processing, address())
    listener = listen("127.0.0.1", 0, "webhook.port")
    async with (
        served(webhook.application, listener),
        httpx.AsyncClient(
            base_url=f"http://127.0.0.1:{listener.getsockname()[1]}",
            headers={SECRET_HEADER: NEW},
            trust_env=False,
        ) as client,
    ):
        yield client
        await desk.replies.drain()


async def remembered(storage: Storage) -> list[int]:
    async with storage.reading() as db:
        return list(await db.scalars(select(SeenUpdate.update_id)))


async def test_an_update_is_committed_before_it_is_acknowledged(
    http: httpx.AsyncClient, storage: Storage, desk: Desk
) -> None:
    assert (await http.post(PATH, json=update())).status_code == 200
    assert await remembered(storage) == [1]
    await desk.replies.drain()
    assert desk.sender.begun == [5]


async def test_what_is_delivered_again_has_no_second_effect(
    http: httpx.AsyncClient, storage: Storage, desk: Desk
) -> None:
    answers = await asyncio.gather(*(http.post(PATH, json=update()) for _ in range(10)))
    assert {answer.status_code for answer in answers} == {200}
    await desk.replies.drain()
    assert await texts(storage) == ["Halo, 1."]


@pytest.mark.parametrize(
    "secret",
    ["", "wrong", NEW[:-1], f"{NEW}x", NEW.upper(), "é" * 20, derived_secret(TOKEN)],
    ids=["none", "another", "too short", "too long", "upper case", "no ASCII", "an unused one"],
)
async def test_a_stranger_is_refused_and_nothing_is_read(
    http: httpx.AsyncClient, storage: Storage, secret: str
) -> None:
    raw = secret.encode()
    answer = await http.post(PATH, json=update(), headers={SECRET_HEADER.encode(): raw})
    assert answer.status_code == 403
    # Not even its size is looked at.
    large = await http.post(PATH, content=b"x" * (MOST + 1), headers={SECRET_HEADER.encode(): raw})
    assert large.status_code == 403
    assert await remembered(storage) == []


async def test_secrets_are_compared_in_constant_time(
    http: httpx.AsyncClient, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Each of them, and to its end, whatever the first signs say (P2)."""
    compared: list[tuple[bytes, bytes]] = []

    def compare(given: bytes, known: bytes) -> bool:
        compared.append((given, known))
        return given == known

    monkeypatch.setattr("bot.intake.webhook.hmac.compare_digest", compare)
    for secret in ("wrong", NEW):
        await http.post(PATH, json=update(), headers={SECRET_HEADER: secret})
    known = [NEW.encode(), OLD.encode()]
    assert compared == [(given, each) for given in (b"wrong", NEW.encode()) for each in known]


async def test_the_previous_secret_is_accepted_while_replicas_change_over(
    http: httpx.AsyncClient, storage: Storage
) -> None:
    answer = await http.post(PATH, json=update(), headers={SECRET_HEADER: OLD})
    assert answer.status_code == 200
    assert await remembered(storage) == [1]


async def test_what_is_too_large_is_refused(http: httpx.AsyncClient, storage: Storage) -> None:
    async def endless() -> AsyncIterator[bytes]:
        for _ in range(100):
            yield b" " * 10_000

    said = await http.post(PATH, content=b" " * (MOST + 1))
    unsaid = await http.post(PATH, content=endless())
    assert [said.status_code, unsaid.status_code] == [413, 413]
    assert (await http.post(PATH, json=update(text="x" * 4096))).status_code == 200


@pytest.mark.parametrize(
    "body",
    [
        b"",
        b"{",
        b"[]",
        b"null",
        b"{}",
        b'{"update_id": "7"}',
        b'{"update_id": true}',
        b'{"update_id": -1}',
        b'{"update_id": 9223372036854775808}',
        b"\xff\xfe",
        b"[" * 90_000,
    ],
    ids=lambda body: repr(body[:40]),
)
async def test_what_is_no_update_is_acknowledged_so_that_it_blocks_nobody(
    http: httpx.AsyncClient, storage: Storage, body: bytes
) -> None:
    assert (await http.post(PATH, content=body)).status_code == 200
    assert await remembered(storage) == []


@pytest.mark.parametrize(
    ("wrong", "poison"),
    [
        ({"message": {"message_id": "seven"}}, True),
        ({"message": []}, True),
        (update(7) | {"message": update(7)["message"] | {"date": "soon"}}, True),
        ({"news_of_2031": {"a": 1}}, False),
        ({}, False),
    ],
)
async def test_an_update_that_cannot_be_read_is_acknowledged(
    http: httpx.AsyncClient, storage: Storage, wrong: dict[str, Any], poison: bool
) -> None:
    assert (await http.post(PATH, json={"update_id": 7} | wrong)).status_code == 200
    assert await remembered(storage) == [7] * poison


async def test_only_the_path_of_the_address_answers(http: httpx.AsyncClient) -> None:
    assert (await http.get(PATH)).status_code == 405
    assert (await http.post("/", json=update())).status_code == 404


async def test_while_the_database_is_away_nothing_is_acknowledged(
    http: httpx.AsyncClient, storage: Storage, desk: Desk
) -> None:
    class Away(Storage):
        def transaction(self, *, lasting: bool = True) -> Any:
            raise ConnectionError

    desk.processing._storage = Away(storage.engine)
    answer = await http.post(PATH, json=update())
    assert (answer.status_code, answer.headers["retry-after"]) == (503, str(RETRY_SECONDS))
    desk.processing._storage = storage
    assert (await http.post(PATH, json=update())).status_code == 200
    assert await remembered(storage) == [1]


ME = ok({"id": 1, "is_bot": True, "first_name": "Mitra", "username": "mitra_bot"})


def bot_at(url: str) -> Bot:
    return make_bot(Settings(telegram=Telegram(token=SecretStr(TOKEN), api_url=url)))


@pytest.mark.parametrize("database_url", ["sqlite"], indirect=True)
async def test_it_registers_however_long_telegram_takes(
    desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    """With the newer secret, and always with the kinds of update that we read."""
    monkeypatch.setattr(backoff, "FIRST_PAUSE", 0)
    stop = asyncio.Event()
    async with (
        answering(ME, refused(502, "Bad Gateway"), ok(True)) as telegram,
        bot_at(telegram.url) as bot,
    ):
        running = asyncio.create_task(Webhook(bot, desk.processing, address()).run(stop))
        while len(telegram.calls) < 3:
            await asyncio.sleep(0)
        stop.set()
        await running
    (again, _), (method, fields) = telegram.calls[1:]
    assert again == method == "setWebhook"
    assert fields["url"] == f"https://mitra.example{PATH}"
    assert fields["secret_token"] == NEW
    assert fields["max_connections"] == "7"
    assert json.loads(fields["allowed_updates"]) == ALLOWED


@pytest.mark.parametrize("database_url", ["sqlite"], indirect=True)
async def test_an_address_that_telegram_refuses_stops_the_program(desk: Desk) -> None:
    reason = "Bad Request: bad webhook: HTTPS url must be provided for webhook"
    async with answering(ME, refused(400, reason)) as telegram, bot_at(telegram.url) as bot:
        with pytest.raises(Refused, match="https url must be provided"):
            await Webhook(bot, desk.processing, address()).run(asyncio.Event())


def test_the_derived_secret_is_stable_and_tells_nothing_of_the_token() -> None:
    secret = derived_secret(TOKEN)
    assert secret == derived_secret(TOKEN) != derived_secret(TOKEN[:-1] + "x")
    assert TOKEN.partition(":")[2] not in secret
    assert len(secret) <= 256
