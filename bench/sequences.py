"""A million businesses in programmes that write to them: what waits, and what goes in one minute.

`python -m bot bench sequences` (`bench.due` says how it is measured).
"""

import argparse
import asyncio

from bench import due
from bench.due import CROWD, Rows
from bot.coaching.sequences import ticking

#: As many programmes as there is room for, each with the same three messages and five parts.
TAUGHT = (
    "DELETE FROM programme",
    (
        "INSERT INTO programme (id, name, officer_id, region, created_at)"
        " SELECT i, 'Naik Kelas', i, '35', {now} FROM n WHERE i <= 100"
    ),
    (
        "INSERT INTO module (programme_id, position, title)"
        " SELECT 1 + i % 100, i / 100, 'Panen' FROM n WHERE i <= 500"
    ),
    (
        "INSERT INTO sequence_step (programme_id, since, days, hour, texts, written_at)"
        " SELECT 1 + i % 100, 'enrolled', 1 + 3 * (i % 3), '09:00',"
        """ '{{"id": "Foto hasil panen minggu ini."}}', '2026-01-01 00:00:00.000000'"""
        " FROM n WHERE i <= 300"
    ),
    (
        "INSERT INTO consent (id, person_id, purpose, version, language, given_at)"
        " SELECT i, i, 'coaching', '1', 'id', {now} FROM n"
    ),
)
#: Who came yesterday hears today; of who came later the first message is for next year.
OWED = (
    (
        "INSERT INTO enrolment (programme_id, business_id, enrolled_at, messages_due_at)"
        " SELECT 1 + i / 20000, 1 + i % 20000, '2026-11-22 03:00:00.000000', {now}"
        " FROM n WHERE i <= 10000"
    ),
    (
        "INSERT INTO enrolment (programme_id, business_id, enrolled_at, messages_due_at)"
        " SELECT 1 + i / 20000, 1 + i % 20000, '2026-11-22 03:00:00.000000',"
        " '2027-11-24 00:00:00.000000' FROM n WHERE i > 10000"
    ),
)
ROWS = Rows(
    what="businesses with a message",
    job="send_programme_messages",
    tick=ticking.tick,
    crowd=(*CROWD, *TAUGHT),
    emptied=("DELETE FROM enrolment",),
    owed=OWED,
)


async def measure(pending: int) -> None:
    await due.measure(ROWS, pending)


if __name__ == "__main__":
    parser = argparse.ArgumentParser()
    parser.add_argument("--people", type=int, default=1_000_000)
    asyncio.run(measure(parser.parse_args().people))
