"""Every setting in one frozen object: `config.toml`, with the environment above it."""

import os
import tomllib
from collections.abc import Mapping
from dataclasses import replace
from datetime import time
from pathlib import Path
from typing import Any, Literal

from dotenv import dotenv_values
from pydantic import (
    BaseModel,
    ConfigDict,
    Field,
    ValidationError,
)
from pydantic_settings import (
    BaseSettings,
    InitSettingsSource,
    PydanticBaseSettingsSource,
    SettingsConfigDict,
    TomlConfigSettingsSource,
)

from bot.delivery import holidays
from bot.delivery.quiet import Quiet, Silence
from bot.errors import Refused
from bot.options import (
    ROOT,
    ApiRoot,
    Calendar,
    CalendarUrl,
    DatabaseUrl,
    Hour,
    QuietHours,
    Secret,
    Token,
    WebhookUrl,
)

CONFIG = ROOT / "config.toml"
#: What the environment calls an option: `MITRA_<SECTION>__<OPTION>`.
PREFIX = "MITRA_"
#: The three names that need nothing else, and where they go.
WELL_KNOWN = {
    "TELEGRAM_BOT_TOKEN": ("telegram", "token"),
    "TELEGRAM_API_URL": ("telegram", "api_url"),
    "DATABASE_URL": ("database", "url"),
}


class Section(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid")


class Telegram(Section):
    token: Token | None = None
    api_url: ApiRoot = "https://api.telegram.org"
    mode: Literal["polling", "webhook"] = "polling"
    poll_seconds: int = Field(25, ge=1, le=50)
    at_once: int = Field(16, ge=1, le=256)
    flood_limit: int = Field(30, ge=1)
    flood_seconds: int = Field(10, ge=1, le=3600)
    # A reply is its process's for 30 seconds; two requests must fit in (see bot/delivery).
    request_seconds: float = Field(10, gt=0, le=14)


class Webhook(Section):
    url: WebhookUrl = ""
    host: str = "127.0.0.1"
    port: int = Field(8080, ge=1, le=65535)
    secret: Secret | None = None
    previous_secret: Secret | None = None
    max_bytes: int = Field(1_048_576, ge=65_536)
    max_connections: int = Field(40, ge=1, le=100)  # Telegram's bounds


class Calendars(Section):
    url: CalendarUrl = ""
    host: str = "127.0.0.1"
    port: int = Field(8090, ge=1, le=65535)


class Database(Section):
    url: DatabaseUrl = Field("sqlite:///var/mitra.db", validate_default=True)


class Delivery(Section):
    rate: float = Field(25, gt=0, le=1000)
    per_chat: float = Field(1, ge=0, le=60)
    group_per_minute: float = Field(20, gt=0, le=60)
    paid_rate: float = Field(0, ge=0, le=1000)
    paid_budget: float = Field(0, ge=0)
    quiet_hours: QuietHours = (time(20), time(8))
    calendar: Calendar = Field("calendar.toml", validate_default=True)
    lease_seconds: float = Field(12, ge=1, le=300)

    @property
    def quiet(self) -> Quiet:
        """All that keeps messages back; None if nothing does."""
        silence = replace(self.calendar, hours=self.quiet_hours)
        return None if silence == Silence() else silence


class Market(Section):
    confirm_above: int = Field(1000, ge=1)
    confirm_minutes: int = Field(30, ge=1, le=1440)


class Coaching(Section):
    answer_hours: int = Field(24, ge=1, le=24 * 14)
    morning: Hour = time(7)
    silence_days: int = Field(30, ge=1, le=366)
    unmet_days: int = Field(45, ge=1, le=366)


class Operations(Section):
    host: str = "127.0.0.1"
    port: int = Field(9464, ge=0, le=65535)


class Playground(Section):
    port: int = Field(8081, ge=0, le=65535)
    database: DatabaseUrl = Field("sqlite:///var/playground.db", validate_default=True)
    chats: str = "var/playground-chats.db"


class Log(Section):
    level: Literal["debug", "info", "warning", "error"] = "info"
    format: Literal["text", "json"] = "text"


class Settings(BaseSettings):
    """All of them. Each one is explained in `config.toml`."""

    model_config = SettingsConfigDict(frozen=True, extra="forbid")

    telegram: Telegram = Telegram()
    webhook: Webhook = Webhook()
    calendar: Calendars = Calendars()
    database: Database = Database()
    delivery: Delivery = Delivery()
    market: Market = Market()
    coaching: Coaching = Coaching()
    operations: Operations = Operations()
    playground: Playground = Playground()
    log: Log = Log()

    @classmethod
    def settings_customise_sources(
        cls,
        settings_cls: type[BaseSettings],
        init_settings: PydanticBaseSettingsSource,
        *others: PydanticBaseSettingsSource,
        **named: PydanticBaseSettingsSource,
    ) -> tuple[PydanticBaseSettingsSource, ...]:
        return (init_settings,)  # made in code, nothing else is looked at; see `load`


def load(config: Path = CONFIG, dotenv: Path = ROOT / ".env") -> Settings:
    """Read the settings. Raises `Refused` with one line that names the option and the fix."""
    if config.exists() and not config.is_file():
        raise Refused(f"{config.name} cannot be read: it is not a file.")
    # `.env` is read, not exported: the token is nobody's business in a child process.
    environment = _environment({**dotenv_values(dotenv), **os.environ})

    class Loaded(Settings):
        @classmethod
        def settings_customise_sources(
            cls, settings_cls: type[BaseSettings], *others: Any, **named: Any
        ) -> tuple[PydanticBaseSettingsSource, ...]:
            return (
                InitSettingsSource(settings_cls, environment),
                TomlConfigSettingsSource(settings_cls, config),
            )

    try:
        return _consistent(Loaded(), config)
    except ValidationError as error:
        raise Refused(_explain(error, config)) from None
    except OSError as error:
        raise Refused(f"{config.name} cannot be read: {error.strerror}.") from None
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise Refused(f"{config.name} is not valid TOML: {error}") from None


def _consistent(settings: Settings, config: Path) -> Settings:
    if settings.delivery.lease_seconds <= settings.telegram.request_seconds:
        wrong = (
            "delivery.lease_seconds",
            f"must be more than telegram.request_seconds, {settings.telegram.request_seconds:g}",
        )
    elif 0 < settings.delivery.paid_rate <= settings.delivery.rate:
        wrong = (
            "delivery.paid_rate",
            f"must be more than delivery.rate, {settings.delivery.rate:g}, which is free",
        )
    elif not holidays.leaves_time(settings.delivery.quiet):
        wrong = ("delivery.calendar", "leaves no minute of the week in which anything may go")
    elif settings.telegram.mode == "webhook" and not settings.webhook.url:
        wrong = ("webhook.url", "is needed with telegram.mode = webhook: where Telegram finds us")
    else:
        return settings
    option, reason = wrong
    name = PREFIX + option.replace(".", "__").upper()
    raise Refused(f"Option {option}: {reason} (set it in {config.name} or as {name}).")


def _environment(variables: Mapping[str, str | None]) -> dict[str, Any]:
    """Options that the environment sets; an exact name counts more than a well-known one.

    pydantic-settings' own reader would pass over a section that does not exist.
    """
    options: dict[str, Any] = {}
    for name, (section, option) in WELL_KNOWN.items():
        if value := (variables.get(name) or "").strip():
            options.setdefault(section, {})[option] = value
    for name, said in variables.items():
        if name.startswith(PREFIX):
            section, _separator, option = name.removeprefix(PREFIX).lower().partition("__")
            options.setdefault(section, {})[option] = said or ""
    return options


def _explain(error: ValidationError, config: Path) -> str:
    first = error.errors(include_url=False, include_input=False)[0]
    place = tuple(str(part) for part in first["loc"])
    if first["type"] == "extra_forbidden":
        name = ".".join(filter(None, place))
        return (
            f"There is no option {name} (in {config.name} or as {PREFIX}…): remove or correct it."
        )
    names = [name for name, where in WELL_KNOWN.items() if where == place[:2]]
    names += [PREFIX + "__".join(place).upper()]
    wrong = first["msg"].removeprefix("Value error, ")
    return f"Option {'.'.join(place)}: {wrong} (set it in {config.name} or as {names[0]})."
