"""News that was wanted together: its rows are gathered, and one message tells all of them.

Each bulletin keeps its own row, and with it its place in its ledger; the message has a row of its
own that is no bulletin's. Whoever claims or settles that row does the same to those it tells.
"""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Any

from sqlalchemy import ColumnElement, insert, select, update
from sqlalchemy.ext.asyncio import AsyncSession

from bot import clock
from bot.delivery import daily, rivals
from bot.delivery.models import DIGEST, BulletinText, Lane, Outgoing, State
from bot.delivery.outbox import RIVAL, Letter, leave_to_courier
from bot.delivery.quiet import Quiet
from bot.delivery.receiving import Receiving, after_pause, receiving
from bot.delivery.screen import Notice
from bot.delivery.standing import held_back, holds, standing
from bot.market.models import Bulletin
from bot.people.models import Person

#: What a row waits with until it is gathered; afterwards it names the row that tells it.
UNGATHERED = 0
#: Rows that are looked at in one transaction.
CHUNK = 200
#: Bulletins of one message, and how long their texts may be together: 4,096 signs are Telegram's
#: limit, and a correction adds to each, at most a table of prices by grade.
MOST, LENGTH = 5, 2200
#: Why a digest did not go.
NOTHING_LEFT = "nothing in it is true any more"


class Digest(Notice):
    """Bulletins that are told together, each as it was worded for everybody."""

    kind = DIGEST

    screens: tuple[dict[str, Any], ...]


async def gather(db: AsyncSession, quiet: Quiet) -> int:
    """Make messages of what is due for some people; returns how many people, zero when all is."""
    waiting = select(Outgoing.person_id).where(_due()).order_by(Outgoing.not_before).limit(CHUNK)
    numbers = set(await db.scalars(waiting))
    # Who is just being answered may be changing how their news comes: their turn is later.
    query = select(Person).where(Person.id.in_(numbers)).order_by(Person.id)
    query = query.with_for_update(skip_locked=True, key_share=True)
    people = (await db.scalars(query.execution_options(populate_existing=True))).all()
    for person in people:
        await _tell(db, person, await _rows(db, person, quiet), quiet)
    return len(people)


async def _rows(db: AsyncSession, person: Person, quiet: Quiet) -> Sequence[Outgoing]:
    """What is due for somebody; what fell due in a pause is put off to their next hour."""
    went_on = select(Bulletin.resumed_at).where(Bulletin.id == Outgoing.bulletin_id)
    due = select(Outgoing, went_on.scalar_subquery())
    due = due.where(_due(), Outgoing.person_id == person.id).order_by(Outgoing.id)
    found = await db.execute(due.with_for_update(skip_locked=True, of=Outgoing))
    now, wish, rows = clock.now(), _wish(person), []
    for row, resumed_at in found:
        paused = (row.not_before, resumed_at or row.not_before)
        if at := after_pause(now, wish, quiet, row.expires_at or now, paused):
            row.not_before = at
        else:
            rows.append(row)
    return rows


def _wish(person: Person) -> Receiving:
    return receiving(person.zone, person.prices_at, person.news_rhythm, person.friday_news_at)


def _due() -> ColumnElement[bool]:
    waits = (Outgoing.digest_id == UNGATHERED) & (Outgoing.state == State.PENDING)
    return waits & (Outgoing.not_before <= clock.now()) & holds() & ~held_back()


async def _tell(db: AsyncSession, person: Person, rows: Sequence[Outgoing], quiet: Quiet) -> None:
    leave_to_courier(db)
    now, room = clock.now(), len(rows)
    if person.news_a_day is not None:
        had = await daily.had(db, person.id, person.zone, now)
        room = max(person.news_a_day - had, 0)
    for row in rows[room:]:
        row.reason = daily.ENOUGH
        if at := daily.next_day(_wish(person), row.expires_at, now, quiet):
            row.not_before = at
        else:
            row.state, row.settled_at = State.SUPPRESSED, now
    for some in await _messages(db, rows[:room], person.language):
        number = await _enqueue(db, some[0]) if len(some) > 1 else None
        for row in some:
            row.digest_id = number
    await db.flush()


async def _messages(
    db: AsyncSession, rows: Sequence[Outgoing], language: str
) -> Sequence[Sequence[Outgoing]]:
    """The rows of each message, none of them too long."""
    found = await db.execute(
        select(BulletinText.bulletin_id, BulletinText.screen)
        .join(Bulletin, Bulletin.id == BulletinText.bulletin_id)
        .where(BulletinText.bulletin_id.in_([row.bulletin_id for row in rows]))
        .where(BulletinText.version == Bulletin.version, BulletinText.language == language)
    )
    lengths = {number: len(screen["text"]) for number, screen in found}
    messages: list[list[Outgoing]] = []
    length = 0
    for row in rows:
        its = lengths.get(row.bulletin_id or 0, LENGTH)
        if not messages or len(messages[-1]) == MOST or length + its > LENGTH:
            messages.append([])
            length = 0
        messages[-1].append(row)
        length += its
    return messages


async def _enqueue(db: AsyncSession, first: Outgoing) -> int:
    now = clock.now()
    row = insert(Outgoing).values(
        lane=Lane.BULLETIN,
        kind=DIGEST,
        params={},
        person_id=first.person_id,
        chat_id=first.chat_id,
        state=State.PENDING,
        attempts=0,
        not_before=now,
        created_at=now,
    )
    number: int = (await db.scalars(row.returning(Outgoing.id))).one()
    return number


async def take(
    db: AsyncSession, letters: Sequence[Letter], claimed: Mapping[str, Any]
) -> list[Letter]:
    """With each digest that was claimed, claim what it tells, as it stands at this moment."""
    return [await _with_its_own(db, each, claimed) for each in letters]


async def _with_its_own(db: AsyncSession, letter: Letter, claimed: Mapping[str, Any]) -> Letter:
    if letter.kind != DIGEST:
        return letter
    first = letter.lane is Lane.BULLETIN
    digest_id, state = (letter.id, State.PENDING) if first else (letter.edits_row, State.SENT)
    query = select(Outgoing.id, Outgoing.bulletin_id).where(
        Outgoing.digest_id == digest_id, Outgoing.state == state
    )
    rows = [(row, about) for row, about in await db.execute(query.order_by(Outgoing.id)) if about]
    about = [bulletin for _row, bulletin in rows]
    # Held until the claim commits, as those of single bulletins.
    now = await standing(db, about)
    whose = letter.person_id or 0
    rival = await rivals.among(db, [whose], about)
    if not first:
        # An item that would tell a rival's price falls out of the message.
        hidden = {each for (_who, each), end in rival.items() if end not in rivals.TELLS_NOTHING}
        tells = tuple((each, now[each].version) for each in about if each not in hidden)
        return replace(letter, tells=tells)
    paused = set(
        await db.scalars(
            select(Bulletin.id).where(Bulletin.id.in_(now), Bulletin.paused_at.is_not(None))
        )
    )
    told = []
    for row, number in rows:
        its = update(Outgoing).where(Outgoing.id == row, Outgoing.state == State.PENDING)
        if number in paused:
            await db.execute(its.values(digest_id=UNGATHERED))
        elif (whose, number) in rival:
            await db.execute(
                its.values(state=State.SUPPRESSED, reason=RIVAL, settled_at=clock.now())
            )
        elif now[number].ending is None and now[number].valid_until > clock.now():
            taken = its.values(state=State.SENDING, version=now[number].version, **claimed)
            if (await db.scalars(taken.returning(Outgoing.id))).first():
                told.append((row, number))
        # What has ended is settled by the sweep, as if it stood alone.
    tells = tuple((number, now[number].version) for _row, number in told)
    return replace(letter, told=tuple(row for row, _number in told), tells=tells)
