"""`python -m bot read`: what the readers make of a text, one JSON object a line.

It needs no settings, no token and no database, so that a reading can be tried, counted and argued
about anywhere.
"""

import argparse
import json
import os
import sys
from collections.abc import Iterable, Iterator, Sequence
from datetime import datetime
from decimal import Decimal
from typing import Any
from zoneinfo import ZoneInfo

from bot import clock
from bot.language.reading.crops import read_commodity
from bot.language.reading.dates import read_when
from bot.language.reading.money import Price, read_price
from bot.language.reading.places import read_place
from bot.language.reading.quantity import Quantity, read_quantity
from bot.language.reading.reading import Reading
from bot.language.words import LANGUAGES

KINDS = ("money", "quantity", "date", "region", "commodity")
USAGE = (
    f"python -m bot read {'|'.join(KINDS)} [TEXT …] "
    f"[--now 2026-11-23T08:00+07:00] [--language {'|'.join(LANGUAGES)}]"
)
#: Where most people are; a text may name another clock.
ZONE = ZoneInfo("Asia/Jakarta")
#: Beyond, a calendar of days before and after runs out of years.
FIRST_YEAR, LAST_YEAR = 1900, 2200


def main(arguments: Sequence[str]) -> int:
    kind, texts, now, language = _understood(arguments)
    try:
        for text in texts or _lines():
            sys.stdout.buffer.write(_line(kind, text, now, language))
            sys.stdout.buffer.flush()
    except BrokenPipeError:
        # Whoever listened has heard enough; at its end Python would try to write once more.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
    return 0


def _understood(arguments: Sequence[str]) -> tuple[str, list[str], datetime, str]:
    """Options wherever they stand; whatever else begins with a dash is a text ("-5000")."""
    parser = argparse.ArgumentParser(
        "python -m bot read", usage=USAGE, add_help=False, allow_abbrev=False
    )
    parser.add_argument("--help", action="help", help="show this and end")
    parser.add_argument("--now", type=_moment, default=clock.now().astimezone(ZONE))
    parser.add_argument("--language", choices=LANGUAGES, default=next(iter(LANGUAGES)))
    options, rest = parser.parse_known_args(arguments)
    if not rest or rest[0] not in KINDS:
        parser.error(f"say what to read: {', '.join(KINDS)}")
    texts = [*rest[1:]]
    if "--" in texts:
        texts.remove("--")
    return rest[0], texts, options.now, options.language


def _moment(text: str) -> datetime:
    """ISO 8601; without an offset it is WIB."""
    try:
        moment = datetime.fromisoformat(text)
    except ValueError as error:
        raise argparse.ArgumentTypeError("must be a moment as in 2026-11-23T08:00+07:00") from error
    if not FIRST_YEAR <= moment.year <= LAST_YEAR:
        raise argparse.ArgumentTypeError(f"must lie between {FIRST_YEAR} and {LAST_YEAR}")
    return moment if moment.tzinfo else moment.replace(tzinfo=ZONE)


def _lines() -> Iterator[str]:
    for line in sys.stdin.buffer:
        yield line.removesuffix(b"\n").removesuffix(b"\r").decode("utf-8", "replace")


def _line(kind: str, text: str, now: datetime, language: str) -> bytes:
    # Bytes of an argument that are no UTF-8 come as lone surrogates, which JSON cannot carry.
    text = text.encode("utf-8", "surrogateescape").decode("utf-8", "replace")
    return json.dumps(read(kind, text, now, language), ensure_ascii=False).encode() + b"\n"


def read(kind: str, text: str, now: datetime, language: str = "id") -> dict[str, Any]:
    """The reading as plain JSON. `unit` is that of the value, or of every candidate."""
    reading = _reading(kind, text, now, language)
    found = (reading.value,) if reading.value is not None else reading.candidates
    units = {_unit(each) for each in found}
    return {
        "input": text,
        "value": None if reading.value is None else _plain(reading.value),
        "unit": units.pop() if len(units) == 1 else None,
        "approximate": reading.approximate,
        "candidates": _once(map(_plain, reading.candidates)),
        "reason": reading.reason,
    }


def _reading(kind: str, text: str, now: datetime, language: str) -> Reading[Any]:
    match kind:
        case "money":
            return read_price(text, language=language)
        case "quantity":
            return read_quantity(text, language=language)
        case "date":
            return read_when(text, now)
        case "region":
            return read_place(text)
        case _:
            return read_commodity(text)


def _unit(read: Any) -> str | None:
    if isinstance(read, Price):
        return f"IDR/{read.unit}" if read.unit else "IDR"
    return read.unit if isinstance(read, Quantity) else None


def _plain(read: Any) -> Any:
    """A number, `[low, high]`, an ISO 8601 text, a region's code, or a commodity's slug."""
    if isinstance(read, Price | Quantity):
        amount = read.amount
        return [*map(_number, amount)] if isinstance(amount, tuple) else _number(amount)
    for name in ("code", "slug"):
        if hasattr(read, name):
            return getattr(read, name)
    return read.iso()


def _number(value: Decimal) -> int | float:
    return int(value) if value == value.to_integral_value() else float(value)


def _once(values: Iterable[Any]) -> list[Any]:
    kept: list[Any] = []
    for value in values:
        if value not in kept:
            kept.append(value)
    return kept
