"""Several of a few things: ticked one by one, or typed as a list."""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any, ClassVar

from rapidfuzz.distance import OSA

from bot.conversation.form import Answer, Ask, Facts, Note, Reply, Situation, Step, Turned, Unclear
from bot.conversation.spoken import heard, is_all
from bot.language import LANGUAGES, Words, _, words_for
from bot.language.reading.names import split

#: The option that ends the ticking.
DONE = "."
#: What sets a tick and what takes it away: a second tap on the same button does no more.
TICK, UNTICK = "+", "-"
#: So many letters of an option are enough, and from then on a slip is forgiven.
BEGUN = 4
_TO = re.compile(r"\s*(?:\b(?:sampai|sampe|smp|hingga|sd|to|till|until|through)\b|s/d|[-–])\s*")
_EVERY_DAY = re.compile(r"(?:(?:buka )?(?:setiap|tiap) hari|every ?day|daily)")
AT_LEAST_ONE = _("Please choose at least one, then tap “Done”.")
UNKNOWN = _("We do not know “{said}” here. Please tap the buttons.")


@dataclass(frozen=True)
class Several(Step):
    """Options that stand in the form, any number of them; the answer is a list of their values.

    The draft is the list of those that are ticked.
    """

    #: Value -> what its button says.
    choices: Mapping[str, str] = field(default_factory=dict, kw_only=True)
    #: What people type instead, in small letters -> value.
    also: Mapping[str, str] = field(default_factory=dict, kw_only=True)
    #: How many have to be chosen at least; 0 takes an empty list for an answer.
    fewest: int = field(default=1, kw_only=True)

    #: Whether “Monday to Friday” means what lies between, too.
    ordered: bool = field(default=False, kw_only=True)

    apart: ClassVar = (DONE,)

    def options(self, facts: Facts) -> tuple[str, ...]:
        return self._buttons([])

    def _buttons(self, ticked: list[str]) -> tuple[str, ...]:
        signs = ((UNTICK if value in ticked else TICK) + value for value in self.choices)
        return (*signs, DONE)

    def offers(self, option: str, offered: tuple[str, ...]) -> bool:
        return option == DONE or (option[:1] in {TICK, UNTICK} and option[1:] in self.choices)

    def meant(self, options: tuple[str, ...]) -> str | None:
        return None

    def pick(self, option: str, draft: Any, situation: Situation) -> Reply:
        ticked = list(draft or [])
        if option == DONE:
            return self._done(ticked)
        sign, value = option[:1], option[1:]
        ticked = [each for each in ticked if each != value] + [value] * (sign == TICK)
        return Turned(self._buttons(ticked), self._in_order(ticked))

    def pick_all(self, options: tuple[str, ...], draft: Any, situation: Situation) -> Reply:
        return Answer(list(self.choices))

    def deny(self, draft: Any, situation: Situation) -> Reply:
        return self._done([])

    def read(self, text: str, draft: Any, situation: Situation) -> Reply:
        """A typed list is the answer, together with what is ticked already."""
        if is_all(text) or (self.ordered and _EVERY_DAY.fullmatch(heard(text))):
            return Answer(list(self.choices))
        ticked = list(draft or [])
        if self.ordered and (between := self._between(text)):
            return self._done([*ticked, *between], draft)
        for part in split(text, self._is_name):
            value = self._named(part)
            if value is None:
                return Unclear(Note(UNKNOWN, {"said": part[:60]}), draft)
            ticked.append(value)
        return self._done(ticked, draft)

    def _between(self, text: str) -> list[str]:
        """“Senin sampai Jumat”, “Mon-Fri”; nothing if it is no such stretch."""
        ends = _TO.split(text.casefold())
        named = [self._named(each) for each in ends] if len(ends) == 2 else []  # noqa: PLR2004
        if not named or None in named:
            return []
        order = list(self.choices)
        first, last = (order.index(str(each)) for each in named)
        turns = last if first <= last else last + len(order)
        return [order[at % len(order)] for at in range(first, turns + 1)]

    def _done(self, ticked: list[str], draft: Any = None) -> Reply:
        if len(set(ticked)) >= self.fewest:
            return Answer(self._in_order(ticked))
        return Answer(None) if self.optional else Unclear(Note(AT_LEAST_ONE), draft)

    def _in_order(self, ticked: list[str]) -> list[str]:
        return [value for value in self.choices if value in ticked]

    def _is_name(self, text: str) -> bool:
        return heard(text) in {name for name, _value in self._names()}

    def _named(self, text: str) -> str | None:
        said = heard(text)
        if said in self.also:
            return self.also[said]
        names = self._names()
        exact = {value for name, value in names if name == said}
        begun = {value for name, value in names if len(said) >= BEGUN and name.startswith(said)}
        slipped = {
            value
            for name, value in names
            if len(said) >= BEGUN and OSA.distance(said, name, score_cutoff=1) <= 1
        }
        found = exact or begun or slipped
        return found.pop() if len(found) == 1 else None

    def _names(self) -> list[tuple[str, str]]:
        return [
            (heard(words_for(language).plain(label)), value)
            for language in LANGUAGES
            for value, label in self.choices.items()
        ]

    def reopen(self, value: Any) -> Ask | None:
        return Ask(self._buttons(value), None, value) if value else None

    def label(self, option: str, words: Words, facts: Facts) -> str:
        if option == DONE:
            return words.plain(_("Done"))
        label = words.plain(self.choices[option[1:]])
        return f"✓ {label}" if option[0] == UNTICK else label

    def show(self, value: Any, words: Words, facts: Facts) -> str:
        names = [words.plain(self.choices[each]) for each in value]
        return words.list(names) if names else "–"

    def keeps(self, value: Any) -> bool:
        return isinstance(value, list) and all(
            isinstance(each, str) and each in self.choices for each in value
        )

    def keeps_draft(self, draft: Any) -> bool:
        return draft is None or self.keeps(draft)
