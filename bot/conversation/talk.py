"""Holds the conversation: loads where a person is, takes one step, and stores the next."""

from collections.abc import Awaitable, Mapping
from dataclasses import replace
from typing import Any

from bot import clock
from bot.conversation import engine
from bot.conversation.buttons import keyed
from bot.conversation.engine import Move, Op
from bot.conversation.form import NOT_TEXT, Answers, Form, Note, Situation
from bot.conversation.nudges import due_after
from bot.conversation.path import at
from bot.conversation.question import PREFIX, SLOT, Question
from bot.conversation.said import Contact, Edited, Location, Media, Other, Tap, Text, Voice
from bot.conversation.state import State
from bot.conversation.turn import Turn
from bot.delivery.screen import Notice
from bot.language import _

STALE = _("That button belongs to an earlier question, so nothing was changed.")
EDITED = _("We do not read a message again after it was edited. Please type the answer anew.")


class Cancelled(Notice):
    """A conversation was ended by the person; nothing of it was kept."""

    kind = "cancelled"

    #: Whether it was the very first one, which has to be begun again before anything else.
    first: bool = False
    #: What is said about this form, marked for the catalogues.
    note: str | None = None


def current(turn: Turn, forms: Mapping[str, Form]) -> Form | None:
    """The form in progress; None between conversations, and where none can be made of the state."""
    form = forms.get(turn.conversation.form or "")
    return form if form and form.holds(turn.conversation.state.get("answers", {})) else None


def passes_on(turn: Turn, form: Form) -> bool:
    """Whether the open question takes what nobody here can read."""
    step = form.step(State.load(turn.conversation.state, form).at)
    return step is not None and step.passes_on


class Taken(Notice):
    """An answer was taken, and the keyboard that was shown for it goes away."""

    kind = "taken"


class Settled(Notice):
    """The button that ended a conversation was tapped once more."""

    kind = "settled"


async def begin(
    turn: Turn,
    form: Form,
    answers: Answers | None = None,
    *,
    change: str | None = None,
    note: Note | None = None,
    said: Mapping[str, str] | None = None,
) -> None:
    """Ask the first question that `answers`, known beforehand, leave open; or to `change` one.

    What was `said` to some of the questions is taken when each of them comes.
    """
    turn.conversation.form, turn.conversation.nudges = form.name, 0
    state = engine.begin(form, answers or {}, said)
    if change:
        state = at(form, state, change, edits=True)
    await _stand(turn, form, Move(state, note, moved=True))


async def carry_on(turn: Turn, form: Form) -> None:
    """Take what was said as an answer to the open question."""
    state = engine.resume(form, State.load(turn.conversation.state, form))
    situation = await _prepared(turn, form, state.answers)
    move = _take(turn, form, state, situation)
    goes_on = move.end is engine.End.FINISHED or not keyed(form, move.state)
    if keyed(form, state) and goes_on:
        turn.reply(Taken())
    await _stand(turn, form, move)


def takes_file(turn: Turn, form: Form, said: Media | Other) -> str | None:
    """The question that a file answers: one that is open, or for a photo or document any."""
    at_now = turn.conversation.state.get("at")
    takes = (step.key for step in form.steps if step.takes_files)
    return next((key for key in takes if isinstance(said, Media) or key == at_now), None)


async def receive(turn: Turn, form: Form, key: str, said: Media | Other) -> None:
    """Take a file for the question `key`, whichever is open."""
    state = engine.resume(form, State.load(turn.conversation.state, form))
    situation = await _prepared(turn, form, state.answers)
    await _stand(turn, form, engine.receive(form, state, key, said, situation))


async def ask_again(turn: Turn, form: Form, note: Note | None = None) -> None:
    state = engine.resume(form, State.load(turn.conversation.state, form))
    await _stand(turn, form, Move(state, note))


def know(turn: Turn, form: Form, answers: Answers) -> None:
    """Take what has become known for questions that are still to come; nothing said is lost."""
    state = State.load(turn.conversation.state, form)
    asked = {*state.answers, state.at}
    new = {key: value for key, value in answers.items() if key not in asked}
    known = replace(state, answers={**state.answers, **new}, given=(*state.given, *new))
    turn.conversation.state = known.dump()


async def cancel(turn: Turn, form: Form) -> None:
    if form.left is None:
        note = form.called_off and form.called_off(
            State.load(turn.conversation.state, form).answers
        )
        _end(turn)
        turn.reply(Cancelled(first=turn.person.registered_at is None, note=note), slot=SLOT)
    else:
        drop(turn, form)
        await _in_place(turn, form.left(turn))


def drop(turn: Turn, form: Form) -> None:
    """End a conversation without a word; what its form saved at once stays."""
    if keyed(form, State.load(turn.conversation.state, form)):
        turn.reply(Taken())
    _end(turn)


def _end(turn: Turn) -> None:
    turn.conversation.form = turn.conversation.nudge_at = None
    turn.conversation.state = {}
    turn.conversation.turn += 1


def just_ended(turn: Turn) -> bool:
    """Whether the button tapped was one of the question that ended the last conversation."""
    if not isinstance(turn.said, Tap) or turn.conversation.form:
        return False
    prefix, _name, _at, number = [*turn.said.data.split(":", 4), *[""] * 4][:4]
    return (prefix, number) == (PREFIX, str(turn.conversation.turn - 1))


def _take(turn: Turn, form: Form, state: State, situation: Situation) -> Move:
    match turn.said:
        case Text(text):
            return engine.say(form, state, text, situation)
        case Tap(data):
            return _tap(turn, form, state, data, situation)
        case Contact() | Location() | Media() | Voice() as shared:
            return engine.hear(form, state, shared, situation)
        case Edited():
            return Move(state, Note(EDITED))
    return Move(state, Note(NOT_TEXT))


def _tap(turn: Turn, form: Form, state: State, data: str, situation: Situation) -> Move:
    """A tap carries form, step and turn; one that is not of the open question is not applied."""
    prefix, name, at, number, does = [*data.split(":", 4), *[""] * 5][:5]
    open_now = (PREFIX, form.name, state.at, str(turn.conversation.turn))
    if (prefix, name, at, number) != open_now or does[:1] not in {*Op}:
        return Move(state, Note(STALE))
    return engine.tap(form, state, Op(does[0]), does[1:], situation)


async def _stand(turn: Turn, form: Form, move: Move) -> None:
    """Store where the person stands after a move, and say so."""
    conversation = turn.conversation
    if move.answered and (act := form.at_once.get(move.answered.key)):
        act(turn, move.state.answers[move.answered.key])
    if move.answered and (save := form.saves.get(move.answered.key)):
        await save(turn, move.state.answers)
    if move.answered and form.counted and turn.person.registered_at is None:
        first = {move.answered.key: clock.now().isoformat()}
        conversation.reached = first | (conversation.reached or {})
    if move.end is engine.End.CANCELLED:
        await cancel(turn, form)
        return
    conversation.turn += move.accepted
    conversation.updated_at = clock.now()
    # What a form has stored at once is not lost, so that nobody need be reminded of it.
    conversation.nudge_at = None if form.left else due_after(turn.person, conversation.nudges)
    if move.end is engine.End.FINISHED:
        conversation.form, conversation.state, conversation.nudge_at = None, {}, None
        await _in_place(turn, form.finish(turn, move.state.answers))
        return
    conversation.state = move.state.dump()
    facts = dict(await form.prepare(turn, move.state.answers))
    heard = engine.repeat(form, move.state, _situation(turn, move.state.answers, facts))
    if heard:
        await _stand(turn, form, heard)
        return
    turn.reply(
        Question(
            form=form.name,
            turn=conversation.turn,
            state=conversation.state,
            note=move.note.text if move.note else None,
            note_asks=bool(move.note and move.note.asks),
            note_values=dict(move.note.values) if move.note else {},
            facts=facts,
        ),
        slot=SLOT,
        edits=turn.said.message_id if move.turned and isinstance(turn.said, Tap) else None,
    )


async def _in_place(turn: Turn, ending: Awaitable[None]) -> None:
    """What comes of a form stands in place of its last question, which is not to be sent again."""
    said = len(turn.replies)
    await ending
    turn.replies[said:] = [replace(reply, slot=SLOT) for reply in turn.replies[said:]]


async def _prepared(turn: Turn, form: Form, answers: Answers) -> Situation:
    return _situation(turn, answers, await form.prepare(turn, answers))


def _situation(turn: Turn, answers: Answers, facts: Mapping[str, Any]) -> Situation:
    return Situation(turn.words, clock.now().astimezone(turn.words.zone), answers, facts)
