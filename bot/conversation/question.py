"""How a question, or the summary of a form, looks."""

from collections.abc import Mapping
from typing import Any

from markupsafe import Markup
from pydantic import Field

from bot.conversation.engine import Op, previous, progress
from bot.conversation.form import Form, Step
from bot.conversation.state import State
from bot.delivery.screen import Button, Notice, Renderer, Screen
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
        number, total = progress(self.form, self.state)
        asked = self.words(
            _("{question}\n<i>({number}/{total})</i>"),
            question=self.note if self.note_asks else self.words(step.ask),
            number=number,
            total=total,
        )
        options = self.state.offered or step.options(self.facts)
        labels = [
            self.button(label, Op.PICK, option)
            for option in options
            if (label := self.label(step, option)) is not None
        ]
        text = asked if self.note_asks else self._below_note(asked)
        return Screen(text, (*_rows(labels), *self._controls(step)))

    def label(self, step: Step, option: str) -> str | None:
        """None for what an earlier version of the form offered and this one does not know."""
        try:
            return step.label(option, self.words, self.facts)
        except (LookupError, ValueError):
            return None

    def summary(self) -> Screen:
        lines: list[str] = [self.words(self.form.title)]
        changes = []
        for step in self.form.applicable(self.state.answers):
            if not step.summed_up:
                continue
            value = self.state.answers.get(step.key)
            shown = "–" if value is None else step.show(value, self.words, self.facts)
            heading = self.words(step.heading)
            lines.append(self.words(_("{heading}: <b>{value}</b>"), heading=heading, value=shown))
            changes.append(self.button(f"✎ {self.words.plain(step.heading)}", Op.CHANGE, step.key))
        if self.form.closing:
            lines += ["", self.form.closing(self.words, self.facts)]
        confirm = self.button(self.words.plain(_("Yes, that is right")), Op.CONFIRM)
        cancel = self.button(self.words.plain(_("Cancel")), Op.CANCEL)
        text = self._below_note(Markup("\n").join(lines))
        return Screen(text, ((confirm,), *_rows(changes), (cancel,)))

    def button(self, label: str, op: Op, value: str = "") -> Button:
        return Button(label, f"{PREFIX}:{self.form.name}:{self.state.at}:{self.turn}:{op}{value}")

    def _below_note(self, text: Markup) -> Markup:
        return Markup("\n\n").join([self.note, text]) if self.note else text

    def _controls(self, step: Step) -> tuple[tuple[Button, ...], ...]:
        controls = []
        if previous(self.form, self.state):
            controls.append(self.button(self.words.plain(_("‹ Back")), Op.BACK))
        if step.optional:
            controls.append(self.button(self.words.plain(_("Skip")), Op.SKIP))
        controls.append(self.button(self.words.plain(_("Cancel")), Op.CANCEL))
        return (tuple(controls),)


def _rows(buttons: list[Button]) -> list[tuple[Button, ...]]:
    """Short labels stand in pairs, long ones alone, so that none is cut off on a small screen."""
    rows: list[tuple[Button, ...]] = []
    for button in buttons:
        beside = rows and len(rows[-1]) == 1 and len(rows[-1][0].label) <= SHORT
        if beside and len(button.label) <= SHORT:
            rows[-1] = (*rows[-1], button)
        else:
            rows.append((button,))
    return rows
