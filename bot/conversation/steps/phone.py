"""A phone number: shared, and then verified by Telegram; or typed, and then only noted."""

from dataclasses import dataclass, field
from typing import Any, Literal

import phonenumbers

from bot.conversation.form import Answer, Facts, Note, Reply, Situation, Step, Unclear
from bot.conversation.said import Contact, Location
from bot.conversation.steps.number import NO_NIK, is_nik
from bot.language import Words, _

UNREAD = _("I could not read a phone number from that. Example: 0812 3456 7890.")
NOT_YOURS = _(
    "That is somebody else's number, so it was not kept. Please share your own with the button "
    "below, or type it."
)


def e164(said: str) -> str | None:
    """`+6281234567890` of a number as Indonesians write it, or of a foreign one with its plus."""
    try:
        number = phonenumbers.parse(said[:40], "ID")
    except phonenumbers.NumberParseException:
        return None
    if not phonenumbers.is_valid_number(number):
        return None
    return phonenumbers.format_number(number, phonenumbers.PhoneNumberFormat.E164)


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
        number = e164(said.phone if said.phone.startswith("+") else f"+{said.phone}")
        return Answer({"number": number, "verified": True}) if number else Unclear(Note(UNREAD))

    def read(self, text: str, draft: Any, situation: Situation) -> Reply:
        if is_nik(text):
            return Unclear(Note(NO_NIK))
        number = e164(text)
        return Answer({"number": number, "verified": False}) if number else Unclear(Note(UNREAD))

    def show(self, value: Any, words: Words, facts: Facts) -> str:
        number = phonenumbers.parse(value["number"])
        national = number.country_code == 62  # noqa: PLR2004  (Indonesia's)
        style = phonenumbers.PhoneNumberFormat
        shown = phonenumbers.format_number(
            number, style.NATIONAL if national else style.INTERNATIONAL
        )
        return f"{shown} ✓" if value["verified"] else shown

    def keeps(self, value: Any) -> bool:
        return (
            isinstance(value, dict)
            and isinstance(value.get("verified"), bool)
            and isinstance(value.get("number"), str)
            and e164(value["number"]) == value["number"]
        )
