"""An officer looks at the messages of a programme: what goes when, and to whom next."""

from collections.abc import Sequence
from datetime import datetime

from pydantic import BaseModel

from bot.coaching.models import Programme
from bot.coaching.programmes import programmes
from bot.coaching.sequences import courses, foreseen, ticking, writing
from bot.coaching.sequences.courses import step_of
from bot.coaching.sequences.models import Busy, SequenceStep
from bot.coaching.sequences.moments import Step
from bot.conversation.said import Tap
from bot.conversation.turn import Turn
from bot.delivery.screen import Notice
from handlers.coaching.programmes.programme_screens import MESSAGES as PREFIX
from handlers.coaching.programmes.programmes import NoSuchProgramme
from handlers.coaching.sequences.message_words import AMessage
from handlers.home import row_number

__all__ = ["PREFIX"]
#: Starts the data of the buttons with which one is written or changed.
WRITE = "progwrite"


class Coming(BaseModel, frozen=True):
    """A message that will go out."""

    at: datetime
    name: str


class MessagesOf(Notice):
    """All that a programme writes, to who teaches it."""

    kind = "messages_of"

    programme_id: int
    programme: str
    template: str | None
    messages: tuple[AMessage, ...]
    coming: tuple[Coming, ...]
    busy: Busy
    #: How long somebody in a conversation is waited for, in hours.
    wait: int
    paused: bool
    full: bool = False


class OneMessage(Notice):
    kind = "one_message"

    programme_id: int
    programme: str
    template: str | None
    message: AMessage
    sent: int
    missed: int
    #: Whether it was just written.
    written: bool = False
    #: Whether it is asked whether it shall be removed.
    removing: bool = False


class NotWritten(Notice):
    """There is a message at that moment already, or there are too many."""

    kind = "message_not_written"

    programme_id: int


class WhenBusy(Notice):
    """What shall happen to messages for who is in a conversation?"""

    kind = "when_busy"

    programme_id: int
    programme: str
    busy: Busy
    wait: int


async def press(turn: Turn, tap: Tap, argument: str) -> None:
    """`see:12`, `pause:12`, `on:12`, `busy:12`, `wait:12:2`, `skip:12` and `interrupt:12` of a
    programme; `one:12:5`, `drop:12:5` and `really:12:5` of a message. Whose it is is looked up.
    """
    does, number, more = [*argument.split(":", 2), "", ""][:3]
    programme = await programmes.taught(turn.db, turn.person.id, row_number(number))
    if programme is None:
        turn.reply(NoSuchProgramme(), edits=tap.message_id)
        return
    if does in {"one", "drop", "really"}:
        await _of_message(turn, tap, programme, does, row_number(more))
        return
    if does == "pause":
        await writing.pause(turn.db, programme)
    elif does == "on":
        await writing.go_on(turn.db, programme)
    elif does in {*Busy}:
        hours = row_number(more) if does == Busy.WAIT else None
        await writing.choose(turn.db, programme, Busy(does), hours)
    if does == "busy":
        rule = courses.rule_of(programme)
        wait = round(rule.most.total_seconds() / 3600)
        chosen = WhenBusy(
            programme_id=programme.id, programme=programme.name, busy=rule.busy, wait=wait
        )
        turn.reply(chosen, edits=tap.message_id)
    else:
        await show(turn, programme, edits=tap.message_id)


async def _of_message(
    turn: Turn, tap: Tap, programme: Programme, does: str, number: int | None
) -> None:
    step = await writing.step_numbered(turn.db, programme.id, number)
    if step is None:
        await show(turn, programme, edits=tap.message_id)
    elif does == "really":
        await writing.remove(turn.db, step)
        await show(turn, programme, edits=tap.message_id)
    else:
        await show_one(turn, programme, step, edits=tap.message_id, removing=does == "drop")


async def show(turn: Turn, programme: Programme, *, edits: int | None = None) -> None:
    rows = await writing.steps_of(turn.db, programme.id)
    rule = courses.rule_of(programme)
    paused = programme.messages_paused_at is not None
    shown = MessagesOf(
        programme_id=programme.id,
        programme=programme.name,
        template=programme.template,
        messages=await told(turn, programme, rows),
        coming=() if paused else await coming(turn, programme, [step_of(each) for each in rows]),
        busy=rule.busy,
        wait=round(rule.most.total_seconds() / 3600),
        paused=paused,
        full=len(rows) >= writing.MOST,
    )
    turn.reply(shown, edits=edits)


async def show_one(
    turn: Turn,
    programme: Programme,
    step: SequenceStep,
    *,
    edits: int | None = None,
    written: bool = False,
    removing: bool = False,
) -> None:
    counted = await foreseen.counted(turn.db, step.id)
    (message,) = await told(turn, programme, [step])
    shown = OneMessage(
        programme_id=programme.id,
        programme=programme.name,
        template=programme.template,
        message=message,
        sent=counted.sent,
        missed=counted.missed,
        written=written,
        removing=removing,
    )
    turn.reply(shown, edits=edits)


async def told(
    turn: Turn, programme: Programme, steps: Sequence[SequenceStep]
) -> tuple[AMessage, ...]:
    modules = {each.id: each for each in await programmes.modules_of(turn.db, programme.id)}
    titles = await ticking.titles_of(turn.db, steps)
    return tuple(AMessage.of(each, modules, titles) for each in steps)


async def coming(turn: Turn, programme: Programme, steps: Sequence[Step]) -> tuple[Coming, ...]:
    found = await foreseen.next_ones(turn.db, programme, steps, turn.quiet)
    return tuple(Coming(at=each.at, name=each.name) for each in found)
