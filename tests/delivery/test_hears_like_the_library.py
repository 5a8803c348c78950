"""The library's own HTTP client and ours, answered the same: it means the same, and in time.

Where ours differs on purpose, the test says what the library does, what ours does, and why.
"""

import asyncio
import gzip
import io
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from typing import Any

import pytest
from telegram import Bot, InputFile

from tests.delivery.answers import CUT, SILENCE, http, ok, refused
from tests.delivery.clients import Doing, Make, Two, bot_at, both, each_client, ours, said
from tests.delivery.wire import Wire, wire


@pytest.fixture(autouse=True)
def _as_the_library_will_say_times(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PTB_TIMEDELTA", "true")


def answer(body: bytes, *headers: str, code: int = 200) -> bytes:
    return "\r\n".join([f"HTTP/1.1 {code} X", *headers, "", ""]).encode() + body


YES = b'{"ok": true, "result": true}'
PACKED = gzip.compress(YES)
#: Answers, and what both clients say of them.
ANSWERS: list[tuple[str, bytes, Any]] = [
    ("an answer", ok(True), True),
    ("one whose end is the connection's", answer(YES, "Connection: close"), True),
    (
        "one in chunks",
        answer(
            b"5\r\n%b\r\n17\r\n%b\r\n0\r\n\r\n" % (YES[:5], YES[5:]), "Transfer-Encoding: chunked"
        ),
        True,
    ),
    (
        "one that is packed",
        answer(PACKED, "Content-Encoding: gzip", f"Content-Length: {len(PACKED)}"),
        True,
    ),
    ("one after a greeting", answer(b"", code=100) + ok(True), True),
    ("a success of another number", http(201, YES), True),
    ("a mistake in UTF-8", http(200, b'{"ok": true, "result": true, "x": "\xff"}'), True),
    ("one that breaks off", CUT, "unknown"),
    ("one that never comes", SILENCE, "unknown"),
    ("a connection that ends", b"HTTP/1.1 2", "unknown"),
    ("no HTTP", b"SSH-2.0\r\n\r\n", "unknown"),
    ("no JSON", http(200, b"<html>Login</html>"), "unknown"),
    ("blocked", refused(403, "Forbidden: bot was blocked by the user"), "rejected"),
    ("a bad request", refused(400, "Bad Request: message is too long"), "rejected"),
    (
        "throttled",
        refused(429, "Too Many Requests: retry after 17", retry_after=17),
        "throttled 17",
    ),
    ("a bad token", refused(401, "Unauthorized"), "InvalidToken"),
    ("no token", refused(404, "Not Found"), "InvalidToken"),
    ("another poller", refused(409, "Conflict: terminated by other getUpdates"), "Conflict"),
    ("a failed server", refused(500, "Internal Server Error"), "unknown"),
    ("a failed gateway", http(502, b"<html>Bad Gateway</html>"), "unknown"),
    (
        "a group that became another",
        refused(400, "Bad Request: group chat was upgraded", migrate_to_chat_id=-100),
        "moved",
    ),
]


@pytest.mark.parametrize(("_name", "answer", "expected"), ANSWERS, ids=[row[0] for row in ANSWERS])
async def test_the_same_is_made_of(_name: str, answer: bytes, expected: Any) -> None:
    patience = 0.3 if answer == SILENCE else 30
    results, _requests = await both(
        lambda bot: bot.answer_callback_query("1"), answer, read_timeout=patience
    )
    assert results == Two(expected, expected)


#: Answers, and what each client says of them.
DIFFERENT: list[tuple[str, bytes, Two]] = [
    (
        "429 without a time: the library knows a throttled request only by the time",
        refused(429, "Too Many Requests"),
        Two("unknown", "throttled 1"),
    ),
    (
        "413: the library has no word for it, but the message is as dead as after any 400",
        http(413, b""),
        Two("unknown", "rejected"),
    ),
    (
        "a redirection is not followed by either; ours knows that nothing was done",
        answer(b"", "Location: /elsewhere", "Content-Length: 0", code=307),
        Two("unknown", "not sent"),
    ),
    (
        "a proxy's wish for a password: ours knows that nothing was passed on",
        http(407, b""),
        Two("unknown", "not sent"),
    ),
    ("408: ours knows that the request was not read", http(408, b""), Two("unknown", "not sent")),
]


@pytest.mark.parametrize(("_why", "answer", "expected"), DIFFERENT, ids=[d[0] for d in DIFFERENT])
async def test_more_is_made_of(_why: str, answer: bytes, expected: Two) -> None:
    results, requests = await both(lambda bot: bot.send_message(5, "Halo"), answer)
    assert results == expected
    assert len(requests.ours) == len(requests.theirs) == 1


@pytest.mark.parametrize("body", [b"{}", b"[]", b"null"])
async def test_an_answer_without_a_result_is_an_error_of_telegrams(body: bytes) -> None:
    """Differs: the library fails with a Python error, which would stop whoever asked."""
    with pytest.raises((KeyError, TypeError)):
        await both(lambda bot: bot.send_message(5, "Halo"), http(200, body))
    async with wire(http(200, body)) as server, bot_at(server.url, ours) as bot:
        assert await said(lambda bot: bot.send_message(5, "Halo"), bot) == "unknown"


@asynccontextmanager
async def busy(make: Make) -> AsyncIterator[Bot]:
    """A client all of whose connections are taken."""
    async with wire(SILENCE) as server, bot_at(server.url, make, connection_pool_size=1) as bot:
        taken = asyncio.create_task(bot.send_message(5, "Halo", read_timeout=None))
        await server.until(requests=1)
        yield bot
        taken.cancel()
        await asyncio.wait({taken})


@asynccontextmanager
async def deaf(make: Make, **limits: Any) -> AsyncIterator[tuple[Bot, Wire]]:
    """A client and a server that reads no body."""
    async with wire(deaf=True) as server, bot_at(server.url, make, **limits) as bot:
        yield bot, server


@each_client
async def test_waiting_for_a_connection_has_its_limit(make: Make) -> None:
    async with busy(make) as bot:
        doing = lambda bot: bot.send_message(5, "Halo", pool_timeout=0.05)  # noqa: E731
        assert await said(doing, bot) == "not sent"


@each_client
async def test_connecting_has_its_limit(make: Make) -> None:
    """The server takes the connection, and says nothing when encryption is offered."""
    async with wire(SILENCE) as server:
        url = server.url.replace("http", "https")
        async with bot_at(url, make, connect_timeout=0.2) as bot:
            assert await said(lambda bot: bot.send_message(5, "Halo"), bot) == "not sent"


@each_client
async def test_waiting_for_an_answer_has_its_limit_and_a_call_its_own(make: Make) -> None:
    async with wire(SILENCE) as server, bot_at(server.url, make, read_timeout=60) as bot:
        doing = lambda bot: bot.send_message(5, "Halo", read_timeout=0.1)  # noqa: E731
        assert await said(doing, bot) == "unknown"
        await server.until(ended=1)


LARGE = 32 << 20
STALLING: dict[str, tuple[dict[str, float], Doing]] = {
    "a large file": (
        {"media_write_timeout": 0.1, "write_timeout": 60},
        lambda bot: bot.send_document(5, bytes(LARGE)),
    ),
    "a large file with a limit of its own": (
        {"media_write_timeout": 60},
        lambda bot: bot.send_document(5, bytes(LARGE), write_timeout=0.1),
    ),
    "a large file that is read on the way": (
        {"media_write_timeout": 0.1},
        lambda bot: bot.send_document(
            5, InputFile(io.BytesIO(bytes(LARGE)), read_file_handle=False)
        ),
    ),
    "a text as large": (
        {"media_write_timeout": 60, "write_timeout": 0.1},
        lambda bot: bot.send_message(5, "x" * LARGE),
    ),
}


@each_client
@pytest.mark.parametrize("what", STALLING)
async def test_sending_has_its_limit(make: Make, what: str) -> None:
    limits, doing = STALLING[what]
    async with deaf(make, read_timeout=60, **limits) as (bot, server):
        assert await said(doing, bot) == "unknown"
        await server.until(requests=1)


@each_client
async def test_an_answer_that_comes_before_the_upload_is_over_counts(make: Make) -> None:
    """As when it is too large: the server need not read what it will not take."""
    too_large = refused(400, "Bad Request: file is too big")
    async with wire(too_large, early=True) as server, bot_at(server.url, make) as bot:
        for _ in range(3):
            assert await said(lambda bot: bot.send_document(5, bytes(LARGE)), bot) == "rejected"
        # What was not written to its end is not used again.
        assert server.opened == 3
