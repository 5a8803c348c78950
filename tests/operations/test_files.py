"""What Dockerfile, compose.yaml and the units say is what the program understands.

No container engine runs where the tests do, so the files are read instead.
"""

import re
from pathlib import Path

import pytest

from bot.__main__ import STOP_SECONDS, _parser
from bot.settings import PREFIX, WELL_KNOWN, Settings

ROOT = Path(__file__).parents[2]
DOCKERFILE = (ROOT / "Dockerfile").read_text()
COMPOSE = (ROOT / "compose.yaml").read_text()
CADDYFILE = (ROOT / "deploy" / "Caddyfile").read_text()
UNITS = {path.name: path.read_text() for path in (ROOT / "deploy").glob("mitra*")}
FILES = {
    "Dockerfile": DOCKERFILE,
    "compose.yaml": COMPOSE,
    "Caddyfile": CADDYFILE,
    ".env.example": (ROOT / ".env.example").read_text(),
    "docs/operating.md": (ROOT / "docs" / "operating.md").read_text(),
    **UNITS,
}
OPTIONS = {
    f"{PREFIX}{section}__{option}".upper() for section, model in Settings() for option, _ in model
}


def found(pattern: str, text: str) -> str:
    match = re.search(pattern, text, re.MULTILINE)
    assert match, pattern
    return match[1]


@pytest.mark.parametrize("name", FILES)
def test_every_option_that_is_named_exists(name: str) -> None:
    named = set(re.findall(rf"\b{PREFIX}\w+", FILES[name]))
    assert named - OPTIONS == set()


@pytest.mark.parametrize("name", FILES)
def test_every_command_that_is_named_exists(name: str) -> None:
    lines = FILES[name].replace('", "', " ")
    for said in re.findall(r"python -m bot ([a-z]+)", lines):
        known = next(action for action in _parser()._actions if action.choices).choices
        assert known is not None
        assert said in known


def test_everything_the_container_needs_is_copied() -> None:
    ignored = (ROOT / ".dockerignore").read_text().splitlines()
    kept = {line[1:] for line in ignored if line.startswith("!")}
    copied = {
        source
        for line in re.findall(r"^COPY (?!--from)(.+) \S+$", DOCKERFILE, re.MULTILINE)
        for source in line.split()
    }
    assert copied == kept
    assert all((ROOT / name).exists() for name in copied)
    assert "*" in ignored  # all else stays outside, .env above all


def test_the_container_is_nobody_in_particular() -> None:
    assert DOCKERFILE.index("USER mitra") < DOCKERFILE.index("CMD [")
    assert "--require-hashes" in DOCKERFILE
    assert "TOKEN" not in DOCKERFILE


def test_the_ports_agree() -> None:
    defaults = Settings().model_dump()
    bot = found(r'MITRA_WEBHOOK__PORT: "(\d+)"', COMPOSE)
    assert found(r"\{\$BOT_PORT:(\d+)\}", CADDYFILE) == bot == str(defaults["webhook"]["port"])
    calendars = found(r'MITRA_CALENDAR__PORT: "(\d+)"', COMPOSE)
    assert found(r"\{\$CALENDAR_PORT:(\d+)\}", CADDYFILE) == calendars
    assert calendars == str(defaults["calendar"]["port"])
    health = found(r"MITRA_OPERATIONS__PORT', '(\d+)'", DOCKERFILE)
    assert health == str(defaults["operations"]["port"])


def test_the_path_agrees() -> None:
    path = found(r"MITRA_WEBHOOK__URL: https://\$\{SITE_ADDRESS:[^}]*\}(/\S+)", COMPOSE)
    assert found(r"\{\$WEBHOOK_PATH:(/\w+)\}", CADDYFILE) == path
    calendars = found(r"MITRA_CALENDAR__URL: https://\$\{SITE_ADDRESS\}(/\S+)", COMPOSE)
    assert found(r"\{\$CALENDAR_PATH:(/\w+)\}", CADDYFILE) == calendars


def test_the_proxy_finds_the_replicas_by_their_service() -> None:
    name = found(r"\{\$BOT_NAME:(\w+)\}", CADDYFILE)
    assert f"\n  {name}:\n    build: .\n" in COMPOSE


def test_every_variable_of_compose_is_explained() -> None:
    for name in set(re.findall(r"\$\{(\w+)", COMPOSE)) - {*WELL_KNOWN} - OPTIONS:
        assert name in FILES[".env.example"], name


def test_the_programs_for_backups_are_of_the_servers_version() -> None:
    server = found(r"image: postgres:(\d+)", COMPOSE)
    assert found(r"postgresql-client-(\d+)", DOCKERFILE) == server


def test_everybody_waits_until_the_bot_has_ended() -> None:
    for seconds in (
        found(r"stop_grace_period: (\d+)s # the bot", COMPOSE),
        found(r"^TimeoutStopSec=(\d+)$", UNITS["mitra.service"]),
    ):
        assert int(seconds) > STOP_SECONDS


def settings_of(unit: str) -> list[str]:
    return [line for line in UNITS[unit].splitlines() if "=" in line and line[0] != "#"]


def test_replicas_are_started_as_one_is() -> None:
    one, several = settings_of("mitra.service"), settings_of("mitra@.service")
    assert [line for line in several if "%i" not in line] == one[1:]
    assert one[0].startswith("Description=")


def test_a_backup_is_confined_as_the_bot_is() -> None:
    confined = [line for line in settings_of("mitra.service") if line.startswith("Protect")]
    assert confined
    assert set(confined) <= set(settings_of("mitra-backup.service"))
