"""A small form of the tests' own, the real ones, and a person who answers them without a chat."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any
from zoneinfo import ZoneInfo

from bot.conversation import engine
from bot.conversation.engine import Move, Op
from bot.conversation.form import Answers, Form, Situation, Step
from bot.conversation.state import State
from bot.conversation.steps import Choice, Text
from bot.conversation.turn import Turn
from bot.language import words_for

#: Monday, 10.00 in Jakarta.
NOW = datetime(2026, 11, 23, 10, tzinfo=ZoneInfo("Asia/Jakarta"))
FACTS = {"businesses": [["7", "Sri · Kebun Sri · Malang"], ["8", "Agus · Cabai Agus · Blitar"]]}


async def keep(_turn: Turn, _answers: Answers) -> None:
    """A form's end that the engine never reaches by itself."""


def sells(answers: Answers) -> bool:
    return answers.get("kind") == "sell"


def buys(answers: Answers) -> bool:
    return answers.get("kind") == "buy"


STEPS: tuple[Step, ...] = (
    Text("name", "Name?", "Name"),
    Choice("kind", "Kind?", "Kind", choices={"sell": "I sell", "buy": "I buy"}),
    Text("stall", "Stall?", "Stall", when=sells),
    Text("firm", "Firm?", "Firm", when=buys),
    Text("remark", "Remark?", "Remark", optional=True),
)
SMALL = Form(name="small", title="Right?", steps=STEPS, finish=keep)


def changed(*steps: Step) -> Form:
    """The small form as a later version of the program has it."""
    return Form(name="small", title="Right?", steps=steps, finish=keep)


def situation(
    answers: Answers | None = None,
    *,
    language: str = "id",
    now: datetime = NOW,
    facts: Mapping[str, Any] | None = None,
) -> Situation:
    return Situation(words_for(language), now, answers or {}, FACTS if facts is None else facts)


@dataclass
class Talker:
    """Says one thing after another and remembers where that led."""

    form: Form
    answers: Answers = field(default_factory=dict)
    language: str = "id"
    now: datetime = NOW

    def __post_init__(self) -> None:
        self.move = Move(engine.begin(self.form, self.answers))

    @property
    def at(self) -> str:
        return self.move.state.at

    @property
    def known(self) -> Answers:
        return self.move.state.answers

    @property
    def note(self) -> str:
        return self.move.note.text if self.move.note else ""

    def says(self, *texts: str) -> "Talker":
        for text in texts:
            self.move = engine.say(self.form, self._state(), text, self._situation())
        return self

    def taps(self, op: Op, value: str = "") -> "Talker":
        self.move = engine.tap(self.form, self._state(), op, value, self._situation())
        return self

    def does(self, *things: str) -> "Talker":
        """Type each thing; `[=sell]` taps a button instead."""
        for thing in things:
            if thing.startswith("["):
                self.taps(Op(thing[1]), thing[2:-1])
            else:
                self.says(thing)
        return self

    def _state(self) -> State:
        """As it comes back from the database."""
        stored = State.load(self.move.state.dump(), self.form)
        return engine.resume(self.form, stored)

    def _situation(self) -> Situation:
        return situation(self.known, language=self.language, now=self.now)
