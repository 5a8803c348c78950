"""One of a few things, tapped or typed."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass, field
from typing import Any

from rapidfuzz import fuzz, process, utils

from bot.conversation.form import Answer, Ask, Facts, Note, Reply, Situation, Step, Unclear
from bot.conversation.spoken import answered
from bot.conversation.steps.text import tidy
from bot.language import Words, _

#: As many buttons as fit on a small phone without scrolling past the question.
MOST_BUTTONS = 8
#: Below this, two names have little in common (rapidfuzz, 0 to 100).
ALIKE = 60
#: So many letters of an option are enough to tell which one is meant.
BEGUN = 4
#: Words that stand before a name and tell nobody apart.
ADDRESSED = {
    *("bu", "ibu", "pak", "bapak", "mr", "mrs", "ms", "mbak", "mas", "kak", "bang", "mama", "bapa"),
    *("haji", "hajah", "hj"),
}


@dataclass(frozen=True)
class Choice(Step):
    """Options that stand in the form."""

    #: Value -> what its button says.
    choices: Mapping[str, str] = field(default_factory=dict, kw_only=True)
    #: Options that answer nothing but show a text, such as the full terms.
    tells: Mapping[str, str] = field(default_factory=dict, kw_only=True)
    #: What people type instead, in small letters -> value.
    also: Mapping[str, str] = field(default_factory=dict, kw_only=True)

    #: Whether the beginning of an option is enough; not where a yes must be meant.
    shortened: bool = field(default=True, kw_only=True)
    #: Answers known beforehand that nobody can choose.
    given: Collection[str] = field(default=(), kw_only=True)

    def options(self, facts: Facts) -> tuple[str, ...]:
        return tuple(self.choices)

    def label(self, option: str, words: Words, facts: Facts) -> str:
        return words.plain(self.choices[option])

    def keeps(self, value: Any) -> bool:
        return super().keeps(value) and value in {*self.choices, *self.given} - self.tells.keys()

    def pick(self, option: str, draft: Any, situation: Situation) -> Reply:
        if option in self.tells:
            return Unclear(Note(self.tells[option]))
        return Answer(option)

    def read(self, text: str, draft: Any, situation: Situation) -> Reply:
        said = tidy(text).casefold().strip(".!")
        meant = self.also.get(said) or answered(text, self.also)
        if meant:
            return self.pick(meant, draft, situation)
        labels = {
            option: self.label(option, situation.words, {}).casefold() for option in self.choices
        }
        exact = [option for option, label in labels.items() if said == label]
        begun = [option for option, label in labels.items() if label.startswith(said)]
        if exact or (self.shortened and len(said) >= BEGUN and len(begun) == 1):
            return self.pick((exact or begun)[0], draft, situation)
        return Unclear(Note(_("Please tap one of the buttons.")))


@dataclass(frozen=True)
class Pick(Step):
    """One of many that the form looked up: `facts[source]` lists pairs of value and label."""

    source: str = field(default="", kw_only=True)

    def _known(self, facts: Facts) -> dict[str, str]:
        return dict(facts.get(self.source, ()))

    def options(self, facts: Facts) -> tuple[str, ...]:
        return tuple(self._known(facts))[:MOST_BUTTONS]

    def label(self, option: str, words: Words, facts: Facts) -> str:
        return self._known(facts).get(option, option)

    def read(self, text: str, draft: Any, situation: Situation) -> Reply:
        found = like(text[:200], self._known(situation.facts))
        if not found:
            return Unclear(Note(_("We did not find that name. Please try another spelling.")))
        return Ask(tuple(found), Note(_("Which one do you mean?")))


def like(said: str, known: Mapping[str, str]) -> list[str]:
    """The values of those labels that have all these words; without any, of those alike."""
    wanted = words_of(said)
    named = [value for value, label in known.items() if wanted and wanted <= words_of(label)]
    if named:
        return named[:MOST_BUTTONS]
    alike = process.extract(
        said,
        known,
        scorer=fuzz.WRatio,
        processor=utils.default_process,
        score_cutoff=ALIKE,
        limit=MOST_BUTTONS,
    )
    return [value for _label, _score, value in alike]


def words_of(text: str) -> set[str]:
    """The words of a name, without how its bearer is addressed."""
    return set(utils.default_process(text).split()) - ADDRESSED
