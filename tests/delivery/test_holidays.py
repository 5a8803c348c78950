"""The calendar file is read whole, or refused in a sentence."""

from datetime import UTC, date, datetime, time
from pathlib import Path

import pytest

from bot.delivery import holidays
from bot.delivery.quiet import Pause, Silence, first_allowed, of_bulletins
from bot.errors import Refused
from bot.options import ROOT
from bot.settings import Settings, load


def written(folder: Path, text: str) -> Path:
    file = folder / "days.toml"
    file.write_text(text, encoding="utf-8")
    return file


def test_the_projects_own_calendar_has_christmas_and_friday_prayer() -> None:
    found = holidays.read(ROOT / "calendar.toml")
    assert date(2026, 12, 25) in found.holidays
    assert found.pauses == (Pause(4, time(11, 30), time(13)),)
    assert Settings().delivery.quiet == Silence((time(20), time(8)), found.pauses, found.holidays)


def test_a_calendar_may_be_empty(tmp_path: Path) -> None:
    assert holidays.read(written(tmp_path, "# nothing yet\n")) == Silence()


WRONG = [
    ("no TOML", "holidays", "days.toml is not valid TOML"),
    ("no such day", '[holidays]\n2026-02-30 = "x"', "holidays.2026-02-30"),
    ("a day that is none", '[holidays]\nNatal = "x"', "holidays.Natal"),
    ("a name that is a number", "[holidays]\n2026-12-25 = 1", "holidays.2026-12-25"),
    ("no such weekday", '[[pause]]\nday = "jumat"\nhours = "11:30-13:00"', "pause.0.day"),
    ("no hours", '[[pause]]\nday = "friday"', "pause.0.hours"),
    ("no clock", '[[pause]]\nday = "friday"\nhours = "noon"', "must look like 11:30-13:00"),
    (
        "over midnight",
        '[[pause]]\nday = "friday"\nhours = "22:00-02:00"',
        "must begin before it ends",
    ),
    ("an unknown part", "[feasts]\n", "feasts"),
    (
        "a month without a day",
        "[holidays]\n" + "\n".join(f'2026-12-{day:02} = "x"' for day in range(1, 16)),
        "in a row from 2026-12-01",
    ),
]


@pytest.mark.parametrize(("text", "says"), [w[1:] for w in WRONG], ids=[w[0] for w in WRONG])
def test_a_wrong_calendar_is_refused_at_the_start(tmp_path: Path, text: str, says: str) -> None:
    file = written(tmp_path, text)
    config = tmp_path / "config.toml"
    config.write_text(f'[delivery]\ncalendar = "{file}"', encoding="utf-8")
    with pytest.raises(Refused) as refusal:
        load(config, tmp_path / ".env")
    said = str(refusal.value)
    assert says in said
    assert "Option delivery.calendar" in said
    assert "\n" not in said


def test_a_file_that_is_not_there_is_refused(tmp_path: Path) -> None:
    with pytest.raises(ValueError, match=r"nowhere\.toml cannot be read"):
        holidays.read(tmp_path / "nowhere.toml")


def test_silence_without_end_is_refused(tmp_path: Path) -> None:
    every_day = "".join(
        f'[[pause]]\nday = "{day}"\nhours = "07:00-20:30"\n' for day in holidays.WEEKDAYS
    )
    file = written(tmp_path, every_day)
    config = tmp_path / "config.toml"
    config.write_text(f'[delivery]\ncalendar = "{file}"', encoding="utf-8")
    with pytest.raises(Refused, match="no minute of the week"):
        load(config, tmp_path / ".env")


def test_the_longest_row_of_holidays_that_is_read_ends(tmp_path: Path) -> None:
    days = "".join(f'2026-12-{day:02} = "x"\n' for day in range(1, 15))
    found = holidays.read(written(tmp_path, "[holidays]\n" + days))
    moment = datetime(2026, 12, 1, 3, tzinfo=UTC)
    end = datetime(2026, 12, 14, 17, tzinfo=UTC)  # midnight in Jakarta
    assert first_allowed(moment, "Asia/Jakarta", of_bulletins(found)) == end
