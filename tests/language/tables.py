"""Texts as people type them with what is to be read from each, one table a kind."""

import csv
import json
from datetime import datetime
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

from bot.language.command import KINDS, read

#: When all of it is said: a Monday morning in Malang.
MONDAY = datetime(2026, 11, 23, 8, 0, tzinfo=ZoneInfo("Asia/Jakarta"))
FOLDER = Path(__file__).parent / "spoken"


def table(kind: str) -> list[dict[str, str]]:
    with (FOLDER / f"{kind}.csv").open(encoding="utf-8", newline="") as lines:
        return list(csv.DictReader(lines))


TABLES = {kind: table(kind) for kind in KINDS}


def shown(line: dict[str, Any]) -> str:
    """`~12500 IDR/kg`, or `ASK ambiguous 12500|12.5 kg`."""
    unit = f" {line['unit']}" if line["unit"] else ""
    if line["value"] is None:
        found = "|".join(map(_plain, line["candidates"]))
        return f"ASK {line['reason']}" + (f" {found}{unit}" if found else "")
    return f"{'~' * line['approximate']}{_plain(line['value'])}{unit}"


def _plain(value: Any) -> str:
    return value if isinstance(value, str) else json.dumps(value).replace(", ", "..").strip("[]")


def said(kind: str, text: str) -> str:
    return shown(read(kind, text, MONDAY))
