"""A stage for bulletins: people, a courier at hand that may be replaced, and a clock."""

import asyncio
import math
from dataclasses import dataclass, field
from datetime import time, timedelta
from typing import Any
from zoneinfo import ZoneInfo

from sqlalchemy import select, update
from sqlalchemy.ext.asyncio import AsyncSession

from bot import clock
from bot.delivery import claims, digests
from bot.delivery.courier import Courier
from bot.delivery.lease import Held
from bot.delivery.ledger import ledger
from bot.delivery.models import Lane, Lease
from bot.delivery.outbox import Letter
from bot.delivery.screen import Screens
from bot.delivery.wording import Wording
from bot.market import group_news, living
from bot.market.group_news import Heard
from bot.market.models import Bulletin, BulletinKind
from bot.partnerships.models import OfftakerMember
from bot.people import groups
from bot.people.models import Person
from bot.playground.example import OWNERS, fill
from bot.storage import Storage
from handlers.market.bulletins.going_out import go_out_on_time
from handlers.market.bulletins.retelling import expire
from handlers.market.readers.group_bulletins import in_group_of
from handlers.screens import SCREENS
from tests.delivery.hand import Hand
from tests.market.answered import judge_answer
from tests.market.telegram import SILENCE, Telegram, about

CHILI, TOMATO = "cabai-rawit-merah", "tomat"
QUIET = (time(20), time(8))
#: What the courier's lease is called, and for how many seconds it is held.
JOB = ("courier", 600)
#: A group of Sri's, and who makes chili and may begin to buy it.
GROUP, SRI, SLAMET = -4001, 1101, 1102
READERS = (*OWNERS, GROUP)
HOUR = timedelta(hours=1)


#: Prices of other companies than the one that Slamet speaks for, if he does for any.
_OWN = (
    select(OfftakerMember.offtaker_id)
    .join(Person, Person.id == OfftakerMember.person_id)
    .where(Person.telegram_id == SLAMET)
)
RIVALS = select(Bulletin.id).where(
    Bulletin.kind == BulletinKind.PRICE, Bulletin.offtaker_id.not_in(_OWN), _OWN.exists()
)


@dataclass
class Stage(Hand):
    quiet = QUIET
    storage: Storage
    lease: Held
    telegram: Telegram = field(default_factory=Telegram)
    bulletins: list[int] = field(default_factory=list)
    #: How many a bulletin was meant for when it came out.
    targeted: dict[int, int] = field(default_factory=dict)
    hand: list[Letter] = field(default_factory=list)
    #: Keys of the notices that D5 owes to whoever answered.
    owed: set[str] = field(default_factory=set)

    def __post_init__(self) -> None:
        self.wording = Wording(Screens(SCREENS), in_group_of("mitra_bot"))
        self._begins_to_send()

    def _begins_to_send(self) -> None:
        self.courier = Courier(
            *(self.storage, self.telegram, self.wording, self.lease),
            rate=1000,
            request_seconds=1,
            quiet=QUIET,
        )
        self.courier._epoch = self.lease.epoch

    async def opens(self) -> None:
        """The playground's people: one saves data, two read once a day, one wants few."""
        async with self.storage.transaction() as db:
            await fill(db)
            sri = await self.person(db, SRI)
            await groups.begin(db, GROUP, sri, "Koperasi", channel=False)
            kept = await groups.of_chat(db, GROUP)
            assert kept
            await group_news.set_up(db, kept, Heard([CHILI, TOMATO], "35", "id"), QUIET)
            (await self.person(db, 1103)).news_rhythm = "daily"
            (await self.person(db, 1106)).news_rhythm = "daily"
            (await self.person(db, 1107)).news_a_day = 2
            (await self.person(db, SLAMET)).low_data_at = clock.now()
            people = (await db.scalars(select(Person))).all()
            self.telegram.zones = {p.telegram_id: p.zone for p in people if p.telegram_id}
            before = await db.scalars(select(Bulletin.id))
            self.before = frozenset(before)

    async def person(self, db: AsyncSession, telegram_id: int) -> Person:
        found: Person = (
            await db.scalars(select(Person).where(Person.telegram_id == telegram_id))
        ).one()
        return found

    async def came_out(self) -> None:
        async with self.storage.reading() as db:
            found = (await db.scalars(select(Bulletin).order_by(Bulletin.id))).all()
            for each in found:
                if each.id not in self.before and each.id not in self.targeted:
                    self.bulletins.append(each.id)
                    self.targeted[each.id] = (await ledger(db, each.id)).targeted

    async def changes(self, which: int, how: Any) -> None:
        if not self.bulletins:
            return
        async with self.storage.transaction() as db:
            number = self.bulletins[which % len(self.bulletins)]
            found = (
                await db.scalars(
                    select(Bulletin).where(Bulletin.id == number).with_for_update(key_share=True)
                )
            ).one()
            if living.runs(found):
                await how(db, found)

    # What time and the courier do.

    async def hours_pass(self, which: int) -> None:
        await self.passes((1 + which) * HOUR)

    async def morning_comes(self, _which: int) -> None:
        """Nine o'clock in Jakarta, when nobody sleeps any more."""
        local = clock.now().astimezone(ZoneInfo("Asia/Jakarta"))
        nine = local.replace(hour=9, minute=0)
        await self.passes(nine + timedelta(days=nine <= local) - local)

    async def passes(self, span: timedelta) -> None:
        clock.move(span)
        if (until := self.telegram.silent_until) and until <= clock.now():
            await self._may_speak()
        async with self.storage.transaction() as db:
            await expire(db, QUIET)
        async with self.storage.transaction() as db:
            await go_out_on_time(db, QUIET)
        await self.came_out()

    async def gather(self, _which: int) -> None:
        async with self.storage.transaction() as db:
            while await digests.gather(db, QUIET):
                pass

    async def _may_speak(self) -> None:
        """As if all the seconds had gone by that Telegram asked for."""
        self.telegram.silent_until = None
        self.lease._silent_until = 0
        async with self.storage.transaction() as db:
            await db.execute(update(Lease).values(paused_until=0))

    async def claim(self, which: int) -> None:
        if self.lease.pause:
            return
        found = await self.claims(1 + which)
        async with self.storage.reading() as db:
            over = Bulletin.ended_at.is_not(None) | (Bulletin.valid_until <= clock.now())
            ended = frozenset(await db.scalars(select(Bulletin.id).where(over)))
            rivals = frozenset(await db.scalars(RIVALS))
        for letter in found:
            self.telegram.over[letter.id] = ended
            if letter.chat_id in self.telegram.known_closed:
                self.telegram.shut.add(letter.id)
            if letter.chat_id == SLAMET:
                self.telegram.rivals[letter.id] = rivals

    async def arrives(self, letter: Letter) -> None:
        if letter.lane is Lane.BULLETIN and letter.chat_id not in self.telegram.blocked:
            for number in about(letter):
                self.telegram.told[letter.chat_id, number] += 1

    async def _may_send(self) -> bool:
        """Whether the courier would begin another; if not, it lets all go that it has in hand."""
        may = await self.courier._may_send(asyncio.Event(), self.courier._pace)
        if may:
            self.courier._free.release()
            return True
        async with self.storage.transaction() as db:
            await claims.put_back(db, self.hand, self.lease.owner)
        self.hand = []
        return False

    async def send(self, which: int, happens: str = "arrives") -> None:
        if self.hand and await self._may_send():
            await self._deliver(self.hand.pop(which % len(self.hand)), happens)

    async def _deliver(self, letter: Letter, happens: str = "arrives") -> None:
        self.telegram.next, self.telegram.said = happens, []
        await self.courier._deliver(letter)
        self.telegram.next = "arrives"
        await judge_answer(self.storage, self.telegram, letter)

    async def send_all(self, which: int) -> None:
        while self.hand:
            await self.send(which)

    async def refuse(self, which: int) -> None:
        await self.send(which, "refused")

    async def plain(self, which: int) -> None:
        await self.send(which, "plain")

    async def wordy(self, which: int) -> None:
        await self.send(which, "wordy")

    async def throttle(self, which: int) -> None:
        """Telegram wants silence while another message is about to go."""
        if self.hand and await self._may_send():
            first = self.hand.pop(which % len(self.hand))
            others = [self.hand.pop() for _ in self.hand[:1]]
            await self._deliver(first, "throttled")
            for each in others:
                await self._deliver(each)

    async def throttled_elsewhere(self, _which: int) -> None:
        """Another replica is told the same for an answer; what was heard of it before is old."""
        where = self.lease if self.storage.sqlite else Held(self.storage, *JOB, owner="another")
        self.telegram.silent_until = clock.now() + SILENCE
        await where.rest(SILENCE.total_seconds())
        self.lease._heard_at = -math.inf

    async def takes_over(self, which: int) -> None:
        """The courier is killed, with one on its way perhaps, and another replica goes on."""
        if self.hand and which % 2:
            await self.arrives(self.hand[which % len(self.hand)])
        self.hand = []
        async with self.storage.transaction() as db:
            await db.execute(update(Lease).values(expires_at=0))
        self.lease = Held(self.storage, *JOB, owner=f"after {self.lease.owner}"[-64:])
        assert await self.lease.hold()
        async with self.storage.transaction() as db:
            await claims.inherit(db, self.lease)
        self._begins_to_send()

    async def work(self, which: int) -> None:
        """The courier does what it can, and the sweep a chunk, as in a minute of any day."""
        await self.gather(which)
        await self.claim(9)
        await self.send_all(which)
        await self.sweep(which)
