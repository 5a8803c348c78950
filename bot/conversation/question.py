"""How a question, or the summary of a form, looks."""

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from markupsafe import Markup
from pydantic import Field

from bot.conversation import buttons
from bot.conversation.buttons import SHARING, Shown
from bot.conversation.form import Form, Step
from bot.conversation.path import progress
from bot.conversation.state import State
from bot.delivery.screen import Button, Key, Notice, Renderer, Screen
from bot.language import Words, _

#: Everything of a form is asked under this slot: only its newest question is worth sending.
SLOT = "question"
#: What starts the data of every button of a form.
PREFIX = "q"
#: A button's text that stands beside another; longer ones get a row of their own.
SHORT = 14


class Question(Notice):
    """The question that is open, with everything that is known so far."""

    kind = "question"

    form: str
    turn: int
    state: dict[str, Any]
    note: str | None = None
    #: Whether the note stands in place of the question.
    note_asks: bool = False
    note_values: Mapping[str, str] = Field(default_factory=dict)
    facts: Mapping[str, Any] = Field(default_factory=dict)


def question_renderer(forms: Mapping[str, Form]) -> Renderer:
    def render(words: Words, question: Question) -> Screen:
        form = forms[question.form]
        state = State.load(question.state, form)
        look = _Look(form, state, question, words)
        step = form.step(state.at)
        return look.summary() if step is None else look.step(step)

    return render


class _Look:
    """One question being drawn for one person."""

    def __init__(self, form: Form, state: State, question: Question, words: Words) -> None:
        self.form, self.state, self.words = form, state, words
        self.turn, self.facts = question.turn, question.facts
        self.note_asks = question.note_asks
        self.note = words(question.note, **question.note_values) if question.note else None

    def step(self, step: Step) -> Screen:
        text = self.asked(step)
        if counted := progress(self.form, self.state):
            number, total = counted
            text = self.words(
                _("{question}\n<i>({number}/{total})</i>"),
                question=text,
                number=number,
                total=total,
            )
        if self.note and not self.note_asks:
            text = self.paragraphs(self.note, text)
        text = self.below_banner(text)
        options = buttons.options(step, self.state, self.words, self.facts)
        controls = buttons.controls(self.form, self.state, self.words)
        if step.requests and buttons.keyed(self.form, self.state):
            share = Key(self.words.plain(SHARING[step.requests]), step.requests)
            rows = (*_rows(options), tuple(controls))
            said = tuple(tuple(Key(each.label) for each in row) for row in rows)
            return Screen(text, keys=((share,), *said))
        return Screen(text, self.tapped((*_rows(options), tuple(controls))))

    def asked(self, step: Step) -> Markup:
        """The question, or the one about what was said to it."""
        meant = step.meant(self.state.offered)
        if meant and (label := buttons.option_label(step, meant, self.words, self.facts)):
            return self.words(_("Do you mean <b>{reading}</b>?"), reading=label)
        if self.note and self.note_asks:
            return self.note
        if about := self.state.about:
            return self.words(about.text, **about.values)
        answers, draft = self.state.answers, self.state.draft
        asked = step.question(self.words, answers, draft, self.facts)
        value = answers.get(step.key)
        if not self.state.edits or value is None:
            return asked
        shown = step.show(value, self.words, self.facts)
        return self.paragraphs(self.words(_("Now: <b>{value}</b>"), value=shown), asked)

    def summary(self) -> Screen:
        lines: list[str] = [self.words(self.form.title)]
        for step in self.form.applicable(self.state.answers):
            if not step.summed_up:
                continue
            value = self.state.answers.get(step.key)
            shown = "–" if value is None else step.show(value, self.words, self.facts)
            heading = self.words(step.heading)
            lines.append(self.words(_("{heading}: <b>{value}</b>"), heading=heading, value=shown))
        if self.form.closing:
            lines += ["", self.form.closing(self.words, self.facts)]
        text = self.words.lines(lines)
        if self.note:
            text = self.paragraphs(self.note, text)
        confirm = buttons.confirm(self.words)
        changes = buttons.changes(self.form, self.state, self.words)
        controls = buttons.controls(self.form, self.state, self.words)
        rows = ((confirm,), *_rows(changes), tuple(controls))
        return Screen(self.below_banner(text), self.tapped(rows))

    def tapped(self, rows: Iterable[Sequence[Shown]]) -> tuple[tuple[Button, ...], ...]:
        start = f"{PREFIX}:{self.form.name}:{self.state.at}:{self.turn}:"
        return tuple(
            tuple(Button(each.label, f"{start}{each.op}{each.value}") for each in row)
            for row in rows
        )

    def below_banner(self, text: Markup) -> Markup:
        banner = self.form.banner and self.form.banner(self.words, self.facts)
        return self.paragraphs(banner, text) if banner else text

    def paragraphs(self, *parts: str) -> Markup:
        return self.words.paragraphs(parts)


def _rows(shown: list[Shown]) -> list[tuple[Shown, ...]]:
    """Short labels stand in pairs, long ones alone, so that none is cut off on a small screen."""
    rows: list[tuple[Shown, ...]] = []
    for each in shown:
        beside = rows and len(rows[-1]) == 1 and len(rows[-1][0].label) <= SHORT
        if beside and len(each.label) <= SHORT:
            rows[-1] = (*rows[-1], each)
        else:
            rows.append((each,))
    return rows
