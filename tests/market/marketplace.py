"""A market in which everything happens: buyers publish and change, people come and go, time passes.

The rules and the words are the bot's own; only Telegram is in memory, and nothing waits a second.
"""

from collections.abc import Mapping
from datetime import timedelta
from decimal import Decimal
from typing import Any
from zoneinfo import ZoneInfo

from sqlalchemy import select
from sqlalchemy.ext.asyncio import AsyncSession

from bot import clock
from bot.delivery import chats, outbox, retiming
from bot.market import living, offers, plans
from bot.market.bulletins import listed
from bot.market.models import Bulletin, BulletinKind
from bot.market.planned import PlanState
from bot.partnerships.models import MemberRole, OfftakerMember
from bot.playground.example import OFFTAKER, OWNERS, SECOND_OFFTAKER
from handlers.market.bulletins import alerting
from handlers.market.bulletins.bulletins import Happened
from handlers.market.bulletins.going_out import go_out
from handlers.market.bulletins.retelling import retell
from tests.market.stage import CHILI, HOUR, QUIET, READERS, SLAMET, TOMATO, Stage

#: Which bulletins come with a photo.
PICTURED = {1, 6, 7}


class Market(Stage):
    # What buyers do.

    async def publish(self, which: int, at: int | None = None) -> None:
        """One of ten bulletins: prices, of a grade or by grade, and needs, of either company."""
        whose = SECOND_OFFTAKER if which % 5 == 0 else OFFTAKER
        async with self.storage.transaction() as db:
            author = await self.person(db, whose)
            seat = select(OfftakerMember.offtaker_id).where(OfftakerMember.person_id == author.id)
            offtaker = (await db.scalars(seat)).one()
            plan = await plans.propose(
                db, answers(which), offtaker_id=offtaker, author_id=author.id
            )
            if at is not None:
                plan.state, plan.publish_at = PlanState.SCHEDULED, clock.now() + at * HOUR
                return
            await go_out(db, plan, QUIET)
        await self.came_out()

    async def schedule(self, which: int) -> None:
        await self.publish(which, at=which + 1)

    async def _corrects(self, which: int, by: Decimal, days: int = 0) -> None:
        async def change(db: AsyncSession, found: Bulletin) -> None:
            about = await listed(db, found)
            until = (found.valid_until - HOUR).astimezone(ZoneInfo(about.zone)).date()
            before = found.prices
            table = tuple(r.model_copy(update={"price": r.price * by}) for r in found.table)
            terms = living.Terms(
                unit=found.unit,
                until=until + timedelta(days=days),
                price=None if found.price is None else found.price * by,
                table=table,
                quantity=found.quantity and found.quantity * by,
                wanted=found.wanted,
                conditions=found.conditions,
            )
            what = living.correct(found, terms, about.zone)
            assert what
            await alerting.corrected(db, found, before, QUIET)
            if found.price is not None and by < 1:
                await self._owes(db, found)
            longer = what is living.Changed.EXTENDED
            await retell(db, found, Happened.EXTENDED if longer else Happened.CORRECTED)

        await self.changes(which, change)

    async def _owes(self, db: AsyncSession, found: Bulletin) -> None:
        answerers = await offers.answerers(db, found.id)
        self.owed |= {f"worse:{found.id}:{found.version}:{each.id}" for each in answerers}

    async def pays_more(self, which: int) -> None:
        await self._corrects(which, Decimal("1.25"))

    async def pays_less(self, which: int) -> None:
        await self._corrects(which, Decimal("0.5"))

    async def extend(self, which: int) -> None:
        await self._corrects(which, Decimal(1), days=2)

    async def withdraw(self, which: int) -> None:
        async def change(db: AsyncSession, found: Bulletin) -> None:
            living.withdraw(found)
            await alerting.withdrawn(db, found, QUIET)
            await self._owes(db, found)
            await retell(db, found, Happened.WITHDRAWN)

        await self.changes(which, change)

    async def fulfil(self, which: int) -> None:
        async def change(db: AsyncSession, found: Bulletin) -> None:
            if found.kind == BulletinKind.NEED:
                living.fulfil(found, living.SHARES[which % 3])
                await retell(db, found, Happened.FULFILLED)

        await self.changes(which, change)

    async def pause(self, which: int) -> None:
        await self.changes(which, _at_once(living.pause))

    async def resume(self, which: int) -> None:
        await self.changes(which, _at_once(living.resume))

    # What readers do.

    async def tap(self, which: int) -> None:
        """Whoever makes it taps “I can supply”, if it has come to them."""

        async def note(db: AsyncSession, found: Bulletin) -> None:
            person = await self.person(db, [*OWNERS][which % len(OWNERS)])
            if self.telegram.told[person.telegram_id or 0, found.id]:
                await offers.note_interest(db, found.id, person.id)

        await self.changes(which, note)

    async def block(self, which: int) -> None:
        """It is found when something is sent there."""
        self.telegram.blocked.add(READERS[which % len(READERS)])

    async def block_openly(self, which: int) -> None:
        await self.block(which)
        chat = READERS[which % len(READERS)]
        self.telegram.known_closed.add(chat)
        await self._reachable(chat, reachable=False)

    async def unblock(self, which: int) -> None:
        chat = READERS[which % len(READERS)]
        self.telegram.blocked.discard(chat)
        self.telegram.known_closed.discard(chat)
        await self._reachable(chat, reachable=True)

    async def _reachable(self, chat: int, *, reachable: bool) -> None:
        async with self.storage.transaction() as db:
            await chats.set_reachable(db, chat, reachable=reachable)

    async def rhythm(self, which: int) -> None:
        """Somebody wants their news another way, also what waits."""
        async with self.storage.transaction() as db:
            person = await self.person(db, [*OWNERS][which % len(OWNERS)])
            person.news_rhythm = (None, "daily", "weekly")[which % 3]
            await retiming.retime(db, person, QUIET)

    async def had_enough(self, which: int) -> None:
        async with self.storage.transaction() as db:
            person = await self.person(db, [*OWNERS][which % len(OWNERS)])
            await outbox.stop_bulletins(db, person.id)

    async def begins_to_buy(self, _which: int) -> None:
        """Slamet is of the second company from now on: its rival's prices are not for him."""
        async with self.storage.transaction() as db:
            slamet = await self.person(db, SLAMET)
            seats = select(OfftakerMember)
            author = await self.person(db, SECOND_OFFTAKER)
            own = (await db.scalars(seats.where(OfftakerMember.person_id == author.id))).one()
            there = seats.where(OfftakerMember.person_id == slamet.id)
            if (await db.scalars(there)).first() is None:
                seat = {"offtaker_id": own.offtaker_id, "role": MemberRole.VIEWER}
                db.add(OfftakerMember(person_id=slamet.id, **seat))


def _at_once(change: Any) -> Any:
    async def does(_db: AsyncSession, found: Bulletin) -> None:
        change(found)

    return does


def picture(which: int) -> str:
    return f"photo of {which}"


def answers(which: int) -> Mapping[str, Any]:
    """What the form of publishing would have stored."""
    until = (clock.now() + timedelta(days=2 + which % 3)).date().isoformat()
    common: dict[str, Any] = {
        "commodity": TOMATO if which in {3, 4} else CHILI,
        "regions": ["35", "51"] if which % 2 else ["35"],
        "until": until,
        "target": None,
    }
    if which in PICTURED:
        common["enclosure"] = {"kind": "photo", "file_id": picture(which)}
    if which in {2, 7}:
        return {**common, "kind": "need", "quantity": {"amount": "2000", "unit": "kg"}}
    price: dict[str, Any] = {"amount": str(40_000 + 1000 * which), "unit": "kg"}
    if which in {6, 8}:
        rows = [("grade A", price["amount"]), ("grade B", "30000")]
        price["grades"] = [{"grade": grade, "price": amount} for grade, amount in rows]
    return {**common, "kind": "price", "price": price}
