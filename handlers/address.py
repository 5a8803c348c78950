"""How a person is called on screen: `Ibu Siti`, `Bapak Budi`."""

from pydantic import BaseModel

from bot.language import Words, _
from bot.people.models import Honorific, Person
from bot.people.names import given_name

ADDRESSES = {Honorific.IBU: _("Ibu {name}"), Honorific.BAPAK: _("Bapak {name}")}


class Named(BaseModel, frozen=True):
    """Somebody else, as far as a message names them."""

    name: str
    honorific: str | None = None

    @classmethod
    def of(cls, person: Person | None) -> "Named | None":
        """None for who has not said their name."""
        if person is None or not person.name:
            return None
        return cls(name=person.name, honorific=person.honorific)

    def shown(self, words: Words) -> str:
        return called(words, self.name, self.honorific)


def called(words: Words, name: str, honorific: str | None) -> str:
    """By title and given name; by the whole name as long as the title is not known.

    It is plain text: a sentence that it is put into escapes it.
    """
    if honorific is None:
        return name
    return words.plain(ADDRESSES[Honorific(honorific)], name=given_name(name))
