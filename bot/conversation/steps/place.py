"""Where: one regency or city, typed, shared from the map, or looked up by province."""

import re
from dataclasses import dataclass, field
from typing import Any, ClassVar, Literal

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
from bot.conversation.said import Contact, Location
from bot.conversation.spoken import heard
from bot.conversation.steps.places import UNKNOWN, WHICH, place_name
from bot.language import Words, _
from bot.language.reading.places import read_place
from bot.market.nearby import nearest
from bot.market.regions import REGIONS, regencies, region

#: Of what was typed, so much is kept to be read together with what follows.
LONGEST = 60
#: As many as fit on a small phone beside the buttons that turn the page.
PAGE = 8
#: Further from a town than this, its regency is only one of those that it may be.
SURE_KM = 30
#: The option that opens the list of provinces.
BROWSE = "?"
#: Typed, to see it.
_TO_BROWSE = {
    *("daftar", "lihat daftar", "lihat daftarnya", "daftarnya", "pilih dari daftar", "list"),
    *("see the list", "show the list", "show list", "choose from a list", "provinsi", "province"),
}
#: A page of the list: the province's code, if any, the direction, and the page's number.
_PAGE = re.compile(r"(\d\d)?([<>])(\d)")
PROVINCES = tuple(code for code, place in REGIONS.items() if place.level == "province")

A_PROVINCE = _("{province} is a province. Which regency or city in it?")
FAR_AWAY = _("That place is not in Indonesia. Please type the regency or city, e.g. Malang.")


@dataclass(frozen=True)
class Place(Step):
    """A regency or city; the answer is its code.

    The draft tells how far it has come: `{"said": …}` after an equal name, `{"near": [codes]}`
    after a place on the map, `{"browse": province or None}` while the list is shown.
    """

    requests: Literal["contact", "location"] | None = field(default="location", kw_only=True)

    apart: ClassVar = (BROWSE,)

    def options(self, facts: Facts) -> tuple[str, ...]:
        """The list, or the regencies of the province that is probably meant."""
        likely = facts.get("province")
        return (*_page(likely), BROWSE) if likely in PROVINCES else (BROWSE,)

    def offers(self, option: str, offered: tuple[str, ...]) -> bool:
        """A page is turned by a second tap, too, that was meant for the page before."""
        turned = _PAGE.fullmatch(option) if offered else None
        return option in offered or (turned is not None and turned[1] in {None, *PROVINCES})

    def read(self, text: str, draft: Any, situation: Situation) -> Reply:
        if heard(text) in _TO_BROWSE:
            return self.pick(BROWSE, draft, situation)
        reading, said = read_place(text, level="regency"), text.strip()[:LONGEST]
        if reading.value:
            return Answer(reading.value.code)
        if province := _province(text):
            return self._in(province)
        if reading.candidates:
            options = tuple(place.code for place in reading.candidates)
            return Ask((*options, BROWSE), Note(WHICH, {"said": said}), {"said": said})
        return Unclear(Note(UNKNOWN, {"said": said}))

    def refine(self, text: str, draft: Any, situation: Situation) -> Reply | None:
        """“Malang”, and then “kodya”; “Banjar”, and then “jabar”."""
        said = draft.get("said") if draft else None
        if not said or read_place(text, level="regency").value:
            return None
        for joined in (f"{text} {said}", f"{said} {text}"):
            if found := read_place(joined, level="regency").value:
                return Answer(found.code)
        return None

    def hear(self, said: Contact | Location, draft: Any, situation: Situation) -> Reply:
        if isinstance(said, Contact):
            return super().hear(said, draft, situation)
        near = nearest(said.latitude, said.longitude)
        if not near:
            return Unclear(Note(FAR_AWAY))
        first, *others = (found.region.code for found in near)
        if first in PROVINCES:
            return self._in(first)
        if near[0].km > SURE_KM:
            return Ask((first, *others, BROWSE), Note(_("Which one is it?")), {"near": []})
        return Ask((first,), None, {"near": others})

    def _in(self, province: str) -> Ask:
        note = Note(A_PROVINCE, {"province": region(province).name})
        return Ask(_page(province), note, {"browse": province})

    def pick(self, option: str, draft: Any, situation: Situation) -> Reply:
        if turned := _PAGE.fullmatch(option):
            province = turned[1]
            return Turned(_page(province, int(turned[3])), {"browse": province})
        if option == BROWSE:
            return Ask(_page(None), None, {"browse": None})
        if option in PROVINCES:
            return Ask(_page(option), None, {"browse": option})
        return Answer(option)

    def deny(self, draft: Any, situation: Situation) -> Reply:
        """Near a border the next ones are likely; beyond them there is the list."""
        if near := draft.get("near") if draft else None:
            return Ask((*near, BROWSE), Note(_("Which one, then?")), {"near": []})
        return Ask(_page(None), None, {"browse": None})

    def before(self, draft: Any) -> Ask | None:
        if not draft or "browse" not in draft:
            return None
        if draft["browse"] is None:
            return Ask((), None)
        at = PROVINCES.index(draft["browse"]) // PAGE
        return Ask(_page(None, at), None, {"browse": None})

    def meant(self, options: tuple[str, ...]) -> str | None:
        code = super().meant(options)
        return code if code in REGIONS and code not in PROVINCES else None

    def question(self, words: Words, answers: Answers, draft: Any, facts: Facts) -> Markup:
        if not draft or "browse" not in draft:
            return super().question(words, answers, draft, facts)
        if draft["browse"] is None:
            return words(_("Which province?"))
        province = region(draft["browse"]).name
        return words(_("Which regency or city in {province}?"), province=province)

    def label(self, option: str, words: Words, facts: Facts) -> str:
        if option == BROWSE:
            return words.plain(_("Choose from a list"))
        if turned := _PAGE.fullmatch(option):
            return words.plain(_("‹ Previous") if turned[2] == "<" else _("Next ›"))
        return place_name(option, words)

    def keeps(self, value: Any) -> bool:
        return super().keeps(value) and value in REGIONS and region(value).level == "regency"

    def keeps_draft(self, draft: Any) -> bool:
        if draft is None:
            return True
        if not isinstance(draft, dict):
            return False
        near, browse = draft.get("near", []), draft.get("browse")
        return (
            isinstance(near, list)
            and all(isinstance(code, str) and code in REGIONS for code in near)
            and (browse is None or browse in PROVINCES)
            and isinstance(draft.get("said", ""), str)
        )


def _province(text: str) -> str | None:
    found = read_place(text, level="province").value
    return found.code if found else None


def _page(province: str | None, number: int = 0) -> tuple[str, ...]:
    """A page of provinces, or of a province's regencies, with where the list goes on."""
    known = tuple(each.code for each in regencies(province)) if province else PROVINCES
    last = max(0, (len(known) - 1) // PAGE)
    number = min(number, last)
    start = province or ""
    turns = [f"{start}<{number - 1}"] * (number > 0) + [f"{start}>{number + 1}"] * (number < last)
    return (*known[number * PAGE : (number + 1) * PAGE], *turns)
