"""A stage for bulletins: a Telegram in memory that complains, a courier at hand, and a clock."""

from collections import Counter
from dataclasses import dataclass, field
from datetime import time, timedelta
from typing import Any
from zoneinfo import ZoneInfo

from sqlalchemy import select
from sqlalchemy.ext.asyncio import AsyncSession

from bot import clock
from bot.delivery import digests
from bot.delivery.courier import Courier
from bot.delivery.lease import Held
from bot.delivery.ledger import ledger
from bot.delivery.models import Lane
from bot.delivery.outbox import Letter
from bot.delivery.outcome import NotSent, Outcome, Rejected, Sent, Unknown
from bot.delivery.screen import Screen, Screens
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
from tests.delivery.hand import Doubtful, Hand

CHILI, TOMATO = "cabai-rawit-merah", "tomat"
QUIET = (time(20), time(8))
#: A group of Sri's, and who makes chili and may begin to buy it.
GROUP, SRI, SLAMET = -4001, 1101, 1102
READERS = (*OWNERS, GROUP)
HOUR = timedelta(hours=1)
EVENING, MORNING = 20, 8


#: Prices of other companies than the one that Slamet speaks for, if he does for any.
_OWN = (
    select(OfftakerMember.offtaker_id)
    .join(Person, Person.id == OfftakerMember.person_id)
    .where(Person.telegram_id == SLAMET)
)
RIVALS = select(Bulletin.id).where(
    Bulletin.kind == BulletinKind.PRICE, Bulletin.offtaker_id.not_in(_OWN), _OWN.exists()
)


class Telegram(Doubtful):
    """Shows what it is sent, and complains of what must not be."""

    def __init__(self) -> None:
        #: Chat and number of a message -> what it shows.
        self.shown: dict[tuple[int, int], str] = {}
        #: Chat and bulletin -> in how many new messages it came.
        self.told: Counter[tuple[int, int]] = Counter()
        self.blocked: set[int] = set()
        self.zones: dict[int, str] = {}
        #: Row of a message -> bulletins that had ended when it was claimed, and rivals' prices.
        self.over: dict[int, frozenset[int]] = {}
        self.rivals: dict[int, frozenset[int]] = {}
        #: What happens to the next request.
        self.next = "arrives"

    async def deliver(self, letter: Letter, screen: Screen) -> Outcome:
        what, self.next = self.next, "arrives"
        if what == "unsent":
            return NotSent("no connection is free")
        if letter.chat_id in self.blocked:
            return Rejected("Forbidden: bot was blocked by the user", unreachable=True)
        tells = about(letter)
        if letter.lane is Lane.BULLETIN:
            self.told.update((letter.chat_id, number) for number in tells)
            assert not self.over[letter.id] & {*tells}, "D5: what has ended is sent"
            rivals = self.rivals.get(letter.id, frozenset())
            assert not rivals & {*tells}, "P6: a buyer is told a rival's price"
        if letter.lane in {Lane.NOTICE, Lane.BULLETIN}:
            hour = clock.now().astimezone(ZoneInfo(self.zones[letter.chat_id])).hour
            assert MORNING <= hour < EVENING, f"D6: at {hour} o'clock"
        number = letter.edits or 1000 + len(self.shown)
        self.shown[letter.chat_id, number] = str(screen.text)
        return Unknown("no answer") if what == "lost" else Sent(number, str(screen.text))


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
        wording = Wording(Screens(SCREENS), in_group_of("mitra_bot"))
        self.courier = Courier(
            *(self.storage, self.telegram, wording, self.lease),
            rate=1000,
            request_seconds=1,
            quiet=QUIET,
        )
        self.wording = wording

    async def opens(self) -> None:
        """The playground's people; one of them reads once a day, one once a week, one of a few."""
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
        async with self.storage.transaction() as db:
            await expire(db, QUIET)
        async with self.storage.transaction() as db:
            await go_out_on_time(db, QUIET)
        await self.came_out()

    async def gather(self, _which: int) -> None:
        async with self.storage.transaction() as db:
            while await digests.gather(db, QUIET):
                pass

    async def claim(self, which: int) -> None:
        found = await self.claims(1 + which)
        async with self.storage.reading() as db:
            over = Bulletin.ended_at.is_not(None) | (Bulletin.valid_until <= clock.now())
            ended = frozenset(await db.scalars(select(Bulletin.id).where(over)))
            rivals = frozenset(await db.scalars(RIVALS))
        for letter in found:
            self.telegram.over[letter.id] = ended
            if letter.chat_id == SLAMET:
                self.telegram.rivals[letter.id] = rivals

    async def arrives(self, letter: Letter) -> None:
        if letter.lane is Lane.BULLETIN and letter.chat_id not in self.telegram.blocked:
            for number in about(letter):
                self.telegram.told[letter.chat_id, number] += 1

    async def send_all(self, which: int) -> None:
        while self.hand:
            await self.send(which)

    async def work(self, which: int) -> None:
        """The courier does what it can, and the sweep a chunk, as in a minute of any day."""
        await self.gather(which)
        await self.claim(9)
        await self.send_all(which)
        await self.sweep(which)


def about(letter: Letter) -> list[int]:
    """The bulletins that it tells."""
    tells = [number for number, _version in letter.tells]
    return [*tells, letter.bulletin_id] if letter.bulletin_id else tells
