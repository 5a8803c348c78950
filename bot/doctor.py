"""`python -m bot doctor`: checks what a running bot needs, and says what to do."""

from collections.abc import Awaitable, Callable
from datetime import UTC
from email.utils import parsedate_to_datetime

from aiohttp import ClientError, ClientSession, ClientTimeout
from babel.messages.catalog import Message
from babel.messages.pofile import read_po
from sqlalchemy import make_url
from telegram.error import InvalidToken, TelegramError

from bot import clock
from bot.app import make_bot
from bot.delivery.environment import certificates, proxy_for
from bot.delivery.network import Connector
from bot.errors import Refused
from bot.language import LANGUAGES
from bot.language.words import LOCALES
from bot.settings import Settings
from bot.storage import dialects, open_storage
from bot.storage.migrate import current, newest

#: A clock further off sends reminders noticeably late, in seconds.
MOST_DRIFT = 30


async def examine(settings: Settings) -> int:
    """Print a line for each check; 0 if all is well, else 1."""
    checks: dict[str, Callable[[Settings], Awaitable[str]]] = {
        "token": _token,
        "updates": _updates,
        "database": _database,
        "catalogues": _catalogues,
        "clock": _clock,
    }
    failed = False
    for name, check in checks.items():
        try:
            mark, line = "ok", await check(settings)
        except Refused as problem:
            mark, line, failed = "!!", str(problem), True
        print(f"{mark} {name}: {line}")  # noqa: T201  (the command line speaks)
    return int(failed)


async def _token(settings: Settings) -> str:
    if settings.telegram.token is None:
        return "none, so `run` starts the playground; get one from @BotFather to go live"
    try:
        async with make_bot(settings) as bot:
            me = await bot.get_me()
    except InvalidToken:
        raise Refused("Telegram refuses it: copy it again from @BotFather.") from None
    except TelegramError as error:
        url = settings.telegram.api_url
        raise Refused(f"{url} does not answer ({error}): check the network.") from None
    return f"@{me.username}"


async def _updates(settings: Settings) -> str:
    """Whether Telegram knows where to find us, and how that went last."""
    telegram, url = settings.telegram, settings.webhook.url
    if telegram.token is None or telegram.mode == "polling":
        return "asked for by polling"
    try:
        async with make_bot(settings) as bot:
            info = await bot.get_webhook_info()
    except TelegramError as error:
        raise Refused(f"Telegram does not tell the webhook ({error}): check the token.") from None
    if info.url != url:
        raise Refused(f"Telegram does not call {url} yet: start the bot, which registers it.")
    if info.pending_update_count and info.last_error_message:
        raise Refused(
            f"{info.pending_update_count} wait, because Telegram could not deliver: "
            f"{info.last_error_message}. Check the reverse proxy and webhook.port."
        )
    return f"Telegram calls {url}"


async def _database(settings: Settings) -> str:
    file = dialects.file_of(make_url(settings.database.url))
    if file and not file.exists():
        return f"there is no {file} yet; `run` or `migrate` creates it"
    storage = open_storage(settings.database.url)
    try:
        revision = await current(storage)
    except Exception as error:
        if not dialects.is_unavailable(error):
            raise
        raise Refused("does not answer: check DATABASE_URL and that the server runs.") from None
    finally:
        await storage.close()
    if revision is None:
        return "empty; `run` or `migrate` creates the tables"
    if revision != newest():
        raise Refused(
            f"at revision {revision}, this program needs {newest()}: run `python -m bot migrate`, "
            "or the newer program if the database is ahead."
        )
    return f"at revision {revision}, as this program needs"


async def _catalogues(_settings: Settings) -> str:
    for language in LANGUAGES:
        with (LOCALES / language / "LC_MESSAGES" / "mitra.po").open("rb") as po:
            missing = [str(message.id) for message in read_po(po) if not _complete(message)]
        if missing:
            raise Refused(f"{language} lacks “{missing[0][:60]}”: complete locales/{language}.")
    return ", ".join(LANGUAGES.values())


def _complete(message: Message) -> bool:
    return all(message.string) if isinstance(message.string, tuple) else bool(message.string)


async def _clock(settings: Settings) -> str:
    url, limit = settings.telegram.api_url, ClientTimeout(settings.telegram.request_seconds)
    connector = Connector(certificates())
    try:
        async with (
            ClientSession(connector=connector, proxy=proxy_for(url), timeout=limit) as session,
            session.head(url, allow_redirects=False) as answer,
        ):
            theirs = parsedate_to_datetime(answer.headers["date"]).astimezone(UTC)
    except (ClientError, TimeoutError, KeyError, ValueError):
        return "not compared: the Bot API server did not tell the time"
    drift = abs((clock.now() - theirs).total_seconds())
    if drift > MOST_DRIFT:
        raise Refused(f"{drift:.0f} s off: switch on network time (timedatectl set-ntp true).")
    return f"within {drift:.0f} s of the Bot API server's"
