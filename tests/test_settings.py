"""Settings: one place, documented, the environment above the file, and refusals that help."""

import itertools
import os
import tomllib
from datetime import time
from pathlib import Path
from typing import Any

import pytest
from pydantic import BaseModel, SecretStr

from bot.errors import Refused
from bot.options import ROOT
from bot.settings import CONFIG, WELL_KNOWN, Settings, load
from scheduler import JOBS, jobs_of

TOKEN = "123456789:AAtest-Token_that-is_long-enough-000"
NOWHERE = Path("no-such-file")


@pytest.fixture(autouse=True)
def clean_environment(monkeypatch: pytest.MonkeyPatch) -> None:
    """Whatever the machine has set, no test sees it."""
    for name in [*WELL_KNOWN, *(name for name in os.environ if name.startswith("MITRA_"))]:
        monkeypatch.delenv(name, raising=False)


def loaded(tmp_path: Path, toml: str = "", env: str = "") -> Settings:
    config, dotenv = tmp_path / "config.toml", tmp_path / ".env"
    config.write_text(toml)
    dotenv.write_text(env)
    return load(config, dotenv)


def options(settings: BaseModel) -> dict[str, Any]:
    """`delivery.rate` -> value, of every option there is."""
    return {f"{section}.{option}": value for section, model in settings for option, value in model}


def test_every_option_stands_in_the_file_with_its_default() -> None:
    written = tomllib.loads(CONFIG.read_text())
    names = {f"{section}.{option}" for section in written for option in written[section]}
    secret = {"telegram.token", "webhook.secret", "webhook.previous_secret"}
    assert names | secret == options(Settings()).keys()
    assert options(load(CONFIG, NOWHERE)) == options(Settings())


def test_every_option_is_explained() -> None:
    lines = CONFIG.read_text().splitlines()
    for before, line in itertools.pairwise(lines):
        if " = " in line and not line.startswith("#"):
            assert before.startswith("#") or " = " in before, line
    assert "# token: " in CONFIG.read_text()


def test_without_a_file_the_defaults_hold() -> None:
    assert load(NOWHERE, NOWHERE).model_dump() == Settings().model_dump()


def test_the_file_is_read(tmp_path: Path) -> None:
    assert loaded(tmp_path, "[delivery]\nrate = 5").delivery.rate == 5


def test_the_environment_stands_above_the_file(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("MITRA_DELIVERY__RATE", "7")
    settings = loaded(tmp_path, '[delivery]\nrate = 5\nquiet_hours = ""')
    assert (settings.delivery.rate, settings.delivery.quiet_hours) == (7, None)


@pytest.mark.parametrize(("said", "hour"), [("06:30", time(6, 30)), ("00:00", time()), ("", None)])
def test_a_morning_is_an_hour_or_never(tmp_path: Path, said: str, hour: time | None) -> None:
    settings = loaded(tmp_path, f'[coaching]\nmorning = "{said}"')
    assert settings.coaching.morning == hour
    greets = [job.name for job in jobs_of(settings) if job not in JOBS]
    assert greets == (["tell_officers_their_day"] if hour else [])


def test_dotenv_stands_between_the_two(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    env = "MITRA_DELIVERY__RATE=6\nMITRA_LOG__LEVEL=debug\n"
    monkeypatch.setenv("MITRA_DELIVERY__RATE", "7")
    settings = loaded(tmp_path, '[delivery]\nrate = 5\n[log]\nlevel = "error"', env)
    assert (settings.delivery.rate, settings.log.level) == (7, "debug")


def test_dotenv_is_not_exported_to_child_processes(tmp_path: Path) -> None:
    before = dict(os.environ)
    settings = loaded(tmp_path, env=f"TELEGRAM_BOT_TOKEN={TOKEN}\n")
    assert settings.telegram.token == SecretStr(TOKEN)
    assert dict(os.environ) == before


def test_the_three_well_known_names(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("TELEGRAM_BOT_TOKEN", f" {TOKEN} ")
    monkeypatch.setenv("TELEGRAM_API_URL", "http://127.0.0.1:8081/")
    monkeypatch.setenv("DATABASE_URL", "postgres://mitra:secret@db/mitra")
    settings = loaded(tmp_path, '[database]\nurl = "sqlite:///other.db"')
    assert settings.telegram.token == SecretStr(TOKEN)
    assert settings.telegram.api_url == "http://127.0.0.1:8081"
    assert settings.database.url == "postgresql+psycopg://mitra:secret@db/mitra"


def test_the_exact_name_counts_more_than_the_well_known_one(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("DATABASE_URL", "sqlite:////a.db")
    monkeypatch.setenv("MITRA_DATABASE__URL", "sqlite:////b.db")
    assert loaded(tmp_path).database.url == "sqlite+aiosqlite:////b.db"


@pytest.mark.parametrize("name", ["TELEGRAM_BOT_TOKEN", "MITRA_TELEGRAM__TOKEN"])
def test_an_empty_token_is_none(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, name: str) -> None:
    monkeypatch.setenv(name, "")
    assert loaded(tmp_path, env="# copied from .env.example\n").telegram.token is None


def test_an_empty_line_in_dotenv_is_no_token(tmp_path: Path) -> None:
    assert loaded(tmp_path, env="TELEGRAM_BOT_TOKEN=\n").telegram.token is None


URLS = [
    (
        "a relative file lies under the project",
        "sqlite:///var/x.db",
        f"sqlite+aiosqlite:///{ROOT}/var/x.db",
    ),
    ("an absolute file stays", "sqlite:////tmp/x.db", "sqlite+aiosqlite:////tmp/x.db"),
    ("the driver may be named", "sqlite+aiosqlite:////x.db", "sqlite+aiosqlite:////x.db"),
    ("as some hosts write it", "postgres://u:p@h/n", "postgresql+psycopg://u:p@h/n"),
    ("as others do", "postgresql://u:p@h/n", "postgresql+psycopg://u:p@h/n"),
    ("with the driver", "postgresql+psycopg://u:p@h/n", "postgresql+psycopg://u:p@h/n"),
]


@pytest.mark.parametrize(("url", "read"), [u[1:] for u in URLS], ids=[u[0] for u in URLS])
def test_a_database_url_is_completed(tmp_path: Path, url: str, read: str) -> None:
    assert loaded(tmp_path, f'[database]\nurl = "{url}"').database.url == read


WRONG = [
    ("a broken token", 'telegram.token = "123:SECRET"', "telegram.token", "TELEGRAM_BOT_TOKEN"),
    ("an address without http", 'telegram.api_url = "SECRET"', "telegram.api_url", "http://"),
    ("no such mode", 'telegram.mode = "SECRET"', "telegram.mode", "polling"),
    ("calendars over http", 'calendar.url = "http://SECRET/c"', "calendar.url", "https"),
    ("too long a poll", "telegram.poll_seconds = 51", "telegram.poll_seconds", "50"),
    ("no polls at all", "telegram.poll_seconds = 0", "telegram.poll_seconds", "1"),
    ("nobody at once", "telegram.at_once = 0", "telegram.at_once", "1"),
    ("no time for requests", "telegram.request_seconds = 0", "telegram.request_seconds", "0"),
    ("another database", 'database.url = "mysql://u:SECRET@h/n"', "database.url", "DATABASE_URL"),
    ("a database without a scheme", 'database.url = "SECRET"', "database.url", "postgresql://"),
    (
        "a rate that is no number",
        'delivery.rate = "SECRET"',
        "delivery.rate",
        "MITRA_DELIVERY__RATE",
    ),
    ("a rate of nothing", "delivery.rate = 0", "delivery.rate", "greater than 0"),
    ("a pause below nothing", "delivery.per_chat = -1", "delivery.per_chat", "0"),
    ("nothing to groups", "delivery.group_per_minute = 0", "group_per_minute", "greater than 0"),
    ("more than can be paid for", "delivery.paid_rate = 1001", "delivery.paid_rate", "1000"),
    ("no budget at all", "delivery.paid_budget = -1", "delivery.paid_budget", "0"),
    ("hours of no clock", 'delivery.quiet_hours = "SECRET"', "delivery.quiet_hours", "20:00-08:00"),
    ("an hour of no clock", 'coaching.morning = "SECRET"', "coaching.morning", "time"),
    ("a number for an hour", "coaching.morning = 7", "coaching.morning", "07:00"),
    ("no patience at all", "coaching.silence_days = 0", "coaching.silence_days", "1"),
    ("a lease of nothing", "delivery.lease_seconds = 0", "delivery.lease_seconds", "1"),
    ("a port beyond the last", "playground.port = 65536", "playground.port", "65535"),
    ("no such level", 'log.level = "SECRET"', "log.level", "debug"),
    ("no such format", 'log.format = "SECRET"', "log.format", "json"),
    ("an unknown option", 'delivery.raet = "SECRET"', "delivery.raet", "remove or correct"),
    ("an unknown section", 'deliver.rate = "SECRET"', "deliver", "remove or correct"),
    ("an option outside of sections", 'rate = "SECRET"', "rate", "remove or correct"),
    ("a section that is none", 'telegram = "SECRET"', "telegram", "config.toml"),
    ("no TOML", "rate SECRET", "config.toml", "not valid TOML"),
]


@pytest.mark.parametrize(
    ("toml", "names", "helps"), [w[1:] for w in WRONG], ids=[w[0] for w in WRONG]
)
def test_a_wrong_setting_is_one_line_that_helps(
    tmp_path: Path, toml: str, names: str, helps: str
) -> None:
    refusal = refused(tmp_path, toml)
    assert names in refusal
    assert helps in refusal


WRONG_ENVIRONMENT = [
    ("a token", "TELEGRAM_BOT_TOKEN", "SECRET", "TELEGRAM_BOT_TOKEN"),
    ("a database", "DATABASE_URL", "oracle://u:SECRET@h", "DATABASE_URL"),
    ("an option", "MITRA_LOG__LEVEL", "SECRET", "log.level"),
    ("an unknown option", "MITRA_LOG__COLOUR", "SECRET", "log.colour"),
    ("an unknown section", "MITRA_LOGS__LEVEL", "SECRET", "logs"),
    ("a name without an option", "MITRA_TELEGRAM", "SECRET", "telegram"),
    ("a name without a section", "MITRA_TOKEN", "SECRET", "token"),
]


@pytest.mark.parametrize(
    ("name", "value", "names"),
    [w[1:] for w in WRONG_ENVIRONMENT],
    ids=[w[0] for w in WRONG_ENVIRONMENT],
)
def test_a_wrong_environment_is_one_line_that_helps(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, name: str, value: str, names: str
) -> None:
    monkeypatch.setenv(name, value)
    assert names in refused(tmp_path)


def refused(tmp_path: Path, toml: str = "") -> str:
    with pytest.raises(Refused) as caught:
        loaded(tmp_path, toml)
    refusal = str(caught.value)
    assert "\n" not in refusal
    assert "SECRET" not in refusal
    assert caught.value.__cause__ is None
    assert caught.value.__suppress_context__
    return refusal


def test_a_file_that_cannot_be_read_is_said_so(tmp_path: Path) -> None:
    with pytest.raises(Refused, match="cannot be read"):
        load(tmp_path, NOWHERE)


def test_nobody_pays_for_what_is_free(tmp_path: Path) -> None:
    with pytest.raises(Refused, match=r"delivery\.paid_rate: must be more than delivery\.rate, 25"):
        loaded(tmp_path, "[delivery]\npaid_rate = 20\npaid_budget = 100")
    assert loaded(tmp_path, "[delivery]\npaid_rate = 26").delivery.paid_rate == 26


def test_the_token_is_in_no_repr(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("TELEGRAM_BOT_TOKEN", TOKEN)
    assert TOKEN not in repr(loaded(tmp_path))


def test_settings_cannot_be_changed() -> None:
    with pytest.raises(ValueError, match="frozen"):
        Settings().log.level = "debug"  # type: ignore[misc]  # that is the point
