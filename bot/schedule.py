"""What will happen, on the command line: `python -m bot schedule --next 24h`."""

import argparse
import json
import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from bot import clock
from bot.monitoring import ahead
from bot.monitoring.ahead import Missed, Waiting
from bot.report import ZONE
from bot.storage import Storage
from bot.storage.migrate import migrate
from scheduler import Job

UNITS = {"m": timedelta(minutes=1), "h": timedelta(hours=1), "d": timedelta(days=1)}
#: Further ahead, hours say nothing.
FURTHEST = timedelta(days=366)
#: How far back missed reminders are counted.
LOOKED_BACK = timedelta(days=1)


@dataclass(frozen=True)
class Foreseen:
    now: datetime
    until: datetime
    waiting: Sequence[Waiting]
    missed: Sequence[Missed]


def span(text: str) -> timedelta:
    """`90m`, `24h` or `7d`, up to a year."""
    read = re.fullmatch(r"(\d{1,6})([mhd])", text.strip().lower())
    found = int(read[1]) * UNITS[read[2]] if read else timedelta()
    if not timedelta() < found <= FURTHEST:
        raise argparse.ArgumentTypeError(f"{text} is no span such as 90m, 24h or 7d, up to 366d")
    return found


def add_to(parser: argparse.ArgumentParser) -> None:
    parser.add_argument(
        "--next", type=span, default=span("24h"), help="how far ahead, as in 90m, 24h or 7d"
    )
    parser.add_argument("--json", action="store_true", help="for programs")


async def answer(storage: Storage, arguments: argparse.Namespace, jobs: Sequence[Job]) -> None:
    seen = await foresee(storage, arguments.next)
    print(_json(seen, jobs) if arguments.json else _text(seen, jobs))  # noqa: T201  (the command line speaks)


async def foresee(storage: Storage, further: timedelta) -> Foreseen:
    """Counts of what waits; whom it concerns is not told here."""
    await migrate(storage)
    now = clock.now()
    async with storage.reading() as db:
        waiting = await ahead.waiting(db, now + further)
        missed = await ahead.missed(db, now - LOOKED_BACK)
    return Foreseen(now, now + further, waiting, missed)


def _text(seen: Foreseen, jobs: Sequence[Job]) -> str:
    lines = ["While the bot runs, it looks for what is due:"]
    lines += [f"  every {_length(job.every):<5} {job.name}" for job in jobs]
    late = [each for each in seen.waiting if each.hour is None]
    lines += ["", "Due already:" if late else "Nothing is due already."]
    lines += [f"  {each.number:>9,}  {each.kind}" for each in late]
    coming = [(each.hour, each) for each in seen.waiting if each.hour is not None]
    lines += ["", f"Until {_local(seen.until)}:" if coming else "Nothing else waits for its hour."]
    lines += [f"  {_local(hour)}  {each.number:>9,}  {each.kind}" for hour, each in coming]
    lines += [
        "",
        "Missed reminders of the last 24 hours:" if seen.missed else "No reminder was missed.",
    ]
    lines += [f"  {each.number:>9,}  {each.about}: {each.why}" for each in seen.missed]
    return "\n".join(lines)


def _length(every: timedelta) -> str:
    seconds = round(every.total_seconds())
    for unit, size in (("h", 3600), ("m", 60)):
        if seconds % size == 0:
            return f"{seconds // size}{unit}"
    return f"{seconds}s"


def _local(moment: datetime) -> str:
    return f"{moment.astimezone(ZONE):%Y-%m-%d %H:%M} WIB"


def _json(seen: Foreseen, jobs: Sequence[Job]) -> str:
    return json.dumps(
        {
            "now": seen.now.isoformat(),
            "until": seen.until.isoformat(),
            "jobs": [
                {
                    "name": job.name,
                    "every_seconds": job.every.total_seconds(),
                    "next_by": (seen.now + job.every).isoformat(),
                }
                for job in jobs
            ],
            "due_already": {e.kind: e.number for e in seen.waiting if e.hour is None},
            "coming": [
                {"hour": e.hour.isoformat(), "kind": e.kind, "number": e.number}
                for e in seen.waiting
                if e.hour is not None
            ],
            "missed": [{"about": e.about, "why": e.why, "number": e.number} for e in seen.missed],
        }
    )
