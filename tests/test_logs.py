"""The token stands in no line that is logged (promise P1), whoever logs it and however."""

import io
import json
import logging
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Literal

import httpx
import pytest
import structlog
from pydantic import SecretStr
from telegram.error import InvalidToken, TelegramError

from bot import logs
from bot.app import make_bot
from bot.playground.model import Playground
from bot.playground.serve import serving
from bot.settings import Settings, Telegram

TOKEN = "123456789:AAtest-Token_that-is_long-enough-000"
URL = f"https://api.telegram.org/bot{TOKEN}/sendMessage"
Form = Literal["text", "json"]
FORMS: tuple[Form, ...] = ("text", "json")


@contextmanager
def logged(form: Form) -> Iterator[io.StringIO]:
    """What a program with this set-up writes, libraries at their loudest."""
    root = logging.getLogger()
    handlers, level = root.handlers, root.level
    levels = {name: logging.getLogger(name).level for name in logs.QUIET}
    written = io.StringIO()
    logs.set_up("debug", form)
    root.handlers[0].setStream(written)  # type: ignore[attr-defined]  # a stream handler
    for name in logs.QUIET:
        logging.getLogger(name).setLevel(logging.DEBUG)
    try:
        yield written
    finally:
        root.handlers = handlers
        root.setLevel(level)
        for name, before in levels.items():
            logging.getLogger(name).setLevel(before)


class Holder:
    def __repr__(self) -> str:
        return f"<Holder of {TOKEN}>"


def ours() -> None:
    structlog.get_logger("ours").info(f"to {URL}", url=URL, nested={"deep": [URL]})


def an_object() -> None:
    structlog.get_logger("ours").warning("seen", holder=Holder(), parts=(Holder(), TOKEN.encode()))


def a_library() -> None:
    logging.getLogger("httpx").info('HTTP Request: POST %s "%s"', httpx.URL(URL), "HTTP/1.1 200 OK")


def a_library_in_detail() -> None:
    logging.getLogger("httpcore.http11").debug("send_request_headers %r", {"target": URL.encode()})


def fail(error: Exception) -> None:
    raise error


def an_exception() -> None:
    try:
        fail(ConnectionError(f"cannot reach {URL}"))
    except ConnectionError:
        structlog.get_logger("ours").exception("failed", url=URL)


def an_exception_of_a_library() -> None:
    try:
        try:
            fail(ValueError(URL))
        except ValueError as error:
            raise RuntimeError("later") from error
    except RuntimeError:
        logging.getLogger("telegram.ext").exception("while sending to %s", Holder())


LOGGING: list[Callable[[], None]] = [
    ours,
    an_object,
    a_library,
    a_library_in_detail,
    an_exception,
    an_exception_of_a_library,
]


@pytest.mark.parametrize("form", FORMS)
@pytest.mark.parametrize("speak", LOGGING, ids=lambda speak: speak.__name__)
def test_the_token_stands_in_no_line(speak: Callable[[], None], form: Form) -> None:
    with logged(form) as written:
        speak()
    assert "<token>" in written.getvalue()
    assert "AAtest" not in written.getvalue()


@pytest.mark.parametrize("form", FORMS)
def test_an_errors_own_text_stays_out(form: Form) -> None:
    """It may hold what a person wrote; where it happened, and of what kind, is kept."""
    said = "3507" * 4
    with logged(form) as written:
        try:
            fail(ConnectionError(said))
        except ConnectionError:
            structlog.get_logger("ours").exception("failed")
    assert "35073507" not in written.getvalue()
    assert "ConnectionError" in written.getvalue()


def test_json_is_one_object_a_line() -> None:
    with logged("json") as written:
        for speak in LOGGING:
            speak()
    lines = [json.loads(line) for line in written.getvalue().splitlines()]
    assert len(lines) == len(LOGGING)
    assert {"event", "level", "timestamp"} <= set.intersection(*(set(line) for line in lines))


def test_libraries_are_quiet_even_when_we_are_not() -> None:
    with logged("text") as written:
        logs.set_up("debug", "text")
        logging.getLogger().handlers[0].setStream(written)  # type: ignore[attr-defined]
        a_library()
    assert not written.getvalue()


def settings_for(url: str, token: str = TOKEN) -> Settings:
    return Settings(telegram=Telegram(token=SecretStr(token), api_url=url))


@pytest.mark.parametrize("form", FORMS)
async def test_a_real_request_logs_no_token(form: Form) -> None:
    async with serving(Playground()) as server:
        with logged(form) as written:
            bot = make_bot(settings_for(server.url))
            await bot.initialize()
            structlog.get_logger().info("we are", bot=bot, name=repr(bot))
            await bot.shutdown()
    assert "getMe" in written.getvalue()
    assert "AAtest" not in written.getvalue()


@pytest.mark.parametrize("form", FORMS)
async def test_a_request_that_fails_logs_no_token(form: Form) -> None:
    async with serving(Playground()) as server:
        nobody = server.url
    with logged(form) as written:
        bot = make_bot(settings_for(nobody))
        try:
            with pytest.raises(TelegramError) as caught:
                await bot.initialize()
            structlog.get_logger().error("failed", exc_info=caught.value)
        finally:
            await bot.shutdown()
    assert "failed" in written.getvalue()
    assert "AAtest" not in written.getvalue()


@pytest.mark.parametrize("form", FORMS)
def test_a_refused_token_is_not_logged_with_its_refusal(form: Form) -> None:
    with logged(form) as written:
        try:
            fail(InvalidToken(f"The token `{TOKEN}` was rejected by the server."))
        except InvalidToken:
            logging.getLogger("anybody").exception("refused")
    assert "rejected by the server" in written.getvalue()
    assert "AAtest" not in written.getvalue()
