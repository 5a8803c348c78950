"""What will happen by itself: everything that waits for its moment, counted by kind and hour."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any

from sqlalchemy import ColumnElement, func, literal, select
from sqlalchemy.ext.asyncio import AsyncSession

from bot import clock
from bot.coaching.programmes import lasting
from bot.coaching.programmes.models import Enrolment
from bot.coaching.reminders.models import Outcome, Reminder
from bot.coaching.sequences.models import SequenceOutcome
from bot.conversation.models import Conversation
from bot.delivery.models import Lane, Outgoing, State
from bot.market.planned import PlannedBulletin, PlanState
from bot.people.leave import Answer, Leave
from bot.storage import dialects


@dataclass(frozen=True)
class Waiting:
    """How many of one kind are due in one hour."""

    #: `reminder.session`, `message.notice`, …
    kind: str
    #: Its beginning, UTC; None for what is due already.
    hour: datetime | None
    number: int


@dataclass(frozen=True)
class Missed:
    about: str
    why: str
    number: int


@dataclass(frozen=True)
class _Source:
    """Rows of one table that wait; `kind` may be a column, of which each value is a kind."""

    name: str
    kind: Any
    due: Any
    waits: ColumnElement[bool]


_AGREED = (Leave.answer == Answer.YES) & Leave.ended_at.is_(None)

SOURCES = (
    _Source("reminder", Reminder.about, Reminder.due_at, Reminder.outcome == Outcome.PENDING),
    # Of each business the next one: what follows depends on what becomes of that.
    _Source(
        "programme",
        literal("message"),
        Enrolment.messages_due_at,
        Enrolment.messages_due_at.is_not(None),
    ),
    *(
        _Source(
            "message",
            literal(lane.name.lower()),
            Outgoing.not_before,
            (Outgoing.state == State.PENDING) & (Outgoing.lane == lane),
        )
        for lane in Lane
    ),
    _Source(
        "bulletin",
        literal("publish"),
        PlannedBulletin.publish_at,
        PlannedBulletin.state == PlanState.SCHEDULED,
    ),
    _Source(
        "conversation",
        literal("nudge"),
        Conversation.nudge_at,
        Conversation.nudge_at.is_not(None),
    ),
    _Source(
        "leave",
        literal("begins"),
        Leave.starts_at,
        _AGREED & Leave.begun_at.is_(None),
    ),
    _Source("leave", literal("ends"), Leave.ends_at, _AGREED),
)


async def waiting(db: AsyncSession, until: datetime) -> Sequence[Waiting]:
    """What is due already, and then what is due until then, hour by hour."""
    now = clock.now()
    found = []
    for source in SOURCES:
        late = await db.execute(
            select(source.kind, func.count())
            .where(source.waits, source.due <= now)
            .group_by(source.kind)
        )
        found += [Waiting(f"{source.name}.{kind}", None, number) for kind, number in late if number]
        hour = dialects.hour_of(db, source.due).label("hour")
        coming = await db.execute(
            select(source.kind, hour, func.count())
            .where(source.waits, source.due > now, source.due <= until)
            .group_by(source.kind, hour)
        )
        found += [
            Waiting(f"{source.name}.{kind}", _moment(text), number) for kind, text, number in coming
        ]
    ends = Counter(
        ("programme.over" if over else "programme.ends_soon", at.replace(minute=0, second=0))
        for at, over in await lasting.foreseen(db, until)
    )
    found += [Waiting(kind, hour, number) for (kind, hour), number in ends.items()]
    return sorted(found, key=lambda each: (each.hour is not None, each.hour, each.kind))


def _moment(hour: str) -> datetime:
    return datetime.strptime(hour, "%Y-%m-%dT%H").replace(tzinfo=UTC)


async def missed(db: AsyncSession, since: datetime) -> Sequence[Missed]:
    """Reminders and messages that did not go, by what they were about and why."""
    reminders = (
        select(Reminder.about, Reminder.why, func.count())
        .where(Reminder.outcome == Outcome.MISSED, Reminder.settled_at >= since)
        .group_by(Reminder.about, Reminder.why)
        .order_by(Reminder.about, Reminder.why)
    )
    found = [Missed(about, why or "", number) for about, why, number in await db.execute(reminders)]
    messages = (
        select(SequenceOutcome.why, func.count())
        .where(SequenceOutcome.outcome == Outcome.MISSED, SequenceOutcome.settled_at >= since)
        .group_by(SequenceOutcome.why)
        .order_by(SequenceOutcome.why)
    )
    found += [Missed("programme", why or "", number) for why, number in await db.execute(messages)]
    return found
