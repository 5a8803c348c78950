"""A Telegram in memory that loses, refuses and keeps messages, and a bulletin's life against it."""

from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import timedelta

from sqlalchemy import select

from bot import clock
from bot.delivery import broadcasting, chats
from bot.delivery.broadcasting import Issue
from bot.delivery.courier import Courier
from bot.delivery.lease import Held
from bot.delivery.ledger import ledger
from bot.delivery.models import Lane, Outgoing, State
from bot.delivery.outbox import Letter
from bot.delivery.outcome import NotSent, Outcome, Rejected, Sent, Unknown
from bot.delivery.screen import Screen
from bot.market import living
from bot.market.models import Bulletin, Ending
from bot.people.models import Person
from bot.storage import Storage
from tests.delivery import rows
from tests.delivery.changing import changed, worded
from tests.delivery.hand import Doubtful, Hand

DAY = timedelta(days=1)


class Telegram(Doubtful):
    def __init__(self) -> None:
        #: Chat and number of a message -> what it shows.
        self.shown: dict[tuple[int, int], str] = {}
        #: Chat and bulletin -> how many new messages.
        self.new: Counter[tuple[int, int | None]] = Counter()
        self.blocked: set[int] = set()
        #: What happens to the next request.
        self.next = "arrives"

    async def deliver(self, letter: Letter, screen: Screen) -> Outcome:
        what, self.next = self.next, "arrives"
        if what == "unsent":
            return NotSent("no connection is free")
        if letter.chat_id in self.blocked:
            return Rejected("blocked", unreachable=True)
        number = letter.edits or 1000 + len(self.shown)
        if letter.lane is Lane.BULLETIN:
            self.new[letter.chat_id, letter.bulletin_id] += 1
        self.shown[letter.chat_id, number] = str(screen.text)
        return Unknown("no answer") if what == "lost" else Sent(number, str(screen.text))


@dataclass
class Life(Hand):
    """Some people, their bulletins, and one courier's hand."""

    storage: Storage
    lease: Held
    people: list[Person]
    telegram: Telegram = field(default_factory=Telegram)
    bulletins: list[int] = field(default_factory=list)
    hand: list[Letter] = field(default_factory=list)

    def __post_init__(self) -> None:
        self.courier = Courier(
            self.storage, self.telegram, rows.WORDING, self.lease, rate=1000, request_seconds=1
        )

    async def publish(self, _which: int) -> None:
        async with self.storage.transaction() as db:
            number = await rows.bulletin(db, self.people[0], texts=False)
            everybody = select(Person).where(Person.id.in_([each.id for each in self.people]))
            until = (await db.get_one(Bulletin, number)).valid_until
            broadcasting.word(db, number, 1, rows.SCREENS)
            await broadcasting.enqueue(db, everybody, Issue(number, 1, until), None)
        self.bulletins.append(number)

    async def correct(self, which: int, ending: Ending | None = None) -> None:
        if not self.bulletins:
            return
        number = self.bulletins[which % len(self.bulletins)]
        async with self.storage.transaction() as db:
            if (await db.get_one(Bulletin, number)).ending is None:
                await changed(db, number, ending)

    async def withdraw(self, which: int) -> None:
        await self.correct(which, Ending.WITHDRAWN)

    async def a_day_passes(self, _which: int) -> None:
        clock.move(DAY)
        async with self.storage.transaction() as db:
            running = select(Bulletin.id).where(Bulletin.ended_at.is_(None))
            for number in await db.scalars(running.where(Bulletin.valid_until <= clock.now())):
                await changed(db, number, Ending.EXPIRED)

    async def claim(self, _which: int) -> None:
        await self.claims(3)

    async def arrives(self, letter: Letter) -> None:
        async with self.storage.reading() as db:
            await self.telegram.deliver(letter, await rows.WORDING.of_bulletin(db, letter))

    async def block(self, which: int) -> None:
        chat_id = self.people[which % len(self.people)].telegram_id or 0
        self.telegram.blocked.add(chat_id)
        async with self.storage.transaction() as db:
            await chats.set_reachable(db, chat_id, reachable=False)

    async def unblock(self, which: int) -> None:
        chat_id = self.people[which % len(self.people)].telegram_id or 0
        self.telegram.blocked.discard(chat_id)
        async with self.storage.transaction() as db:
            await chats.set_reachable(db, chat_id, reachable=True)

    async def pause(self, which: int) -> None:
        """Those that are paused keep what waits; `resume` lets it go."""
        await self._runs(which, living.pause)

    async def resume(self, which: int) -> None:
        await self._runs(which, living.resume)

    async def _runs(self, which: int, change: Callable[[Bulletin], None]) -> None:
        if not self.bulletins:
            return
        async with self.storage.transaction() as db:
            found = await db.get_one(Bulletin, self.bulletins[which % len(self.bulletins)])
            if found.ending is None:
                change(found)

    async def judge(self) -> None:
        """What is true at every moment."""
        assert all(number == 1 for number in self.telegram.new.values())
        async with self.storage.reading() as db:
            for number in self.bulletins:
                assert (await ledger(db, number)).targeted == len(self.people)

    async def calms_down(self) -> None:
        """No more changes: everything that is owed arrives."""
        for number in range(len(self.bulletins)):
            await self.resume(number)
        for _ in range(200):
            await self.claim(0)
            busy = bool(self.hand)
            while self.hand:
                await self.send(0)
            if not busy and not await self.sweep(0):
                return
        raise AssertionError("it never ends")

    async def judge_at_rest(self) -> None:
        async with self.storage.reading() as db:
            doubtful = set(
                await db.scalars(select(Outgoing.edits_id).where(Outgoing.state == State.UNKNOWN))
            )
            query = select(Outgoing).where(Outgoing.bulletin_id.in_(self.bulletins))
            found = [
                (each, await db.get_one(Bulletin, each.bulletin_id))
                for each in await db.scalars(query)
            ]
        for row, bulletin in found:
            assert bulletin.swept == bulletin.version
            assert row.state not in {State.PENDING, State.SENDING}
            if row.state == State.SENT and row.id not in doubtful | {None}:
                assert row.chat_id is not None
                assert row.message_id is not None
                if row.chat_id not in self.telegram.blocked:
                    shown = self.telegram.shown[row.chat_id, row.message_id]
                    newest = "Kabar" if bulletin.version == 1 else worded(bulletin.version)
                    assert shown == newest
