"""Where the time of one onboarding step goes, by package: the whole bot under a profiler.

The profiler slows Python down and C not at all, so that shares matter here and seconds do not.
"""

import pstats
import tempfile
from collections import defaultdict
from collections.abc import Sequence
from pathlib import Path

from bench.contenders import Contender
from bench.steps import race

ROOT = str(Path(__file__).parents[1])
#: So many packages are listed.
DEAREST = 15


def package_of(path: str, name: str) -> str:
    if "site-packages/" in path:
        return path.partition("site-packages/")[2].partition("/")[0].removesuffix(".py")
    if path.startswith(ROOT):
        return path.removeprefix(f"{ROOT}/").rpartition("/")[0] or "scheduler"
    if path.startswith("~"):
        return "C: " + name.rsplit(" of ", maxsplit=1)[-1].strip("<>'{}").removeprefix(
            "built-in method "
        )
    return f"python: {Path(path).stem}"


async def measure(those: Sequence[Contender], people: int, each: int) -> None:
    for contender in those:
        with tempfile.NamedTemporaryFile(prefix="mitra-profile-") as file:
            program = ("-m", "bench.profiled", file.name)
            async with race(contender, "webhook", people, each, program) as run:
                await run.answered(run.updates)
                run.bot.terminate()
                await run.bot.wait()
            show(contender.name, pstats.Stats(file.name), run.updates)


def show(name: str, stats: pstats.Stats, updates: int) -> None:
    spent: defaultdict[str, float] = defaultdict(float)
    calls: defaultdict[str, int] = defaultdict(int)
    functions: dict[tuple[str, int, str], tuple[int, int, float, float, object]]
    functions = stats.stats  # type: ignore[attr-defined]  # it has no other way to be read
    for (path, _line, function), (_primitive, count, own, _total, _callers) in functions.items():
        package = package_of(path, function)
        spent[package] += own
        calls[package] += count
    whole = sum(spent.values())
    print(f"\nwhere the time goes: {name}, {sum(calls.values()) / updates:.0f} calls an update")
    for package, seconds in sorted(spent.items(), key=lambda each: -each[1])[:DEAREST]:
        share = seconds / whole
        print(f"  {share:6.1%} {calls[package] / updates:8.1f} calls  {package}", flush=True)
