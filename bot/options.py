"""How each option is read: what it must look like, and what is kept of it."""

import re
from datetime import time
from pathlib import Path
from typing import Annotated, Any

from pydantic import AfterValidator, BeforeValidator, SecretStr

from bot.delivery import holidays
from bot.delivery.quiet import Silence

ROOT = Path(__file__).parents[1]


def _api_root(url: str) -> str:
    if not re.match(r"https?://[^/\s]+", url):
        raise ValueError("must be the root of a Bot API server, as in http://127.0.0.1:8081")
    return url.rstrip("/")


def _token(token: SecretStr) -> SecretStr | None:
    if not token.get_secret_value():
        return None
    if not re.fullmatch(r"\d+:[\w-]{30,}", token.get_secret_value()):
        raise ValueError("must look like 123456789:AA..., exactly as @BotFather gave it")
    return token


def _webhook_url(url: str) -> str:
    if url and not re.match(r"https://[^/\s]+/\S*|http://(127\.0\.0\.1|localhost)[:/]\S*", url):
        raise ValueError("must be an https address with a path, as in https://mitra.id/telegram")
    return url


def _calendar_url(url: str) -> str:
    secure, here = r"https://[^/\s?#]+", r"http://(127\.0\.0\.1|localhost)(:\d+)?"
    if url and not re.fullmatch(rf"({secure}|{here})(/[^\s?#]*)?", url):
        raise ValueError("must be an https address, as in https://mitra.id/calendar")
    return url.rstrip("/")


def _secret(secret: SecretStr) -> SecretStr | None:
    """As Telegram takes it (core.telegram.org/bots/api#setwebhook)."""
    if not secret.get_secret_value():
        return None
    if not re.fullmatch(r"[A-Za-z0-9_-]{16,256}", secret.get_secret_value()):
        raise ValueError("must be 16 to 256 of A-Z, a-z, 0-9, _ and -")
    return secret


def _database(url: str) -> str:
    """Fill in the drivers Mitra uses, and place a relative SQLite file under the project."""
    if url.startswith(("sqlite:///", "sqlite+aiosqlite:///")):
        path = Path(url.split(":///", 1)[1])
        return f"sqlite+aiosqlite:///{path if path.is_absolute() else ROOT / path}"
    if match := re.match(r"(postgres|postgresql|postgresql\+psycopg)://(.+)", url):
        return f"postgresql+psycopg://{match[2]}"
    raise ValueError("must be sqlite:///path/to/file or postgresql://user:password@host/name")


def _hours(value: Any) -> Any:
    """`20:00-08:00` as a pair of times; an empty text means none."""
    if not isinstance(value, str):
        return value
    if not value:
        return None
    try:
        start, end = (time.fromisoformat(part.strip()) for part in value.split("-"))
    except ValueError:
        raise ValueError("must look like 20:00-08:00, or be empty for none") from None
    return start, end


def _hour(value: Any) -> Any:
    """`07:00`; an empty text means never. A bare 7 would be seconds."""
    if isinstance(value, int | float):
        raise ValueError("must look like 07:00, or be empty for never")  # noqa: TRY004  (the only one that settings refuse with)
    return value or None


def _calendar(path: Any) -> Any:
    """What the file says, relative to the project; an empty name is no calendar."""
    if not isinstance(path, str):
        return path
    return holidays.read(ROOT / path) if path else Silence()


Token = Annotated[SecretStr, AfterValidator(_token)]
WebhookUrl = Annotated[str, AfterValidator(_webhook_url)]
CalendarUrl = Annotated[str, AfterValidator(_calendar_url)]
Secret = Annotated[SecretStr, AfterValidator(_secret)]
ApiRoot = Annotated[str, AfterValidator(_api_root)]
DatabaseUrl = Annotated[str, AfterValidator(_database)]
QuietHours = Annotated[tuple[time, time] | None, BeforeValidator(_hours)]
Hour = Annotated[time | None, BeforeValidator(_hour)]
Calendar = Annotated[Silence, BeforeValidator(_calendar)]
