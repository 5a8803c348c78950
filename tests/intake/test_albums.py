"""Albums and files: one answer, and a file read before anything is locked."""

import asyncio

from bot.conversation.said import Media, Said, Sheet, Tap
from bot.conversation.turn import Turn
from bot.intake.contents import Attachment
from bot.intake.incoming import Incoming
from bot.storage import Storage
from tests.delivery.rows import Greeting
from tests.intake.desk import SECRET, Desk, count, texts, update


def photo(number: int, album: str | None) -> Incoming:
    return Incoming(number, 5, 5, "id", Media("photo", "f", album=album is not None), album=album)


async def once(turn: Turn) -> None:
    """As forms do that take one message: of the others an album brings they are told."""
    if not turn.more_of_album:
        await count(turn)


async def test_an_album_gets_one_answer_however_it_arrives(
    storage: Storage, other: Storage
) -> None:
    """Ten photos are ten updates, and may reach two replicas at once."""
    desks = [Desk(storage, once), Desk(other, once)]
    for album in ("a", "b"):
        first = 1 if album == "a" else 11
        await asyncio.gather(
            *(desks[n % 2].takes(photo(n, album)) for n in range(first, first + 10))
        )
    await desks[0].takes(photo(21, None))
    await desks[0].takes(photo(22, None))
    assert await texts(storage) == [f"Halo, {n}." for n in range(1, 5)]


async def test_a_broken_album_is_apologised_for_once(storage: Storage) -> None:
    async def fail(turn: Turn) -> None:
        raise ValueError(SECRET)

    desk = Desk(storage, fail)
    for number in range(1, 5):
        await desk.takes(photo(number, "a"))
    assert len(await texts(storage)) == 1


async def test_a_file_is_read_before_anything_is_locked_for_it(storage: Storage) -> None:
    """While one is fetched, the same person's taps are answered, and SQLite's writer is free."""
    told: list[Said] = []

    async def hear(turn: Turn) -> None:
        told.append(turn.said)
        turn.reply(Greeting(name=f"{len(told)}"))

    desk = Desk(storage, hear)
    fetched = asyncio.Event()

    async def slowly(name: str, attachment: Attachment) -> Sheet:
        await fetched.wait()
        return Sheet(name, desk.rows)

    desk.processing._fetch = slowly
    sent = Incoming(1, 5, 5, "id", Sheet("a.csv"), attachment=Attachment("f1", 7))
    coming = asyncio.create_task(desk.takes(sent))
    await desk.takes(update(2, Tap("q:1", 3)))
    assert told == [Tap("q:1", 3)]
    fetched.set()
    await coming
    assert told[1:] == [Sheet("a.csv", (("Nama",), ("Sri",)))]


async def test_each_file_of_an_album_is_read(storage: Storage) -> None:
    desk = Desk(storage, count)
    for number in (1, 2):
        said, where = Sheet("a.csv"), Attachment("f", None)
        await desk.takes(Incoming(number, 5, 5, "id", said, album="a", attachment=where))
    assert len(await texts(storage)) == 2
