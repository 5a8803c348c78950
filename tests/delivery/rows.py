"""Rows as the outbox has them, for tests of what becomes of them."""

from datetime import timedelta
from decimal import Decimal
from typing import Any

from markupsafe import Markup
from sqlalchemy.ext.asyncio import AsyncSession

from bot import clock
from bot.delivery.models import BulletinText, Lane, Outgoing, State
from bot.delivery.screen import Notice, Screen, Screens, dump
from bot.delivery.wording import Wording
from bot.market.models import Bulletin, BulletinKind
from bot.partnerships.models import Offtaker, Vetting
from bot.people.models import Person
from bot.storage import Storage


class Greeting(Notice):
    kind = "greeting"

    name: str


def greet(_words: object, facts: Greeting) -> Screen:
    return Screen(Markup("Halo, {}.").format(facts.name))


#: As much wording as a test of sending needs.
WORDING = Wording(Screens({Greeting: greet}))
#: What a bulletin says, in each language.
SCREENS = {"id": Screen(Markup("Kabar")), "en": Screen(Markup("News"))}


async def person(
    db: AsyncSession, telegram_id: int, *, zone: str = "Asia/Jakarta", language: str = "id"
) -> Person:
    made = Person(
        telegram_id=telegram_id, zone=zone, language=language, created_at=clock.now(), name="Sri"
    )
    db.add(made)
    await db.flush()
    return made


async def bulletin(db: AsyncSession, author: Person, *, texts: bool = True) -> int:
    """A published bulletin, worded in both languages unless the test does that."""
    buyer = Offtaker(
        name="PT Sambal", regency="35.78", vetting=Vetting.APPROVED, committed_at=clock.now()
    )
    db.add(buyer)
    await db.flush()
    made = Bulletin(
        kind=BulletinKind.PRICE,
        offtaker_id=buyer.id,
        author_id=author.id,
        commodity="tomat",
        unit="kg",
        price=Decimal(9000),
        valid_until=clock.now() + timedelta(days=3),
        version=1,
        published_at=clock.now(),
        targeted=0,
    )
    db.add(made)
    await db.flush()
    if texts:
        db.add_all(
            BulletinText(bulletin_id=made.id, version=1, language=language, screen=dump(screen))
            for language, screen in SCREENS.items()
        )
    return made.id


async def enqueued(db: AsyncSession, to: Person, **values: Any) -> int:
    """A row of the outbox: a notice that is due, unless `values` say otherwise."""
    row: dict[str, Any] = {
        "lane": Lane.NOTICE,
        "kind": "greeting",
        "params": {"name": "Sri"},
        "person_id": to.id,
        "chat_id": to.telegram_id,
        "state": State.PENDING,
        "attempts": 0,
        "not_before": clock.now(),
        "created_at": clock.now(),
    }
    if values.get("bulletin_id"):
        row |= {"lane": Lane.BULLETIN, "kind": "bulletin", "params": {}, "version": 1}
    made = Outgoing(**row | values)
    db.add(made)
    await db.flush()
    return made.id


async def found(storage: Storage, number: int) -> Outgoing:
    async with storage.reading() as db:
        return await db.get_one(Outgoing, number)
