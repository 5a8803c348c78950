"""Where: a regency, or several regions."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from bot.conversation.form import Answer, Ask, Note, Reply, Situation, Step, Unclear
from bot.language import Words, _
from bot.language.reading.places import read_place, read_places
from bot.market.models import NATIONWIDE
from bot.market.regions import REGIONS, region

UNKNOWN = _("I do not know the place “{said}” yet. Please type the regency or city, e.g. Malang.")
WHICH = _("“{said}” can be more than one place. Which one?")
#: A pasted list can name more regions than a message holds; the answer keeps them all.
MOST_SHOWN = 20
#: How people say that it does not matter where.
EVERYWHERE = {
    "semua",
    "semua daerah",
    "seluruh indonesia",
    "indonesia",
    "nasional",
    "se-indonesia",
    "all",
    "everywhere",
    "all regions",
    "all of indonesia",
    "nationwide",
}


def place_name(code: str, words: Words) -> str:
    if code == NATIONWIDE:
        return words.plain(_("All of Indonesia"))
    return region(code).full_name


@dataclass(frozen=True)
class Place(Step):
    """A regency or city; the answer is its code."""

    def read(self, text: str, draft: Any, situation: Situation) -> Reply:
        reading = read_place(text, level="regency")
        if reading.value:
            return Answer(reading.value.code)
        if reading.candidates:
            options = tuple(place.code for place in reading.candidates)
            return Ask(options, Note(WHICH, {"said": text[:60]}))
        return Unclear(Note(UNKNOWN, {"said": text[:60]}))

    def label(self, option: str, words: Words, facts: Mapping[str, Any]) -> str:
        return place_name(option, words)

    def keeps(self, value: Any) -> bool:
        return super().keeps(value) and value in REGIONS


@dataclass(frozen=True)
class Places(Step):
    """Provinces and regencies, several at once, or the whole country; a list of codes."""

    def options(self, facts: Mapping[str, Any]) -> tuple[str, ...]:
        return (NATIONWIDE,)

    def read(self, text: str, draft: Any, situation: Situation) -> Reply:
        if text.strip().casefold() in EVERYWHERE:
            return Answer([NATIONWIDE])
        draft = draft or {"found": [], "rest": ""}
        rest = read_places(draft["rest"]) if draft["rest"] else []
        return self._settle(list(draft["found"]), [*read_places(text), *rest])

    def pick(self, option: str, draft: Any, situation: Situation) -> Reply:
        draft = draft or {"found": [], "rest": ""}
        rest = read_places(draft["rest"]) if draft["rest"] else []
        return self._settle([*draft["found"], option], rest)

    def _settle(self, found: list[str], parts: list[Any]) -> Reply:
        """Take what is clear, and stop to ask at the first part that is not."""
        for number, (said, reading) in enumerate(parts):
            if reading.value:
                found.append(reading.value.code)
                continue
            rest = ", ".join(part for part, _reading in parts[number + 1 :])
            draft = {"found": found, "rest": rest}
            if reading.candidates:
                options = tuple(place.code for place in reading.candidates)
                return Ask(options, Note(WHICH, {"said": said[:60]}), draft)
            return Unclear(Note(UNKNOWN, {"said": said[:60]}), draft)
        if not found:
            return Unclear(Note(_("Please name at least one province or regency.")))
        return Answer(list(dict.fromkeys(found)))

    def label(self, option: str, words: Words, facts: Mapping[str, Any]) -> str:
        return place_name(option, words)

    def show(self, value: Any, words: Words, facts: Mapping[str, Any]) -> str:
        names = [place_name(code, words) for code in value[:MOST_SHOWN]]
        return words.list([*names, "…"] if len(value) > MOST_SHOWN else names)

    def keeps(self, value: Any) -> bool:
        return isinstance(value, list) and all(
            v == NATIONWIDE or v in tuple(REGIONS) for v in value
        )
