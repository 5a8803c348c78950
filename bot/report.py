"""Figures on the command line: `python -m bot report funnel`."""

import argparse
import csv
import io
import json
from collections.abc import Mapping
from datetime import date, datetime, time
from zoneinfo import ZoneInfo

from bot.language import words_for
from bot.monitoring import funnel
from bot.monitoring.funnel import Funnel
from bot.storage import Storage
from bot.storage.migrate import migrate
from handlers.admin import COUNTED, HEADINGS
from handlers.admin_screens import FINISHED, STARTED

FORMATS = ("text", "csv", "json")
#: A day on the command line begins where most people are.
ZONE = ZoneInfo("Asia/Jakarta")


def add_to(parser: argparse.ArgumentParser) -> None:
    reports = parser.add_subparsers(dest="report", required=True)
    funnel_parser = reports.add_parser("funnel", help="how many people finish onboarding")
    funnel_parser.add_argument(
        "--since", type=date.fromisoformat, help="only who first wrote since, as in 2026-11-23"
    )
    funnel_parser.add_argument("--format", choices=FORMATS, default="text")


async def answer(storage: Storage, arguments: argparse.Namespace) -> None:
    shown = await funnel_report(storage, arguments.since, arguments.format)
    print(shown)  # noqa: T201  (the command line speaks)


async def funnel_report(storage: Storage, since: date | None, form: str) -> str:
    """How many people who first wrote since that day began, got to each question, finished."""
    await migrate(storage)
    begins = None if since is None else datetime.combine(since, time(), ZONE)
    async with storage.reading() as db:
        measured = await funnel.measure(db, COUNTED, begins)
    return {"text": _text, "csv": _csv, "json": _json}[form](measured)


def _rows(measured: Funnel) -> Mapping[str, int]:
    return {"started": measured.started, **measured.steps, "finished": measured.finished}


def _share(number: int, measured: Funnel) -> float:
    return round(number / measured.started, 4) if measured.started else 0.0


def _seconds(measured: Funnel) -> int | None:
    return None if measured.median is None else round(measured.median.total_seconds())


def _text(measured: Funnel) -> str:
    words = words_for("en")
    labels = {key: words.plain(heading) for key, heading in HEADINGS.items()}
    labels |= {"started": words.plain(STARTED), "finished": words.plain(FINISHED)}
    lines = [
        f"{labels[key]:<24}{number:>8}  {_share(number, measured):>7.1%}"
        for key, number in _rows(measured).items()
    ]
    came, finished = measured.by_poster
    median = "-" if measured.median is None else f"{_seconds(measured)} s"
    lines.append(f"{'By posters':<24}{came:>8}  of whom {finished} registered")
    lines.append(f"{'Median time':<24}{median:>8}")
    return "\n".join(lines)


def _csv(measured: Funnel) -> str:
    out = io.StringIO()
    table = csv.writer(out, lineterminator="\n")
    table.writerow(["step", "people", "share"])
    for key, number in _rows(measured).items():
        table.writerow([key, number, _share(number, measured)])
    return out.getvalue().rstrip("\n")


def _json(measured: Funnel) -> str:
    came, finished = measured.by_poster
    return json.dumps(
        {
            "since": measured.since and measured.since.isoformat(),
            "steps": [
                {"step": key, "people": number, "share": _share(number, measured)}
                for key, number in _rows(measured).items()
            ],
            "median_seconds": _seconds(measured),
            "by_poster": {"started": came, "finished": finished},
        }
    )
