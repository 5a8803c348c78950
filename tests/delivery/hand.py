"""A courier's hand: what it has claimed, sent one by one, well or badly, and lost in a crash."""

from typing import ClassVar

from sqlalchemy import update

from bot.delivery import claims, sweep
from bot.delivery.courier import Courier
from bot.delivery.lease import Held
from bot.delivery.models import Chat, Outgoing
from bot.delivery.outbox import Letter
from bot.delivery.quiet import Quiet
from bot.delivery.sender import Sender
from bot.storage import Storage


class Doubtful(Sender):
    """What happens to the next request: it `arrives`, is `unsent`, or its answer is `lost`."""

    next: str


class Hand:
    """For steps drawn at random: each takes a number, and chooses by it."""

    quiet: ClassVar[Quiet] = None
    storage: Storage
    lease: Held
    telegram: Doubtful
    courier: Courier
    hand: list[Letter]

    async def does(self, what: str, which: int) -> None:
        await getattr(self, what)(which)

    async def claims(self, most: int) -> list[Letter]:
        async with self.storage.transaction() as db:
            # Nobody waits for a real second here.
            await db.execute(update(Chat).values(next_send_at=0))
            await db.execute(update(Outgoing).values(retry_at=None))
            found = await claims.claim(db, self.lease, most)
        self.hand += found
        return found

    async def send(self, which: int, happens: str = "arrives") -> None:
        if self.hand:
            self.telegram.next = happens
            await self.courier._deliver(self.hand.pop(which % len(self.hand)))
            self.telegram.next = "arrives"

    async def fail_to_send(self, which: int) -> None:
        await self.send(which, "unsent")

    async def lose(self, which: int) -> None:
        await self.send(which, "lost")

    async def sweep(self, which: int) -> bool:
        """One chunk, or all there are; whether there was any."""
        found = False
        while True:
            async with self.storage.transaction() as db:
                done = await sweep.sweep(db, self.quiet)
            found = found or bool(done)
            if not done or which % 2:
                return found

    async def crash(self, which: int) -> None:
        """What is in hand is never settled; one of it may have arrived."""
        if self.hand and which % 2:
            await self.arrives(self.hand[which % len(self.hand)])
        self.hand = []
        async with self.storage.transaction() as db:
            await claims.orphan_all(db)
            await claims.reclaim_lapsed(db)

    async def arrives(self, letter: Letter) -> None:
        raise NotImplementedError
