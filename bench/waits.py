"""How long somebody waits for an answer while others write, too: 50 updates a second."""

import json
import sys
from collections.abc import Sequence
from statistics import quantiles

from bench.contenders import MODES, Contender
from bench.crowd import FIRST
from bench.process import child, line_of

RATE = 50
PEOPLE = 200


async def measure(those: Sequence[Contender], seconds: int) -> None:
    """The median and the 99th percentile, in milliseconds, by polling and by webhook."""
    title = f"answer at {RATE} updates/s, ms"
    print(f"\n{title:<28}{'polling p50':>13}{'p99':>7}{'webhook p50':>14}{'p99':>7}")
    for contender in those:
        line = f"{contender.name:<28}"
        for mode, width in zip(MODES, (13, 14), strict=True):
            crowd = ["-m", "bench.crowd", str(PEOPLE), "--rate", str(RATE)]
            async with child(sys.executable, *crowd, "--seconds", str(seconds)) as process:
                url = await line_of(process)
                async with contender.running(url, mode, range(FIRST, FIRST + PEOPLE)):
                    await line_of(process)  # that it begins
                    waits = json.loads(await line_of(process))
            cuts = quantiles(waits, n=100)
            line += f"{1000 * cuts[49]:>{width}.1f}{1000 * cuts[98]:>7.1f}"
        print(line, flush=True)
