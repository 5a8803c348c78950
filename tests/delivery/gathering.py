"""News that waits to be told together, and a courier that tells it, for tests of both."""

from datetime import timedelta

from sqlalchemy import select, update
from sqlalchemy.ext.asyncio import AsyncSession

from bot import clock
from bot.delivery import digests
from bot.delivery.courier import Courier
from bot.delivery.models import DIGEST, BulletinText, Chat, Lane, Outgoing, State
from bot.delivery.outcome import Outcome
from bot.delivery.screen import Screen, Screens
from bot.delivery.sweep import sweep
from bot.delivery.wording import Wording
from bot.market.models import Bulletin, Ending
from bot.people.models import Person
from bot.storage import Storage
from handlers.market.readers.receiving import digest
from tests.delivery import rows
from tests.delivery.scripted import Scripted
from tests.delivery.working import at_work, courier, nothing_in_hand, until

WORDING = Wording(Screens({rows.Greeting: rows.greet, digests.Digest: digest}))


class Reading(Scripted):
    """Keeps what was sent, and what it changed."""

    def __init__(self, *outcomes: Outcome) -> None:
        super().__init__(*outcomes)
        self.said: list[tuple[int | None, str]] = []

    async def send(
        self,
        chat_id: int,
        screen: Screen,
        *,
        edits: int | None = None,
        paid: bool = False,
        low_data: bool = False,
    ) -> Outcome:
        self.said.append((edits, str(screen.text)))
        return await super().send(chat_id, screen, edits=edits)


async def reader(db: AsyncSession, telegram_id: int = 1) -> Person:
    person = await rows.person(db, telegram_id)
    person.news_rhythm = "daily"
    return person


async def told(db: AsyncSession, to: Person, number: int = 3) -> tuple[list[int], list[int]]:
    """Bulletins that wait to be told together, and their rows for one person."""
    author = (
        await db.scalars(select(Person).where(Person.telegram_id == 900))
    ).first() or await rows.person(db, 900)
    bulletins, found = [], []
    for each in range(1, number + 1):
        bulletin = await rows.bulletin(db, author, texts=False)
        await worded(db, bulletin, 1, f"Kabar {each}")
        until = clock.now() + timedelta(days=3)
        values = {"bulletin_id": bulletin, "digest_id": digests.UNGATHERED, "expires_at": until}
        found.append(await rows.enqueued(db, to, **values))
        bulletins.append(bulletin)
    return bulletins, found


async def worded(db: AsyncSession, bulletin: int, version: int, text: str) -> None:
    screen = {"text": text, "buttons": []}
    db.add(BulletinText(bulletin_id=bulletin, version=version, language="id", screen=screen))
    await db.flush()


async def gathered(storage: Storage) -> None:
    async with storage.transaction() as db:
        while await digests.gather(db, None):
            pass


async def swept(storage: Storage) -> None:
    async with storage.transaction() as db:
        while await sweep(db, None):
            pass


async def changed(storage: Storage, bulletin: int, text: str, ending: Ending | None = None) -> None:
    async with storage.transaction() as db:
        found = await db.get_one(Bulletin, bulletin)
        found.version += 1
        if ending:
            found.ending, found.ended_at = ending, clock.now()
        await worded(db, bulletin, found.version, text)


async def sent(storage: Storage, sender: Scripted) -> None:
    """Until nothing is due."""

    async def done() -> bool:
        async with storage.transaction() as db:
            await db.execute(update(Chat).values(next_send_at=0))
            due = select(Outgoing.id).where(
                Outgoing.state == State.PENDING, Outgoing.not_before <= clock.now()
            )
            due = due.where(Outgoing.digest_id.is_(None))
            return (await db.scalars(due.limit(1))).first() is None

    work: Courier = courier(storage, sender, WORDING)
    async with at_work(work):
        await until(done)
        await until(lambda: nothing_in_hand(storage))


async def states(storage: Storage, ids: list[int]) -> list[tuple[State, str | None]]:
    found = [await rows.found(storage, each) for each in ids]
    return [(State(row.state), row.reason) for row in found]


async def digest_rows(storage: Storage) -> list[Outgoing]:
    async with storage.reading() as db:
        query = select(Outgoing).where(Outgoing.kind == DIGEST, Outgoing.lane == Lane.BULLETIN)
        return [*(await db.scalars(query.order_by(Outgoing.id))).all()]
