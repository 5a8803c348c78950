"""The local Bot API with a crowd, as a process of its own.

Prints its address first, then serves until it is ended. Either everybody has written `each` texts
already, or somebody writes at each beat of `--rate`, and it prints how long the answers took. Texts
alternate between an answer and a step back, so that every update is one step of onboarding.
"""

import argparse
import asyncio
import itertools
import json
import time

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
        #: How long each answer took, in seconds.
        self.waits: list[float] = []

    def write(self, person_id: int, number: int) -> None:
        text = "kembali" if number % 2 else f"Bu Siti Aminah {number}"
        self.playground.say(person_id, text)

    def write_all(self, each: int) -> None:
        for number in range(each):
            for person_id in self.people:
                self.write(person_id, number)

    async def keep_writing(self, rate: float, seconds: float) -> None:
        """Write at a steady pace whether or not answers come: a slow bot gets no mercy."""
        # The first answer shows that somebody is there; it and its like are not counted.
        for person_id in self.people:
            self.write(person_id, 0)
        async with asyncio.timeout(PATIENCE):
            await asyncio.gather(*(self._answered(person_id, 1) for person_id in self.people))
        started, writing = time.monotonic(), []
        turns = itertools.cycle(self.people)
        for beat in range(int(rate * seconds)):
            await asyncio.sleep(max(0, started + beat / rate - time.monotonic()))
            number = 1 + beat // len(self.people)
            writing.append(asyncio.create_task(self._wait(next(turns), number)))
        await asyncio.gather(*writing)

    async def _wait(self, person_id: int, number: int) -> None:
        started = time.monotonic()
        self.write(person_id, number)
        await self._answered(person_id, number + 1)
        self.waits.append(time.monotonic() - started)

    async def _answered(self, person_id: int, wanted: int) -> None:
        received = self.playground.received
        await self.playground.until(lambda: len(received.sends(person_id)) >= wanted)


async def serve(people: int, each: int, rate: float, seconds: float, readers: int) -> None:
    crowd = Crowd(people, readers)
    crowd.write_all(each)
    async with serving(crowd.playground) as server:
        print(server.url, flush=True)
        if rate:
            await crowd.keep_writing(rate, seconds)
            print(json.dumps(crowd.waits), flush=True)
        await asyncio.Event().wait()


if __name__ == "__main__":
    parser = argparse.ArgumentParser()
    parser.add_argument("people", type=int)
    parser.add_argument("--each", type=int, default=0)
    parser.add_argument("--readers", type=int, default=0)
    parser.add_argument("--rate", type=float, default=0)
    parser.add_argument("--seconds", type=float, default=10)
    chosen = parser.parse_args()
    asyncio.run(serve(chosen.people, chosen.each, chosen.rate, chosen.seconds, chosen.readers))
