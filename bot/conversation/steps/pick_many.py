"""Several of many that the form looked up: ticked one by one, or typed by name."""

from dataclasses import dataclass
from typing import Any, ClassVar

from bot.conversation.form import Answer, Ask, Facts, Note, Reply, Situation, Turned, Unclear
from bot.conversation.spoken import is_all
from bot.conversation.steps.choice import MOST_BUTTONS, Pick, like, words_of
from bot.conversation.steps.several import AT_LEAST_ONE, DONE, TICK, UNTICK
from bot.language import Words, _
from bot.language.reading.names import split

MORE = _("Who else? Tap or type the next name, then “Done”.")


@dataclass(frozen=True)
class PickMany(Pick):
    """The answer is a list of values in the order in which they were chosen; so is the draft."""

    apart: ClassVar = (DONE,)

    def options(self, facts: Facts) -> tuple[str, ...]:
        return self._buttons([], facts)

    def _buttons(self, ticked: list[str], facts: Facts) -> tuple[str, ...]:
        open_ones = [each for each in self._known(facts) if each not in ticked]
        room = max(MOST_BUTTONS - len(ticked), 3)
        return (
            *(UNTICK + each for each in ticked),
            *(TICK + each for each in open_ones[:room]),
            DONE,
        )

    def offers(self, option: str, offered: tuple[str, ...]) -> bool:
        return option == DONE or option[:1] in {TICK, UNTICK}

    def meant(self, options: tuple[str, ...]) -> str | None:
        return None

    def pick(self, option: str, draft: Any, situation: Situation) -> Reply:
        ticked = list(draft or [])
        if option == DONE:
            return Answer(ticked) if ticked else Unclear(Note(AT_LEAST_ONE))
        sign, value = option[:1], option[1:]
        if value not in self._known(situation.facts):
            return Unclear(Note(_("Please tap one of the buttons.")), draft)
        ticked = [each for each in ticked if each != value] + [value] * (sign == TICK)
        return Turned(self._buttons(ticked, situation.facts), ticked)

    def read(self, text: str, draft: Any, situation: Situation) -> Reply:
        """Names that are surely meant are ticked; of another one it is asked which is meant."""
        known = self._known(situation.facts)
        if is_all(text):
            return Answer(list(known))
        ticked = list(draft or [])
        for part in split(text[:200], lambda _said: False):
            found = like(part, known)
            if not found:
                return Unclear(
                    Note(_("We did not find that name. Please try another spelling.")), draft
                )
            if not (len(found) == 1 and words_of(part) <= words_of(known[found[0]])):
                options = (*(TICK + value for value in found), DONE)
                return Ask(options, Note(_("Which one do you mean?")), ticked)
            ticked = [*(each for each in ticked if each != found[0]), found[0]]
        return Ask(self._buttons(ticked, situation.facts), Note(MORE), ticked)

    def deny(self, draft: Any, situation: Situation) -> Reply:
        return Turned(self._buttons(list(draft or []), situation.facts), draft)

    def reopen(self, value: Any) -> Ask | None:
        return Ask((*(UNTICK + each for each in value), DONE), None, value) if value else None

    def label(self, option: str, words: Words, facts: Facts) -> str:
        if option == DONE:
            return words.plain(_("Done"))
        name = self._known(facts)[option[1:]]
        return f"✓ {name}" if option[0] == UNTICK else name

    def show(self, value: Any, words: Words, facts: Facts) -> str:
        known = self._known(facts)
        return "; ".join(known.get(each, "–") for each in value)

    def keeps(self, value: Any) -> bool:
        return isinstance(value, list) and all(isinstance(each, str) for each in value)

    def keeps_draft(self, draft: Any) -> bool:
        return draft is None or self.keeps(draft)
