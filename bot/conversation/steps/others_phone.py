"""A number of somebody else, which nothing proves; and one's own, which has to be proven."""

from dataclasses import dataclass, field
from typing import Any, Literal

from bot.conversation.form import Note, Reply, Situation, Unclear
from bot.conversation.said import Contact, Location
from bot.conversation.steps.phone import Phone
from bot.language import _

YOURS = _("That is your own number. Please send the number of the owner, or skip this.")
TAKEN = _(
    "{officer} looks after an account with this number already. Please ask {officer}, or skip the "
    "number."
)
SHARE_IT = _("A typed number proves nothing. Please share your own with the button below.")


@dataclass(frozen=True)
class OthersPhone(Phone):
    """Typed, or a card from the address book.

    `facts["taken"]` names numbers of other accounts that are looked after, and by whom.
    """

    requests: Literal["contact", "location"] | None = field(default=None, kw_only=True)

    def hear(self, said: Contact | Location, draft: Any, situation: Situation) -> Reply:
        if isinstance(said, Location):
            return super().hear(said, draft, situation)
        if said.mine:
            return Unclear(Note(YOURS))
        return self.read(f"+{said.phone.removeprefix('+')}", draft, situation)

    def problem(self, value: Any, situation: Situation) -> Note | None:
        officer = situation.facts.get("taken", {}).get(value["number"])
        return Note(TAKEN, {"officer": officer}) if officer else None


@dataclass(frozen=True)
class OwnPhone(Phone):
    """Only as Telegram vouches for it."""

    optional: bool = field(default=False, kw_only=True)

    def read(self, text: str, draft: Any, situation: Situation) -> Reply:
        return Unclear(Note(SHARE_IT))
