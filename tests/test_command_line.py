"""`python -m bot …` as an operator meets it: child processes, exit codes, and what is printed."""

import argparse
import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from bot import benching
from bot.__main__ import main
from bot.errors import Refused

ROOT = Path(__file__).parents[1]


class Commands:
    """Runs commands against a database of their own, with no network to reach."""

    def __init__(self, folder: Path) -> None:
        ours = ("MITRA_", "TELEGRAM_", "DATABASE_")
        kept = {name: value for name, value in os.environ.items() if not name.startswith(ours)}
        self.environment = {
            **kept,
            "DATABASE_URL": f"sqlite:///{folder}/mitra.db",
            "TELEGRAM_BOT_TOKEN": "",
            "TELEGRAM_API_URL": "http://127.0.0.1:9",  # the port where nobody listens
        }

    def run(self, *arguments: str, **environment: str) -> subprocess.CompletedProcess[str]:
        return subprocess.run(  # noqa: S603  (our own program)
            [sys.executable, "-m", "bot", *arguments],
            cwd=ROOT,
            env=self.environment | environment,
            capture_output=True,
            text=True,
            check=False,
            timeout=60,
        )


@pytest.fixture
def commands(tmp_path: Path) -> Commands:
    return Commands(tmp_path)


def test_help_names_every_command(commands: Commands) -> None:
    done = commands.run("--help")
    assert done.returncode == 0
    for name in (
        "run",
        "playground",
        "migrate",
        "doctor",
        "backup",
        "restore",
        "admin",
        "bench",
        "schedule",
    ):
        assert name in done.stdout


async def test_benchmarks_that_are_not_installed_are_said_to_be_missing(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setitem(sys.modules, "bench.courier", None)
    with pytest.raises(Refused, match=r"no part of an installed bot.*bench\.courier is missing"):
        await benching.answer(argparse.Namespace(what="courier", people=None))


def test_a_role_is_granted_once(commands: Commands) -> None:
    first, second = commands.run("admin", "add", "123"), commands.run("admin", "add", "123")
    assert first.stdout == "Account 123 is now an admin.\n", first.stderr
    assert second.stdout == "Account 123 was already an admin.\n"
    assert (first.returncode, second.returncode) == (0, 0)
    assert commands.run("officer", "add", "123").stdout == "Account 123 is now an officer.\n"


def test_a_role_is_listed_and_taken_away(commands: Commands) -> None:
    assert commands.run("expert", "list").stdout == "Nobody is an expert.\n"
    commands.run("expert", "add", "123")
    listed = commands.run("expert", "list").stdout
    assert listed.startswith("123\t(not registered yet)\t")
    assert listed.endswith("\tcommand line\n")
    assert commands.run("expert", "remove", "123").stdout == "Account 123 is no longer an expert.\n"
    assert commands.run("expert", "remove", "123").stdout == "Account 123 was not an expert.\n"
    assert commands.run("expert", "remove", "999").stdout == "Account 999 was not an expert.\n"


def test_the_funnel_of_nobody_is_all_zeros(commands: Commands) -> None:
    text = commands.run("report", "funnel")
    assert text.returncode == 0, text.stderr
    assert text.stdout.splitlines()[0].split() == ["Started", "0", "0.0%"]
    table = commands.run("report", "funnel", "--format", "csv", "--since", "2026-11-01").stdout
    assert table.startswith("step,people,share\nstarted,0,0.0\nlanguage,0,0.0\n")
    read = json.loads(commands.run("report", "funnel", "--format", "json").stdout)
    assert read["steps"][-1] == {"step": "finished", "people": 0, "share": 0.0}
    assert read["median_seconds"] is None
    assert commands.run("report", "funnel", "--since", "yesterday").returncode == 2


@pytest.mark.parametrize("number", ["0", "-5", "12x", "4503599627370496", "9" * 30, ""])
def test_what_is_no_account_is_refused(
    number: str, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(sys, "argv", ["bot", "admin", "add", "--", number])
    with pytest.raises(SystemExit) as ended:
        main()
    assert ended.value.code == 2
    assert "must be a person's Telegram id" in capsys.readouterr().err


def test_the_doctor_sees_a_missing_and_a_migrated_database(commands: Commands) -> None:
    empty = commands.run("doctor")
    assert empty.returncode == 0, empty.stdout
    assert "ok database: there is no" in empty.stdout
    assert commands.run("migrate").returncode == 0
    migrated = commands.run("doctor")
    assert migrated.returncode == 0
    assert "as this program needs" in migrated.stdout
    marks = [line.split()[:2] for line in migrated.stdout.splitlines()]
    names = ("token", "updates", "database", "catalogues", "clock")
    assert marks == [["ok", f"{name}:"] for name in names]


def test_what_holds_peoples_data_is_for_the_bots_own_user(
    commands: Commands, tmp_path: Path
) -> None:
    assert commands.run("migrate").returncode == 0
    modes = {path.name: path.stat().st_mode & 0o077 for path in tmp_path.glob("mitra.db*")}
    assert modes
    assert set(modes.values()) == {0}


def test_the_doctor_fails_when_telegram_does_not_answer(commands: Commands) -> None:
    token = "123456789:AAtest-Token_that-is_long-enough-000"
    done = commands.run("doctor", TELEGRAM_BOT_TOKEN=token)
    assert done.returncode == 1
    assert "!! token: http://127.0.0.1:9 does not answer" in done.stdout
    assert "AAtest" not in done.stdout + done.stderr


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("DATABASE_URL", "oracle://me:hidden@db"),
        ("MITRA_TELEGRAM", "hidden"),
    ],
)
def test_a_wrong_setting_is_one_line_without_a_traceback(
    commands: Commands, name: str, value: str
) -> None:
    done = commands.run("doctor", **{name: value})
    assert done.returncode == 2
    assert done.stderr.startswith("mitra: ")
    assert done.stderr.count("\n") == 1
    assert "hidden" not in done.stderr + done.stdout


IMPATIENT = """
import sys
from bot import app
from bot.__main__ import main
app.START_TRIES = 1
sys.exit(main())
"""


def test_a_database_that_is_not_up_yet_is_a_reason_to_start_it_again(commands: Commands) -> None:
    """`mitra.service` restarts it, but not after exit code 2."""
    done = subprocess.run(  # noqa: S603  (our own program)
        [sys.executable, "-c", IMPATIENT, "migrate"],
        cwd=ROOT,
        env=commands.environment | {"DATABASE_URL": "postgresql://mitra:hidden@127.0.0.1:9/mitra"},
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 75
    assert done.stderr.splitlines()[-1].startswith("mitra: The database does not answer")
    assert "hidden" not in done.stderr


def test_a_backup_comes_back(commands: Commands, tmp_path: Path) -> None:
    commands.run("admin", "add", "123")
    done = commands.run("backup", str(tmp_path / "kept.db"))
    assert done.stdout.startswith(f"Backed up to {tmp_path / 'kept.db'}: "), done.stderr
    commands.run("admin", "add", "456")
    refused = commands.run("restore", str(tmp_path / "kept.db"))
    assert (refused.returncode, refused.stderr.count("\n")) == (2, 1)
    assert commands.run("restore", str(tmp_path / "kept.db"), "--yes").returncode == 0
    assert "was already" in commands.run("admin", "add", "123").stdout
    assert "is now" in commands.run("admin", "add", "456").stdout


def test_a_person_is_copied_and_erased_by_an_operator(commands: Commands, tmp_path: Path) -> None:
    commands.run("admin", "add", "123456")
    folder = tmp_path / "copy"
    folder.mkdir()
    done = commands.run("privacy", "export", "--telegram", "123456", "--folder", str(folder))
    assert done.returncode == 0, done.stderr
    for name in ("mitra-person-1.json", "mitra-person-1.html"):
        assert "123456" in (folder / name).read_text()
        assert (folder / name).stat().st_mode & 0o077 == 0
    asked = commands.run("privacy", "erase", "--telegram", "123456")
    assert "Nothing was done" in asked.stdout
    assert commands.run("privacy", "erase", "--telegram", "123456", "--yes").returncode == 0
    gone = commands.run("privacy", "export", "--telegram", "123456")
    assert (gone.returncode, gone.stderr.splitlines()[-1]) == (
        2,
        "mitra: Nobody is known by that: look at the number again.",
    )
    recorded = [
        line.split(maxsplit=1)[1]
        for line in commands.run("privacy", "accesses").stdout.splitlines()
    ]
    assert recorded == [f"the command line {does} person 1" for does in ("erased", "copied")]


def test_who_was_erased_is_erased_again_after_a_restore(commands: Commands, tmp_path: Path) -> None:
    """As docs/operating.md says: the list is made before, and followed after."""
    commands.run("admin", "add", "123456")
    commands.run("admin", "add", "654321")
    commands.run("backup", str(tmp_path / "kept.db"))
    commands.run("privacy", "erase", "--telegram", "123456", "--yes")
    numbers = [line.split()[0] for line in commands.run("privacy", "erased").stdout.splitlines()]
    assert numbers == ["1"]
    commands.run("restore", str(tmp_path / "kept.db"), "--yes")
    assert commands.run("privacy", "erased").stdout == ""
    done = commands.run("privacy", "erase", "--yes", "--person", *numbers, "999")
    assert done.stdout == "Person 1 is erased.\n", done.stderr
    assert "was already" in commands.run("admin", "add", "654321").stdout


def test_an_officer_is_removed_in_favour_of_another_or_all_the_same(commands: Commands) -> None:
    commands.run("officer", "add", "123")
    refused = commands.run("officer", "remove", "123", "--to", "456")
    assert refused.returncode == Refused.exit_code
    assert "Account 456 is no other officer" in refused.stderr
    gone = commands.run("officer", "remove", "123", "--anyway")
    assert gone.stdout == "Account 123 is no longer an officer.\n", gone.stderr
