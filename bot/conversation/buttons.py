"""What can be tapped at a question or at the summary, and what typing the same does."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from enum import StrEnum
from functools import cache

from bot.conversation.form import Facts, Form, Situation, Step
from bot.conversation.path import previous
from bot.conversation.spoken import heard, is_cancel
from bot.conversation.state import State
from bot.language import LANGUAGES, Words, _, words_for

#: No button says more; a longer text is an answer of its own.
LONGEST = 100


class Op(StrEnum):
    """What a button of a form does; the value of an option or a key may follow."""

    PICK = "="
    DENY = "n"
    BACK = "<"
    SKIP = ">"
    CLEAR = "0"
    CHANGE = "~"
    CONFIRM = "!"
    CANCEL = "x"
    #: Pressed to share something, on a phone; typed, it shares nothing.
    SHARE = "@"


@dataclass(frozen=True)
class Shown:
    label: str
    op: Op
    value: str = ""


#: What the key says that shares something.
SHARING = {
    "contact": _("📱 Share my number"),
    "location": _("📍 Share my location"),
}


#: What stands below the answers.
CONTROLS = {
    _("‹ Back"): Op.BACK,
    _("Leave empty"): Op.CLEAR,
    _("Skip"): Op.SKIP,
    _("Cancel"): Op.CANCEL,
}


def keyed(form: Form, state: State) -> bool:
    """Whether the question is asked with a keyboard of its own, in place of the phone's."""
    step = form.step(state.at)
    return step is not None and step.requests is not None and not state.offered


def options(step: Step, state: State, words: Words, facts: Facts) -> list[Shown]:
    """What answers the question, or says which reading is meant."""
    offered = state.offered or step.options(facts)
    meant = step.meant(state.offered)
    shown = []
    for option in offered:
        if (label := option_label(step, option, words, facts)) is not None:
            yes = option == meant
            shown.append(Shown(words.plain(_("Yes")) if yes else label, Op.PICK, option))
    if meant is not None and not set(step.apart).intersection(offered):
        shown.append(Shown(words.plain(_("No, not that")), Op.DENY))
    return shown


def option_label(step: Step, option: str, words: Words, facts: Facts) -> str | None:
    """None for what an earlier version of the form offered and this one does not know."""
    try:
        return step.label(option, words, facts)
    except (LookupError, ValueError):
        return None


def controls(form: Form, state: State, words: Words) -> list[Shown]:
    """Back, skip and cancel, as far as they lead anywhere."""
    step, ops = form.step(state.at), set[Op]()
    if step and (state.edits or leads_back(step, state) or previous(form, state)):
        ops.add(Op.BACK)
    if step and step.optional:
        ops.add(Op.CLEAR if leaves_as_is(step, state) else Op.SKIP)
    ops.add(Op.CANCEL)
    return [Shown(words.plain(label), op) for label, op in CONTROLS.items() if op in ops]


def leads_back(step: Step, state: State) -> bool:
    """Whether something was asked about what was said, so that “back” stays within the step."""
    return state.about is not None or step.before(state.draft) is not None


def labels(step: Step, option: str, situation: Situation) -> list[str]:
    """What its button says in each language: the person may have switched."""
    zone = situation.words.zone.key
    return [
        label
        for language in LANGUAGES
        if (label := option_label(step, option, words_for(language, zone), situation.facts))
    ]


def leaves_as_is(step: Step, state: State) -> bool:
    """Whether to skip means to keep the answer that was about to change."""
    return state.edits and not step.by_parts and state.answers.get(step.key) is not None


def confirm(words: Words) -> Shown:
    return Shown(words.plain(_("Yes, that is right")), Op.CONFIRM)


def changes(form: Form, state: State, words: Words) -> list[Shown]:
    """The answers of the summary, each open to change."""
    return [
        Shown(f"✎ {words.plain(step.heading)}", Op.CHANGE, step.key)
        for step in form.applicable(state.answers)
        if step.summed_up
    ]


def typed(form: Form, state: State, text: str, words: Words, facts: Facts) -> Shown | None:
    """The button that reads as `text`, in any language: the person may have switched."""
    said = heard(text) if len(text) <= LONGEST else ""
    if not said:
        return None
    for language in LANGUAGES:
        theirs = words_for(language, words.zone.key)
        for shown in _answers(form, state, theirs, facts):
            if heard(shown.label) == said:
                return shown
    op = Op.CANCEL if is_cancel(said) else _everywhere().get(said)
    return Shown(text, op) if op else None


def _answers(form: Form, state: State, words: Words, facts: Facts) -> Iterator[Shown]:
    step = form.step(state.at)
    if step is None:
        yield confirm(words)
        yield from changes(form, state, words)
        return
    yield from options(step, state, words, facts)
    # A reading that is to be confirmed has its name in the question.
    meant = step.meant(state.offered)
    if meant is not None and (label := option_label(step, meant, words, facts)):
        yield Shown(label, Op.PICK, meant)
    if step.requests:
        yield Shown(words.plain(SHARING[step.requests]), Op.SHARE)


@cache
def _everywhere() -> Mapping[str, Op]:
    """What leads on or away at every question, whether or not its button is there."""
    labels = {
        heard(words_for(language).plain(label)): op
        for language in LANGUAGES
        for label, op in CONTROLS.items()
    }
    return labels | {"lewat": Op.SKIP}
