"""How far around a place: “50 km dari Malang”, or a distance from where one is."""

import re
from dataclasses import dataclass, field, replace
from typing import Any, Literal

from bot.conversation.form import Answer, Ask, Facts, Note, Reply, Situation, Turned, Unclear
from bot.conversation.said import Contact, Location
from bot.conversation.steps.place import Place
from bot.conversation.steps.places import place_name
from bot.language import Words, _

#: Distances that can be tapped, in kilometres.
COMMON = (25, 50, 100)
#: Of who names a place only.
USUAL = 50
#: Further than that is a province, or two.
FURTHEST = 500
_KM = re.compile(r"(?P<km>\d{1,4}) ?(?:km|kilo ?met(?:er|re)s?)\b", re.IGNORECASE)
_AROUND = re.compile(
    r"\b(?:radius|jarak|dalam|sekitar|sekeliling|di|dari|maks(?:imal)?|paling jauh|within|around"
    r"|from|of|at most|away)\b",
    re.IGNORECASE,
)
TOO_FAR = Note(
    _("Please give a distance between 1 and {furthest} km."), {"furthest": str(FURTHEST)}
)
FROM_WHERE = Note(_("{km} km from where? Please type the regency or city, e.g. Malang."))


@dataclass(frozen=True)
class Radius(Place):
    """`{"place": "35.07", "km": 50}`; where one is stands in `facts["home"]`.

    The draft is that of the place, with the distance in it.
    """

    requests: Literal["contact", "location"] | None = field(default=None, kw_only=True)

    def options(self, facts: Facts) -> tuple[str, ...]:
        home = facts.get("home")
        return tuple(f"{km}/{home}" for km in COMMON) if home else ()

    def read(self, text: str, draft: Any, situation: Situation) -> Reply:
        found = _KM.search(text)
        km = int(found["km"]) if found else _km(draft)
        if not 0 < km <= FURTHEST:
            return Unclear(TOO_FAR, draft)
        where = _AROUND.sub(" ", _KM.sub(" ", text)).strip(" ,.")
        if where:
            return _with(km, super().read(where, draft, situation))
        return Ask((), replace(FROM_WHERE, values={"km": str(km)}), {"km": km})

    def refine(self, text: str, draft: Any, situation: Situation) -> Reply | None:
        found = None if _KM.search(text) else super().refine(text, draft, situation)
        return found and _with(_km(draft), found)

    def hear(self, said: Contact | Location, draft: Any, situation: Situation) -> Reply:
        return _with(_km(draft), super().hear(said, draft, situation))

    def pick(self, option: str, draft: Any, situation: Situation) -> Reply:
        km, slash, place = option.partition("/")
        if slash:
            return Answer({"place": place, "km": int(km)})
        return _with(_km(draft), super().pick(option, draft, situation))

    def deny(self, draft: Any, situation: Situation) -> Reply:
        return _with(_km(draft), super().deny(draft, situation))

    def before(self, draft: Any) -> Ask | None:
        back = super().before(draft)
        return back and replace(back, draft={**(back.draft or {}), "km": _km(draft)})

    def meant(self, options: tuple[str, ...]) -> str | None:
        return None if "/" in "".join(options) else super().meant(options)

    def label(self, option: str, words: Words, facts: Facts) -> str:
        km, slash, place = option.partition("/")
        if not slash:
            return super().label(option, words, facts)
        return self.show({"place": place, "km": int(km)}, words, facts)

    def show(self, value: Any, words: Words, facts: Facts) -> str:
        sentence = _("at most {km} km from {place}")
        place = place_name(value["place"], words)
        return words.plain(sentence, km=words.number(value["km"]), place=place)

    def keeps(self, value: Any) -> bool:
        return (
            isinstance(value, dict)
            and super().keeps(value.get("place"))
            and isinstance(value.get("km"), int)
            and 0 < value["km"] <= FURTHEST
        )

    def keeps_draft(self, draft: Any) -> bool:
        km = draft.get("km", USUAL) if isinstance(draft, dict) else USUAL
        return super().keeps_draft(draft) and isinstance(km, int) and 0 < km <= FURTHEST


def _km(draft: Any) -> int:
    return int((draft or {}).get("km", USUAL))


def _with(km: int, reply: Reply) -> Reply:
    """The reply about the place, with the distance beside it."""
    match reply:
        case Answer():
            return Answer({"place": reply.value, "km": km})
        case Ask() | Turned() | Unclear():
            return replace(reply, draft={**(reply.draft or {}), "km": km})
