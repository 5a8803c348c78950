"""The words of a text as roots, so that “mengeringkan” finds “dikeringkan” and “kering”.

Rough on purpose: what is stored and what is looked for go the same way, and a root that is no word
finds what has the same one.
"""

import re
from functools import lru_cache

from bot.language.reading.typed import words


def _listed(words: str) -> frozenset[str]:
    return frozenset(words.split())


#: Says nothing about what a text is about.
_EMPTY = _listed(
    """
    aja saja dong ya yah sih nih deh kok lah kak min mba halo hai permisi pagi siang sore malam
    yang yg dan di ke dari dengan dgn untuk utk pada ini itu atau juga agar supaya akan bisa
    dapat saya sy aku kami kita anda bapak ibu pak bu mas mbak ada adalah apa apakah bagaimana
    gimana bgmn gmn cara caranya syarat syaratnya kalau kalo jika maka tidak tdk gak ga nggak
    sudah sdh belum blm lebih paling sangat seperti oleh karena sebagai dalam para setiap tiap
    hari mau ingin mohon tolong info informasi tentang soal mengenai biar buat apa2 berapa mana
    kapan kenapa the a an of to in on at for with and or is are be do does did how what when why
    where which who can could should would i we you he she it they my our your this that these
    those as by from not no if then than so about into get make made need want please tell me
    satu dua tiga empat lima enam tujuh delapan sembilan sepuluh one two three four five six seven
    know way mengurus urus urusin membuat bikin buat2 dapatkan mendapatkan gets getting
    """
)
#: Written in one piece: the signs between are how a form looks.
_JOINED = (
    (re.compile(r"\bp[\s.-]*irt\b"), "pirt"),
    (re.compile(r"\be[\s-]+mail\b"), "email"),
    (re.compile(r"\bself[\s-]+declare\b"), "selfdeclare"),
)
#: Prefix -> what the root may have begun with before the prefix swallowed it.
_PREFIXES = (
    ("meny", ("s",)),
    ("peny", ("s",)),
    ("meng", ("", "k")),
    ("peng", ("", "k")),
    ("mem", ("", "p")),
    ("pem", ("", "p")),
    ("men", ("", "t")),
    ("pen", ("", "t")),
    ("ber", ("",)),
    ("ter", ("",)),
    ("per", ("",)),
    ("me", ("",)),
    ("pe", ("",)),
    ("di", ("",)),
    ("ke", ("",)),
)
_SUFFIXES = ("kannya", "annya", "kan", "nya", "an", "i", "ing", "ies", "es", "s", "ed")
#: A root has so many letters at least.
_SHORTEST = 4


def roots(text: str) -> list[frozenset[str]]:
    """Of each word that says something: the roots that it may have."""
    lower = text.casefold()
    for pattern, joined in _JOINED:
        lower = pattern.sub(joined, lower)
    return [roots_of(word) for word in words(lower) if word not in _EMPTY and len(word) > 1]


@lru_cache(maxsize=8192)
def roots_of(word: str) -> frozenset[str]:
    """The word itself, and what is left of it without what is put before and behind."""
    found = {word[:40]}
    for stem in _without_suffix(word):
        found.add(stem[:40])
        for prefix, begins in _PREFIXES:
            rest = stem.removeprefix(prefix)
            if rest != stem and len(rest) >= _SHORTEST - 1:
                found |= {f"{begin}{rest}"[:40] for begin in begins if len(begin + rest) >= 4}  # noqa: PLR2004
                break
    return frozenset(found)


def _without_suffix(word: str) -> set[str]:
    stems = {word}
    for suffix in _SUFFIXES:
        if word.endswith(suffix) and len(word) - len(suffix) >= _SHORTEST:
            stems.add(word.removesuffix(suffix))
    return stems
