"""Where: several regions, or the whole country."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from bot.conversation.form import (
    OTHERWISE,
    Answer,
    Ask,
    Facts,
    Note,
    Reply,
    Situation,
    Step,
    Unclear,
)
from bot.language import Words, _
from bot.language.reading import Reading
from bot.language.reading.places import read_place, read_places
from bot.market.models import NATIONWIDE
from bot.market.regions import REGIONS, Region, region

UNKNOWN = _("We do not know the place “{said}” yet. Please type the regency or city, e.g. Malang.")
WHICH = _("“{said}” can be more than one place. Which one?")
#: Of what was typed, so much is said again.
LONGEST = 60
#: A pasted list can name more regions than a message holds; the answer keeps them all.
MOST_SHOWN = 20
#: A list of places with more of which none is known is no list of places.
MOST_UNKNOWN = 5
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


def place_within(code: str, words: Words) -> str:
    """The same in the middle of a sentence."""
    return words.plain(_("all of Indonesia")) if code == NATIONWIDE else place_name(code, words)


def short_place(code: str, words: Words) -> str:
    """The same without its province, for a button."""
    return place_within(code, words) if code == NATIONWIDE else region(code).name


@dataclass(frozen=True)
class Places(Step):
    """Provinces and regencies, several at once, or the whole country; a list of codes."""

    def options(self, facts: Facts) -> tuple[str, ...]:
        return (NATIONWIDE,)

    def read(self, text: str, draft: Any, situation: Situation) -> Reply:
        if text.strip().casefold() in EVERYWHERE:
            return Answer([NATIONWIDE])
        parts = read_places(text)
        if draft is None or _retyped(parts, draft):
            return self._settle([], _named(parts))
        return self._settle(list(draft["found"]), [*parts, *_waiting(draft)])

    def refine(self, text: str, draft: Any, situation: Situation) -> Reply | None:
        """“Malang”, and then “kodya”."""
        if not draft or len(parts := read_places(text)) != 1 or parts[0][1].value:
            return None
        found = read_place(f"{text} {draft['about']}").value
        return self.pick(found.code, draft, situation) if found else None

    def pick(self, option: str, draft: Any, situation: Situation) -> Reply:
        if draft is None or option == NATIONWIDE:
            return Answer([option])
        return self.pick_all((option,), draft, situation)

    def pick_all(self, options: tuple[str, ...], draft: Any, situation: Situation) -> Reply:
        found, rest = (draft["found"], _waiting(draft)) if draft else ((), ())
        return self._settle([*found, *options], rest)

    def deny(self, draft: Any, situation: Situation) -> Reply:
        return Unclear(Note(OTHERWISE), draft)

    def _settle(self, found: list[str], parts: Sequence[tuple[str, Reading[Region]]]) -> Reply:
        """Take what is clear, and stop to ask at the first part that is not."""
        for number, (raw, reading) in enumerate(parts):
            if reading.value:
                found.append(reading.value.code)
                continue
            rest = ", ".join(part for part, _reading in parts[number + 1 :])
            said = raw[:LONGEST]
            draft = {"found": found, "about": said, "rest": rest, "asked": bool(reading.candidates)}
            if reading.candidates:
                options = tuple(place.code for place in reading.candidates)
                return Ask(options, Note(WHICH, {"said": said}), draft)
            return Unclear(Note(UNKNOWN, {"said": said}), draft)
        if not found:
            return Unclear(Note(_("Please name at least one province or regency.")))
        return Answer(list(dict.fromkeys(found)))

    def label(self, option: str, words: Words, facts: Facts) -> str:
        return place_name(option, words)

    def show(self, value: Any, words: Words, facts: Facts) -> str:
        names = [place_name(code, words) for code in value[:MOST_SHOWN]]
        return words.list([*names, "…"] if len(value) > MOST_SHOWN else names)

    def keeps(self, value: Any) -> bool:
        return isinstance(value, list) and all(
            v == NATIONWIDE or v in tuple(REGIONS) for v in value
        )

    def keeps_draft(self, draft: Any) -> bool:
        return draft is None or (
            isinstance(draft, dict)
            and self.keeps(draft.get("found"))
            and all(isinstance(draft.get(part), str) for part in ("about", "rest"))
        )


def _named(
    parts: Sequence[tuple[str, Reading[Region]]],
) -> Sequence[tuple[str, Reading[Region]]]:
    """The places that were said. Of a text about something else one word is asked about, not each.

    Else whoever pastes a letter here would be asked about every clause of it.
    """
    unknown = [(part, reading) for part, reading in parts if not reading.meant]
    is_a_list = len(unknown) < len(parts) and len(unknown) <= MOST_UNKNOWN
    return parts if is_a_list else unknown[:1]


def _waiting(draft: Any) -> Sequence[tuple[str, Reading[Region]]]:
    return read_places(draft["rest"]) if draft["rest"] else []


def _retyped(parts: Sequence[tuple[str, Reading[Region]]], draft: Any) -> bool:
    """Whether the whole list was typed anew, and not only the part that was asked about.

    To “which Malang?” a list that names nothing of the first one is more about that part.
    """
    if len(parts) < 2:  # noqa: PLR2004  (one place is no list)
        return False
    known, waiting = set(draft["found"]), {part.casefold() for part, _reading in _waiting(draft)}
    return not draft.get("asked") or any(
        part.casefold() in waiting or (reading.value and reading.value.code in known)
        for part, reading in parts
    )
