"""The way through a form: which question comes next, which came before, how many there are."""

from dataclasses import replace

from bot.conversation.form import Form, Step
from bot.conversation.state import REVIEW, State


def onward(form: Form, state: State) -> State:
    """The first step without an answer, else the summary."""
    for step in form.applicable(state.answers):
        if step.key not in state.answers and not step.known:
            return at(form, state, step.key)
    return at(form, state, REVIEW)


def at(form: Form, state: State, key: str, *, edits: bool = False) -> State:
    """The question `key` as it is asked first, or of somebody who has answered it before."""
    step, value = form.step(key), state.answers.get(key)
    again = step.reopen(value) if step and value is not None else None
    offered, draft = (again.options, again.draft) if again else ((), None)
    return replace(state, at=key, offered=offered, draft=draft, about=None, edits=edits)


def previous(form: Form, state: State) -> Step | None:
    """The step before this one among those that apply."""
    steps = [step for step in form.applicable(state.answers) if not step.known]
    keys = [step.key for step in steps]
    place = keys.index(state.at) if state.at in keys else len(keys)
    return steps[place - 1] if place else None


def progress(form: Form, state: State) -> tuple[int, int] | None:
    """The number of this question and of how many; None for one alone or that can be skipped.

    Only what is still needed counts, so that nobody is put off by what can be skipped or is known.
    """
    keys = [
        step.key
        for step in form.applicable(state.answers)
        if not step.optional and not step.known and step.key not in state.given
    ]
    if state.edits or state.at not in keys or len(keys) == 1:
        return None
    return keys.index(state.at) + 1, len(keys)
