"""A conversation as data: a form is a list of steps, and order is position."""

from collections.abc import Awaitable, Callable, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any, ClassVar, Literal

from markupsafe import Markup

from bot.conversation.said import Contact, Kept, Location, Media, Other
from bot.conversation.turn import Turn
from bot.language import Words, _

NOT_TEXT = _("Here we can only read text. Please type the answer or tap a button.")
OTHERWISE = _("All right. Please type it in other words.")

#: Step key -> answer as JSON; None stands for a step that was skipped.
Answers = Mapping[str, Any]
#: What the form looked up for the person, as JSON.
Facts = Mapping[str, Any]
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
    """More has to be said: which of `options` is meant, or what else belongs to the answer."""

    options: tuple[str, ...]
    #: Stands in place of the step's question; None where that looks at the draft itself.
    note: Note | None = None
    #: What is understood so far and shall not be asked again.
    draft: Any = None


@dataclass(frozen=True)
class Turned:
    """The same question shows other buttons: a tick was set, a page turned."""

    options: tuple[str, ...]
    draft: Any = None


@dataclass(frozen=True)
class Unclear:
    """What was said does not fit; the note says what would."""

    note: Note
    draft: Any = None


Reply = Answer | Ask | Turned | Unclear


@dataclass(frozen=True)
class Situation:
    """What a step may look at besides what was said."""

    words: Words
    #: The present moment, in the person's time zone.
    now: datetime
    #: What was answered before.
    answers: Answers = field(default_factory=dict)
    #: What the form looked up for the person, as JSON.
    facts: Facts = field(default_factory=dict)


def always(_answers: Answers) -> bool:
    return True


def never(_answers: Answers) -> bool:
    return False


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
    #: What the form is about, known from its beginning: it is never asked, nor gone back to.
    known: ClassVar[bool] = False
    #: Whether there is no form without it: a state that lacks it is nobody's conversation.
    needed: bool = field(default=False, kw_only=True)
    #: What the phone can share as an answer: the question is asked with a key for it.
    requests: Literal["contact", "location"] | None = field(default=None, kw_only=True)

    #: Whether a bare figure may be a new answer, so that it is no place in a list of options.
    numeric: ClassVar[bool] = False
    #: Whether it asks for one part after the other, so that a skip passes over one of them.
    by_parts: ClassVar[bool] = False
    #: Whether a photo or a file answers it.
    takes_files: ClassVar[bool] = False
    #: Whether photos, documents and voice notes are answers, which somebody else will look at.
    passes_on: ClassVar[bool] = False
    #: Options that are no reading of what was said, and stand under each of its questions.
    apart: ClassVar[tuple[str, ...]] = ()

    def read(self, text: str, draft: Any, situation: Situation) -> Reply:
        raise NotImplementedError

    def hear(self, said: Contact | Location, draft: Any, situation: Situation) -> Reply:
        """A number or a place that was shared."""
        return Unclear(Note(NOT_TEXT), draft)

    def receive(self, said: Media | Other, situation: Situation) -> Reply:
        """What is no text, where the step `takes_files`."""
        return Unclear(Note(NOT_TEXT))

    def keep(self, said: Kept, draft: Any, situation: Situation) -> Reply:
        """What is passed on as it is, for a step that `passes_on`."""
        return Unclear(Note(NOT_TEXT), draft)

    def refine(self, text: str, draft: Any, situation: Situation) -> Reply | None:
        """`text` as more about what was said before; None if it is something else."""
        return None

    def question(self, words: Words, answers: Answers, draft: Any, facts: Facts) -> Markup:
        """How it is asked, as far as it has come."""
        return words(self.ask)

    def options(self, facts: Facts) -> tuple[str, ...]:
        """What can be tapped from the start."""
        return ()

    def offers(self, option: str, offered: tuple[str, ...]) -> bool:
        """Whether a tap on this counts while `offered` is shown."""
        return option in offered

    def pick(self, option: str, draft: Any, situation: Situation) -> Reply:
        """One of the options was tapped."""
        return Answer(option)

    def pick_all(self, options: tuple[str, ...], draft: Any, situation: Situation) -> Reply | None:
        """“Both”, of what is offered; None where one has to be chosen."""
        return None

    def meant(self, options: tuple[str, ...]) -> str | None:
        """The only reading there is, to be confirmed with a yes or a no."""
        readings = [option for option in options if option not in self.apart]
        return readings[0] if len(readings) == 1 else None

    def leave_out(self, draft: Any) -> Reply | None:
        """The part of an answer that is asked about is not wanted; None where there is none."""
        return None

    def deny(self, draft: Any, situation: Situation) -> Reply:
        """Nothing of what was offered is meant."""
        return Unclear(Note(OTHERWISE))

    def skip(self, draft: Any, situation: Situation) -> Reply:
        """There is no answer, or none to this part."""
        return Answer(None)

    def before(self, draft: Any) -> Ask | None:
        """Where “back” leads within this question; None: to the one before."""
        return None

    def reopen(self, value: Any) -> Ask | None:
        """How it is asked of somebody who has answered; None: as at first."""
        return None

    def label(self, option: str, words: Words, facts: Facts) -> str:
        """How an option reads on its button."""
        return option

    def show(self, value: Any, words: Words, facts: Facts) -> str:
        """How an answer reads in the summary."""
        return self.label(value, words, facts)

    def keeps(self, value: Any) -> bool:
        """Whether an answer stored by an earlier version of the form still reads."""
        return isinstance(value, str)

    def keeps_draft(self, draft: Any) -> bool:
        """The same for what was understood so far."""
        return draft is None

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
    #: Answers that are stored as soon as they are given: step key -> what stores (or clears) them.
    saves: Mapping[str, Callable[[Turn, Answers], Awaitable[None]]] = field(default_factory=dict)
    #: What is said to somebody who cancels, if something stays that they told before.
    called_off: Callable[[Answers], str] | None = None
    #: What is shown to somebody who leaves; None where that means that nothing was kept.
    left: Callable[[Turn], Awaitable[None]] | None = None
    #: Whether a summary is shown before the end; a form may end early on one answer.
    review: Predicate = always
    #: The last line of the summary, made from the facts.
    closing: Callable[[Words, Facts], str] | None = None
    #: Whether it is kept when each question was first answered: onboarding's funnel.
    counted: bool = False
    #: A line above every question and the summary, such as for whom somebody else answers.
    banner: Callable[[Words, Facts], str | None] | None = None

    def step(self, key: str) -> Step | None:
        return next((step for step in self.steps if step.key == key), None)

    def holds(self, answers: Answers) -> bool:
        """Whether it is still known what it is about, as it was when it began."""
        return all(step.key in answers for step in self.steps if step.needed)

    def applicable(self, answers: Answers) -> list[Step]:
        return [step for step in self.steps if step.when(answers)]
