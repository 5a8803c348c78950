"""What is typed where a title is asked for: the title, the name said again, or something else."""

import re

from bot.conversation.spoken import is_no
from bot.language.reading.crop_names import SAID_AROUND
from bot.language.reading.crops import names_commodity
from bot.language.reading.other_goods import OTHER_GOODS
from bot.language.reading.places import read_place
from bot.language.reading.reading import Reason
from bot.language.reading.wish_words import is_exact
from bot.people.models import Honorific
from bot.people.names import EITHER, TITLES, Named, read_name

#: Says that what was understood before is wrong.
_NO = re.compile(r"(?:eh|bukan|salah|maksud(?:nya| saya)|no|not)\b[\s,.:!]*", re.IGNORECASE)
#: Says that a name follows, whatever the name looks like.
_NAMED = re.compile(
    r"(?:nama(?:ku|nya)?|(?:my )?name|(?:di)?panggil(?:an)?|(?:just )?call me)\b", re.IGNORECASE
)
#: A name of one or two words: letters, with a sign that some names have.
_WORD = re.compile(r"[^\W\d_]+(?:['’.-][^\W\d_]+)*\.?")
_VOWEL = re.compile("[aeiouy]", re.IGNORECASE)
#: So many words a name has at most, with and without a title in front.
_TITLED, _BARE = 4, 2
#: Asks back.
_ASKING = {"kenapa", "knp", "mengapa", "ngapain", "why", "what"}
_ONLY = re.compile(r"\s+(?:saja|aja|ya|dong|lah)$")
_ADDRESSED = {
    **dict.fromkeys(("perempuan", "wanita", "cewek", "female", "woman"), Honorific.IBU),
    **dict.fromkeys(("laki-laki", "laki", "pria", "cowok", "male", "man"), Honorific.BAPAK),
}


def addressed(text: str) -> Honorific | None:
    """“bu”, “panggil ibu”, “perempuan”."""
    said = _ONLY.sub("", text.strip(" .!").casefold())
    title = {**TITLES, **_ADDRESSED}.get(said)
    return title or TITLES.get(read_name(said).name.casefold())


def name_again(text: str) -> Named | None:
    """`bukan, Sitti` or `Bu Siti` said after a name; None of what is anything else."""
    corrected = _NO.match(text)
    told = text[corrected.end() :] if corrected else text
    named = read_name(told)
    words = named.name.split()
    if not words or is_no(told) or not all(map(_WORD.fullmatch, words)):
        return None
    if {word.casefold() for word in words} <= {*TITLES, *EITHER, *_ADDRESSED}:
        return None
    told_so = corrected or _NAMED.match(told)
    if told_so or named.honorific:
        fits = len(words) <= _TITLED and not _is_known(words[0])
        return named if fits else None
    return named if len(words) <= _BARE and _is_only_a_name(words) else None


def _is_only_a_name(words: list[str]) -> bool:
    """Whether it looks like a name and like nothing else that people tell here."""
    said = " ".join(words)
    return (
        all(_VOWEL.search(word) for word in words)
        and not any(map(_is_known, words))
        and not names_commodity(said.casefold().split())
        and not _is_place(said)
    )


def _is_known(word: str) -> bool:
    """Whether it is a word of selling, of asking or of chat."""
    said = word.casefold()
    goods = said in OTHER_GOODS or names_commodity([said])
    return goods or is_exact(said) or said in SAID_AROUND | _ASKING


def _is_place(said: str) -> bool:
    """What is merely like one (“Siti” and “Sigi”) may be a name."""
    place = read_place(said)
    return place.value is not None or place.reason is Reason.AMBIGUOUS
