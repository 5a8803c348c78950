"""Errors are told apart where they happen: not sent, rejected, unknown (D3)."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

import pytest
from markupsafe import Markup
from telegram.error import Conflict, InvalidToken, TelegramError

from bot.delivery.models import Lane
from bot.delivery.outbox import Letter
from bot.delivery.outcome import NotSent, Outcome, Rejected, Sent, Unknown
from bot.delivery.screen import Button, Screen
from bot.delivery.sender import Sender
from tests.delivery.answers import CUT, MESSAGE, SILENCE, Answering, answering, http, ok, refused
from tests.delivery.clients import bot_at

NONSENSE = Unknown("the answer makes no sense")
BROKEN = "Bad Request: can't parse entities: unclosed start tag"
GONE = "Bad Request: message to edit not found"
UNCHANGED = "Bad Request: message is not modified: specified new message content is the same"

TABLE = [
    (
        "a person who blocked the bot is unreachable",
        refused(403, "Forbidden: bot was blocked by the user"),
        Rejected("Forbidden: bot was blocked by the user", unreachable=True),
    ),
    (
        "so is one whose chat is not there",
        refused(400, "Bad Request: chat not found"),
        Rejected("Bad Request: chat not found", unreachable=True),
    ),
    (
        "any other bad request is the message's fault",
        refused(400, "Bad Request: message is too long"),
        Rejected("Bad Request: message is too long"),
    ),
    (
        "a throttled request was not sent, and says for how long to be silent",
        refused(429, "Too Many Requests: retry after 17", retry_after=17),
        NotSent("Too Many Requests: retry after 17", 17),
    ),
    (
        "one that does not say for how long is given a second",
        refused(429, "Too Many Requests"),
        NotSent("Too Many Requests", 1),
    ),
    (
        "and so is one that says it in no number",
        http(429, b'{"description": "Too Many", "parameters": {"retry_after": "soon"}}'),
        NotSent("Too Many", 1),
    ),
    (
        "nobody knows what a server did that failed",
        refused(500, "Internal Server Error"),
        Unknown("Internal Server Error"),
    ),
    (
        "nor what happened behind a gateway",
        http(502, b"<html>Bad gateway</html>"),
        Unknown("status 502"),
    ),
    (
        "an answer that is no JSON proves nothing",
        http(200, b"garbage"),
        Unknown("the answer makes no sense"),
    ),
    (
        "nor does one without a result",
        http(200, b'{"ok": true}'),
        Unknown("the answer makes no sense"),
    ),
    ("a list is no reason", http(400, b"[]"), Rejected("status 400")),
    ("an answer that never comes proves nothing", SILENCE, Unknown("no answer in time")),
    (
        "nor does a connection that breaks before the answer",
        b"HTTP/1.1",
        Unknown("the connection broke before an answer came"),
    ),
    ("nor does an answer in another tongue", b"SSH-2.0\r\n", Unknown("the answer is no HTTP")),
    (
        "a redirection is nobody's answer",
        http(302, b""),
        NotSent("a redirection came for an answer (status 302)"),
    ),
    (
        "a proxy that wants a password passed nothing on",
        http(407, b""),
        NotSent("the proxy wants another user or password"),
    ),
    ("nor was taken what came in too slowly", http(408, b""), NotSent("it was sent too slowly")),
    ("nor does one that breaks off", CUT, Unknown("the answer broke off")),
]


@asynccontextmanager
async def sending(*answers: bytes) -> AsyncIterator[tuple[Sender, Answering]]:
    patience = 0.3 if SILENCE in answers else 30
    async with answering(*answers) as server, bot_at(server.url, read_timeout=patience) as bot:
        yield Sender(bot), server


@pytest.mark.parametrize(("_sentence", "answer", "expected"), TABLE, ids=[row[0] for row in TABLE])
async def test_what_an_answer_means(_sentence: str, answer: bytes, expected: Outcome) -> None:
    async with sending(answer) as (sender, server):
        assert await sender.send(5, Screen(Markup("Halo"))) == expected
        assert len(server.calls) == 1


async def test_a_refused_connection_was_not_sent() -> None:
    async with answering(SILENCE) as server:
        url = server.url
    async with bot_at(url) as bot:
        outcome = await Sender(bot).send(5, Screen(Markup("Halo")))
    assert outcome == NotSent("no connection: connection refused")


@pytest.mark.parametrize(
    ("code", "error"),
    [(401, InvalidToken), (404, InvalidToken), (409, Conflict)],
    ids=["a token that is not valid", "a token that is no token", "another program that polls"],
)
async def test_what_only_the_poller_can_judge_keeps_its_class(
    code: int, error: type[TelegramError]
) -> None:
    async with answering(refused(code, "Telegram's words")) as server, bot_at(server.url) as bot:
        with pytest.raises(error, match="Telegram's words"):
            await bot.send_message(5, "Halo")


async def test_a_message_whose_entities_are_at_fault_goes_as_plain_text() -> None:
    async with sending(refused(400, BROKEN), ok(MESSAGE)) as (sender, server):
        outcome = await sender.send(5, Screen(Markup("<b>Cabai &amp; tomat</b>")))
    assert outcome == Sent(7, "Cabai & tomat")
    first, second = (fields for _method, fields in server.calls)
    assert first["parse_mode"] == "HTML"
    assert "parse_mode" not in second
    assert second["text"] == "Cabai & tomat"


async def test_plain_text_is_tried_only_once() -> None:
    async with sending(refused(400, BROKEN)) as (sender, server):
        assert await sender.send(5, Screen(Markup("Halo"))) == Rejected(BROKEN)
        assert len(server.calls) == 2


async def test_an_edit_that_changes_nothing_is_a_success() -> None:
    async with sending(refused(400, UNCHANGED)) as (sender, server):
        assert await sender.send(5, Screen(Markup("Halo")), edits=9) == Sent(9, "Halo")
    method, fields = server.calls[0]
    assert (method, fields["message_id"]) == ("editMessageText", 9)


async def test_a_new_message_is_never_taken_for_an_unchanged_one() -> None:
    async with sending(refused(400, UNCHANGED)) as (sender, _server):
        assert await sender.send(5, Screen(Markup("Halo"))) == Rejected(UNCHANGED)


def letter(lane: Lane) -> Letter:
    return Letter(1, lane, "greeting", {}, 5, "id", "Asia/Jakarta", edits=9)


async def test_an_answer_whose_message_is_gone_is_sent_anew() -> None:
    async with sending(refused(400, GONE), ok(MESSAGE)) as (sender, server):
        outcome = await sender.deliver(letter(Lane.REPLY), Screen(Markup("Halo")))
    assert outcome == Sent(7, "Halo")
    assert [method for method, _fields in server.calls] == ["editMessageText", "sendMessage"]


async def test_any_other_edit_of_what_is_gone_makes_no_new_message() -> None:
    async with sending(refused(400, GONE), ok(MESSAGE)) as (sender, server):
        outcome = await sender.deliver(letter(Lane.EDIT), Screen(Markup("Halo")))
    assert outcome == Rejected(GONE)
    assert len(server.calls) == 1


async def test_who_has_blocked_the_bot_is_not_tried_twice() -> None:
    blocked = "Forbidden: bot was blocked by the user"
    async with sending(refused(403, blocked)) as (sender, server):
        outcome = await sender.deliver(letter(Lane.REPLY), Screen(Markup("Halo")))
    assert outcome == Rejected(blocked, unreachable=True)
    assert len(server.calls) == 1


async def test_a_tap_is_answered_best_effort() -> None:
    async with sending(refused(400, "Bad Request: query is too old")) as (sender, server):
        await sender.answer_tap("42")
    assert server.calls[0][0] == "answerCallbackQuery"


async def test_buttons_travel_with_the_text_and_links_grow_no_picture() -> None:
    screen = Screen(Markup("Halo"), ((Button("Ya", "q:1"), Button("Tidak", "q:2")),))
    async with sending(ok(MESSAGE)) as (sender, server):
        assert await sender.send(5, screen) == Sent(7, "Halo")
    fields = server.calls[0][1]
    row = [{"text": "Ya", "callback_data": "q:1"}, {"text": "Tidak", "callback_data": "q:2"}]
    assert fields["reply_markup"] == {"inline_keyboard": [row]}
    assert fields["link_preview_options"] == {"is_disabled": True}
