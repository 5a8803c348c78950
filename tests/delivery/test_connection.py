"""One request's life below the answer: its place, its connection, its end (D3, P1)."""

import asyncio
import socket
import traceback
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from threading import Thread
from typing import Any

import pytest
from telegram import Bot
from telegram.error import TelegramError

from bot.delivery.meaning import RequestFailed
from bot.delivery.network import Connector
from bot.delivery.outcome import NotSent, Outcome, Unknown
from bot.delivery.request import Request
from tests.delivery.answers import CUT, MESSAGE, SILENCE, http, ok
from tests.delivery.clients import TOKEN, bot_at
from tests.delivery.wire import OK, wire

BROKEN = Unknown("the connection broke before an answer came")


async def outcome(bot: Bot, **limits: Any) -> Outcome | None:
    """What came of one message; None if it was sent."""
    try:
        await bot.send_message(5, "Halo", **limits)
    except RequestFailed as failed:
        return failed.outcome
    return None


async def test_what_waits_in_vain_for_a_connection_was_not_sent() -> None:
    async with wire(SILENCE) as server, bot_at(server.url, connection_pool_size=1) as bot:
        first = asyncio.create_task(outcome(bot))
        await server.until(requests=1)
        assert await outcome(bot, pool_timeout=0.01) == NotSent("no connection is free")
        first.cancel()
    assert len(server.received) == 1


async def test_a_request_that_is_given_up_leaves_its_place_and_its_connection() -> None:
    async with wire(SILENCE) as server, bot_at(server.url, connection_pool_size=1) as bot:
        for number in range(1, 4):
            giving_up = asyncio.create_task(outcome(bot, pool_timeout=0.01))
            await server.until(requests=number)
            giving_up.cancel()
            with suppress(asyncio.CancelledError):
                await giving_up
            await server.until(ended=number)
    assert server.opened == 3


async def test_so_does_one_that_is_given_up_while_it_waits_or_connects() -> None:
    # This one says nothing, not even TLS.
    async with wire(SILENCE) as server:
        url = server.url.replace("http:", "https:")
        async with bot_at(url, connection_pool_size=1, connect_timeout=None) as bot:
            connecting = asyncio.create_task(outcome(bot))
            await server.until(opened=1)
            waiting = asyncio.create_task(outcome(bot, pool_timeout=60))
            await asyncio.sleep(0)
            for task in (waiting, connecting):
                task.cancel()
            await asyncio.wait({waiting, connecting})
            await server.until(ended=1)
            again = asyncio.create_task(outcome(bot, pool_timeout=0.01))
            await server.until(opened=2)
            again.cancel()


async def test_an_upload_that_is_given_up_leaves_its_place() -> None:
    async with wire(deaf=True) as server, bot_at(server.url, connection_pool_size=1) as bot:
        for number in (1, 2):
            upload = bot.send_document(5, bytes(32 << 20), pool_timeout=0.01)
            giving_up = asyncio.create_task(upload)
            await server.until(requests=number)
            giving_up.cancel()
            with suppress(asyncio.CancelledError):
                await giving_up


async def test_connections_are_kept_and_no_more_than_the_places() -> None:
    async with (
        wire(keeps=True) as server,
        bot_at(server.url, connection_pool_size=2, pool_timeout=None) as bot,
    ):
        assert await asyncio.gather(*(outcome(bot) for _ in range(20))) == [None] * 20
        assert (server.opened, server.ended, len(server.received)) == (2, 0, 20)
    await server.until(ended=2)


class Hasty:
    """A server in a thread, whose kept connection can be closed behind the event loop's back."""

    def __init__(self) -> None:
        self._listener = socket.create_server(("127.0.0.1", 0))
        self.url = f"http://127.0.0.1:{self._listener.getsockname()[1]}"
        self.connections: list[socket.socket] = []
        self._thread = Thread(target=self._serve)
        self._thread.start()

    def _serve(self) -> None:
        with suppress(OSError):
            while True:
                connection, _address = self._listener.accept()
                self.connections.append(connection)
                head, _blank, body = connection.recv(65536).partition(b"\r\n\r\n")
                assert head.startswith(b"POST")
                assert body
                connection.sendall(OK.replace(b"Connection: close\r\n", b""))

    def hang_up(self) -> None:
        self.connections[-1].close()

    def stop(self) -> None:
        self._listener.shutdown(socket.SHUT_RDWR)
        self._listener.close()
        self._thread.join()
        for connection in self.connections:
            connection.close()


@contextmanager
def hasty() -> Iterator[Hasty]:
    server = Hasty()
    try:
        yield server
    finally:
        server.stop()


async def test_a_kept_connection_that_just_ended_is_not_used() -> None:
    """As the library's client does: otherwise the message would be lost with an unknown outcome."""
    with hasty() as server:
        async with bot_at(server.url) as bot:
            for number in (1, 2, 3):
                assert await outcome(bot) is None
                assert len(server.connections) == number
                server.hang_up()  # and the event loop gets no chance to see it before the next


@pytest.mark.parametrize("empty", [False, True], ids=["with fields", "without"])
async def test_what_met_a_closing_connection_was_not_sent_or_did_arrive(
    monkeypatch: pytest.MonkeyPatch, *, empty: bool
) -> None:
    """Between the choice of a connection and the one write to it, the server may hang up."""
    connect = Connector.connect

    async def closing(*arguments: Any, **named: Any) -> Any:
        connection = await connect(*arguments, **named)
        assert connection.transport
        asyncio.get_running_loop().call_soon(connection.transport.close)
        if empty:  # is written at once
            connection.transport.close()
        return connection

    monkeypatch.setattr(Connector, "connect", closing)
    async with wire() as server, bot_at(server.url) as bot:
        with pytest.raises(RequestFailed) as failed:
            await (bot.get_me() if empty else bot.send_message(5, "Halo"))
        await server.until(ended=1)
    closed = NotSent("the connection was closed before it was used")
    # Newer versions of Python write so early that there is nothing in between.
    assert failed.value.outcome == (BROKEN if server.received else closed)


async def test_what_was_written_to_a_connection_that_then_ended_is_unknown() -> None:
    async with wire(b"", keeps=True) as server, bot_at(server.url) as bot:
        sending = asyncio.create_task(outcome(bot))
        await server.until(requests=1)
        assert bot.request._pool  # type: ignore[attr-defined]
        await bot.request.shutdown()
        assert await sending == BROKEN
        await server.until(ended=1)


async def test_after_a_shutdown_nothing_is_sent_until_it_is_opened_again() -> None:
    closed = NotSent("the client is not open")
    request = Request(connection_pool_size=1)
    async with wire(SILENCE) as server:
        bot = Bot(TOKEN, f"{server.url}/bot", request=request, get_updates_request=Request())
        assert await outcome(bot) == closed
        await request.initialize()
        await request.initialize()
        under_way = asyncio.create_task(outcome(bot))
        await server.until(requests=1)
        waiting = asyncio.create_task(outcome(bot, pool_timeout=60))
        await asyncio.sleep(0)
        await request.shutdown()
        await request.shutdown()
        assert (await under_way, await waiting) == (BROKEN, closed)
        assert await outcome(bot) == closed
        server.answer = OK
        async with request:
            assert await outcome(bot) is None
    assert len(server.received) == 2


async def test_the_bot_opens_and_closes_both_of_its_clients() -> None:
    me = ok({"id": 1, "is_bot": True, "first_name": "Mitra", "username": "mitra_bot"})
    requests = Request(), Request()
    async with wire(me, keeps=True) as server:
        bot = Bot(TOKEN, f"{server.url}/bot", request=requests[0], get_updates_request=requests[1])
        async with bot:
            sessions = [request._pool.session for request in requests if request._pool]
            assert len(sessions) == 2
        assert all(session.closed for session in sessions)
        await server.until(ended=1)


SITUATIONS = {
    "a refused connection": None,
    "silence": SILENCE,
    "a broken answer": CUT,
    "no HTTP": b"SSH-2.0 \r\n",
    "no JSON": http(200, TOKEN.encode()),
    "a redirection": http(302, b""),
    "a failed server": http(500, b""),
}


@pytest.mark.parametrize("situation", SITUATIONS)
@pytest.mark.parametrize("scheme", ["http", "https"])
async def test_nothing_of_an_error_holds_the_address_with_the_token(
    situation: str, scheme: str, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level("DEBUG")
    async with wire(SITUATIONS[situation] or SILENCE) as server:
        url = server.url.replace("http", scheme)
        if situation == "a refused connection":
            url = "http://127.0.0.1:1"
        async with bot_at(url, read_timeout=0.1, connect_timeout=0.1) as bot:
            with pytest.raises(TelegramError) as caught:
                await bot.send_message(5, "Halo")
    error: BaseException | None = caught.value
    assert TOKEN not in "".join(traceback.format_exception(caught.value))
    while error:
        assert TOKEN not in repr(error)
        assert TOKEN not in repr(vars(error))
        error = error.__cause__ or error.__context__
    assert TOKEN not in caplog.text


async def test_an_answer_that_makes_no_sense_is_not_logged(
    caplog: pytest.LogCaptureFixture,
) -> None:
    async with wire(http(200, b"Ibu Siti menulis")) as server, bot_at(server.url) as bot:
        assert await outcome(bot) == Unknown("the answer makes no sense")
    assert "Siti" not in caplog.text


async def test_a_name_that_nobody_knows_was_not_sent(monkeypatch: pytest.MonkeyPatch) -> None:
    async def unknown(*_arguments: object, **_named: object) -> None:
        raise socket.gaierror(socket.EAI_NONAME, "Name or service not known")

    monkeypatch.setattr(asyncio.get_running_loop(), "getaddrinfo", unknown)
    async with bot_at("http://api.telegram.test") as bot:
        reason = "no connection: the name of the server is not known"
        assert await outcome(bot) == NotSent(reason)


async def test_an_address_that_is_none_was_not_sent() -> None:
    async with bot_at("http://[broken", lambda _url: Request()) as bot:
        assert await outcome(bot) == NotSent("no connection: the address is none")


async def test_a_message_with_its_answer_is_what_telegram_sent() -> None:
    async with wire() as server, bot_at(server.url) as bot:
        assert (await bot.send_message(5, "Halo")).message_id == MESSAGE["message_id"]
    assert server.received[0].target == f"/bot{TOKEN}/sendMessage"
