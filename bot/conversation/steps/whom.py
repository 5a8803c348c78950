"""Somebody else, looked for by a phone number, a part of the name, or what Telegram calls them."""

import re
from dataclasses import dataclass
from typing import Any, ClassVar

from bot.conversation.form import Answer, Ask, Facts, Note, Reply, Situation, Unclear
from bot.conversation.said import Contact, Location
from bot.conversation.steps.number import NO_NIK, is_nik
from bot.conversation.steps.phone import A_LANDLINE, UNREAD, shown
from bot.conversation.steps.text import Text
from bot.language import Words, _
from bot.language.reading import Reason
from bot.language.reading.phone import read_phone
from bot.people.names import read_name

#: Fewer letters are in too many names.
FEWEST = 3
#: `id 123456789`: without the word it could be meant for a phone number.
TELEGRAM_ID = re.compile(r"(?:telegram\s*)?id\s*[:.]?\s*(\d{1,15})", re.IGNORECASE | re.ASCII)
MORE = _("Please type at least three letters of the name, or a mobile number.")


@dataclass(frozen=True)
class Whom(Text):
    """`{"phone": "+6281…"}`, `{"telegram_id": "1101"}` or `{"name": "Siti"}`, without a title."""

    numeric: ClassVar = True

    def read(self, text: str, draft: Any, situation: Situation) -> Reply:
        if told := TELEGRAM_ID.fullmatch(text.strip()):
            return Answer({"telegram_id": told[1]})
        if is_nik(text):
            return Unclear(Note(NO_NIK))
        phone = read_phone(text)
        if phone.value:
            return self.pick(phone.value, draft, situation)
        if phone.candidates:
            return Ask(phone.candidates, Note(_("Which number is it?")))
        if phone.reason in {Reason.LANDLINE, Reason.INVALID}:
            return Unclear(Note(A_LANDLINE if phone.reason is Reason.LANDLINE else UNREAD))
        return self._named(super().read(text, draft, situation))

    @staticmethod
    def _named(reply: Reply) -> Reply:
        if not isinstance(reply, Answer):
            return reply
        name = read_name(reply.value).name
        if sum(map(str.isalpha, name)) < FEWEST:
            return Unclear(Note(MORE))
        return Answer({"name": name})

    def hear(self, said: Contact | Location, draft: Any, situation: Situation) -> Reply:
        """A card from the address book."""
        if isinstance(said, Location):
            return super().hear(said, draft, situation)
        return self.read(f"+{said.phone.removeprefix('+')}", draft, situation)

    def pick(self, option: str, draft: Any, situation: Situation) -> Reply:
        return Answer({"phone": option})

    def label(self, option: str, words: Words, facts: Facts) -> str:
        return shown(option)

    def show(self, value: Any, words: Words, facts: Facts) -> str:
        if "phone" in value:
            return shown(value["phone"])
        return str(value.get("name") or f"id {value['telegram_id']}")

    def keeps(self, value: Any) -> bool:
        return (
            isinstance(value, dict)
            and value.keys() in ({"phone"}, {"name"}, {"telegram_id"})
            and all(isinstance(each, str) for each in value.values())
        )
