"""A conversation as data: a form is a list of steps, and order is position."""

from collections.abc import Awaitable, Callable, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from bot.conversation.turn import Turn
from bot.language import Words

#: Step key -> answer as JSON; None stands for a step that was skipped.
Answers = Mapping[str, Any]
Predicate = Callable[[Answers], bool]


@dataclass(frozen=True)
class Note:
    """A sentence said before the question, with the values it names."""

    text: str
    values: Mapping[str, str] = field(default_factory=dict)
    #: Whether it is a question itself, so that the step's need not stand below it.
    asks: bool = False


@dataclass(frozen=True)
class Answer:
    """What was said is clear."""

    value: Any


@dataclass(frozen=True)
class Ask:
    """The note asks for more: which of `options` is meant, or what else there is to say."""

    options: tuple[str, ...]
    note: Note
    #: What is understood so far and shall not be asked again.
    draft: Any = None


@dataclass(frozen=True)
class Unclear:
    """What was said does not fit; the note says what would."""

    note: Note
    draft: Any = None


Reply = Answer | Ask | Unclear


@dataclass(frozen=True)
class Situation:
    """What a step may look at besides what was said."""

    words: Words
    #: The present moment, in the person's time zone.
    now: datetime
    #: What was answered before.
    answers: Answers = field(default_factory=dict)
    #: What the form looked up for the person, as JSON.
    facts: Mapping[str, Any] = field(default_factory=dict)


def always(_answers: Answers) -> bool:
    return True


@dataclass(frozen=True)
class Step:
    """One question. A kind of step says how an answer is read, offered and shown."""

    key: str
    ask: str
    #: What the answer is called in the summary.
    heading: str
    when: Predicate = field(default=always, kw_only=True)
    optional: bool = field(default=False, kw_only=True)
    #: Whether the answer stands in the summary, where it can be changed.
    summed_up: bool = field(default=True, kw_only=True)

    def read(self, text: str, draft: Any, situation: Situation) -> Reply:
        raise NotImplementedError

    def options(self, facts: Mapping[str, Any]) -> tuple[str, ...]:
        """What can be tapped from the start."""
        return ()

    def pick(self, option: str, draft: Any, situation: Situation) -> Reply:
        """One of the options was tapped."""
        return Answer(option)

    def label(self, option: str, words: Words, facts: Mapping[str, Any]) -> str:
        """How an option reads on its button."""
        return option

    def show(self, value: Any, words: Words, facts: Mapping[str, Any]) -> str:
        """How an answer reads in the summary."""
        return self.label(value, words, facts)

    def keeps(self, value: Any) -> bool:
        """Whether an answer stored by an earlier version of the form still reads."""
        return isinstance(value, str)

    def problem(self, value: Any, situation: Situation) -> Note | None:
        """Why an answer that was right when it was given is not right any more."""
        return None


async def nothing(_turn: Turn, _answers: Answers) -> Mapping[str, Any]:
    return {}


@dataclass(frozen=True, kw_only=True)
class Form:
    name: str
    #: Stands above the summary.
    title: str
    steps: tuple[Step, ...]
    #: What happens with the answers, in the transaction of the last one.
    finish: Callable[[Turn, Answers], Awaitable[None]]
    #: Looks up what the next question shows (`Situation.facts`), as JSON.
    prepare: Callable[[Turn, Answers], Awaitable[Mapping[str, Any]]] = nothing
    #: Answers that count before the form is finished: step key -> what to do.
    at_once: Mapping[str, Callable[[Turn, Any], None]] = field(default_factory=dict)
    #: Whether a summary is shown before the end; a form may end early on one answer.
    review: Predicate = always
    #: The last line of the summary, made from the facts.
    closing: Callable[[Words, Mapping[str, Any]], str] | None = None

    def step(self, key: str) -> Step | None:
        return next((step for step in self.steps if step.key == key), None)

    def applicable(self, answers: Answers) -> list[Step]:
        return [step for step in self.steps if step.when(answers)]
