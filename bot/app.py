"""Puts the parts together: this module may import anything, and nothing imports it but programs."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

import structlog
from sqlalchemy import make_url, text
from telegram import Bot
from telegram.error import InvalidToken, TelegramError

from bot.delivery import claims
from bot.delivery.courier import Courier
from bot.delivery.lease import Held
from bot.delivery.replies import Replies
from bot.delivery.request import Request
from bot.delivery.screen import Screens
from bot.delivery.sender import Sender
from bot.delivery.wording import Wording
from bot.errors import NotYet, Refused
from bot.intake.flood import Flood
from bot.intake.polling import REFUSED_BY_TELEGRAM, Backoff, Polling
from bot.intake.processing import Processing
from bot.language import LANGUAGES
from bot.settings import Settings
from bot.storage import Storage, dialects, open_storage
from bot.storage.lock import exclusive
from bot.storage.migrate import migrate
from handlers.menu import menu
from handlers.routing import route
from handlers.screens import SCREENS
from scheduler import Scheduler

log = structlog.get_logger()

#: How long a stop may take to send what is in hand, in seconds; the rest stays in the outbox.
DRAIN_SECONDS = 5
#: How often a database that does not answer is asked again at start-up; a second apart.
START_TRIES = 10


def make_bot(settings: Settings) -> Bot:
    """The library's client, with requests of ours. Raises `Refused` without a token."""
    telegram = settings.telegram
    if telegram.token is None:
        raise Refused("There is no token: set TELEGRAM_BOT_TOKEN as @BotFather gave it.")
    return Bot(
        telegram.token.get_secret_value(),
        base_url=f"{telegram.api_url}/bot",
        base_file_url=f"{telegram.api_url}/file/bot",
        request=_request(telegram.request_seconds, 16),
        get_updates_request=_request(telegram.request_seconds, 1),
    )


def _request(seconds: float, connections: int) -> Request:
    return Request(
        connection_pool_size=connections,
        connect_timeout=5,
        pool_timeout=5,
        read_timeout=seconds,
        write_timeout=seconds,
    )


@asynccontextmanager
async def database(settings: Settings) -> AsyncIterator[Storage]:
    """The database, answering, locked if it is embedded, and with its schema up to date."""
    url = settings.database.url
    storage = open_storage(url)
    with exclusive(dialects.file_of(make_url(url))):
        try:
            await reach(storage)
            await migrate(storage)
            yield storage
        finally:
            await storage.close()


async def reach(storage: Storage) -> None:
    """Wait for the database to answer. Raises `NotYet` when it does not in time."""
    for left in reversed(range(START_TRIES)):
        try:
            async with storage.engine.connect() as connection:
                await connection.execute(text("SELECT 1"))
        except Exception as error:
            if not dialects.is_unavailable(error):
                raise
            if not left:
                reason = str(error.__cause__ or error).splitlines()[0]
                raise NotYet(f"The database does not answer (DATABASE_URL): {reason}") from None
            log.warning("database.unavailable", tries_left=left)
            await asyncio.sleep(1)
        else:
            return


async def run(settings: Settings, stop: asyncio.Event, ready: asyncio.Event | None = None) -> None:
    """Run the bot until `stop` is set. Raises `Refused` where only an operator can help."""
    async with database(settings) as storage:
        if storage.sqlite:
            async with storage.transaction() as db:
                await claims.orphan_all(db)
        bot = make_bot(settings)
        try:
            await _introduce(bot, stop)
            if not stop.is_set():
                await _serve(settings, storage, bot, stop, ready)
        finally:
            await bot.shutdown()


async def _introduce(bot: Bot, stop: asyncio.Event) -> None:
    """Learn who we are and say what we can do, however long Telegram takes to answer."""
    trouble = Backoff(stop)
    while not stop.is_set():
        try:
            await bot.initialize()
            await bot.delete_webhook()
            await bot.set_my_commands(menu(next(iter(LANGUAGES))))
            for language in LANGUAGES:
                await bot.set_my_commands(menu(language), language_code=language)
        except InvalidToken:
            raise Refused(REFUSED_BY_TELEGRAM) from None
        except TelegramError as error:
            await trouble.failed("start.telegram_unavailable", str(error))
        else:
            log.info("started", bot=bot.username)
            return


async def _serve(
    settings: Settings,
    storage: Storage,
    bot: Bot,
    stop: asyncio.Event,
    ready: asyncio.Event | None,
) -> None:
    delivery, telegram = settings.delivery, settings.telegram
    sender = Sender(bot, telegram.request_seconds)
    wording = Wording(Screens(SCREENS))
    lease = Held(storage, "courier", delivery.lease_seconds)
    courier = Courier(
        storage,
        sender,
        wording,
        lease,
        rate=delivery.rate,
        request_seconds=telegram.request_seconds,
        quiet=delivery.quiet_hours,
    )
    replies = Replies(storage, sender, wording, courier.call, lease.rest)
    processing = Processing(
        storage,
        route,
        sender,
        replies,
        bot_id=bot.id,
        quiet=delivery.quiet_hours,
        call_courier=courier.call,
        flood=Flood(telegram.flood_limit, telegram.flood_seconds),
    )
    polling = Polling(
        bot,
        processing,
        Held(storage, "poller", delivery.lease_seconds),
        poll_seconds=telegram.poll_seconds,
        request_seconds=telegram.request_seconds,
        at_once=telegram.at_once,
    )
    scheduler = Scheduler(storage, delivery.quiet_hours, courier.call)
    scheduler.start()
    if ready:
        ready.set()
    try:
        async with asyncio.TaskGroup() as group:
            group.create_task(courier.run(stop))
            group.create_task(polling.run(stop))
    except* Refused as refused:
        raise refused.exceptions[0] from None
    finally:
        scheduler.stop()
        await replies.drain(DRAIN_SECONDS)
        log.info("stopped")
