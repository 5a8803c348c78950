"""Several of many that the form looked up: ticked one by one, or typed by name."""

from dataclasses import dataclass, replace
from typing import Any, ClassVar

from bot.conversation.form import Answer, Ask, Facts, Note, Reply, Situation, Turned, Unclear
from bot.conversation.spoken import is_all
from bot.conversation.steps.choice import MOST_BUTTONS, Pick, like, words_of
from bot.conversation.steps.several import AT_LEAST_ONE, DONE, TICK, UNTICK
from bot.language import Words, _
from bot.language.reading.names import split

MORE = _("Who else? Tap or type the next name, then “Done”.")
WHICH = _("“{said}”: which one do you mean?")
NOT_FOUND = _("We did not find that name. Please try another spelling.")
SOME_NOT_FOUND = _("Not found: {said}. Please type that another way, or tap “Done”.")


@dataclass(frozen=True)
class _Chosen:
    """Who is clear so far; while it is asked about one name, what was typed with it."""

    ticked: list[str]
    #: Names that are still to be looked up, and those that nobody has; None if all is done.
    rest: list[str] | None = None
    lost: tuple[str, ...] = ()

    @classmethod
    def load(cls, draft: Any) -> "_Chosen":
        if isinstance(draft, dict):
            return cls(list(draft["ticked"]), list(draft["rest"]), tuple(draft["lost"]))
        return cls(list(draft or []))

    def dump(self, rest: list[str], lost: tuple[str, ...]) -> dict[str, list[str]]:
        return {"ticked": self.ticked, "rest": rest, "lost": list(lost)}


@dataclass(frozen=True)
class PickMany(Pick):
    """The answer is a list of values in the order in which they were chosen.

    So is the draft, unless it is asked which of several is meant by a name: then it also has the
    names that were typed after that one (`rest`), and those that were not found (`lost`).
    """

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
        """Of a name that is asked about, “done” takes nobody, and leads to the next."""
        chosen = _Chosen.load(draft)
        left = chosen.rest or chosen.lost
        if option == DONE and not left:
            return Answer(chosen.ticked) if chosen.ticked else Unclear(Note(AT_LEAST_ONE))
        sign, value = option[:1], option[1:]
        if option != DONE and value not in self._known(situation.facts):
            return Unclear(Note(_("Please tap one of the buttons.")), draft)
        if option != DONE:
            ticked = [each for each in chosen.ticked if each != value] + [value] * (sign == TICK)
            chosen = replace(chosen, ticked=ticked)
        return self._look_up(chosen, situation) if left else self._turned(chosen, situation)

    def _turned(self, chosen: _Chosen, situation: Situation) -> Reply:
        return Turned(self._buttons(chosen.ticked, situation.facts), chosen.ticked)

    def pick_all(self, options: tuple[str, ...], draft: Any, situation: Situation) -> Reply:
        """Everybody, or of a name that is asked about all who have it."""
        chosen = _Chosen.load(draft)
        if chosen.rest is None:
            return Answer(list(self._known(situation.facts)))
        named = [each[1:] for each in options if each[1:] not in chosen.ticked]
        return self._look_up(replace(chosen, ticked=[*chosen.ticked, *named]), situation)

    def read(self, text: str, draft: Any, situation: Situation) -> Reply:
        """Names that are surely meant are ticked; of another one it is asked which is meant."""
        if is_all(text):
            return Answer(list(self._known(situation.facts)))
        chosen = _Chosen.load(draft)
        parts = split(text[:200], lambda _said: False)
        found = any(like(part, self._known(situation.facts)) for part in parts)
        if not found and chosen.rest is None:
            return Unclear(Note(NOT_FOUND), draft)
        return self._look_up(replace(chosen, rest=[*parts, *(chosen.rest or [])]), situation)

    def _look_up(self, chosen: _Chosen, situation: Situation) -> Reply:
        """Each of the names that are left, up to the first that is not clear."""
        known = self._known(situation.facts)
        ticked, lost, names = chosen.ticked, chosen.lost, chosen.rest or []
        for at, name in enumerate(names):
            found = like(name, known)
            if not found:
                lost = (*lost, name)
            elif len(found) == 1 and words_of(name) <= words_of(known[found[0]]):
                ticked = [*(each for each in ticked if each != found[0]), found[0]]
            else:
                options = (*(TICK + value for value in found), DONE)
                draft = replace(chosen, ticked=ticked).dump(names[at + 1 :], lost)
                return Ask(options, Note(WHICH, {"said": name}), draft)
        note = Note(SOME_NOT_FOUND, {"said": ", ".join(lost)}) if lost else Note(MORE)
        return Ask(self._buttons(ticked, situation.facts), note, ticked)

    def deny(self, draft: Any, situation: Situation) -> Reply:
        chosen = _Chosen.load(draft)
        left = chosen.rest or chosen.lost
        return self._look_up(chosen, situation) if left else self._turned(chosen, situation)

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
        if isinstance(draft, dict):
            return all(self.keeps(draft.get(each)) for each in ("ticked", "rest", "lost"))
        return draft is None or self.keeps(draft)
