"""Benchmarks on the command line: `python -m bot bench courier`."""

import argparse
import importlib

from bot import logs
from bot.errors import Refused

#: Each is a module of `bench/` with a `measure`, and for how many people it measures.
BENCHES = {
    "courier": 10_000,
    "fanout": 200_000,
    "audience": 1_000_000,
    "replies": 200_000,
    "reminders": 1_000_000,
    "sequences": 1_000_000,
}


def add_to(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("what", choices=BENCHES)
    parser.add_argument("--people", type=int, help="of one bulletin or audience, or what waits")


async def answer(arguments: argparse.Namespace) -> None:
    """Figures as ratios against a reference in the same run, on databases of their own.

    Raises `Refused` where the benchmarks are not installed.
    """
    try:
        bench = importlib.import_module(f"bench.{arguments.what}")
    except ModuleNotFoundError as error:
        raise Refused(
            "The benchmarks are no part of an installed bot: run them from a copy of the project"
            f" after `make bench` has made its environment once ({error.name} is missing)."
        ) from None
    logs.set_up("warning", "text")  # not what the servers say that are started for it
    await bench.measure(arguments.people or BENCHES[arguments.what])
