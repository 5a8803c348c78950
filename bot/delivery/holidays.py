"""The calendar file: holidays, and the hours of a week in which nothing comes unasked."""

import tomllib
from datetime import UTC, date, datetime, time, timedelta
from pathlib import Path
from typing import Annotated, Literal

from pydantic import BaseModel, BeforeValidator, ConfigDict, Field, ValidationError

from bot.delivery.quiet import Hours, Pause, Quiet, Silence, is_quiet

WEEKDAYS = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")
#: More in one file than four years have is a mistake of whoever wrote it.
MOST_HOLIDAYS = 200
#: Nobody waits longer than this for a holiday to end.
MOST_IN_A_ROW = 14
DAY, MINUTE = timedelta(days=1), timedelta(minutes=1)


def _hours(said: object) -> Hours:
    """`11:30-13:00` within one day."""
    try:
        start, end = (time.fromisoformat(part.strip()) for part in str(said).split("-"))
    except ValueError:
        raise ValueError("must look like 11:30-13:00") from None
    if start >= end:
        raise ValueError("must begin before it ends, on one day, as in 11:30-13:00")
    return start, end


class _Part(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid")


class _Pause(_Part):
    day: Literal["monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday"]
    hours: Annotated[Hours, BeforeValidator(_hours)]
    why: str = ""


class _File(_Part):
    holidays: dict[date, str] = Field(default={}, max_length=MOST_HOLIDAYS)
    pause: tuple[_Pause, ...] = ()


def read(path: Path) -> Silence:
    """Raises `ValueError` with a sentence that says what is wrong with the file."""
    try:
        with path.open("rb") as file:
            found = _File.model_validate(tomllib.load(file))
    except OSError as error:
        raise ValueError(f"{path.name} cannot be read: {error.strerror}") from None
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise ValueError(f"{path.name} is not valid TOML: {error}") from None
    except ValidationError as error:
        raise ValueError(f"{path.name}: {_explained(error)}") from None
    if row := _long_row(frozenset(found.holidays)):
        raise ValueError(f"{path.name}: more than {MOST_IN_A_ROW} holidays in a row from {row}")
    pauses = tuple(Pause(WEEKDAYS.index(each.day), *each.hours) for each in found.pause)
    return Silence(pauses=pauses, holidays=frozenset(found.holidays))


def leaves_time(quiet: Quiet) -> bool:
    """Whether there is a minute of an ordinary week in which something may go."""
    monday = datetime(2001, 1, 1, tzinfo=UTC)
    return any(not is_quiet(monday + minute * MINUTE, "UTC", quiet) for minute in range(7 * 1440))


def _long_row(days: frozenset[date]) -> date | None:
    return next((day for day in sorted(days) if _follow(day) <= days), None)


def _follow(day: date) -> set[date]:
    return {day + number * DAY for number in range(MOST_IN_A_ROW + 1)}


def _explained(error: ValidationError) -> str:
    first = error.errors(include_url=False, include_input=False)[0]
    place = ".".join(str(part) for part in first["loc"] if part != "[key]")
    return f"{place} {first['msg'].removeprefix('Value error, ')}"
