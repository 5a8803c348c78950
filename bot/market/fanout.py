"""Reaching everyone a bulletin concerns, a piece at a time: nobody waits for a million rows."""

import time
from collections.abc import Sequence

from sqlalchemy import Integer, Select, bindparam, event, func, select
from sqlalchemy.ext.asyncio import AsyncSession

from bot import clock
from bot.delivery.broadcasting import Issue, enqueue
from bot.delivery.quiet import Quiet
from bot.market import audience
from bot.market.models import Bulletin, BulletinRegion, Fanout
from bot.market.pieces import Pieces
from bot.market.target import Target
from bot.people.models import Person, Product
from bot.people.wanted import AddedTopic
from bot.storage import dialects

#: Products, or what people added, that are looked at in one transaction, at most. Where others
#: wait for it, it is as many as they can wait for; elsewhere fewer would only cost more.
PIECE = 2000
PIECES = Pieces(most=PIECE // 2)
#: Made once, as what comes next: all others wait on SQLite while they are made.
LONGEST_WAITING = (
    select(Fanout)
    .join(Bulletin, Bulletin.id == Fanout.bulletin_id)
    .where(Bulletin.paused_at.is_(None))
    .order_by(Fanout.looked_at, Fanout.bulletin_id)
    .limit(1)
    .with_for_update(skip_locked=True, of=Fanout)
)
#: It does not change meanwhile, or the sweep of what it becomes could miss these rows.
HELD = select(Bulletin).where(Bulletin.id == bindparam("number")).with_for_update(read=True)
REGIONS = select(BulletinRegion.region).where(BulletinRegion.bulletin_id == bindparam("number"))


def _last_of(of: type[Product | AddedTopic]) -> Select[int | None]:
    """The number of the piece's last row, or of fewer; None if there is no more."""
    piece = (
        select(of.id)
        .where(of.commodity == bindparam("commodity"), of.id > bindparam("after"))
        .order_by(of.id)
        .limit(bindparam("most", type_=Integer))
        .subquery()
    )
    return select(func.max(piece.c.id))


LAST_PRODUCT, LAST_ADDED = _last_of(Product), _last_of(AddedTopic)


async def begin(db: AsyncSession, bulletin: Bulletin, regions: Sequence[str], quiet: Quiet) -> None:
    """Enqueue for a few at once; many are left to the calendar, which goes on (`go_on`)."""
    target = Target.of_bulletin(bulletin, regions)
    people = await audience.size(db, bulletin.commodity, target)
    bulletin.targeted = people + await audience.groups(db, bulletin.commodity, target)
    if bulletin.targeted > PIECE:
        db.add(
            Fanout(bulletin_id=bulletin.id, after_product=0, after_added=0, looked_at=clock.now())
        )
    else:
        everybody = audience.audience(bulletin.commodity, target)
        await enqueue(db, everybody, _issue(bulletin), quiet)


async def go_on(db: AsyncSession, quiet: Quiet) -> int:
    """Enqueue the next piece of the bulletin that has waited longest; 0 when none waits, else 1.

    Killed at any moment, it goes on where the last commit left it.
    """
    _measure(db)
    fanout = (await db.scalars(LONGEST_WAITING)).one_or_none()
    if fanout is None:
        return 0
    number = {"number": fanout.bulletin_id}
    bulletin = (await db.scalars(HELD, number)).one()
    people = await _next(db, bulletin, fanout)
    if people is None or bulletin.ended_at or bulletin.valid_until <= clock.now():
        bulletin.targeted = fanout.enqueued
        await db.delete(fanout)
        return 1
    fanout.enqueued += await enqueue(db, people, _issue(bulletin), quiet)
    fanout.looked_at = clock.now()
    return 1


async def _next(db: AsyncSession, bulletin: Bulletin, fanout: Fanout) -> Select[Person] | None:
    """Who is next: first those who follow its goods, then those who make them; None: nobody."""
    most = min(PIECES.size, PIECE) if dialects.has_one_writer(db) else PIECE
    regions = await db.scalars(REGIONS, {"number": bulletin.id})
    goods, target = bulletin.commodity, Target.of_bulletin(bulletin, regions.all())
    facts = {"commodity": goods, "most": most}
    if (after := fanout.after_added) is not None:
        fanout.after_added = (await db.scalars(LAST_ADDED, facts | {"after": after})).one()
        if fanout.after_added is not None:
            return audience.piece_of_added(goods, target, after, fanout.after_added)
    after = fanout.after_product
    last = (await db.scalars(LAST_PRODUCT, facts | {"after": after})).one()
    if last is None:
        return None
    fanout.after_product = last
    return audience.piece(goods, target, after, last)


def _measure(db: AsyncSession) -> None:
    """How long others wait for this piece, and for its commit, decides on the next."""
    started = time.monotonic()
    event.listen(
        db.sync_session,
        "after_commit",
        lambda _session: PIECES.took(time.monotonic() - started),
        once=True,
    )


def _issue(bulletin: Bulletin) -> Issue:
    return Issue(bulletin.id, bulletin.version, bulletin.valid_until)
