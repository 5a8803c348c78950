"""A million reminders that wait: what they cost at the start, in each tick, when many are due.

`python -m bot bench reminders` (`bench.due` says how it is measured).
"""

import argparse
import asyncio

from bench import due
from bench.due import CROWD, Rows
from bot.coaching.reminders import reminders

#: Of each number one session, and of it one reminder. Where the server's clock stands is no matter
#: for the moments that are written without a zone.
OWED = (
    (
        "INSERT INTO session (id, programme_id, officer_id, kind, local_start, zone, starts_at,"
        " minutes, where_kind, place, version, created_at)"
        " SELECT i, 1, 1 + i % 100, 'visit', '', 'Asia/Jakarta',"
        " '2027-11-25 00:00:00.000000', 60, 'words', 'Balai Desa', 1, {now} FROM n"
    ),
    (
        "INSERT INTO participant (session_id, business_id, answer)"
        " SELECT i, 1 + i % 20000, 'none' FROM n"
    ),
    (
        "INSERT INTO reminder (about, about_id, person_id, ahead, version, event_at, due_at, asked,"
        " outcome) SELECT 'session', i, 1 + i % 20000, 60, 1, '2027-11-25 00:00:00.000000', {now},"
        " false, 'pending' FROM n WHERE i <= 10000"
    ),
    (
        "INSERT INTO reminder (about, about_id, person_id, ahead, version, event_at, due_at, asked,"
        " outcome) SELECT 'session', i, 1 + i % 20000, 60, 1, '2027-11-25 00:00:00.000000',"
        " '2027-11-24 00:00:00.000000', false, 'pending' FROM n WHERE i > 10000"
    ),
)
ROWS = Rows(
    what="reminders",
    job="remind",
    tick=reminders.tick,
    crowd=CROWD,
    emptied=("DELETE FROM reminder", "DELETE FROM participant", "DELETE FROM session"),
    owed=OWED,
)


async def measure(pending: int) -> None:
    await due.measure(ROWS, pending)


if __name__ == "__main__":
    parser = argparse.ArgumentParser()
    parser.add_argument("--people", type=int, default=1_000_000)
    asyncio.run(measure(parser.parse_args().people))
