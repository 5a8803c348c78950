"""An embedded database belongs to one running bot, whatever process it is in."""

import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from bot.errors import Refused
from bot.storage.lock import exclusive

ROOT = Path(__file__).parents[2]
HOLD = """
import sys
from pathlib import Path
from bot.storage.lock import exclusive
with exclusive(Path(sys.argv[1])):
    print("held", flush=True)
    sys.stdin.read()
"""


@pytest.fixture
def database(tmp_path: Path) -> Path:
    return tmp_path / "deep" / "mitra.db"


@pytest.fixture
def holder(database: Path) -> Iterator["subprocess.Popen[str]"]:
    """Another process that holds the lock until its standard input ends."""
    command = [sys.executable, "-c", HOLD, str(database)]
    with subprocess.Popen(  # noqa: S603  (our own program)
        command, cwd=ROOT, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
    ) as process:
        assert process.stdout is not None
        assert process.stdout.readline() == "held\n"
        yield process
        process.kill()


def test_a_second_process_is_refused_in_one_line(
    holder: "subprocess.Popen[str]", database: Path
) -> None:
    with pytest.raises(Refused, match="Another Mitra is running") as refused, exclusive(database):
        pass
    assert "\n" not in str(refused.value)


def test_a_process_that_was_killed_holds_it_no_more(
    holder: "subprocess.Popen[str]", database: Path
) -> None:
    holder.kill()
    holder.wait()
    with exclusive(database):
        pass


def test_a_server_is_not_locked() -> None:
    with exclusive(None), exclusive(None):
        pass
