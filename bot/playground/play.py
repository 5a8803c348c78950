"""The playground as a program: the local Bot API, its page, and the bot itself against them."""

import asyncio
import os
import shutil
from contextlib import AbstractAsyncContextManager

from pydantic import SecretStr

from bot import app
from bot.delivery.quiet import Silence
from bot.options import ROOT
from bot.playground.example import fill
from bot.playground.model import Playground
from bot.playground.serve import CALENDARS, HOST, Serving, serving
from bot.settings import Settings

#: Any number does here: this Bot API takes every token of the right shape.
TOKEN = SecretStr("1:" + "playground" * 3 + "_local")


def _server(settings: Settings, *, moves_clock: bool) -> AbstractAsyncContextManager[Serving]:
    chats = ROOT / settings.playground.chats
    chats.parent.mkdir(parents=True, exist_ok=True)
    playground = Playground(chats)
    playground.moves_clock = moves_clock
    # As strict as the real one, so that whoever tries it sees the pace a bulletin has there.
    playground.traffic.set(on=True)
    return serving(playground, settings.playground.port)


async def serve_only(settings: Settings, stop: asyncio.Event) -> None:
    """The local Bot API and its page, for a bot that is started by itself."""
    async with _server(settings, moves_clock=False) as server:
        _say(server, f"TELEGRAM_API_URL={server.url} TELEGRAM_BOT_TOKEN={TOKEN.get_secret_value()}")
        await stop.wait()


async def run(settings: Settings, stop: asyncio.Event) -> None:
    """The page and the bot, which cannot tell this Bot API from Telegram's."""
    async with _server(settings, moves_clock=True) as server:
        here = _local(settings, server)
        async with app.database(here) as storage, storage.transaction() as db:
            await fill(db)
        _stay_here()
        _say(server, "Press Ctrl+C to stop. With TELEGRAM_BOT_TOKEN set, Mitra is on Telegram.")
        await app.run(here, stop, mount=server.mount)


def _stay_here() -> None:
    """No proxy finds the way back to this computer's own server."""
    # Written small it counts more than written large.
    others = os.environ.get("no_proxy", os.environ.get("NO_PROXY"))
    os.environ["no_proxy"] = ",".join(filter(None, (others, HOST)))


def _local(settings: Settings, server: Serving) -> Settings:
    """The same settings, on the local server and a database of its own, without quiet hours
    or holidays.

    A newcomer who tries it in the evening shall see the price arrive.
    """
    changes = {
        "telegram": settings.telegram.model_copy(
            update={"token": TOKEN, "api_url": server.url, "mode": "polling"}
        ),
        "calendar": settings.calendar.model_copy(update={"url": server.url + CALENDARS}),
        "database": settings.database.model_copy(update={"url": settings.playground.database}),
        "delivery": settings.delivery.model_copy(
            update={"quiet_hours": None, "calendar": Silence()}
        ),
        # A port that another program has must not spoil the first minute.
        "operations": settings.operations.model_copy(update={"port": 0}),
    }
    return settings.model_copy(update=changes)


def _say(server: Serving, hint: str) -> None:
    width = min(shutil.get_terminal_size().columns, 78)
    line = "─" * width
    print(  # noqa: T201  (the command line speaks)
        f"{line}\n  Mitra's playground: open {server.url} in a browser.\n"
        f"  Everything stays on this computer; nothing is sent to Telegram.\n  {hint}\n{line}",
        flush=True,
    )
