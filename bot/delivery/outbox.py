"""Enqueueing: a message is a row in the transaction that caused it."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from functools import cache
from typing import Any

from sqlalchemy import (
    ColumnElement,
    Executable,
    Select,
    Table,
    and_,
    case,
    or_,
    update,
)
from sqlalchemy import insert as sql_insert
from sqlalchemy.ext.asyncio import AsyncSession

from bot import clock
from bot.delivery.models import Lane, Outgoing, State
from bot.delivery.receiving import Receiving
from bot.delivery.screen import Notice
from bot.market.models import Ending
from bot.people.models import Person
from bot.storage import dialects

OUTBOX: Table = Outgoing.__table__  # type: ignore[assignment]  # it is one, says the mapper
#: How long the process that took an update may take to send its replies, in seconds.
REPLY_SECONDS = 30
#: Why a message was suppressed.
BLOCKED = "blocked the bot"
ANSWERED = "answered since"
WITHDRAWN = "consent withdrawn"
MUTED = "wants no news of this commodity any more"
RIVAL = "speaks for another buyer by now"
CALLED_OFF = "not true any more"
ERASED = "their data was erased"
#: What these stopped stays stopped when somebody who had blocked the bot comes back.
FOR_GOOD = (ANSWERED, WITHDRAWN, MUTED, RIVAL, CALLED_OFF, ERASED)
#: They have no Telegram; whoever looks after them reads it to them (`bot.delivery.calls`).
NO_CHAT = "no chat"


@dataclass(frozen=True)
class Letter:
    """A claimed row, with what is needed to word and send it."""

    id: int
    lane: Lane
    kind: str
    params: Mapping[str, Any]
    chat_id: int
    language: str
    zone: str
    #: How the person is addressed, and how they want bulletins.
    honorific: str | None = None
    receiving: Receiving | None = None
    #: Whether they want no picture that they did not ask for.
    low_data: bool = False
    #: Of a bulletin: whose it is, and how many they want on one day.
    person_id: int | None = None
    a_day: int | None = None
    #: Of an edit: the row whose message it changes.
    edits_row: int | None = None
    #: Of a digest: the rows that share its fate, and the bulletins it tells, in which versions.
    told: tuple[int, ...] = ()
    tells: tuple[tuple[int, int], ...] = ()
    #: The message to change, if this is an edit.
    edits: int | None = None
    #: The bulletin that it tells, or brings up to date; in which version.
    bulletin_id: int | None = None
    version: int | None = None
    attempts: int = 0
    #: Since when it may go.
    not_before: datetime | None = None
    expires_at: datetime | None = None
    epoch: int | None = None
    #: The day on whose budget of Stars it goes, if it is paid for.
    paid: date | None = None
    #: How the bulletin that it would tell has ended.
    ending: Ending | None = None
    #: When that bulletin went on after a pause.
    resumed_at: datetime | None = None
    #: Whether it would tell a buyer another one's price.
    of_rival: bool = False
    reachable: bool = True
    #: Whether a newer message of its slot stands in its place.
    answered: bool = False


#: Where a transaction notes that it left something for the courier.
_FOR_COURIER = "for_courier"


def leave_to_courier(db: AsyncSession) -> None:
    """Say that this transaction enqueues something that it does not send itself."""
    db.info[_FOR_COURIER] = True


def concerns_courier(db: AsyncSession) -> bool:
    """Whether this transaction enqueued anything that it does not send itself."""
    return _FOR_COURIER in db.info


@dataclass(frozen=True)
class Answer:
    """What somebody who is waiting is told, in the chat in which they asked."""

    person: Person
    chat_id: int
    notice: Notice
    slot: str | None = None
    edits: int | None = None


async def reply(db: AsyncSession, answers: Sequence[Answer], *, owner: str) -> list[Letter]:
    """Enqueue answers that `owner`, this process, sends right after the commit."""
    if not answers:
        return []
    now = clock.now()
    rows = [
        {
            "lane": Lane.REPLY,
            "kind": answer.notice.kind,
            "params": answer.notice.model_dump(mode="json"),
            "person_id": answer.person.id,
            "chat_id": answer.chat_id,
            "slot": answer.slot,
            "message_id": answer.edits,
            "state": State.SENDING,
            "owner": owner,
            "attempts": 0,
            "not_before": now,
            "created_at": now,
        }
        for answer in answers
    ]
    stored = await db.scalars(_answering(dialects.name_of(db)), rows)
    return [
        _letter(number, answer, row)
        for number, answer, row in zip(stored, answers, rows, strict=True)
    ]


@cache
def _answering(dialect: str) -> Executable:
    return (
        sql_insert(OUTBOX)
        .values(lapses_at=dialects.seconds_now_on(dialect) + REPLY_SECONDS)
        .returning(OUTBOX.c.id, sort_by_parameter_order=True)
    )


def _letter(number: int, answer: Answer, row: Mapping[str, Any]) -> Letter:
    return Letter(
        id=number,
        lane=Lane.REPLY,
        kind=answer.notice.kind,
        params=row["params"],
        chat_id=answer.chat_id,
        language=answer.person.language,
        zone=answer.person.zone,
        honorific=answer.person.honorific,
        edits=answer.edits,
        not_before=row["not_before"],
    )


async def notify(
    db: AsyncSession,
    person: Person,
    notice: Notice,
    *,
    key: str | None = None,
    lane: Lane = Lane.NOTICE,
    not_before: datetime | None = None,
    expires_at: datetime | None = None,
    slot: str | None = None,
    chat_id: int | None = None,
) -> bool:
    """Enqueue news of somebody's own affairs. False if `key` was enqueued before.

    `chat_id` is where who was just erased can still be told so.
    Of who has no chat the row is kept as not sent: it stands on their delegate's list of calls.
    """
    leave_to_courier(db)
    row = new_row(person, notice, not_before, chat_id=chat_id or person.telegram_id)
    row |= {"lane": lane, "key": key, "slot": slot, "expires_at": expires_at}
    insert = dialects.insert(db, Outgoing).values(row).on_conflict_do_nothing()
    return (await db.execute(insert.returning(Outgoing.id))).first() is not None


@dataclass(frozen=True)
class News:
    """Something that several people are told, each in their own words and at their own hour."""

    person: Person
    notice: Notice
    key: str
    not_before: datetime
    expires_at: datetime | None = None


async def notify_all(db: AsyncSession, news: Sequence[News]) -> None:
    """The same for many at once, each with a key: nobody is told twice."""
    if not news:
        return
    leave_to_courier(db)
    rows = [
        new_row(each.person, each.notice, each.not_before, chat_id=each.person.telegram_id)
        | {"lane": Lane.NOTICE, "key": each.key, "expires_at": each.expires_at}
        for each in news
    ]
    await db.execute(dialects.insert(db, OUTBOX).on_conflict_do_nothing(), rows)


def new_row(
    person: Person, notice: Notice, not_before: datetime | None, *, chat_id: int | None
) -> dict[str, Any]:
    now, reached = clock.now(), chat_id is not None
    return {
        "kind": notice.kind,
        "params": notice.model_dump(mode="json"),
        "person_id": person.id,
        "chat_id": chat_id,
        "state": State.PENDING if reached else State.SUPPRESSED,
        "reason": None if reached else NO_CHAT,
        "attempts": 0,
        "not_before": not_before or now,
        "created_at": now,
        "settled_at": None if reached else now,
    }


async def stop_bulletins(db: AsyncSession, person_id: int) -> None:
    """Suppress the bulletins that wait for somebody who does not want any more."""
    await _withdraw(db, person_id, Outgoing.lane == Lane.BULLETIN)


async def stop_about(db: AsyncSession, person_id: int, bulletins: Select[int]) -> None:
    """Suppress those of these bulletins that wait for somebody who does not want them any more."""
    theirs = and_(Outgoing.person_id == person_id, Outgoing.lane == Lane.BULLETIN)
    await _suppress(db, and_(theirs, Outgoing.bulletin_id.in_(bulletins)), MUTED)


async def stop_unasked(db: AsyncSession, person_id: int) -> None:
    """Suppress all that waits for somebody who wants nothing any more, but the answers."""
    await _withdraw(db, person_id, Outgoing.lane != Lane.REPLY)


async def stop_keys(db: AsyncSession, keys: Sequence[str]) -> None:
    """Suppress what waits under these keys: it is not true any more."""
    await _suppress(db, Outgoing.key.in_(keys), CALLED_OFF)


async def _withdraw(db: AsyncSession, person_id: int, which: ColumnElement[bool]) -> None:
    await _suppress(db, and_(Outgoing.person_id == person_id, which), WITHDRAWN)


async def _suppress(db: AsyncSession, which: ColumnElement[bool], reason: str) -> None:
    """Also what waits to be told by phone to who has no chat."""
    untold = and_(Outgoing.reason == NO_CHAT, Outgoing.told_at.is_(None))
    await db.execute(
        update(Outgoing)
        .where(which, or_(Outgoing.state == State.PENDING, untold))
        .values(state=State.SUPPRESSED, reason=reason, settled_at=clock.now())
    )


async def call_off(db: AsyncSession, person_id: int, notice: type[Notice]) -> None:
    """Suppress news of this kind that waits for somebody: it is not true any more."""
    await db.execute(
        update(Outgoing)
        .where(Outgoing.person_id == person_id, Outgoing.kind == notice.kind)
        .where(Outgoing.state == State.PENDING)
        .values(state=State.SUPPRESSED, reason=CALLED_OFF, settled_at=clock.now())
    )


async def forget_slot(db: AsyncSession, chat_id: int, slot: str) -> None:
    """What was said under a slot is not kept: it was called off before it came to anything.

    What is being sent is settled, or its record would bring the text back.
    """
    open_now = Outgoing.state.in_([State.PENDING, State.SENDING])
    await db.execute(
        update(Outgoing)
        .where(Outgoing.chat_id == chat_id, Outgoing.slot == slot)
        .values(
            params={},
            text=None,
            state=case((open_now, State.SUPPRESSED), else_=Outgoing.state),
            reason=case((open_now, ANSWERED), else_=Outgoing.reason),
            settled_at=case((open_now, clock.now()), else_=Outgoing.settled_at),
        )
        .execution_options(synchronize_session=False)
    )
