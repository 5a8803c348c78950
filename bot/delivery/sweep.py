"""Brings the messages of a changed bulletin up to date: a chunk a transaction, so that it can stop.

What a change costs its author does not depend on how many people there are. Nothing here is
remembered but in rows: a bulletin is swept when each of its messages is of its newest version, or
has an edit under way that will be worded in it.
"""

from collections.abc import Sequence

from sqlalchemy import ColumnElement, case, func, literal, or_, select, update
from sqlalchemy.ext.asyncio import AsyncSession

from bot import clock
from bot.delivery.group_chats import left_behind, tell_anew
from bot.delivery.models import DIGEST, Chat, Lane, Outgoing, State
from bot.delivery.outbox import BLOCKED, leave_to_courier
from bot.delivery.outcome import STAYED_BEHIND
from bot.delivery.quiet import Quiet
from bot.delivery.standing import ENDED
from bot.market.models import Bulletin, Ending
from bot.storage import dialects

#: Rows of one transaction: on SQLite everybody else waits for it.
CHUNK = 500
#: No object of these rows is in this process's hands.
BLINDLY = {"synchronize_session": False}


async def sweep(db: AsyncSession, _quiet: Quiet) -> int:
    """One chunk of one bulletin; returns how many messages that were, zero when none is left."""
    changed = select(Bulletin.id).where(Bulletin.swept < Bulletin.version).order_by(Bulletin.id)
    for number in (await db.scalars(changed)).all():
        # No message of it is claimed meanwhile, and it does not change again.
        held = select(Bulletin).where(Bulletin.id == number).with_for_update(key_share=True)
        bulletin = (await db.scalars(held.execution_options(populate_existing=True))).one()
        if done := await _stop(db, bulletin) or await _edit(db, bulletin):
            return done
        if not await _open(db, bulletin):
            bulletin.swept = bulletin.version
            await db.flush()
    return 0


async def _stop(db: AsyncSession, bulletin: Bulletin) -> int:
    """What waits for a bulletin that has ended does not go any more."""
    if bulletin.ending is None:
        return 0
    state, reason = ENDED[Ending(bulletin.ending)]
    # Those that are claimed at this moment are found to be over when they are worded.
    ids = await _chunk(db, bulletin, Outgoing.state == State.PENDING)
    stopped = update(Outgoing).where(Outgoing.id.in_(ids))
    await db.execute(
        stopped.values(state=state, reason=reason, settled_at=clock.now()),
        execution_options=BLINDLY,
    )
    return len(ids)


async def _edit(db: AsyncSession, bulletin: Bulletin) -> int:
    """What was sent of an older version is to be edited."""
    # One on its way may show an older version when it has arrived; then its message's turn comes.
    sending = select(Outgoing.edits_id).where(Outgoing.state == State.SENDING)
    going = {each for each in await db.scalars(sending) if each is not None}
    older = Outgoing.version < bulletin.version
    free = Outgoing.id.not_in(going) & func.coalesce(Outgoing.digest_id, 0).not_in(going)
    ids = await _chunk(db, bulletin, Outgoing.state == State.SENT, older, free)
    if ids:
        shows = update(Outgoing).where(Outgoing.id.in_(ids)).values(version=bulletin.version)
        await db.execute(shows, execution_options=BLINDLY)
        await _enqueue(db, ids)
    return len(ids)


async def _chunk(
    db: AsyncSession, bulletin: Bulletin, *which: ColumnElement[bool]
) -> Sequence[int]:
    """Some of a bulletin's rows that nobody else has in hand, in the order of their index."""
    rows = select(Outgoing.id).where(Outgoing.bulletin_id == bulletin.id, *which)
    rows = rows.order_by(Outgoing.version).limit(CHUNK)
    return (await db.scalars(rows.with_for_update(skip_locked=True))).all()


async def _enqueue(db: AsyncSession, ids: Sequence[int]) -> None:
    """An edit of each of these messages that has none yet; of an erased person's there is none."""
    leave_to_courier(db)
    now = clock.now()
    blocked = Outgoing.chat_id.in_(await _blocked(db, ids))
    stayed = await left_behind(db, ids)
    behind = Outgoing.id.in_(stayed)
    over = or_(behind, blocked)
    # What is told with others is changed with them: of one message one edit is under way.
    together = Outgoing.digest_id > 0
    row = {
        "lane": literal(int(Lane.EDIT)),
        "kind": case((together, DIGEST), else_=Outgoing.kind),
        "params": literal({}, Outgoing.params.type),
        "person_id": Outgoing.person_id,
        "chat_id": Outgoing.chat_id,
        "message_id": Outgoing.message_id,
        "edits_id": case((together, Outgoing.digest_id), else_=Outgoing.id),
        "state": case((behind, State.FAILED), (blocked, State.SUPPRESSED), else_=State.PENDING),
        "reason": case((behind, STAYED_BEHIND), (blocked, BLOCKED), else_=None),
        "attempts": literal(0),
        "not_before": literal(now, Outgoing.not_before.type),
        "created_at": literal(now, Outgoing.created_at.type),
        "settled_at": case((over, literal(now, Outgoing.settled_at.type)), else_=None),
    }
    rows = (
        select(*row.values())
        .where(Outgoing.id.in_(ids), Outgoing.message_id.is_not(None))
        .order_by(Outgoing.id)
    )
    await db.execute(
        dialects.insert(db, Outgoing)
        .from_select(list(row), rows, include_defaults=False)
        .on_conflict_do_nothing()
    )
    await tell_anew(db, stayed)


async def _blocked(db: AsyncSession, ids: Sequence[int]) -> Sequence[int]:
    """The chats of these that cannot be written to, and stay so until the transaction ends.

    Who comes back at this moment waits for us: `chats.set_reachable` restores what it finds, and
    would not see what is being suppressed here.
    """
    # Two questions: as one, PostgreSQL looks for those who blocked the bot among everybody.
    theirs = (await db.scalars(select(Outgoing.chat_id).where(Outgoing.id.in_(ids)))).all()
    query = select(Chat.id).where(Chat.id.in_(theirs), Chat.blocked_at.is_not(None))
    return (await db.scalars(query.order_by(Chat.id).with_for_update(read=True))).all()


async def _open(db: AsyncSession, bulletin: Bulletin) -> bool:
    """Whether there may be messages yet that show, or will show, an older version."""
    older = Outgoing.version < bulletin.version
    its = select(Outgoing.id).where(Outgoing.bulletin_id == bulletin.id)
    left = [its.where(Outgoing.state == each, older) for each in (State.SENDING, State.SENT)]
    if bulletin.ending is not None:
        # What was claimed and could not go comes back to wait.
        left += [its.where(Outgoing.state == each) for each in (State.PENDING, State.SENDING)]
    found = await db.scalars(select(or_(*(each.exists() for each in left))))
    return bool(found.one())
