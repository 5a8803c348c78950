"""How the outside reaches us: updates, by polling or webhook, and people's calendars."""

from collections.abc import Callable
from urllib.parse import urlsplit

from starlette.types import ASGIApp
from telegram import Bot

from bot.delivery.lease import Held
from bot.feed_server import FeedServer
from bot.intake.polling import Polling
from bot.intake.processing import Processing
from bot.intake.webhook import Address, Webhook, derived_secret
from bot.settings import Settings
from bot.storage import Storage
from handlers.coaching.calendar import calendar_feed

#: Answers people's calendars below the path of their public address.
Mount = Callable[[ASGIApp], None]


def feed_server(
    settings: Settings, storage: Storage, mount: Mount | None = None
) -> FeedServer | None:
    """What answers people's calendars; None if nothing does, or it is mounted elsewhere."""
    calendar = settings.calendar
    if not calendar.url:
        return None
    path = "" if mount else urlsplit(calendar.url).path  # who mounts it has taken that away
    server = FeedServer(storage, calendar_feed.written, path, calendar.host, calendar.port)
    if mount is None:
        return server
    mount(server.application)
    return None


def make_intake(
    settings: Settings, storage: Storage, bot: Bot, processing: Processing
) -> Polling | Webhook:
    """How updates reach us: we ask for them, or are called."""
    telegram = settings.telegram
    if telegram.mode == "webhook":
        return Webhook(bot, processing, _address(settings))
    return Polling(
        bot,
        processing,
        Held(storage, "poller", settings.delivery.lease_seconds),
        poll_seconds=telegram.poll_seconds,
        request_seconds=telegram.request_seconds,
        at_once=telegram.at_once,
    )


def _address(settings: Settings) -> Address:
    hook, token = settings.webhook, settings.telegram.token
    given = [each.get_secret_value() for each in (hook.secret, hook.previous_secret) if each]
    if not hook.secret and token:
        given.insert(0, derived_secret(token.get_secret_value()))
    return Address(
        url=hook.url,
        host=hook.host,
        port=hook.port,
        secrets=tuple(given),
        max_bytes=hook.max_bytes,
        max_connections=hook.max_connections,
    )
