"""What: one commodity, or all that a business makes."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from bot.conversation.form import Answer, Ask, Note, Reply, Situation, Step, Unclear
from bot.conversation.steps.text import tidy
from bot.language import Words, _
from bot.language.reading import Reading
from bot.language.reading.crops import read_commodities, read_commodity
from bot.market.commodities import COMMODITIES, Commodity, commodity

UNKNOWN = _("I do not know “{said}” yet. Please use another name, e.g. cabai rawit, kopi robusta.")
WHICH = _("“{said}” can be several things. Which one?")
NEW = _("“{said}” is not in our list yet. Keep it as you wrote it, or type another name.")
NAME_IT = _("Please type what you make or grow, e.g. cabai rawit, sambal.")
LONGEST_NAME = 60
#: The option that keeps the person's own word for what is not in the list.
AS_SAID = "*"


def crop_name(slug: str, words: Words) -> str:
    return commodity(slug).name(words.language)


def _slugs(candidates: Sequence[Commodity]) -> tuple[str, ...]:
    return tuple(candidate.slug for candidate in candidates)


@dataclass(frozen=True)
class Crop(Step):
    """One commodity of the list; the answer is its slug."""

    def read(self, text: str, draft: Any, situation: Situation) -> Reply:
        reading = read_commodity(text)
        if reading.value:
            return Answer(reading.value.slug)
        if reading.candidates:
            return Ask(_slugs(reading.candidates), Note(WHICH, {"said": text[:60]}))
        return Unclear(Note(UNKNOWN, {"said": text[:60]}))

    def label(self, option: str, words: Words, facts: Mapping[str, Any]) -> str:
        return crop_name(option, words)

    def keeps(self, value: Any) -> bool:
        return super().keeps(value) and value in COMMODITIES


@dataclass(frozen=True)
class Crops(Step):
    """All that a business makes: `[{"slug": …, "said": …}]`.

    What is not in the list is kept as the owner called it, with a slug of None.
    """

    def read(self, text: str, draft: Any, situation: Situation) -> Reply:
        if not any(map(str.isalpha, text)):
            return Unclear(Note(NAME_IT), draft)
        draft = draft or {"found": [], "rest": ""}
        rest = read_commodities(draft["rest"]) if draft["rest"] else []
        return self._settle(list(draft["found"]), [*read_commodities(text), *rest])

    def pick(self, option: str, draft: Any, situation: Situation) -> Reply:
        slug = None if option == AS_SAID else option
        found = [*draft["found"], {"slug": slug, "said": draft["about"]}]
        rest = read_commodities(draft["rest"]) if draft["rest"] else []
        return self._settle(found, rest)

    def _settle(
        self, found: list[dict[str, Any]], parts: Sequence[tuple[str, Reading[Commodity]]]
    ) -> Reply:
        """Take what is clear, and stop to ask at the first part that is not."""
        for number, (raw, reading) in enumerate(parts):
            said = tidy(raw)[:LONGEST_NAME]
            if reading.value:
                found.append({"slug": reading.value.slug, "said": said})
                continue
            if not any(char.isalpha() for char in said):
                continue
            rest = ", ".join(part for part, _reading in parts[number + 1 :])
            draft = {"found": found, "about": said, "rest": rest}
            note = WHICH if reading.candidates else NEW
            return Ask((*_slugs(reading.candidates), AS_SAID), Note(note, {"said": said}), draft)
        if not found:
            return Unclear(Note(NAME_IT))
        return Answer(list({item["slug"] or item["said"]: item for item in found}.values()))

    def label(self, option: str, words: Words, facts: Mapping[str, Any]) -> str:
        return words.plain(_("Keep my own word")) if option == AS_SAID else crop_name(option, words)

    def show(self, value: Any, words: Words, facts: Mapping[str, Any]) -> str:
        return words.list(
            crop_name(item["slug"], words) if item["slug"] else item["said"] for item in value
        )

    def keeps(self, value: Any) -> bool:
        return isinstance(value, list) and all(
            isinstance(item, dict)
            and isinstance(item.get("said"), str)
            and (item.get("slug") is None or item["slug"] in tuple(COMMODITIES))
            for item in value
        )
