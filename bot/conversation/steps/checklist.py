"""How far things are: each is had, being arranged, or neither, in one question."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any, ClassVar

from markupsafe import Markup

from bot.conversation.form import (
    Answer,
    Answers,
    Ask,
    Facts,
    Note,
    Reply,
    Situation,
    Step,
    Turned,
    Unclear,
)
from bot.conversation.spoken import is_no
from bot.conversation.steps.marking import DOING, HAVE, NONE, marked
from bot.language import Words, _

#: The option that ends the marking.
DONE = "."
#: Nobody says more about seven papers.
LONGEST = 200
#: A mark -> the one that a tap sets after it.
NEXT = {NONE: HAVE, HAVE: DOING, DOING: NONE}
BEFORE = {after: mark for mark, after in NEXT.items()}
SIGNS = {HAVE: "✅ {item}", DOING: "⏳ {item}", NONE: "▫️ {item}"}
TAP_THEM = _("Please tap what there is, then “Done”.")


@dataclass(frozen=True)
class Checklist(Step):
    """`{"nib": "have", "halal": "doing", …}` of the items in `facts["checklist"]`.

    What is known before stands in `facts["marks"]`. The draft is the marks so far. An option says
    what a tap makes of an item, `nib=have`, so that a second tap on the same button does no more.
    """

    #: Item -> its name.
    items: Mapping[str, str] = field(default_factory=dict, kw_only=True)
    #: What people type for an item, in small letters -> the item.
    also: Mapping[str, str] = field(default_factory=dict, kw_only=True)
    #: Item -> what is worth knowing about it before it is marked.
    hints: Mapping[str, str] = field(default_factory=dict, kw_only=True)

    apart: ClassVar = (DONE,)

    def _marks(self, draft: Any, facts: Facts) -> dict[str, str]:
        known = {**(facts.get("marks") or {}), **(draft or {})}
        return {item: known.get(item, NONE) for item in facts.get("checklist") or self.items}

    def options(self, facts: Facts) -> tuple[str, ...]:
        return self._buttons(self._marks(None, facts))

    def _buttons(self, marks: Mapping[str, str]) -> tuple[str, ...]:
        return (*(f"{item}={NEXT[mark]}" for item, mark in marks.items()), DONE)

    def offers(self, option: str, offered: tuple[str, ...]) -> bool:
        item, _sign, mark = option.partition("=")
        return option == DONE or (item in self.items and mark in NEXT)

    def meant(self, options: tuple[str, ...]) -> str | None:
        return None

    def pick(self, option: str, draft: Any, situation: Situation) -> Reply:
        marks = self._marks(draft, situation.facts)
        if option == DONE:
            return Answer(marks)
        item, _sign, mark = option.partition("=")
        marks |= {item: mark} if item in marks else {}
        return Turned(self._buttons(marks), marks)

    def deny(self, draft: Any, situation: Situation) -> Reply:
        return Answer(dict.fromkeys(self._marks(draft, situation.facts), NONE))

    def read(self, text: str, draft: Any, situation: Situation) -> Reply:
        """What is named is marked, and shown to be tapped further; none or all is an answer."""
        marks = self._marks(draft, situation.facts)
        said = marked(text[:LONGEST], self.also, marks)
        if is_no(text) and not said:
            return self.deny(draft, situation)
        if not said:
            return Unclear(Note(TAP_THEM), draft)
        marks |= said
        if said.keys() == marks.keys() and len({*said.values()}) == 1:
            return Answer(marks)
        return Ask(self._buttons(marks), Note(TAP_THEM), marks)

    def question(self, words: Words, answers: Answers, draft: Any, facts: Facts) -> Markup:
        hints = [
            words(self.hints[item]) for item in self._marks(draft, facts) if item in self.hints
        ]
        return words.lines([words(self.ask), *hints])

    def reopen(self, value: Any) -> Ask | None:
        return Ask(self._buttons(value), None, value)

    def label(self, option: str, words: Words, facts: Facts) -> str:
        if option == DONE:
            return words.plain(_("Done"))
        item, _sign, mark = option.partition("=")
        return SIGNS[BEFORE[mark]].format(item=words.plain(self.items[item]))

    def show(self, value: Any, words: Words, facts: Facts) -> str:
        had = [words.plain(self.items[item]) for item, mark in value.items() if mark == HAVE]
        return words.list(had) if had else "–"

    def keeps(self, value: Any) -> bool:
        return isinstance(value, dict) and all(
            item in self.items and mark in NEXT for item, mark in value.items()
        )

    def keeps_draft(self, draft: Any) -> bool:
        return draft is None or self.keeps(draft)
