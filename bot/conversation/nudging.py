"""Reminding people of what they began: the open question is asked again, its buttons alive."""

from collections.abc import Awaitable, Callable, Mapping, Sequence
from datetime import timedelta

import structlog
from sqlalchemy import Row, select, update
from sqlalchemy.ext.asyncio import AsyncSession

from bot import clock
from bot.conversation import talk
from bot.conversation.form import Form, Note
from bot.conversation.models import Conversation
from bot.conversation.nudges import due_after
from bot.conversation.question import SLOT, Question
from bot.conversation.said import Other
from bot.conversation.turn import Turn
from bot.delivery import outbox
from bot.delivery.models import Chat
from bot.delivery.quiet import Quiet, first_allowed, is_quiet
from bot.language import _
from bot.people.models import Person
from bot.people.roles import roles_of
from bot.storage import dialects

log = structlog.get_logger()

#: Conversations looked at in one transaction, so that a backlog holds no lock for long.
BATCH = 200
#: Who is not reached by then has slept over it, and gets the next one.
HOLDS = timedelta(hours=12)
NOTES = (
    _("We stopped half-way. Your answers are kept; let us go on from here."),
    _("This question still waits, and your answers are kept. We will not remind you again."),
)


class Nudge(Question):
    """The open question, asked again after silence."""

    kind = "nudge"


Tick = Callable[[AsyncSession, Quiet], Awaitable[int]]


def nudging(forms: Mapping[str, Form]) -> Tick:
    async def tick(db: AsyncSession, quiet: Quiet) -> int:
        """Bring up to `BATCH` conversations up again; returns how many were looked at."""
        due = await _due(db)
        held = await roles_of(db, {person.id for _talk, person, _blocked in due}) if due else {}
        for conversation, person, blocked_at in due:
            form = forms.get(conversation.form or "")
            if form is None or blocked_at or person.telegram_id != conversation.chat_id:
                conversation.nudge_at = None
                continue
            if is_quiet(clock.now(), person.zone, quiet):
                conversation.nudge_at = first_allowed(clock.now(), person.zone, quiet)
                continue
            turn = Turn(
                db, person, held[person.id], conversation.chat_id, Other(""), conversation, quiet
            )
            await _try(turn, form)
        return len(due)

    return tick


async def _due(db: AsyncSession) -> Sequence[Row[Conversation, Person, object]]:
    """Whose update is being handled at this moment is not silent: they are passed over."""
    due = (
        select(Conversation.person_id, Conversation.chat_id)
        .join(Person, Person.id == Conversation.person_id)
        .where(Conversation.nudge_at <= clock.now())
        .order_by(Conversation.nudge_at)
        .limit(BATCH)
        .with_for_update(skip_locked=True, key_share=True, of=[Conversation, Person])
        .cte("due")
    )
    found = await db.execute(
        select(Conversation, Person, Chat.blocked_at)
        .join(
            due,
            (due.c.person_id == Conversation.person_id) & (due.c.chat_id == Conversation.chat_id),
        )
        .join(Person, Person.id == Conversation.person_id)
        .outerjoin(Chat, Chat.id == Conversation.chat_id)
        .order_by(Conversation.nudge_at)
    )
    return found.all()


async def _try(turn: Turn, form: Form) -> None:
    """One that cannot be asked again shall not keep all others from being reminded."""
    person_id, chat_id = turn.person.id, turn.chat_id
    try:
        async with turn.db.begin_nested():
            await _remind(turn, form)
    except Exception as error:
        if dialects.is_unavailable(error):
            raise
        log.exception("nudge.failed", person_id=person_id)
        await turn.db.execute(
            update(Conversation)
            .where(Conversation.person_id == person_id, Conversation.chat_id == chat_id)
            .values(nudge_at=None)
        )


async def _remind(turn: Turn, form: Form) -> None:
    conversation = turn.conversation
    silent_since, nudges = conversation.updated_at, conversation.nudges
    note = NOTES[min(nudges, len(NOTES) - 1)]
    await talk.ask_again(turn, form, Note(note))
    question = turn.replies[-1].notice
    conversation.updated_at = silent_since
    conversation.nudges = nudges + 1
    conversation.nudge_at = due_after(turn.person, nudges + 1, silent_since)
    await outbox.notify(
        turn.db,
        turn.person,
        Nudge.model_validate(question.model_dump()),
        key=f"nudge:{turn.person.id}:{conversation.turn}:{nudges}",
        slot=SLOT,
        expires_at=clock.now() + HOLDS,
    )
    await turn.db.flush()
