"""What a chat would have told those who have none: their officer tells them by phone."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import ColumnElement, and_, case, func, insert, or_, select, update
from sqlalchemy.ext.asyncio import AsyncSession

from bot import clock
from bot.delivery.models import BulletinText, Lane, Outgoing, State
from bot.delivery.outbox import NO_CHAT, OUTBOX
from bot.delivery.screen import load
from bot.delivery.standing import holds
from bot.market.models import Bulletin
from bot.people import leave
from bot.people.joining import Delegation
from bot.people.models import Person

#: What is told in one call: as much as somebody can listen to, and as a button can name.
AT_ONCE = 3


@dataclass(frozen=True)
class Item:
    """One piece of news: facts for a renderer, or a bulletin as it was worded for everybody."""

    id: int
    kind: str
    params: Mapping[str, Any]
    html: str | None = None
    #: The bulletin that it is, if it is one.
    bulletin_id: int | None = None


@dataclass(frozen=True)
class Call:
    person: Person
    items: Sequence[Item]
    #: News beyond these items.
    more: int
    #: People who wait to be called, this one included.
    waiting: int


def _open() -> ColumnElement[bool]:
    now = clock.now()
    return and_(
        Outgoing.chat_id.is_(None),
        Outgoing.state == State.SUPPRESSED,
        Outgoing.reason == NO_CHAT,
        Outgoing.told_at.is_(None),
        Outgoing.not_before <= now,
        case(
            (Outgoing.bulletin_id.is_not(None), holds()),
            else_=or_(Outgoing.expires_at.is_(None), Outgoing.expires_at > now),
        ),
    )


def _cared_for(officer_id: int) -> ColumnElement[bool]:
    theirs = select(Delegation.person_id).where(
        Delegation.officer_id.in_(leave.works_for(officer_id)), Delegation.ended_at.is_(None)
    )
    return Outgoing.person_id.in_(theirs)


async def waiting(db: AsyncSession, officer_id: int) -> list[tuple[int, int]]:
    """Whom to call, and how much there is to tell; who has waited longest comes first."""
    # Of one bulletin's rows the numbers say nothing: they are given in any order.
    oldest = func.min(Outgoing.created_at)
    rows = await db.execute(
        select(Outgoing.person_id, func.count())
        .where(_open(), _cared_for(officer_id))
        .group_by(Outgoing.person_id)
        .order_by(oldest, Outgoing.person_id)
    )
    return [(person_id, number) for person_id, number in rows]


async def next_call(db: AsyncSession, officer: Person, *, after: int | None = None) -> Call | None:
    """The next person to call: the one behind `after` in the list, and in the end the first."""
    people = await waiting(db, officer.id)
    if not people:
        return None
    order = [person_id for person_id, _number in people]
    at = order.index(after) + 1 if after in order else 0
    person_id, number = people[at % len(people)]
    rows = await db.scalars(
        select(Outgoing)
        .where(_open(), Outgoing.person_id == person_id)
        .order_by(Outgoing.id)
        .limit(AT_ONCE)
    )
    items = [await _item(db, row, officer.language) for row in rows]
    return Call(await db.get_one(Person, person_id), items, number - len(items), len(people))


async def _item(db: AsyncSession, row: Outgoing, language: str) -> Item:
    if row.bulletin_id is None:
        return Item(row.id, row.kind, row.params)
    newest = select(Bulletin.version).where(Bulletin.id == row.bulletin_id).scalar_subquery()
    screen = await db.scalar(
        select(BulletinText.screen).where(
            BulletinText.bulletin_id == row.bulletin_id,
            BulletinText.version == newest,
            BulletinText.language == language,
        )
    )
    html = str(load(screen).text) if screen else ""
    return Item(row.id, row.kind, {}, html, row.bulletin_id)


async def told(db: AsyncSession, officer_id: int, ids: Sequence[int]) -> int | None:
    """Note that these were told; returns whom, None if they were told before or are not theirs."""
    marked = await db.scalars(
        update(Outgoing)
        .where(Outgoing.id.in_(ids), _open(), _cared_for(officer_id))
        .values(told_at=clock.now())
        .returning(Outgoing.person_id)
        .execution_options(synchronize_session=False)
    )
    return next(iter(marked.all()), None)


async def hand_over(db: AsyncSession, person_id: int, heir: Person) -> int:
    """Write what nobody has told yet into the chat that its owner has now.

    Bulletins are left: what holds of them stands under /prices and /needs.
    """
    rows = await db.scalars(
        select(Outgoing)
        .where(_open(), Outgoing.person_id == person_id, Outgoing.bulletin_id.is_(None))
        .order_by(Outgoing.id)
    )
    now = clock.now()
    late = [
        {
            "lane": Lane.NOTICE,
            "kind": row.kind,
            "params": row.params,
            "person_id": heir.id,
            "chat_id": heir.telegram_id,
            "key": f"late:{row.id}",
            "state": State.PENDING,
            "attempts": 0,
            "not_before": now,
            "expires_at": row.expires_at,
            "created_at": now,
        }
        for row in rows
    ]
    if late:
        await db.execute(insert(OUTBOX), late)
    return len(late)
