"""Names as people give them: with a title in front or without, and with the words of a greeting."""

import re
from dataclasses import dataclass

from bot.people.models import Honorific

#: What people put in front of their name -> how they are addressed.
TITLES = {
    **dict.fromkeys(("ibu", "bu", "ny", "nyonya", "mrs", "ms", "mbak", "mba"), Honorific.IBU),
    **dict.fromkeys(("teh", "teteh", "bude", "mbok", "mak", "emak", "nyai"), Honorific.IBU),
    **dict.fromkeys(("bunda", "bulik", "budhe", "mama"), Honorific.IBU),
    **dict.fromkeys(("bapak", "bpk", "bp", "pak", "tn", "tuan", "mr", "mas"), Honorific.BAPAK),
    **dict.fromkeys(("kang", "bang", "abang", "cak", "pakde", "paklik"), Honorific.BAPAK),
}
#: Titles of women and of men alike: no part of the name either.
EITHER = {"mbah", "eyang", "kak"}
#: Titles that were earned: people are called by them, and some tell how to address their bearer.
EARNED = {"haji", "hajjah", "hajah", "hj", "h", "kh", "dr", "ir", "drs", "dra", "prof", "ustadz"}
TELLING = {
    "haji": Honorific.BAPAK,
    "drs": Honorific.BAPAK,
    **dict.fromkeys(("hajjah", "hajah", "hj", "dra"), Honorific.IBU),
}
#: Shorter ones in capitals may be initials.
SHOUTED = 4
#: In front of Balinese names: part of the name, but never how somebody is called.
PARTICLES = {"i", "ni"}
#: Stand in small letters within a name.
SMALL = {"bin", "binti", "van", "der", "de", "dr."}
#: What is said before a name that is told rather than written down.
_LEADS = re.compile(
    r"(?:(?:ha?llo|halo|hai|hello|hi|perkenalkan|kenalkan|dengan|ini|saya|sy|aku|adalah"
    r"|nama(?:ku|nya)?(?: (?:lengkap|panggilan))?(?: (?:saya|sy|aku|beliau|dia))?"
    r"|(?:biasa |cukup |bisa )?(?:di)?panggil(?: (?:saja|aja))?"
    r"|(?:my )?name(?: is|'s)|i am|i'm|this is|it's|(?:just )?call me)(?:[\s:,.!=]+|$))+",
    re.IGNORECASE,
)
#: What is told after it.
_CALLED = re.compile(
    r"[\s,.;(]+(?:(?:tapi|biasa|cukup|bisa|just)\s+)?"
    r"(?:panggil|dipanggil|panggilan|panggilannya|call me)\s.*",
    re.IGNORECASE | re.DOTALL,
)
_FROM = re.compile(r"[\s,]+(?:dari|from|asal)\s.*", re.IGNORECASE | re.DOTALL)
#: A full stop behind a word that is no abbreviation.
_STOP = re.compile(r"(?<=[^\W\d_]{3})[.!]+$")


@dataclass(frozen=True)
class Named:
    name: str
    honorific: Honorific | None = None


def read_name(said: str) -> Named:
    """`nama saya bu Siti Aminah` is Siti Aminah, an Ibu.

    A title or a lead-in alone is a name: nobody is left nameless.
    """
    told = _told(said.strip())
    honorific: Honorific | None = None
    while True:
        first, _space, rest = told.partition(" ")
        word, rest = _word(first), rest.strip()
        if not rest or not (word in TITLES or word in EITHER):
            break
        told, honorific = rest, honorific or TITLES.get(word)
    return Named(written(told), honorific or (TELLING.get(word) if rest else None))


def _told(said: str) -> str:
    """The name without what is said around it."""
    lead = _LEADS.match(said)
    told = said[lead.end() :] if lead else said
    told = _CALLED.sub("", told)
    if lead:
        told = _FROM.sub("", told)
    return _STOP.sub("", told).strip() or said


def _word(written: str) -> str:
    return written.rstrip(".").casefold()


def written(name: str) -> str:
    """As names are written, where a phone wrote all of it in small letters, or in capitals."""
    if name[1:].islower() or (name.isupper() and len(name) >= SHOUTED):
        return " ".join(
            word if word in SMALL else word[:1].upper() + word[1:].lower() for word in name.split()
        )
    return name


def given_name(name: str) -> str:
    """What somebody is called by: `Siti` of Siti Aminah, `H. Ahmad`, `Wayan` of I Wayan Sudarma."""
    words = name.split()
    if len(words) > 1 and _word(words[0]) in {*PARTICLES, *TITLES, *EITHER}:
        words = words[1:]
    within = (word.endswith(".") or _word(word) in EARNED for word in words)
    upto = next((place for place, title in enumerate(within) if not title), 0)
    return " ".join(words[: upto + 1])
