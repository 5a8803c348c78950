"""Forgetting what was said: the outbox keeps its rows, so that ledgers sum, without the words."""

import re
from collections.abc import Iterator, Sequence
from typing import Any

from markupsafe import escape
from sqlalchemy import (
    ColumnElement,
    CompoundSelect,
    String,
    Update,
    case,
    cast,
    func,
    or_,
    select,
    text,
    update,
)
from sqlalchemy.ext.asyncio import AsyncSession

from bot import clock
from bot.delivery.models import NAMES_OFFICER, TELLS_HANDOVER, Lane, Outgoing, State
from bot.delivery.outbox import ERASED, WITHDRAWN
from bot.market.commodities import COMMODITIES
from bot.privacy.witnesses import names

#: People whose messages are looked through in one statement.
AT_ONCE = 500
#: Questions or sessions that are looked for in one statement.
NUMBERS_AT_ONCE = 100
#: Messages that tell what somebody asked.
OF_THREADS = (
    *("question_came", "media_passed", "question_list", "expert_answered", "answer_passed"),
    "question_written_down",
)
#: Messages that tell what was noted of a session, done for it, or thought of it.
OF_SESSIONS = (
    *("after_card", "notes_shown", "session_media", "difficulty_told", "note_for_owner"),
    *("homework_given", "homework_moved", "homework_due", "homework_done", "homework_card"),
    *("homework_list", "homework_noted", "proof_shown", "help_wanted"),
)
#: Stands where a person was named.
GONE = "–"


async def forget(
    db: AsyncSession,
    person_id: int,
    told: Sequence[int],
    asked: CompoundSelect[int],
    marks: Sequence[str],
) -> None:
    """Empty a person's messages, and take their name out of those in which others were told it.

    Of those who `asked`, only the answers are looked through. Their own messages are not sent any
    more; the others' are, for they are about more than this person.
    """
    emptied = _emptied().where(Outgoing.person_id == person_id)
    await db.execute(emptied.values(chat_id=None, message_id=None))
    await unname(db, told, marks)
    if own := _own(marks):
        # Word for word as the index has it, or SQLite does not see that it fits.
        await _unname(db, own, Outgoing.person_id.in_(asked) & text(NAMES_OFFICER))
        await _unname(db, own, (Outgoing.id > 0) & text(TELLS_HANDOVER))


async def unname(db: AsyncSession, told: Sequence[int], marks: Sequence[str]) -> None:
    """Take a name out of the messages of those who were told it."""
    own = _own(marks)
    if not own:
        return
    # So that SQLite, which nobody tells how many of each there are, does not begin with these.
    no_bulletin = func.coalesce(Outgoing.bulletin_id, 0) == 0
    for start in range(0, len(told), AT_ONCE):
        theirs = Outgoing.person_id.in_(told[start : start + AT_ONCE])
        await _unname(db, own, theirs & no_bulletin)


async def forget_threads(db: AsyncSession, told: Sequence[int], questions: Sequence[int]) -> None:
    """Empty what others were shown of somebody's questions."""
    for about in _of_threads(told, questions):
        await db.execute(_emptied().where(about))


async def forget_sessions(db: AsyncSession, told: Sequence[int], sessions: Sequence[int]) -> None:
    """Empty what others were shown of what was noted of somebody in these sessions."""
    for about in _about("session_id", OF_SESSIONS, told, sessions):
        await db.execute(_emptied().where(about))


async def stop_threads(db: AsyncSession, told: Sequence[int], questions: Sequence[int]) -> None:
    """What waits to be shown of questions whose asker wants no coaching any more is not sent."""
    for about in _of_threads(told, questions):
        await db.execute(
            update(Outgoing)
            .where(about, Outgoing.state == State.PENDING)
            .values(state=State.SUPPRESSED, reason=WITHDRAWN, settled_at=clock.now())
            .execution_options(synchronize_session=False)
        )


def _of_threads(told: Sequence[int], questions: Sequence[int]) -> Iterator[ColumnElement[bool]]:
    """What these people were shown of these questions."""
    return _about("question_id", OF_THREADS, told, questions)


def _about(
    field: str, kinds: Sequence[str], told: Sequence[int], numbers: Sequence[int]
) -> Iterator[ColumnElement[bool]]:
    """What these people were told of these, some of both at a time."""
    facts = cast(Outgoing.params, String)
    for first in range(0, len(numbers), NUMBERS_AT_ONCE):
        some = numbers[first : first + NUMBERS_AT_ONCE]
        spelt = (f'"{field}": {each}{end}' for each in some for end in ",}")
        about = or_(*(facts.contains(each, autoescape=True) for each in spelt))
        for start in range(0, len(told), AT_ONCE):
            theirs = Outgoing.person_id.in_(told[start : start + AT_ONCE])
            yield theirs & Outgoing.kind.in_(kinds) & about


def _own(marks: Sequence[str]) -> list[str]:
    """A business may be called what it sells: that is a word of everybody's."""
    return [mark for mark in marks if mark not in COMMODITIES]


async def _unname(db: AsyncSession, own: Sequence[str], where: ColumnElement[bool]) -> None:
    named = _named(own)
    found = await db.execute(
        select(Outgoing.id, Outgoing.params, Outgoing.text).where(where, names(own))
    )
    changed = [
        {"id": number, "params": without, "text": said and named.sub(GONE, said)}
        for number, params, said in found
        if (without := _without(params, named)) != params
    ]
    if changed:
        await db.execute(update(Outgoing), changed)


def _named(marks: Sequence[str]) -> re.Pattern[str]:
    """One of these as a name of its own: `Ani` is not in `Rani`, nor `kopi` in `kopi-robusta`."""
    spelt = {form for mark in marks for form in (mark, str(escape(mark)))}
    either = "|".join(re.escape(each) for each in sorted(spelt, key=len, reverse=True))
    return re.compile(rf"(?<![\w-])(?:{either})(?![\w-])")


def _without(value: Any, named: re.Pattern[str]) -> Any:
    """The same JSON without the names."""
    if isinstance(value, str):
        return named.sub(GONE, value)
    if isinstance(value, dict):
        return {key: _without(each, named) for key, each in value.items()}
    if isinstance(value, list):
        return [_without(each, named) for each in value]
    return value


def _emptied() -> Update:
    """Nothing that waits is sent. A bulletin that is being sent may arrive all the same."""
    going, waiting = Outgoing.state == State.SENDING, Outgoing.state == State.PENDING
    return (
        update(Outgoing)
        .values(
            params={},
            text=None,
            owner=None,
            state=case(
                (going & (Outgoing.lane == Lane.BULLETIN), State.UNKNOWN),
                (going | waiting, State.SUPPRESSED),
                else_=Outgoing.state,
            ),
            reason=case((going | waiting, ERASED), else_=Outgoing.reason),
            settled_at=case((going | waiting, clock.now()), else_=Outgoing.settled_at),
        )
        .execution_options(synchronize_session=False)
    )
