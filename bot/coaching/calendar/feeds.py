"""A calendar of one's own, to which a phone subscribes: by a secret link that can be revoked."""

import hashlib
import hmac
import re
import secrets
from datetime import datetime

from sqlalchemy import ForeignKey, String, delete, select
from sqlalchemy.ext.asyncio import AsyncSession
from sqlalchemy.orm import Mapped, mapped_column

from bot import clock
from bot.people.models import Person
from bot.storage import Base, dialects

#: 128 bits: nobody finds one by trying.
TOKEN_BYTES = 16
TOKEN = re.compile(r"[A-Za-z0-9_-]{22}")


class Feed(Base):
    """One for each person: a new link takes the place of the one before."""

    __tablename__ = "calendar_feed"

    person_id: Mapped[int] = mapped_column(ForeignKey("person.id"), primary_key=True)
    #: SHA-256 of the token, in hexadecimal; the token itself is not kept.
    token_hash: Mapped[str] = mapped_column(String(64), unique=True)
    created_at: Mapped[datetime]


async def renew(db: AsyncSession, person_id: int) -> str:
    """A new link's token; the one that was given before opens nothing any more."""
    token = secrets.token_urlsafe(TOKEN_BYTES)
    values = {"token_hash": _hashed(token), "created_at": clock.now()}
    row = dialects.insert(db, Feed).values(person_id=person_id, **values)
    await db.execute(row.on_conflict_do_update(index_elements=["person_id"], set_=values))
    return token


async def made_at(db: AsyncSession, person_id: int) -> datetime | None:
    """When the link was made that holds now; None if there is none."""
    query = select(Feed.created_at).where(Feed.person_id == person_id)
    return (await db.scalars(query)).one_or_none()


async def stop(db: AsyncSession, person_id: int) -> None:
    await db.execute(delete(Feed).where(Feed.person_id == person_id))


async def whose(db: AsyncSession, token: str) -> Person | None:
    """Whom a token was given to. It is looked up by its hash, so that how long a wrong one takes
    says nothing about a right one.
    """
    if not TOKEN.fullmatch(token):
        return None
    hashed = _hashed(token)
    query = select(Feed.token_hash, Person).join(Person, Person.id == Feed.person_id)
    row = (await db.execute(query.where(Feed.token_hash == hashed))).one_or_none()
    return row[1] if row and hmac.compare_digest(row[0], hashed) else None


def _hashed(token: str) -> str:
    return hashlib.sha256(token.encode()).hexdigest()
