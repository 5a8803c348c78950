"""Text as typed, made plain: signs that look alike become one, what cannot be seen goes."""

import re
import unicodedata

#: Longer than any answer to one question; more is a story, and reading it would be guessing.
LONGEST = 200
#: Telegram's own limit for a message; whatever is longer did not come from a person.
_MESSAGE = 4096
_SIGNS = {
    **dict.fromkeys("‐‑‒–—―−", "-"),
    **dict.fromkeys("‘’ʼ`´", "'"),
    **dict.fromkeys("“”«»", '"'),
    "×": "x",
    "≈": "~",
    "±": "~",
    "⁄": "/",
    "÷": "/",
    "\N{DIVISION SLASH}": "/",
    "½": " 1/2 ",
    "¼": " 1/4 ",
    "¾": " 3/4 ",
    "⅓": " 1/3 ",
    "⅔": " 2/3 ",
    "⅛": " 1/8 ",
}
#: Control characters other than white space say nothing in an answer.
_CONTROL = {code: None for code in range(32) if not chr(code).isspace()} | {127: None}


def plain(text: str) -> str | None:
    """Lower case, one blank between words, no accents or emoji; None when it is too long."""
    if len(text) > _MESSAGE:
        return None
    if not text.isascii():
        text = _ascii(text)
    text = " ".join(text.translate(_CONTROL).lower().split())
    return text if len(text) <= LONGEST else None


def _ascii(text: str) -> str:
    letters: list[str] = []
    for sign in text:
        if sign in _SIGNS:
            letters.append(_SIGNS[sign])
        elif sign.isascii():
            letters.append(sign)
        else:
            letters.extend(map(_letter, unicodedata.normalize("NFKD", sign)))
    return "".join(letters)


def _letter(sign: str) -> str:
    """An ASCII sign, a digit of any script, a blank for a picture, nothing for the invisible."""
    if sign in _SIGNS:
        return _SIGNS[sign]
    if sign.isascii():
        return sign
    if sign.isdecimal():
        return str(unicodedata.decimal(sign))
    return "" if unicodedata.category(sign) in {"Mn", "Me", "Cf", "Cc"} else " "


_WORDS = re.compile(r"[a-z0-9]+")


def words(text: str) -> list[str]:
    """The words of a plain text, without punctuation."""
    return _WORDS.findall(text)
