"""What becomes of a bulletin once it is published: each change makes a new version of it.

The rules change the row and nothing else; who has got the old version is told by whoever words it.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from enum import StrEnum

from sqlalchemy import Select, select
from sqlalchemy.ext.asyncio import AsyncSession

from bot import clock
from bot.delivery.ledger import row_of
from bot.market import audience, grades
from bot.market.audience import covering
from bot.market.bulletins import end_of
from bot.market.conditions import NONE, Conditions, same_grade
from bot.market.models import Bulletin, BulletinKind, BulletinRegion, Ending
from bot.market.needs import NOTHING, Wanted
from bot.market.target import Target
from bot.partnerships import suppliers

#: How much of a need may be said to have been found, in per cent.
SHARES = (50, 80, 100)


class Changed(StrEnum):
    CORRECTED = "corrected"
    EXTENDED = "extended"  #: it holds for longer, and is otherwise as it was


@dataclass(frozen=True)
class Terms:
    """What can be corrected of a bulletin: one of price and quantity, as it has one of them."""

    unit: str
    until: date
    price: Decimal | None = None
    table: grades.Table = ()
    quantity: Decimal | None = None
    wanted: Wanted = NOTHING
    conditions: Conditions = NONE


def runs(bulletin: Bulletin) -> bool:
    return bulletin.ended_at is None and bulletin.valid_until > clock.now()


async def held(db: AsyncSession, offtaker_id: int, number: int) -> Bulletin | None:
    """A bulletin of this company's as it is now, and as it stays until the transaction ends."""
    query = select(Bulletin).where(Bulletin.id == number, Bulletin.offtaker_id == offtaker_id)
    query = query.with_for_update(key_share=True).execution_options(populate_existing=True)
    return (await db.scalars(query)).one_or_none()


async def running(
    db: AsyncSession, offtaker_id: int, limit: int, before: int | None = None
) -> Sequence[Bulletin]:
    """What a company has published and still holds, newest first; `before` a bulletin of theirs."""
    query = select(Bulletin).where(Bulletin.offtaker_id == offtaker_id)
    if before is not None:
        query = query.where(Bulletin.id < before)
    query = query.where(Bulletin.ended_at.is_(None), Bulletin.valid_until > clock.now())
    return (await db.scalars(query.order_by(Bulletin.id.desc()).limit(limit))).all()


async def ended(db: AsyncSession, offtaker_id: int, limit: int) -> Sequence[Bulletin]:
    """What does not hold any more, the last to end first."""
    query = select(Bulletin).where(Bulletin.offtaker_id == offtaker_id)
    query = query.where(Bulletin.ended_at.is_not(None))
    order = Bulletin.ended_at.desc(), Bulletin.id.desc()
    return (await db.scalars(query.order_by(*order).limit(limit))).all()


def correct(bulletin: Bulletin, terms: Terms, zone: str) -> Changed | None:
    """Change what is said; None if it said so before. `zone` is the author's, as its last day."""
    if (terms.price is None) != (bulletin.price is None):
        raise ValueError("A price stays a price, and a need a need.")
    until = end_of(terms.until, zone)
    values = {
        "price": terms.price,
        "table": terms.table,
        "quantity": terms.quantity,
        "wanted": terms.wanted,
        "unit": terms.unit,
        "conditions": terms.conditions,
        "valid_until": until,
    }
    changed = {name: value for name, value in values.items() if getattr(bulletin, name) != value}
    if not changed:
        return None
    longer = changed.keys() == {"valid_until"} and until > bulletin.valid_until
    for name, value in changed.items():
        setattr(bulletin, name, value)
    bulletin.version += 1
    return Changed.EXTENDED if longer else Changed.CORRECTED


def pause(bulletin: Bulletin) -> None:
    """Nobody else gets it until it is resumed. What it says stays as it is: no new version."""
    bulletin.paused_at = bulletin.paused_at or clock.now()


def resume(bulletin: Bulletin) -> None:
    """What fell due meanwhile comes at the hour at which its reader wants news."""
    if bulletin.paused_at:
        bulletin.paused_at, bulletin.resumed_at = None, clock.now()


def withdraw(bulletin: Bulletin) -> None:
    _end(bulletin, Ending.WITHDRAWN)


def fulfil(bulletin: Bulletin, share: int) -> None:
    """So much of a need has been found, in per cent; all of it ends it."""
    if bulletin.kind != BulletinKind.NEED or share not in SHARES:
        raise ValueError("Only a need is fulfilled, and by half, most or all of it.")
    bulletin.fulfilled = share
    if share == SHARES[-1]:
        _end(bulletin, Ending.FULFILLED)
    else:
        bulletin.version += 1


async def supersede(db: AsyncSession, newer: Bulletin, regions: Sequence[str]) -> list[Bulletin]:
    """End the older prices of the same company and goods whose whole region has a newer one.

    Goods of another grade, or of none, are others, unless a table prices them too; and what is for
    some people only takes nothing from others, nor they from it.
    """
    if newer.kind != BulletinKind.PRICE:
        return []
    query = _alike(newer).order_by(Bulletin.id).with_for_update(key_share=True)
    over = []
    for older in (await db.scalars(query)).all():
        if _same(older, newer) and all(
            set(covering(code)) & set(regions) for code in await regions_of(db, older.id)
        ):
            _end(older, Ending.SUPERSEDED)
            over.append(older)
    return over


async def successor(db: AsyncSession, older: Bulletin) -> Bulletin | None:
    """The newest price that holds in the place of one that was superseded, if any does."""
    if older.ending != Ending.SUPERSEDED:
        return None
    query = _alike(older).where(Bulletin.id > older.id).order_by(Bulletin.id.desc())
    around = {each for code in await regions_of(db, older.id) for each in covering(code)}
    for newer in (await db.scalars(query)).all():
        if _same(older, newer) and around & {*await regions_of(db, newer.id)}:
            return newer
    return None


def _alike(price: Bulletin) -> Select[Bulletin]:
    """The other prices of its company for its commodity that hold."""
    return (
        select(Bulletin)
        .where(Bulletin.offtaker_id == price.offtaker_id, Bulletin.kind == BulletinKind.PRICE)
        .where(Bulletin.commodity == price.commodity, Bulletin.unit == price.unit)
        .where(Bulletin.id != price.id, Bulletin.ended_at.is_(None))
        .where(Bulletin.valid_until > clock.now())
    )


def _same(older: Bulletin, newer: Bulletin) -> bool:
    """Whether both are for the same goods, and for the same people there.

    A table is told as a whole: a newer one stands for an older one, whatever rows it has.
    """
    goods = same_grade(older.grade, newer.grade) or grades.covers(newer.prices, older.prices)
    return older.narrowed == newer.narrowed and goods


async def regions_of(db: AsyncSession, bulletin_id: int) -> Sequence[str]:
    query = select(BulletinRegion.region).where(BulletinRegion.bulletin_id == bulletin_id)
    return (await db.scalars(query.order_by(BulletinRegion.region))).all()


async def target_of(db: AsyncSession, bulletin: Bulletin) -> Target:
    return Target.of_bulletin(bulletin, await regions_of(db, bulletin.id))


async def is_seen_by(db: AsyncSession, bulletin: Bulletin, person_id: int) -> bool:
    """Whether it is for all, or for this person among others: who got it keeps seeing it."""
    if (await target_of(db, bulletin)).suppliers_of is None:
        return True
    companies = await db.scalars(suppliers.companies_of(person_id))
    return bulletin.offtaker_id in companies or bool(await row_of(db, bulletin.id, person_id))


async def missed(db: AsyncSession, bulletin: Bulletin, person_id: int) -> audience.Miss | None:
    """Why a bulletin does not concern this person now; None if it does."""
    target = await target_of(db, bulletin)
    return await audience.missed(db, bulletin.commodity, target, person_id)


async def expire(db: AsyncSession, limit: int) -> Sequence[Bulletin]:
    """End what was true until now, up to `limit` of them."""
    query = select(Bulletin).where(Bulletin.ended_at.is_(None))
    query = query.where(Bulletin.valid_until <= clock.now()).order_by(Bulletin.valid_until)
    over = (
        await db.scalars(query.limit(limit).with_for_update(skip_locked=True, key_share=True))
    ).all()
    for bulletin in over:
        _end(bulletin, Ending.EXPIRED)
    return over


def _end(bulletin: Bulletin, ending: Ending) -> None:
    bulletin.ending, bulletin.ended_at, bulletin.paused_at = ending, clock.now(), None
    bulletin.version += 1
