"""Who sends what: rows are claimed and settled on condition, as if two couriers ran."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime

from sqlalchemy import CTE, ColumnElement, bindparam, case, func, select, union_all, update
from sqlalchemy.ext.asyncio import AsyncSession
from sqlalchemy.orm import aliased

from bot import clock
from bot.delivery import chats, digests, presence
from bot.delivery.addressees import ADDRESSEE, addressee
from bot.delivery.lease import Held
from bot.delivery.models import DIGEST, Chat, Lane, Outgoing, State
from bot.delivery.outbox import ANSWERED, OUTBOX, Letter
from bot.delivery.outcome import Outcome, Rejected, Sent, settle
from bot.delivery.standing import Standing, held_back, standing
from bot.people.models import Person
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


async def claim(db: AsyncSession, lease: Held, limit: int) -> list[Letter]:
    """Take up to `limit` messages that are due, the most urgent first and one of each chat."""
    now = dialects.seconds_now(db)
    due = union_all(*(select(_due(lane, now, limit)) for lane in Lane)).subquery()
    first = select(due.c.id).order_by(due.c.lane, due.c.not_before, due.c.id).limit(limit)
    taken = await db.scalars(
        update(Outgoing)
        .where(Outgoing.id.in_(first), Outgoing.state == State.PENDING)
        .where(lease.is_current())
        .values(
            state=State.SENDING,
            owner=lease.owner,
            epoch=lease.epoch,
            lapses_at=now + CLAIM_SECONDS,
        )
        .returning(Outgoing.id)
    )
    letters = await _current(db, await _letters(db, taken.all()))
    one_each = {letter.chat_id: letter for letter in reversed(letters)}
    await chats.reserve(db, one_each)
    others = [each for each in letters if one_each[each.chat_id] is not each]
    await put_back(db, others, lease.owner)
    mine = [each for each in letters if one_each[each.chat_id] is each]
    claimed = {"owner": lease.owner, "epoch": lease.epoch, "lapses_at": now + CLAIM_SECONDS}
    return await digests.take(db, mine, claimed)


def _due(lane: Lane, now: ColumnElement[float], limit: int) -> CTE:
    """What of one lane could go now, the oldest first.

    Asked lane by lane, the index leads straight to it, past all that waits for tomorrow morning.
    PostgreSQL runs a subquery that locks once for each row it looks at, and so past its limit; a
    CTE that locks it runs once.
    """
    return (
        select(Outgoing.id, Outgoing.lane, Outgoing.not_before)
        .outerjoin(Chat, Chat.id == Outgoing.chat_id)
        .where(Outgoing.lane == lane, Outgoing.state == State.PENDING)
        .where(Outgoing.digest_id.is_(None))
        .where(Outgoing.not_before <= clock.now())
        .where(func.coalesce(Outgoing.retry_at, 0) <= now)
        .where(func.coalesce(Chat.next_send_at, 0) <= now, ~held_back())
        .order_by(Outgoing.not_before, Outgoing.id)
        .limit(limit)
        .with_for_update(skip_locked=True, of=Outgoing)
        .cte(f"due_{lane.name.lower()}")
    )


async def _letters(db: AsyncSession, ids: Sequence[int]) -> list[Letter]:
    edited = aliased(Outgoing)
    about = func.coalesce(Outgoing.bulletin_id, edited.bulletin_id)
    query = (
        select(Outgoing, ADDRESSEE, Chat.blocked_at, _answered(), about)
        .join(Person, Person.id == Outgoing.person_id)
        .outerjoin(edited, edited.id == Outgoing.edits_id)
        .outerjoin(Chat, Chat.id == Outgoing.chat_id)
        .where(Outgoing.id.in_(ids))
        .order_by(Outgoing.lane, Outgoing.not_before, Outgoing.id)
    )
    return [
        Letter(
            id=row.id,
            lane=Lane(row.lane),
            kind=row.kind,
            params=row.params,
            chat_id=row.chat_id,
            **addressee(person),
            edits=row.message_id,
            edits_row=row.edits_id,
            bulletin_id=bulletin_id,
            version=row.version,
            attempts=row.attempts,
            expires_at=row.expires_at,
            epoch=row.epoch,
            reachable=blocked_at is None,
            answered=is_answered,
        )
        for row, person, blocked_at, is_answered, bulletin_id in await db.execute(query)
        if row.chat_id is not None
    ]


async def _current(db: AsyncSession, letters: Sequence[Letter]) -> list[Letter]:
    """A bulletin is worded in its newest version, and does not go once it has ended."""
    now = await standing(db, {each.bulletin_id for each in letters if each.bulletin_id})
    found = [_as_it_stands(each, now.get(each.bulletin_id or 0)) for each in letters]
    for old, new in zip(letters, found, strict=True):
        if old.version != new.version and new.lane is Lane.BULLETIN:
            mine = Outgoing.id == new.id
            await db.execute(update(Outgoing).where(mine).values(version=new.version))
    return found


def _as_it_stands(letter: Letter, bulletin: Standing | None) -> Letter:
    if bulletin is None:
        return letter
    if letter.lane is Lane.EDIT:
        return replace(letter, version=bulletin.version)
    until, ending = bulletin.valid_until, bulletin.ending
    return replace(letter, version=bulletin.version, expires_at=until, ending=ending)


async def is_answered(db: AsyncSession, letter: Letter) -> bool:
    """Whether a newer message of its slot has come since it was claimed."""
    found = await db.scalars(select(_answered()).where(Outgoing.id == letter.id))
    return bool(found.one_or_none())


def _answered() -> ColumnElement[bool]:
    """A newer message of its slot stands in its place."""
    newer = aliased(Outgoing)
    return (
        select(newer.id)
        .where(newer.chat_id == Outgoing.chat_id, newer.slot == Outgoing.slot)
        .where(newer.id > Outgoing.id)
        .exists()
    )


def _mine(letter: Letter, owner: str) -> ColumnElement[bool]:
    """Still being sent by us, under the claim it was taken with."""
    return (
        Outgoing.id.in_([letter.id, *letter.told])
        & (Outgoing.state == State.SENDING)
        & (Outgoing.owner == owner)
        & Outgoing.epoch.is_not_distinct_from(letter.epoch)
    )


async def record(db: AsyncSession, letter: Letter, owner: str, outcome: Outcome) -> bool:
    """Settle what became of a message; False if the claim had passed to somebody else."""
    settlement = settle(letter.lane, outcome, letter.attempts)
    waits = settlement.state is State.PENDING
    # A bulletin's text stands in `bulletin_text`.
    kept = not letter.bulletin_id and letter.kind != DIGEST
    text = outcome.text if isinstance(outcome, Sent) and kept else None
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
    if changed.first() is None:
        return False
    if not waits:
        await _forget_secrets(db, [letter])
    if isinstance(outcome, Sent):
        await chats.touched(db, [letter.chat_id])
    elif isinstance(outcome, Rejected) and outcome.unreachable:
        await chats.set_reachable(db, letter.chat_id, reachable=False)
    return True


async def record_sent(db: AsyncSession, sent: Sequence[tuple[Letter, Sent]], owner: str) -> None:
    """Settle what has arrived, all of it in two round trips.

    A claim that had passed to somebody else stays theirs.
    """
    rows = [
        {
            "its_id": letter.id,
            "its_owner": owner,
            "its_epoch": letter.epoch,
            "message_id": outcome.message_id,
            # A bulletin's text stands in `bulletin_text`.
            "text": None if letter.bulletin_id else outcome.text,
            "settled_at": clock.now(),
        }
        for letter, outcome in sorted(sent, key=lambda each: each[0].id)
    ]
    await (await db.connection()).execute(SETTLE_SENT, rows)
    await _forget_secrets(db, [letter for letter, _outcome in sent])
    await chats.touched(db, {letter.chat_id for letter, _outcome in sent})


async def _forget_secrets(db: AsyncSession, letters: Sequence[Letter]) -> None:
    """A link that grants is kept only until it has arrived: what reads the rows must not use it.

    Such a message has a fact called `secret`.
    """
    if ids := [letter.id for letter in letters if "secret" in letter.params]:
        mine = (Outgoing.id.in_(ids)) & (Outgoing.settled_at.is_not(None))
        await db.execute(update(Outgoing).where(mine).values(params={}, text=None))


async def drop(db: AsyncSession, letter: Letter, owner: str, state: State, reason: str) -> None:
    """Settle a claimed message that shall not be sent after all."""
    await db.execute(
        update(Outgoing)
        .where(_mine(letter, owner))
        .values(state=state, reason=reason, settled_at=clock.now())
    )


async def postpone(
    db: AsyncSession, letter: Letter, owner: str, until: datetime, reason: str | None = None
) -> None:
    """Return what must not go yet."""
    await db.execute(
        update(Outgoing)
        .where(_mine(letter, owner))
        .values(state=State.PENDING, owner=None, not_before=until, reason=reason)
    )


async def put_back(db: AsyncSession, letters: Sequence[Letter], owner: str) -> None:
    """Return what was claimed and not begun."""
    for letter in letters:
        await db.execute(
            update(Outgoing).where(_mine(letter, owner)).values(state=State.PENDING, owner=None)
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
    bulletin, answered = Outgoing.lane == Lane.BULLETIN, _answered()
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
