"""How a person is called on screen: `Ibu Siti`, `Bapak Budi`."""

from bot.language import Words, _
from bot.people.models import Honorific
from bot.people.names import given_name

ADDRESSES = {Honorific.IBU: _("Ibu {name}"), Honorific.BAPAK: _("Bapak {name}")}


def called(words: Words, name: str, honorific: str | None) -> str:
    """By title and given name; by the whole name as long as the title is not known.

    It is plain text: a sentence that it is put into escapes it.
    """
    if honorific is None:
        return name
    return words.plain(ADDRESSES[Honorific(honorific)], name=given_name(name))
