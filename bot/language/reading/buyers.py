"""Whether somebody says that they buy; who looks for a buyer says so in other words."""

import re

_BUYER = r"(?:pembeli|buyers?|offtaker|pengepul|tengkulak)\b"
_ME = r"saya|sy|aku|kami"
#: "daftar pembeli" is a list of buyers, unless somebody wants to stand in it.
_SAYS = re.compile(
    rf"\b(?:{_ME}|i am|i'?m|we are)(?: (?:adalah|ini|seorang|a))* {_BUYER}"
    rf"|\b(?:{_ME}|mau|ingin|pengen|pengin|want to) (?:daftar|register|gabung|join)"
    rf"(?: (?:sebagai|as|jadi|a))* {_BUYER}"
    rf"|\b(?:mendaftar|register|bergabung)(?: (?:sebagai|as|a))+ {_BUYER}"
)


def says_to_buy(text: str) -> bool:
    """Of what `typed.plain` has made of it."""
    return _SAYS.search(text) is not None
