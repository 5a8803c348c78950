"""Reaching everyone a bulletin concerns, a piece at a time: nobody waits for a million rows."""

import time
from collections.abc import Sequence

from sqlalchemy import Integer, bindparam, event, func, select
from sqlalchemy.ext.asyncio import AsyncSession

from bot import clock
from bot.delivery.broadcasting import Issue, enqueue
from bot.delivery.quiet import Quiet
from bot.market import audience
from bot.market.models import Bulletin, BulletinRegion, Fanout
from bot.market.pieces import Pieces
from bot.market.target import Target
from bot.people.models import Product
from bot.storage import dialects

#: Products that are looked at in one transaction, at most. Where others wait for it, it is as many
#: as they can wait for; elsewhere fewer would only cost more.
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
_NEXT = (
    select(Product.id)
    .where(Product.commodity == bindparam("commodity"), Product.id > bindparam("after"))
    .order_by(Product.id)
    .limit(bindparam("most", type_=Integer))
    .subquery()
)
#: The number of the piece's last product, or of fewer; None if there is no more.
LAST = select(func.max(_NEXT.c.id))


async def begin(db: AsyncSession, bulletin: Bulletin, regions: Sequence[str], quiet: Quiet) -> None:
    """Enqueue for a few at once; many are left to the calendar, which goes on (`go_on`)."""
    target = Target.of_bulletin(bulletin, regions)
    bulletin.targeted = await audience.size(db, bulletin.commodity, target)
    if bulletin.targeted > PIECE:
        db.add(Fanout(bulletin_id=bulletin.id, after_product=0, looked_at=clock.now()))
    else:
        people = audience.audience(bulletin.commodity, target)
        await enqueue(db, people, _issue(bulletin), quiet)


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
    most = min(PIECES.size, PIECE) if dialects.has_one_writer(db) else PIECE
    facts = {"commodity": bulletin.commodity, "after": fanout.after_product, "most": most}
    last = (await db.scalars(LAST, facts)).one()
    if last is None or bulletin.ended_at or bulletin.valid_until <= clock.now():
        bulletin.targeted = fanout.enqueued
        await db.delete(fanout)
        return 1
    target = Target.of_bulletin(bulletin, (await db.scalars(REGIONS, number)).all())
    between = audience.piece(bulletin.commodity, target, fanout.after_product, last)
    fanout.enqueued += await enqueue(db, between, _issue(bulletin), quiet)
    fanout.after_product, fanout.looked_at = last, clock.now()
    return 1


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
