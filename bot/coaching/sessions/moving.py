"""Sessions that take place at another time: one, one and all after it, or a whole day of them."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from sqlalchemy.ext.asyncio import AsyncSession

from bot import clock
from bot.coaching.models import Session
from bot.coaching.reminders import hours, reminders
from bot.coaching.sessions import (
    answers,
    clashing,
    recurrence,
    sessions,
    telling,
)
from bot.coaching.sessions.notices import Clash, Guest, Seen, SessionFacts, SessionsMoved
from bot.delivery.quiet import Quiet
from bot.people.models import Person

#: As many moved sessions as one message shows; of more it tells the number.
SHOWN = 8


@dataclass(frozen=True)
class Move:
    """A session, and when it is to begin, on the wall of its own zone."""

    seen: Seen
    local_start: str
    #: Who asked for that time, and so has agreed to it.
    agreed: Guest | None = None

    @property
    def starts_at(self) -> datetime:
        return recurrence.moment(self.local_start, self.seen.session.zone)


def to(seen: Seen, at: datetime, agreed: Guest | None = None) -> Move:
    return Move(seen, recurrence.on_the_wall(at, seen.session.zone), agreed)


async def with_following(db: AsyncSession, move: Move) -> list[Move]:
    """That one, and all of its officer's that follow in its series, by as much on the wall.

    One that was moved by itself before takes those that follow from where they stand to its side,
    and not as far as it goes itself.
    """
    held = await sessions.held_following(db, move.seen.session)
    by = datetime.fromisoformat(move.local_start) - _place_in_series(move.seen.session, held)
    return [
        Move(seen, move.local_start)
        if seen.session.id == move.seen.session.id
        else Move(seen, recurrence.shifted(seen.session.local_start, by))
        for seen in held
    ]


def _place_in_series(session: Session, held: Sequence[Seen]) -> datetime:
    """Where it would stand if it had gone along with most of those that follow it."""
    others = [each.session for each in held if each.session.id != session.id]
    if not others or session.occurrence is None:
        return datetime.fromisoformat(session.local_start)
    [(moved_by, _times)] = Counter(map(_moved_by, others)).most_common(1)
    return datetime.fromisoformat(session.occurrence) + moved_by


def _moved_by(session: Session) -> timedelta:
    """From where the rule of its series has put it."""
    ruled = session.occurrence or session.local_start
    return datetime.fromisoformat(session.local_start) - datetime.fromisoformat(ruled)


async def of_day(db: AsyncSession, officer: Person, day: date, to_day: date) -> list[Move]:
    """All that the officer has on one day by their clock, at the same hours of another."""
    return [
        Move(seen, recurrence.shifted(seen.session.local_start, to_day - day))
        for seen in await day_of(db, officer, day)
    ]


async def day_of(db: AsyncSession, officer: Person, day: date) -> Sequence[Seen]:
    """What is still before them of that day."""
    begins = datetime.combine(day, time(), ZoneInfo(officer.zone))
    ends = datetime.combine(day + timedelta(days=1), time(), ZoneInfo(officer.zone))
    return await sessions.coaching(db, officer.id, begins, ends)


async def clashes(db: AsyncSession, moves: Sequence[Move]) -> list[Clash]:
    """What they would meet in the days of their people; not each other as they stand now."""
    moving = {move.seen.session.id for move in moves}
    people = {each.id: each for move in moves for each in move.seen.people()}
    found = []
    for person in people.values():
        spans = [
            (move.starts_at, move.seen.session.minutes)
            for move in moves
            if person in move.seen.people()
        ]
        found += await clashing.clashes(db, [person], spans, besides=moving)
    return sorted(found, key=lambda each: (each.at, each.name))[: clashing.MOST]


def possible(moves: Sequence[Move]) -> bool:
    """Whether all of it is still to come."""
    return bool(moves) and all(move.starts_at > clock.now() for move in moves)


async def carry_out(
    db: AsyncSession, moves: Sequence[Move], quiet: Quiet, *, by: int
) -> Sequence[Move]:
    """Move all of them, and tell everybody once, but the one who does it; returns what moved."""
    real = [move for move in moves if move.local_start != move.seen.session.local_start]
    before = [move.seen.session.starts_at for move in real]
    await telling.take_back(db, [move.seen for move in real])
    for move in real:
        await _carry_out(db, move, quiet)
    await db.flush()
    for person in {each.id: each for move in real for each in move.seen.people()}.values():
        if person.id != by:
            mine = [
                (was, move)
                for was, move in zip(before, real, strict=True)
                if person in move.seen.people()
            ]
            await _tell(db, person, mine, quiet)
    return real


async def _carry_out(db: AsyncSession, move: Move, quiet: Quiet) -> None:
    session = move.seen.session
    await reminders.stop_of(db, session.id)
    session.local_start, session.starts_at = move.local_start, move.starts_at
    session.version += 1
    answers.asked_again(move.seen, move.agreed)
    await db.flush()
    ahead = await hours.of(db, move.seen.reminded())
    for person in move.seen.reminded():
        reminders.owe(db, session, person, ahead[person.id], quiet)


async def _tell(
    db: AsyncSession, person: Person, mine: Sequence[tuple[datetime, Move]], quiet: Quiet
) -> None:
    shown = tuple(
        (was, SessionFacts(**move.seen.facts_for(person.id))) for was, move in mine[:SHOWN]
    )
    first = mine[0][1].seen.session
    await telling.tell(
        db,
        person,
        SessionsMoved(name=person.name or "", moved=shown, sessions=len(mine)),
        quiet,
        expires_at=max(move.starts_at for _was, move in mine),
        key=telling.move_key(first, person) if len(mine) == 1 else None,
    )
