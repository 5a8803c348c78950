"""The local Bot API with a crowd that has already written, as a process of its own.

Prints its address, then serves until it is ended. Everybody has said `each` texts that alternate
between an answer and a step back, so that every update is one step of onboarding.
"""

import argparse
import asyncio

from bot.playground.model import Playground
from bot.playground.serve import serving

#: Ids from here on, so that a bench can store where each of the crowd stands.
FIRST = 9001


async def serve(people: int, each: int) -> None:
    playground = Playground()
    crowd = [
        playground.add_person(first_name=f"Siti {number}", started=True).id
        for number in range(people)
    ]
    for number in range(each):
        for person_id in crowd:
            playground.say(person_id, "kembali" if number % 2 else f"Siti Aminah {number}")
    async with serving(playground) as server:
        print(server.url, flush=True)
        await asyncio.Event().wait()


if __name__ == "__main__":
    parser = argparse.ArgumentParser()
    parser.add_argument("people", type=int)
    parser.add_argument("each", type=int)
    arguments = parser.parse_args()
    asyncio.run(serve(arguments.people, arguments.each))
