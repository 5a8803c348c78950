"""Where people meet: in words, as a pin on the map, by a link, or nowhere at all."""

import re
from dataclasses import dataclass
from typing import Any
from urllib.parse import urlsplit

from bot.conversation.form import Answer, Facts, Note, Reply, Situation, Unclear
from bot.conversation.said import Contact, Location
from bot.conversation.steps.text import Text
from bot.language import Words, _

#: Longer ones are no addresses of meetings.
LONGEST_LINK = 300
_LINK = re.compile(r"\bhttps?://\S*", re.IGNORECASE)
#: The option that says that there is no place.
PHONE = "phone"


@dataclass(frozen=True)
class Spot(Text):
    """`{"words": …}`, `{"pin": [latitude, longitude]}`, `{"link": …}` or `{"phone": True}`."""

    def options(self, facts: Facts) -> tuple[str, ...]:
        return (PHONE,) if facts.get("by_phone") else ()

    def label(self, option: str, words: Words, facts: Facts) -> str:
        return words.plain(_("By telephone"))

    def pick(self, option: str, draft: Any, situation: Situation) -> Reply:
        return Answer({"phone": True})

    def read(self, text: str, draft: Any, situation: Situation) -> Reply:
        link = _LINK.search(text)
        if link is None:
            reply = super().read(text, draft, situation)
            return Answer({"words": reply.value}) if isinstance(reply, Answer) else reply
        url = link[0].rstrip(".,)")
        parts = urlsplit(url)
        if parts.scheme.lower() != "https" or not parts.hostname or len(url) > LONGEST_LINK:
            return Unclear(
                Note(_("A link for a video call begins with https:// and is not that long."))
            )
        return Answer({"link": url})

    def hear(self, said: Contact | Location, draft: Any, situation: Situation) -> Reply:
        if isinstance(said, Location):
            return Answer({"pin": [said.latitude, said.longitude]})
        return super().hear(said, draft, situation)

    def show(self, value: Any, words: Words, facts: Facts) -> str:
        if "pin" in value:
            return words.plain(_("the place on the map"))
        if "phone" in value:
            return words.plain(_("By telephone"))
        return str(value.get("words") or value["link"])

    def keeps(self, value: Any) -> bool:
        match value:
            case {"words": str(), **rest} | {"link": str(), **rest} | {"phone": True, **rest}:
                return not rest
            case {"pin": [float(), float()], **rest}:
                return not rest
        return False
