"""Posters: reusable links that grant nothing. They fill in answers, and say who came by them (P3).

Whoever makes one can put only themselves on it: an officer their own name, a buyer their company.
"""

import secrets
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import Any

from sqlalchemy import ColumnElement, case, func, or_, select, update
from sqlalchemy.ext.asyncio import AsyncSession

from bot import clock
from bot.market.commodities import COMMODITIES
from bot.market.regions import REGIONS
from bot.people import granting
from bot.people.joining import Poster, PosterArrival
from bot.people.models import Person
from bot.storage import dialects

#: Starts what stands behind `start=` in a poster's link.
PREFIX = "p_"
#: Not a secret, but nothing to count through either: 11 signs of A-Z, a-z, 0-9, - and _.
CODE_BYTES = 8


class Closed(StrEnum):
    """Why a poster fills in nothing."""

    UNKNOWN = "unknown"
    EXPIRED = "expired"
    REVOKED = "revoked"
    FULL = "full"


@dataclass(frozen=True)
class Listed:
    """A poster and what it brought: who came by it, and who of them has registered since."""

    poster: Poster
    arrived: int
    registered: int


async def create(
    db: AsyncSession,
    maker: Person,
    *,
    region: str | None = None,
    commodity: str | None = None,
    officer_id: int | None = None,
    offtaker_id: int | None = None,
    expires_at: datetime | None = None,
    most: int | None = None,
) -> Poster:
    """Print a link. Region and commodity are what whoever comes is probably about."""
    poster = Poster(
        code=secrets.token_urlsafe(CODE_BYTES),
        made_by=maker.id,
        region=region,
        commodity=commodity,
        officer_id=officer_id,
        offtaker_id=offtaker_id,
        created_at=clock.now(),
        expires_at=expires_at,
        most=most,
    )
    db.add(poster)
    await db.flush()
    return poster


async def open_(db: AsyncSession, code: str, visitor: Person | None = None) -> Poster | Closed:
    """The poster behind a link, if it still brings people in.

    It is never full for a visitor who came by it before.
    """
    poster = (await db.scalars(select(Poster).where(Poster.code == code[:16]))).one_or_none()
    if poster is None or poster.code != code:
        return Closed.UNKNOWN
    if poster.revoked_at is not None:
        return Closed.REVOKED
    if poster.expires_at is not None and poster.expires_at <= clock.now():
        return Closed.EXPIRED
    if poster.most is not None and await _arrivals(db, poster.id) >= poster.most:
        known = await source(db, visitor.id) if visitor else None
        return poster if known is poster else Closed.FULL
    return poster


async def arrived(db: AsyncSession, person: Person, poster: Poster) -> bool:
    """Keep how somebody came in. Their first poster counts; False if this one is full by now."""
    if await source(db, person.id):
        return True
    if poster.most is not None:
        # Whoever else comes by it waits here, so that the count below is of all before us.
        await db.execute(select(Poster.id).where(Poster.id == poster.id).with_for_update())
        if await _arrivals(db, poster.id) >= poster.most:
            return False
    await db.execute(
        dialects.insert(db, PosterArrival)
        .values(person_id=person.id, poster_id=poster.id, at=clock.now())
        .on_conflict_do_nothing()
    )
    return True


async def source(db: AsyncSession, person_id: int) -> Poster | None:
    """The poster by which somebody came in."""
    query = select(Poster).join(PosterArrival, PosterArrival.poster_id == Poster.id)
    return (await db.scalars(query.where(PosterArrival.person_id == person_id))).one_or_none()


async def revoke(db: AsyncSession, by: Person, poster_id: int) -> bool:
    """Take a poster down; False if it is not theirs (or their company's), or is gone."""
    gone = await db.execute(
        update(Poster)
        .where(Poster.id == poster_id, Poster.revoked_at.is_(None))
        .where(or_(Poster.made_by == by.id, granting.lead(by.id, Poster.offtaker_id)))
        .values(revoked_at=clock.now())
        .returning(Poster.id)
        .execution_options(synchronize_session=False)
    )
    return gone.first() is not None


async def of(db: AsyncSession, maker: Person) -> Sequence[Listed]:
    """A person's posters that hang, the newest first, with what each brought."""
    return await _listed(db, Poster.made_by == maker.id)


async def of_company(db: AsyncSession, offtaker_id: int) -> Sequence[Listed]:
    """The same for all posters of a company, whoever of it made them."""
    return await _listed(db, Poster.offtaker_id == offtaker_id)


def prefill(poster: Poster) -> Mapping[str, Any]:
    """What a poster answers beforehand, as REGISTER keeps it; all of it can be changed.

    A province is no answer to the question for a regency, and only says where to look for it.
    """
    answers: dict[str, Any] = {}
    if place := REGIONS.get(poster.region or ""):
        answers[place.level] = place.code
    if known := COMMODITIES.get(poster.commodity or ""):
        answers["products"] = [{"slug": known.slug, "said": known.name_id}]
    return answers


async def _arrivals(db: AsyncSession, poster_id: int) -> int:
    query = select(func.count()).where(PosterArrival.poster_id == poster_id)
    return (await db.scalars(query)).one()


async def _listed(db: AsyncSession, whose: ColumnElement[bool]) -> Sequence[Listed]:
    since = case((Person.registered_at >= PosterArrival.at, 1))
    query = (
        select(Poster, func.count(PosterArrival.person_id), func.count(since))
        .outerjoin(PosterArrival, PosterArrival.poster_id == Poster.id)
        .outerjoin(Person, Person.id == PosterArrival.person_id)
        .where(whose, Poster.revoked_at.is_(None))
        .group_by(Poster.id)
        .order_by(Poster.id.desc())
    )
    return [Listed(*row) for row in (await db.execute(query)).all()]
