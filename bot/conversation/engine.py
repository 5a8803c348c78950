"""The pure step function: a form, a state and what was said give the next state.

Nothing here waits, stores or sends, so every rule of a conversation can be tested by a table.
"""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from enum import StrEnum
from typing import Any

from bot.conversation.form import Answer, Answers, Ask, Form, Note, Reply, Situation, Step, Unclear
from bot.conversation.state import REVIEW, State
from bot.language import _


class Op(StrEnum):
    """What a button of a form does; the value of an option or a key may follow."""

    PICK = "="
    BACK = "<"
    SKIP = ">"
    CHANGE = "~"
    CONFIRM = "!"
    CANCEL = "x"


class End(StrEnum):
    FINISHED = "finished"
    CANCELLED = "cancelled"


#: Typed instead of tapped, in either language (the person may have switched in mid-form).
TYPED: Mapping[str, Op] = {
    "kembali": Op.BACK,
    "back": Op.BACK,
    "lewati": Op.SKIP,
    "lewat": Op.SKIP,
    "skip": Op.SKIP,
    "batal": Op.CANCEL,
    "batalkan": Op.CANCEL,
    "cancel": Op.CANCEL,
}


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

    @property
    def accepted(self) -> bool:
        """Whether the person is somewhere else now, so that older buttons are stale."""
        return self.moved or self.answered is not None or self.end is not None


def begin(form: Form, answers: Answers) -> State:
    """The first question that `answers`, known beforehand, leave open."""
    return _forward(form, State(at=REVIEW, answers=answers))


def resume(form: Form, state: State) -> State:
    """The same place, or the first open question if the form has changed."""
    open_now = _forward(form, state)
    keys = [*(step.key for step in form.applicable(state.answers)), REVIEW]
    reached = keys[: keys.index(open_now.at) + 1]
    return state if state.at in reached else open_now


def tap(form: Form, state: State, op: Op, value: str, situation: Situation) -> Move:
    """A button of the question that is open now."""
    step = form.step(state.at)
    if op is Op.PICK and step:
        offered = state.offered or step.options(situation.facts)
        if value not in offered:
            return Move(state, Note(_("That choice is no longer available.")))
        return _apply(form, state, step, step.pick(value, state.draft, situation), situation)
    if (
        op is Op.CHANGE
        and state.at == REVIEW
        and form.step(value) in form.applicable(state.answers)
    ):
        return Move(State(at=value, answers=state.answers), moved=True)
    if op is Op.CONFIRM and state.at == REVIEW:
        if unfit := _unfit(form, state.answers, situation):
            return Move(State(at=unfit.key, answers=state.answers), unfit.note, moved=True)
        return Move(replace(state, answers=_kept(form, state.answers)), end=End.FINISHED)
    return control(form, state, op, situation)


def control(form: Form, state: State, op: Op, situation: Situation) -> Move:
    """Back, skip and cancel, tapped or typed."""
    step = form.step(state.at)
    if op is Op.CANCEL:
        return Move(state, end=End.CANCELLED)
    if op is Op.BACK:
        before = previous(form, state)
        if before is None:
            return Move(state, Note(_("This is the first question.")))
        return Move(State(at=before.key, answers=state.answers), moved=True)
    if op is Op.SKIP and step and step.optional:
        return _apply(form, state, step, Answer(None), situation)
    return Move(state, Note(_("This question needs an answer.")))


def say(form: Form, state: State, text: str, situation: Situation) -> Move:
    """Something typed."""
    word = text.strip().strip(".!").casefold()
    step = form.step(state.at)
    if word in TYPED:
        return control(form, state, TYPED[word], situation)
    if step is None:
        return Move(state, Note(_("Please use the buttons below: save, or change an answer.")))
    return _apply(form, state, step, step.read(text, state.draft, situation), situation)


def previous(form: Form, state: State) -> Step | None:
    """The step before this one among those that apply."""
    steps = form.applicable(state.answers)
    keys = [step.key for step in steps]
    at = keys.index(state.at) if state.at in keys else len(keys)
    return steps[at - 1] if at else None


def progress(form: Form, state: State) -> tuple[int, int]:
    """The number of this question and of how many."""
    keys = [step.key for step in form.applicable(state.answers)]
    return (keys.index(state.at) + 1 if state.at in keys else len(keys)), len(keys)


def _apply(form: Form, state: State, step: Step, reply: Reply, situation: Situation) -> Move:
    match reply:
        case Answer(value):
            answers = {**state.answers, step.key: value}
            after = _forward(form, State(at=state.at, answers=answers))
            if after.at != REVIEW:
                return Move(after, answered=step)
            if unfit := _unfit(form, answers, situation):
                return Move(replace(after, at=unfit.key), unfit.note, answered=step)
            if form.review(answers):
                return Move(after, answered=step)
            done = replace(after, answers=_kept(form, answers))
            return Move(done, end=End.FINISHED, answered=step)
        case Ask(options, note, draft):
            asked = replace(state, offered=options, draft=draft)
            return Move(asked, replace(note, asks=True), moved=True)
        case Unclear(note, draft):
            # What was offered belongs to its draft: without it a tap would find nothing to join.
            offered = state.offered if draft == state.draft else ()
            return Move(replace(state, offered=offered, draft=draft), note)


def _forward(form: Form, state: State) -> State:
    """The first step without an answer, else the summary."""
    for step in form.applicable(state.answers):
        if step.key not in state.answers:
            return State(at=step.key, answers=state.answers)
    return State(at=REVIEW, answers=state.answers)


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
