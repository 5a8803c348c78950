"""The pure step function: a form, a state and what was said give the next state.

Nothing here waits, stores or sends, so every rule of a conversation can be tested by a table.
"""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from enum import StrEnum
from typing import Any

from bot.conversation import buttons, spoken, summary
from bot.conversation.buttons import Op
from bot.conversation.form import (
    NOT_TEXT,
    Answer,
    Answers,
    Ask,
    Form,
    Note,
    Reply,
    Situation,
    Step,
    Turned,
    Unclear,
)
from bot.conversation.path import at, onward, previous, progress
from bot.conversation.said import Contact, Kept, Location, Media, Other
from bot.conversation.state import REVIEW, State
from bot.language import _

__all__ = [
    "End",
    "Move",
    "Op",
    "begin",
    "hear",
    "previous",
    "progress",
    "repeat",
    "resume",
    "say",
    "tap",
]

GONE = Note(_("That choice is no longer available."))
NEEDED = Note(_("This question needs an answer."))
FILE_KEPT = Note(_("The file is added."))
ONE_ONLY = Note(_("Only one can be chosen here. Which one?"))
TYPE_IT = Note(_("Sharing works on a phone only. You can type it instead."))


class End(StrEnum):
    FINISHED = "finished"
    CANCELLED = "cancelled"


@dataclass(frozen=True)
class Move:
    """Where the conversation stands after one thing was said."""

    state: State
    note: Note | None = None
    end: End | None = None
    #: The step that has just been answered, if one was.
    answered: Step | None = None
    #: Another question was asked for, by going back or changing an answer.
    moved: bool = False
    #: The same message shows other buttons now.
    turned: bool = False

    @property
    def accepted(self) -> bool:
        """Whether the person is somewhere else now, so that older buttons are stale."""
        return self.moved or self.answered is not None or self.end is not None


def begin(form: Form, answers: Answers, said: Mapping[str, str] | None = None) -> State:
    """The first question that `answers`, known beforehand, leave open.

    What was `said` to some questions is kept until they are asked (`repeat`).
    """
    return onward(form, State(REVIEW, answers, given=tuple(answers), said=said or {}))


def repeat(form: Form, state: State, situation: Situation) -> Move | None:
    """What was said beforehand to the question that is open now, if anything was."""
    text = state.said.get(state.at)
    if text is None:
        return None
    left = {key: each for key, each in state.said.items() if key != state.at}
    return say(form, replace(state, said=left), text, situation)


def resume(form: Form, state: State) -> State:
    """The same place, or the first open question if the form has changed."""
    open_now = onward(form, state)
    asked = [step.key for step in form.applicable(state.answers) if not step.known]
    keys = [*asked, REVIEW]
    reached = keys[: keys.index(open_now.at) + 1]
    return state if state.at in reached else open_now


def tap(form: Form, state: State, op: Op, value: str, situation: Situation) -> Move:
    """A button of the question that is open now."""
    step, words = form.step(state.at), situation.words
    if step is None:
        return _tap_summary(form, state, op, value, situation)
    if op is Op.PICK:
        offered = step.offers(value, state.offered or step.options(situation.facts))
        if not offered or buttons.option_label(step, value, words, situation.facts) is None:
            return Move(state, GONE)
        return _apply(form, state, step, step.pick(value, state.draft, situation), situation)
    if op is Op.DENY and state.offered:
        return _deny(form, state, step, situation)
    return control(form, state, op, situation)


def control(form: Form, state: State, op: Op, situation: Situation) -> Move:
    """Back, skip and cancel, tapped or typed."""
    step = form.step(state.at)
    if op is Op.CANCEL:
        return Move(state, end=End.CANCELLED)
    if op is Op.BACK:
        return _back(form, state, step, situation)
    if op is Op.SHARE and step:
        return Move(state, TYPE_IT)
    if op is Op.SKIP and step and buttons.leaves_as_is(step, state):
        return _unchanged(form, state)
    if op in {Op.SKIP, Op.CLEAR} and step and step.optional:
        reply = Answer(None) if op is Op.CLEAR else step.skip(state.draft, situation)
        return _apply(form, state, step, reply, situation)
    return Move(state, NEEDED)


def say(form: Form, state: State, text: str, situation: Situation) -> Move:
    """Something typed: what a button says, more about what was said before, or an answer."""
    step = form.step(state.at)
    if step and spoken.is_dropped(text) and (reply := step.leave_out(state.draft)):
        return _apply(form, state, step, reply, situation)
    return _say(form, state, step, text, situation)


def _say(form: Form, state: State, step: Step | None, text: str, situation: Situation) -> Move:
    if shown := buttons.typed(form, state, text, situation.words, situation.facts):
        return tap(form, state, shown.op, shown.value, situation)
    if step is None:
        op, value, note = summary.said(form, state, text)
        return tap(form, state, op, value, situation) if op else Move(state, note)
    if state.offered:
        if spoken.is_no(text):
            return _deny(form, state, step, situation)
        if reply := _among(step, state, text, situation):
            return _apply(form, state, step, reply, situation)
    reply = step.read(text, state.draft, situation)
    if isinstance(reply, Unclear) and step.optional and spoken.is_none(text):
        return control(form, state, Op.SKIP if step.by_parts else Op.CLEAR, situation)
    return _apply(form, state, step, reply, situation)


def hear(form: Form, state: State, said: Contact | Location | Kept, situation: Situation) -> Move:
    """A number or a place that was shared, or what is passed on as it is."""
    step = form.step(state.at)
    if step is None:
        return Move(state, Note(NOT_TEXT))
    if isinstance(said, Kept):
        reply = step.keep(said, state.draft, situation)
    else:
        reply = step.hear(said, state.draft, situation)
    return _apply(form, state, step, reply, situation)


def receive(form: Form, state: State, key: str, said: Media | Other, situation: Situation) -> Move:
    """A file for the question `key`, which need not be the one that is open."""
    step = form.step(key)
    if step is None or not step.takes_files:
        return Move(state, Note(NOT_TEXT))
    reply = step.receive(said, situation)
    if state.at == key:
        return _apply(form, state, step, reply, situation)
    if isinstance(reply, Answer):
        kept = replace(state, answers={**state.answers, key: reply.value})
        return Move(kept, FILE_KEPT, moved=True)
    return Move(state, reply.note if isinstance(reply, Unclear) else None)


def _tap_summary(form: Form, state: State, op: Op, value: str, situation: Situation) -> Move:
    changes = [each.key for each in form.applicable(state.answers) if each.summed_up]
    if op is Op.CHANGE and value in changes:
        return Move(at(form, state, value, edits=True), moved=True)
    if op is Op.CONFIRM:
        if unfit := _unfit(form, state.answers, situation):
            asked = at(form, state, unfit.key, edits=True)
            return Move(asked, unfit.note, moved=True)
        return Move(replace(state, answers=_kept(form, state.answers)), end=End.FINISHED)
    return control(form, state, op, situation)


def _back(form: Form, state: State, step: Step | None, situation: Situation) -> Move:
    if step and (within := step.before(state.draft)):
        return _apply(form, state, step, within, situation)
    if step and state.about:  # a question about what was said leads back to its own step
        return Move(at(form, state, step.key, edits=state.edits), moved=True)
    if state.edits:
        return _unchanged(form, state)
    before = previous(form, state)
    if before is None:
        return Move(state, Note(_("This is the first question.")))
    return Move(at(form, state, before.key), moved=True)


def _unchanged(form: Form, state: State) -> Move:
    """An answer that was opened to be changed stays as it is."""
    if form.review(state.answers):
        return Move(onward(form, state), moved=True)
    return Move(state, end=End.CANCELLED)


def _deny(form: Form, state: State, step: Step, situation: Situation) -> Move:
    """What was offered is not shown again, whatever else is understood so far."""
    reply = step.deny(state.draft, situation)
    if isinstance(reply, Unclear):
        dropped = replace(state, offered=(), draft=reply.draft, about=None)
        return Move(dropped, reply.note, moved=True)
    return _apply(form, state, step, reply, situation)


def _among(step: Step, state: State, text: str, situation: Situation) -> Reply | None:
    """Which of the options that are offered is meant by what was typed; None if none is."""
    labels = {option: buttons.labels(step, option, situation) for option in state.offered}
    readings = {o: each for o, each in labels.items() if each and o not in step.apart}
    meant = step.meant(state.offered)
    if meant and meant in readings and spoken.is_yes(text):
        return step.pick(meant, state.draft, situation)
    if len(readings) > 1 and spoken.is_all(text):
        every = step.pick_all(tuple(readings), state.draft, situation)
        return every or Unclear(ONE_ONLY, state.draft)
    found = spoken.chosen(text, readings, numeric=step.numeric)
    if len(found) == 1:
        return step.pick(found[0], state.draft, situation)
    if found:
        kept = tuple(each for each in state.offered if each in found or each in step.apart)
        return Ask(kept, Note(_("Which one?")), state.draft)
    return step.refine(text, state.draft, situation)


def _apply(form: Form, state: State, step: Step, reply: Reply, situation: Situation) -> Move:
    match reply:
        case Answer(value):
            if value is not None and not step.keeps(value):
                return Move(state, GONE)  # offered by an earlier version of the form
            return _answered(form, state, step, value, situation)
        case Ask(options, note, draft):
            about = note and replace(note, asks=True)
            asked = replace(state, offered=options, draft=draft, about=about)
            return Move(asked, about, moved=True)
        case Turned(options, draft):
            turned = replace(state, offered=options, draft=draft, about=None)
            return Move(turned, turned=True)
        case Unclear(note, draft):
            # What was offered belongs to its draft: without it a tap would find nothing to join.
            if draft == state.draft:
                return Move(state, note)
            return Move(replace(state, offered=(), draft=draft, about=None), note)


def _answered(form: Form, state: State, step: Step, value: Any, situation: Situation) -> Move:
    answers = {**state.answers, step.key: value}
    after = onward(form, replace(state, answers=answers))
    if after.at != REVIEW:
        return Move(after, answered=step)
    if unfit := _unfit(form, answers, situation):
        return Move(at(form, after, unfit.key, edits=True), unfit.note, answered=step)
    if form.review(answers):
        return Move(after, answered=step)
    done = replace(after, answers=_kept(form, answers))
    return Move(done, end=End.FINISHED, answered=step)


@dataclass(frozen=True)
class _Unfit:
    key: str
    note: Note


def _unfit(form: Form, answers: Answers, situation: Situation) -> _Unfit | None:
    """The first answer that time, or a change of another answer, has made wrong."""
    seen = replace(situation, answers=answers)
    for step in form.applicable(answers):
        value = answers.get(step.key)
        if value is not None and (note := step.problem(value, seen)):
            return _Unfit(step.key, note)
    return None


def _kept(form: Form, answers: Answers) -> dict[str, Any]:
    """Only the answers of steps that still apply: a branch that was left takes its own along."""
    return {step.key: answers[step.key] for step in form.applicable(answers) if step.key in answers}
