"""A phone number: shared, and then verified by Telegram; or typed, and then only noted."""

from dataclasses import dataclass, field
from typing import Any, Literal

import phonenumbers

from bot.conversation.form import Answer, Ask, Facts, Note, Reply, Situation, Step, Unclear
from bot.conversation.said import Contact, Location
from bot.conversation.steps.number import NO_NIK, is_nik
from bot.language import Words, _
from bot.language.reading import Reason
from bot.language.reading.phone import read_phone

#: Indonesia's country code.
HOME = 62
UNREAD = _("We could not read a phone number from that. Example: 0812 3456 7890.")
A_LANDLINE = _("That is a landline, which no message reaches. Please give a mobile number.")
NOT_YOURS = _(
    "That is somebody else's number, so it was not kept. Please share your own with the button "
    "below, or type it."
)


@dataclass(frozen=True)
class Phone(Step):
    """`{"number": "+6281…", "verified": true}`; verified only if Telegram says it is their own."""

    optional: bool = field(default=True, kw_only=True)
    requests: Literal["contact", "location"] | None = field(default="contact", kw_only=True)

    def hear(self, said: Contact | Location, draft: Any, situation: Situation) -> Reply:
        if isinstance(said, Location):
            return super().hear(said, draft, situation)
        if not said.mine:
            return Unclear(Note(NOT_YOURS))
        number = _e164(f"+{said.phone.removeprefix('+')}")
        return Answer({"number": number, "verified": True}) if number else Unclear(Note(UNREAD))

    def read(self, text: str, draft: Any, situation: Situation) -> Reply:
        if is_nik(text):
            return Unclear(Note(NO_NIK))
        reading = read_phone(text)
        if reading.value:
            return self.pick(reading.value, draft, situation)
        if reading.candidates:
            return Ask(reading.candidates, Note(_("Which number is it?")))
        return Unclear(Note(A_LANDLINE if reading.reason is Reason.LANDLINE else UNREAD))

    def pick(self, option: str, draft: Any, situation: Situation) -> Reply:
        return Answer({"number": option, "verified": False})

    def label(self, option: str, words: Words, facts: Facts) -> str:
        if _e164(option) is None:
            raise LookupError(option)
        return shown(option)

    def show(self, value: Any, words: Words, facts: Facts) -> str:
        return f"{shown(value['number'])} ✓" if value["verified"] else shown(value["number"])

    def keeps(self, value: Any) -> bool:
        return (
            isinstance(value, dict)
            and isinstance(value.get("verified"), bool)
            and isinstance(value.get("number"), str)
            and _e164(value["number"]) == value["number"]
        )


def shown(number: str) -> str:
    """`0812-3456-7890` of a number of E.164; with its country if that is another."""
    parsed = phonenumbers.parse(number)
    style = phonenumbers.PhoneNumberFormat
    home = parsed.country_code == HOME
    return phonenumbers.format_number(parsed, style.NATIONAL if home else style.INTERNATIONAL)


def _e164(said: str) -> str | None:
    """A number with its plus and country; None if it can be none."""
    try:
        number = phonenumbers.parse(said)
    except phonenumbers.NumberParseException:
        return None
    if not phonenumbers.is_possible_number(number):
        return None
    return phonenumbers.format_number(number, phonenumbers.PhoneNumberFormat.E164)
