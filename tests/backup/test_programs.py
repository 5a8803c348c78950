"""PostgreSQL's programs are found, are new enough, and see no secret but the password."""

import asyncio
import os
from pathlib import Path

import pytest
from sqlalchemy import make_url

from bot.backup import back_up
from bot.errors import Refused
from bot.settings import Database, Settings
from bot.storage.archives import archive_of
from bot.storage.archives.programs import Programs

TOKEN = "123456789:" + "C" * 35
RECORDING = """#!/bin/sh
if [ "$1" = --version ]; then echo "$(basename "$0") (PostgreSQL) 99.1"; exit; fi
echo "$@" > "$PGRECORD.arguments"
/usr/bin/env > "$PGRECORD.environment"
echo 'pg_dump: error: connection failed: FATAL:  no such role "mitra"' >&2
echo 'second line' >&2
exit 1
"""


def program(folder: Path, name: str, script: str) -> None:
    folder.mkdir(exist_ok=True)
    (folder / name).write_text(script)
    (folder / name).chmod(0o755)


@pytest.mark.parametrize("database_url", ["postgresql"], indirect=True)
async def test_the_password_is_on_no_command_line_and_the_token_nowhere(
    database_url: str, tmp_path: Path, kept: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    for name in ("pg_dump", "pg_restore", "psql"):
        program(tmp_path / "bin", name, RECORDING)
    monkeypatch.setenv("PATH", f"{tmp_path / 'bin'}{os.pathsep}{os.environ['PATH']}")
    monkeypatch.setenv("PGRECORD", str(tmp_path / "seen"))
    monkeypatch.setenv("TELEGRAM_BOT_TOKEN", TOKEN)
    url = make_url(database_url).set(password="s3cr3t&'x").render_as_string(hide_password=False)
    settings = Settings(database=Database(url=url))
    with pytest.raises(Refused) as caught:
        await back_up(settings, kept, asyncio.Event())
    assert str(caught.value) == 'pg_dump failed: connection failed: FATAL:  no such role "mitra"'
    arguments = (tmp_path / "seen.arguments").read_text()
    environment = (tmp_path / "seen.environment").read_text()
    assert "dbname=" in arguments
    assert "s3cr3t" not in arguments
    assert "PGPASSWORD=s3cr3t&'x\n" in environment
    assert TOKEN not in environment


async def test_a_program_that_is_missing_is_named_with_the_fix(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("PATH", str(tmp_path))
    with pytest.raises(Refused, match="pg_dump is not on the PATH: install") as caught:
        await Programs(None).check(15)
    assert "\n" not in str(caught.value)


async def test_a_program_older_than_the_server_is_named_with_the_fix(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    program(tmp_path / "bin", "pg_dump", '#!/bin/sh\necho "pg_dump (PostgreSQL) 14.2 (Debian)"\n')
    monkeypatch.setenv("PATH", str(tmp_path / "bin"))
    with pytest.raises(Refused, match="pg_dump is of version 14, the server of 15: install"):
        await Programs(None).check(15)


async def test_a_server_that_does_not_answer_is_one_line_without_the_password(kept: Path) -> None:
    archive = archive_of("postgresql+psycopg://mitra:s3cr3t@127.0.0.1:9/mitra")
    with pytest.raises(Refused, match="does not answer") as caught:
        await archive.is_empty()
    assert "s3cr3t" not in str(caught.value)
    assert "\n" not in str(caught.value)
