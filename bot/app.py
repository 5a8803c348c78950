"""Puts the parts together: this module may import anything, and nothing imports it but programs."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from functools import partial

import structlog
from sqlalchemy import make_url, text
from telegram import Bot

from bot.delivery import claims
from bot.delivery.chats import Gaps
from bot.delivery.courier import Courier
from bot.delivery.environment import proxy_for
from bot.delivery.hand import under_way
from bot.delivery.lease import Held
from bot.delivery.paid import Paid
from bot.delivery.presence import Presence
from bot.delivery.replies import Replies
from bot.delivery.request import Request
from bot.delivery.screen import Screens
from bot.delivery.sender import Sender
from bot.delivery.wording import Wording
from bot.errors import NotYet, Refused
from bot.intake.fetching import Fetching
from bot.intake.flood import Flood
from bot.intake.insisting import insist
from bot.intake.processing import Processing
from bot.language import LANGUAGES
from bot.market.policy import Policy
from bot.operations import Operations
from bot.settings import Delivery, Settings
from bot.storage import Storage, dialects, open_storage
from bot.storage.lock import exclusive
from bot.storage.migrate import migrate
from bot.ways_in import Mount, feed_server, make_intake
from handlers import tables
from handlers.market.readers.group_bulletins import in_group_of
from handlers.menu import menu
from handlers.routing import route
from handlers.screens import SCREENS
from scheduler import Scheduler, jobs_of

log = structlog.get_logger()

#: Requests to Telegram under way at once beside the courier's: replies, and one that polls.
CONNECTIONS = 17
#: How long a stop may take to send what is in hand, in seconds; the rest stays in the outbox.
DRAIN_SECONDS = 5
#: How often a database that does not answer is asked again at start-up; a second apart.
START_TRIES = 10


def make_bot(settings: Settings) -> Bot:
    """The library's client, with requests of ours.

    Raises `Refused` without a token, or for a proxy or certificates that cannot be used.
    """
    telegram = settings.telegram
    if telegram.token is None:
        raise Refused("There is no token: set TELEGRAM_BOT_TOKEN as @BotFather gave it.")
    proxy = proxy_for(telegram.api_url)
    return Bot(
        telegram.token.get_secret_value(),
        base_url=f"{telegram.api_url}/bot",
        base_file_url=f"{telegram.api_url}/file/bot",
        request=_request(
            telegram.request_seconds,
            proxy,
            max(settings.delivery.rate, settings.delivery.paid_rate),
        ),
        get_updates_request=_request(telegram.request_seconds, proxy),  # never used
    )


def _request(seconds: float, proxy: str | None, rate: float = 1) -> Request:
    # Each ends before the sender gives up, which could not say whether anything had left.
    beginning = min(5, seconds / 2)
    return Request(
        connection_pool_size=CONNECTIONS + under_way(rate),
        connect_timeout=beginning,
        pool_timeout=beginning,
        read_timeout=seconds,
        write_timeout=seconds,
        proxy=proxy,
    )


def _paid(delivery: Delivery) -> Paid | None:
    """Nothing is paid for without a rate and a budget."""
    if not (delivery.paid_rate and delivery.paid_budget):
        return None
    return Paid(delivery.paid_rate, delivery.paid_budget)


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


async def run(
    settings: Settings,
    stop: asyncio.Event,
    ready: asyncio.Event | None = None,
    *,
    mount: Mount | None = None,
) -> None:
    """Run the bot until `stop` is set; `mount` if another server than ours answers calendars.

    Raises `Refused` where only an operator can help.
    """
    async with database(settings) as storage:
        if storage.sqlite:
            async with storage.transaction() as db:
                await claims.orphan_all(db)
        bot = make_bot(settings)
        try:
            if await insist(partial(_introduce, bot), stop):
                log.info("started", bot=bot.username)
                await Program(settings, storage, bot, mount).run(stop, ready)
        finally:
            await bot.shutdown()


async def _introduce(bot: Bot) -> None:
    """Learn who we are and say what we can do."""
    await bot.initialize()
    await bot.set_my_commands(menu(next(iter(LANGUAGES))))
    for language in LANGUAGES:
        await bot.set_my_commands(menu(language), language_code=language)


class Program:
    """The running bot: what takes updates, what sends, and the calendar."""

    def __init__(
        self, settings: Settings, storage: Storage, bot: Bot, mount: Mount | None = None
    ) -> None:
        delivery, telegram = settings.delivery, settings.telegram
        sender = Sender(bot, telegram.request_seconds)
        wording = Wording(Screens(SCREENS), in_group_of(bot.username))
        lease = Held(storage, "courier", delivery.lease_seconds)
        paid = _paid(delivery)
        gaps = Gaps(delivery.per_chat, 60 / delivery.group_per_minute)
        self._courier = Courier(
            storage,
            sender,
            wording,
            lease,
            rate=delivery.rate,
            request_seconds=telegram.request_seconds,
            quiet=delivery.quiet,
            gaps=gaps,
            paid=paid,
        )
        self._replies = Replies(storage, sender, wording, self._courier.call, lease.rest, gaps=gaps)
        processing = Processing(
            storage,
            route,
            sender,
            self._replies,
            bot_id=bot.id,
            username=bot.username,
            quiet=delivery.quiet,
            call_courier=self._courier.call,
            flood=Flood(telegram.flood_limit, telegram.flood_seconds),
            fetch=Fetching(bot, tables.read).sheet,
            policy=Policy(
                rate=delivery.rate,
                paid=paid,
                confirm_above=settings.market.confirm_above,
                confirm_minutes=settings.market.confirm_minutes,
                answer_hours=settings.coaching.answer_hours,
                silence_days=settings.coaching.silence_days,
                unmet_days=settings.coaching.unmet_days,
            ),
            calendars=settings.calendar.url,
        )
        self._intake = make_intake(settings, storage, bot, processing)
        self._feeds = feed_server(settings, storage, mount)
        self._scheduler = Scheduler(
            storage,
            delivery.quiet,
            self._courier.call,
            jobs_of(settings),
        )
        self._presence = Presence(storage)
        self._operations = Operations(storage, settings.operations.host, settings.operations.port)

    async def run(self, stop: asyncio.Event, ready: asyncio.Event | None) -> None:
        ended = asyncio.Event()
        self._scheduler.start()
        if ready:
            ready.set()
        try:
            async with together() as group:
                group.create_task(self._operations.run(stop, ended))
                group.create_task(self._presence.run(ended))
                try:
                    await self._work(stop)
                finally:
                    ended.set()
        finally:
            await self._scheduler.stop()
            log.info("stopped")

    async def _work(self, stop: asyncio.Event) -> None:
        try:
            async with together() as group:
                group.create_task(self._courier.run(stop))
                group.create_task(self._intake.run(stop))
                if self._feeds:
                    group.create_task(self._feeds.run(stop))
        finally:
            await self._replies.drain(DRAIN_SECONDS)


@asynccontextmanager
async def together() -> AsyncIterator[asyncio.TaskGroup]:
    """Tasks that end together; a refusal of one comes out as what it is."""
    try:
        async with asyncio.TaskGroup() as group:
            yield group
    except* Refused as refused:
        raise refused.exceptions[0] from None
