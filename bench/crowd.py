"""The local Bot API with a crowd, as a process of its own.

Prints its address first, then serves until it is ended. Either everybody has written `each` texts
already, or somebody writes at each beat of `--rate`; then it prints when that begins and how long
the answers took, once for each of `--phases`. Texts alternate between an answer and a step back, so
that every update is one step of onboarding.
"""

import argparse
import asyncio
import itertools
import json
import time
from collections import Counter

from bot.playground.model import Playground
from bot.playground.serve import serving

#: Ids from here on, so that a bench can store where each of the crowd stands.
FIRST = 9001
#: Long enough for whoever is compared to start, in seconds.
PATIENCE = 60


class Crowd:
    def __init__(self, people: int, readers: int = 0) -> None:
        """`readers` write nothing; a bulletin may come to them."""
        self.playground = Playground()
        self.people = [
            self.playground.add_person(first_name=f"Siti {number}", started=True).id
            for number in range(people)
        ]
        for number in range(readers):
            self.playground.add_person(first_name=f"Sri {number}", started=True)
        #: How many texts each of them has written.
        self.written: Counter[int] = Counter()

    def write(self, person_id: int) -> int:
        """An answer, or a step back, in turn; returns how many texts that makes."""
        number = self.written[person_id]
        text = "kembali" if number % 2 else f"Bu Siti Aminah {number}"
        self.playground.say(person_id, text)
        self.written[person_id] += 1
        return number + 1

    def write_all(self, each: int) -> None:
        for _number in range(each):
            for person_id in self.people:
                self.write(person_id)

    async def until_all_are_answered(self) -> None:
        """The first answer shows that somebody is there; it and its like are not counted."""
        wanted = {person_id: self.write(person_id) for person_id in self.people}
        async with asyncio.timeout(PATIENCE):
            await asyncio.gather(*(self._answered(*each) for each in wanted.items()))

    async def keep_writing(self, rate: float, seconds: float) -> list[float]:
        """Write at a steady pace whether or not answers come: a slow bot gets no mercy.

        Returns how long each answer took, in seconds.
        """
        started, writing = time.monotonic(), []
        turns = itertools.cycle(self.people)
        for beat in range(int(rate * seconds)):
            await asyncio.sleep(max(0, started + beat / rate - time.monotonic()))
            writing.append(asyncio.create_task(self._wait(next(turns))))
        return await asyncio.gather(*writing)

    async def _wait(self, person_id: int) -> float:
        started = time.monotonic()
        await self._answered(person_id, self.write(person_id))
        return time.monotonic() - started

    async def _answered(self, person_id: int, wanted: int) -> None:
        received = self.playground.received
        await self.playground.until(lambda: len(received.sends(person_id)) >= wanted)


async def serve(chosen: argparse.Namespace) -> None:
    crowd = Crowd(chosen.people, chosen.readers)
    crowd.write_all(chosen.each)
    async with serving(crowd.playground) as server:
        print(server.url, flush=True)
        if chosen.rate:
            await crowd.until_all_are_answered()
        for _phase in range(chosen.phases if chosen.rate else 0):
            await asyncio.sleep(chosen.between)
            print("begins", flush=True)
            print(json.dumps(await crowd.keep_writing(chosen.rate, chosen.seconds)), flush=True)
        await asyncio.Event().wait()


if __name__ == "__main__":
    parser = argparse.ArgumentParser()
    parser.add_argument("people", type=int)
    parser.add_argument("--each", type=int, default=0)
    parser.add_argument("--readers", type=int, default=0)
    parser.add_argument("--rate", type=float, default=0)
    parser.add_argument("--seconds", type=float, default=10)
    parser.add_argument("--phases", type=int, default=1, help="so many times, so long")
    parser.add_argument("--between", type=float, default=0, help="seconds before each of them")
    asyncio.run(serve(parser.parse_args()))
