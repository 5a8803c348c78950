"""Who sends what: rows are claimed and settled on condition, as if two couriers ran."""

import operator
from collections.abc import Sequence
from datetime import datetime
from functools import cache

from sqlalchemy import ColumnElement, Integer, String, bindparam, case, update
from sqlalchemy.ext.asyncio import AsyncSession
from sqlalchemy.sql.dml import ReturningUpdate

from bot import clock
from bot.delivery import chats, digests, due, group_chats, letters, paid, presence, rivals
from bot.delivery.chats import GAPS, Gaps
from bot.delivery.due import Turns
from bot.delivery.lease import Held, is_current
from bot.delivery.models import DIGEST, Lane, Outgoing, State
from bot.delivery.outbox import ANSWERED, OUTBOX, Letter
from bot.delivery.outcome import GroupMoved, Outcome, Rejected, Sent, settle
from bot.storage import dialects

#: With the rows of many at once.
SETTLE_SENT = (
    update(OUTBOX)
    .where(
        OUTBOX.c.id == bindparam("its_id"),
        OUTBOX.c.state == State.SENDING,
        OUTBOX.c.owner == bindparam("its_owner"),
        OUTBOX.c.epoch.is_not_distinct_from(bindparam("its_epoch")),
    )
    .values(state=State.SENT, reason=None, retry_at=None, attempts=OUTBOX.c.attempts + 1)
    .values(
        message_id=bindparam("message_id"),
        text=bindparam("text"),
        settled_at=bindparam("settled_at"),
    )
)
#: What was being sent lapses at once.
ORPHAN = update(Outgoing).where(Outgoing.state == State.SENDING).values(lapses_at=0)
#: How long one claim lasts, in seconds: longer than any request.
CLAIM_SECONDS = 30


async def claim(
    db: AsyncSession,
    lease: Held,
    limit: int,
    turns: Turns | None = None,
    *,
    gaps: Gaps = GAPS,
    bulletins: int | None = None,
) -> list[Letter]:
    """Take up to `limit` messages that are due, the most urgent first and one of each chat.

    Of bulletins each gets its share; `turns` remembers whose turn it was. If `bulletins` is more,
    so many are taken if there are bulletins to fill it up.
    """
    found_due = await due.look(db, limit, turns or Turns(), bulletins or limit)
    ours = {"its_job": lease.name, "its_owner": lease.owner, "its_epoch": lease.epoch}
    take = _take(dialects.name_of(db), found_due.bulletins)
    connection = await db.connection()
    async with dialects.in_order_of_an_index(db):
        taken = await connection.scalars(take, [{**found_due.facts, **ours}])
    stand = await letters.current(db, await letters.of(db, taken.all()))
    found = await rivals.marked(db, stand)
    one_each = {letter.chat_id: letter for letter in reversed(found)}
    await chats.reserve(db, one_each, gaps)
    others = [each for each in found if one_each[each.chat_id] is not each]
    await put_back(db, others, lease.owner)
    mine = [each for each in found if one_each[each.chat_id] is each]
    lapses_at = dialects.seconds_now(db) + CLAIM_SECONDS
    claimed = {"owner": lease.owner, "epoch": lease.epoch, "lapses_at": lapses_at}
    return await digests.take(db, mine, claimed)


@cache
def _take(dialect: str, bulletins: int) -> ReturningUpdate[int]:
    """Claims what is due of so many bulletins and all else.

    Made once: making it takes longer than running it, and on SQLite all others would wait for both.
    """
    owner, epoch = bindparam("its_owner", type_=String), bindparam("its_epoch", type_=Integer)
    lapses_at = dialects.seconds_now_on(dialect) + CLAIM_SECONDS
    return (
        update(OUTBOX)
        .where(OUTBOX.c.id.in_(due.first(dialect, bulletins)), OUTBOX.c.state == State.PENDING)
        .where(is_current(bindparam("its_job", type_=String), owner, epoch))
        .values(state=State.SENDING, owner=owner, epoch=epoch, lapses_at=lapses_at)
        .returning(OUTBOX.c.id)
    )


def _mine(letter: Letter, owner: str) -> ColumnElement[bool]:
    """Still being sent by us, under the claim it was taken with."""
    return Outgoing.id.in_([letter.id, *letter.told]) & _held(owner, letter.epoch)


def _held(owner: str, epoch: int | None) -> ColumnElement[bool]:
    return (
        (Outgoing.state == State.SENDING)
        & (Outgoing.owner == owner)
        & Outgoing.epoch.is_not_distinct_from(epoch)
    )


async def record(
    db: AsyncSession, letter: Letter, owner: str, outcome: Outcome, gaps: Gaps = GAPS
) -> bool:
    """Settle what became of a message; False if the claim had passed to somebody else."""
    settlement = settle(letter.lane, outcome, letter.attempts)
    waits = settlement.state is State.PENDING
    text = outcome.text if isinstance(outcome, Sent) and _keeps_text(letter) else None
    changed = await db.execute(
        update(Outgoing)
        .where(_mine(letter, owner))
        .values(
            state=settlement.state,
            reason=settlement.reason and settlement.reason[:200],
            attempts=Outgoing.attempts + int(settlement.costs),
            retry_at=dialects.seconds_now(db) + (settlement.retry_in or 0) if waits else None,
            message_id=outcome.message_id if isinstance(outcome, Sent) else letter.edits,
            text=text,
            settled_at=None if waits else clock.now(),
        )
        .returning(Outgoing.id)
    )
    if isinstance(outcome, GroupMoved):
        await group_chats.moved(db, letter.chat_id, outcome.chat_id)
        await _readdress(db, letter, outcome)
        if letter.lane is Lane.EDIT and letter.edits_row:
            await group_chats.tell_anew(db, [letter.edits_row])
    if changed.first() is None:
        return False
    if not waits:
        await _forget_secrets(db, [letter])
    if isinstance(outcome, Sent):
        await chats.touched(db, [letter.chat_id], gaps)
    elif isinstance(outcome, Rejected) and outcome.unreachable:
        await chats.set_reachable(db, letter.chat_id, reachable=False)
    return True


async def _readdress(db: AsyncSession, letter: Letter, outcome: GroupMoved) -> None:
    """It waits for the supergroup, whoever told of that first."""
    await db.execute(
        update(Outgoing)
        .where(Outgoing.id == letter.id, Outgoing.state == State.PENDING)
        .values(chat_id=outcome.chat_id, owner=None)
    )


def _keeps_text(letter: Letter) -> bool:
    """A bulletin's text stands in `bulletin_text`."""
    return not letter.bulletin_id and letter.kind != DIGEST


async def record_sent(
    db: AsyncSession, sent: Sequence[tuple[Letter, Sent]], owner: str, gaps: Gaps = GAPS
) -> None:
    """Settle what has arrived, all of it in two round trips.

    A claim that had passed to somebody else stays theirs.
    """
    rows = [
        {
            "its_id": number,
            "its_owner": owner,
            "its_epoch": letter.epoch,
            "message_id": outcome.message_id,
            "text": outcome.text if _keeps_text(letter) else None,
            "settled_at": clock.now(),
        }
        for letter, outcome in sent
        for number in (letter.id, *letter.told)
    ]
    rows.sort(key=operator.itemgetter("its_id"))
    await (await db.connection()).execute(SETTLE_SENT, rows)
    await _forget_secrets(db, [letter for letter, _outcome in sent])
    await chats.touched(db, {letter.chat_id for letter, _outcome in sent}, gaps)


async def _forget_secrets(db: AsyncSession, settled: Sequence[Letter]) -> None:
    """A link that grants is kept only until it has arrived: what reads the rows must not use it.

    Such a message has a fact called `secret`.
    """
    if ids := [letter.id for letter in settled if "secret" in letter.params]:
        mine = (Outgoing.id.in_(ids)) & (Outgoing.settled_at.is_not(None))
        await db.execute(update(Outgoing).where(mine).values(params={}, text=None))


async def drop(db: AsyncSession, letter: Letter, owner: str, state: State, reason: str) -> None:
    """Settle a claimed message that shall not be sent after all."""
    await paid.give_back(db, [letter])
    await db.execute(
        update(Outgoing)
        .where(_mine(letter, owner))
        .values(state=state, reason=reason, settled_at=clock.now())
    )


async def postpone(
    db: AsyncSession, letter: Letter, owner: str, until: datetime, reason: str | None = None
) -> None:
    """Return what must not go yet."""
    await paid.give_back(db, [letter])
    await db.execute(
        update(Outgoing)
        .where(_mine(letter, owner))
        .values(state=State.PENDING, owner=None, not_before=until, reason=reason)
    )


async def put_back(db: AsyncSession, unsent: Sequence[Letter], owner: str) -> None:
    """Return what was claimed and not begun."""
    await paid.give_back(db, unsent)
    for epoch in {letter.epoch for letter in unsent}:
        theirs = [letter for letter in unsent if letter.epoch == epoch]
        ids = [number for letter in theirs for number in (letter.id, *letter.told)]
        await db.execute(
            update(Outgoing)
            .where(Outgoing.id.in_(ids), _held(owner, epoch))
            .values(state=State.PENDING, owner=None)
            .execution_options(synchronize_session=False)
        )


async def inherit(db: AsyncSession, lease: Held) -> None:
    """A new courier settles what earlier ones left: they will not touch it any more."""
    theirs = (Outgoing.state == State.SENDING) & (Outgoing.epoch != lease.epoch)
    await _abandon(db, theirs)


async def reclaim_lapsed(db: AsyncSession) -> None:
    """Messages whose sender did not come back in time, and replies whose sender is dead."""
    lapsed = Outgoing.lapses_at <= dialects.seconds_now(db)
    orphaned = (Outgoing.lane == Lane.REPLY) & presence.is_dead(db)
    await _abandon(db, (Outgoing.state == State.SENDING) & (lapsed | orphaned))


async def orphan_all(db: AsyncSession) -> None:
    """No other process can be alive (one SQLite file, one process): nothing is being sent."""
    await db.execute(ORPHAN)


async def _abandon(db: AsyncSession, which: ColumnElement[bool]) -> None:
    """They may have arrived: a bulletin is not repeated; the rest is, unless answered since."""
    bulletin, answered = Outgoing.lane == Lane.BULLETIN, letters.answered()
    # One statement: between two, the database's clock would let another row lapse.
    await db.execute(
        update(Outgoing)
        .where(which)
        .values(
            state=case(
                (bulletin, State.UNKNOWN), (answered, State.SUPPRESSED), else_=State.PENDING
            ),
            reason=case((bulletin, "its sender stopped"), (answered, ANSWERED)),
            settled_at=case((bulletin | answered, clock.now())),
            attempts=Outgoing.attempts + 1,
        )
        .execution_options(synchronize_session=False)
    )
