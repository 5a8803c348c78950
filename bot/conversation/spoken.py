"""What people type instead of tapping a button: yes and no, "the second one", "both"."""

import re
import unicodedata
from collections.abc import Mapping, Sequence
from functools import lru_cache

from rapidfuzz.distance import OSA


def listed(words: str) -> frozenset[str]:
    return frozenset(words.split())


_YES = listed(
    "ya iya y yes yep yup ok oke okey okay benar bener betul sudah sdh udah sip setuju correct "
    "right sure mantap lanjut boleh sanggup bersedia"
)
_NO = listed(
    "tidak tdk gak ga nggak ngga enggak bukan belum blm salah keliru no not nope wrong ubah ganti "
    "edit change koreksi betulkan perbaiki none neither jangan tak ndak kagak"
)
#: What may stand beside a yes or a no and changes neither.
_DRESS = listed(
    "that is it isn t s pak bu mas mbak kak lah kok dong deh mau ada yang yg saya itu ini masih "
    "semua semuanya sekali of them i want to please tolong aja saja katanya kang bang mba bapak "
    "ibu min gan nih sih usah perlu silakan silahkan terima kasih makasih trims thanks thank "
    "you may"
)
#: Stands for each way to say it, where it answers a question.
STOP = "stop"
_STOP = listed("stop berhenti unsubscribe gausah")
_STOP_IT = _STOP - {"gausah"} | {"hentikan", "stopkan"}
#: Written in place of an answer.
_STROKES = {"-", "–", "—"}
_NOT = listed("tidak tdk gak ga nggak ngga enggak ndak tak kagak belum blm none not dont don")
#: “No hp” is short for “nomor hp”.
_PHONE = listed("hp wa telepon telpon telp tlp handphone")
#: What there may be none of, and who has none.
_LACKING = (
    _NOT
    | _DRESS
    | _PHONE
    | listed(
        "no punya ada memiliki have got phone number nomor nomer nomornya hpnya nib nibnya kami "
        "aku sy do i we a any mine skrg sekarang dulu yet memang "
        "tahu tau tentu pasti know sure"
    )
)
_EVERYTHING = listed("semua semuanya segalanya all everything")
_STOP_ALL = _STOP_IT | _EVERYTHING | _DRESS | {"ya", "dulu"}
#: “No need”.
_NEED = listed("usah perlu")
_CALLS_OFF = {"batal", "batalkan", "batalin", "gajadi", "cancel"}
#: “Not after all”, in words that say no such thing each by itself.
_OFF = re.compile(
    r"\b(?:(?:tidak|tdk|gak?|nggak|ngga|enggak|ndak|tak|kagak) jadi|ora sido|never ?mind"
    r"|forget (?:it|about it))\b"
)
_DROPS = listed("hapus buang lewati lewat skip delete remove drop")
_ALL = frozenset(
    {
        *("semua", "semuanya", "keduanya", "dua duanya", "dua2nya", "kedua duanya", "2 2nya"),
        *("ketiganya", "tiga tiganya", "both", "both of them", "all", "all of them"),
    }
)
_ORDINALS = {
    **dict.fromkeys(("pertama", "kesatu", "first", "1st"), 1),
    **dict.fromkeys(("kedua", "second", "2nd"), 2),
    **dict.fromkeys(("ketiga", "third", "3rd"), 3),
    **dict.fromkeys(("keempat", "fourth", "4th"), 4),
    **dict.fromkeys(("kelima", "fifth", "5th"), 5),
    **dict.fromkeys(("terakhir", "last"), 0),
}
_COUNTED = {"satu": 1, "dua": 2, "tiga": 3, "empat": 4, "lima": 5}
_COUNTED |= {"one": 1, "two": 2, "three": 3, "four": 4, "five": 5}
#: A figure behind one of these is a place in the list, whatever the question is about.
_PLACES = listed("nomor nomer no ke number option pilihan")
#: Says which one without telling anything about it.
_POINTING = listed(
    "yang yg itu ini saja aja deh ya lah pak bu mas mbak kak the one that this please pilih maksud "
    "saya maksudnya i mean just only cuma di"
)
#: Figures keep what parts their digits: "2.000" is not "2".
_WORDS = re.compile(r"\d+(?:[.,:]\d+)*|[^\W\d_]+|\w+")
#: From so many letters on, the beginning of a word stands for it, and one slip is forgiven.
_BEGUN, _SLIPPED = 3, 5


@lru_cache(maxsize=4096)  # the labels of buttons, above all, are the same again and again
def heard(text: str) -> str:
    """Words in small letters with one blank between; pictures and punctuation say nothing."""
    signs = unicodedata.normalize("NFC", text).casefold()
    return " ".join("".join(sign if sign.isalnum() else " " for sign in signs).split())


def is_yes(text: str) -> bool:
    said = set(heard(text).split())
    return bool(said & _YES) and said <= _YES | _DRESS


def is_no(text: str) -> bool:
    said = set(heard(text).split())
    return bool(said & _NO) and said <= _NO | _YES | _DRESS


def is_none(text: str) -> bool:
    """“Gak punya hp”, “belum ada”, “-”, “tidak tahu”: there is nothing that could be told."""
    said = set(heard(text).split())
    denies = bool(said & _NOT) or ("no" in said and not said & _PHONE)
    return text.strip() in _STROKES or (denies and said <= _LACKING)


def is_stop(text: str) -> bool:
    """“Stop”, “berhenti saja bu”, “ga usah”: no more of this, whatever the question is."""
    said = set(heard(text).split())
    return (bool(said & _STOP) and said <= _STOP | _DRESS) or (bool(said & _NEED) and is_no(text))


def is_stop_all(text: str) -> bool:
    """“Hentikan semua”, “stop all”: no more of anything."""
    said = set(heard(text).split())
    return bool(said & _STOP_IT) and bool(said & _EVERYTHING) and said <= _STOP_ALL


def is_cancel(text: str) -> bool:
    """“Gak jadi deh”, “batal aja pak”, “never mind”: what was begun is not wanted after all."""
    said = set(_OFF.sub("batal", heard(text)).split())
    return bool(said & _CALLS_OFF) and said <= _CALLS_OFF | _DRESS | {"ya", "dulu"}


def is_dropped(text: str) -> bool:
    """“Hapus aja”, “lewati”, “ga usah”: a part of an answer is not wanted."""
    said = set(heard(text).split())
    needless = "gausah" in said or bool(said & _NEED and said & _NO)
    known = _DROPS | _DRESS | _NO | {"gausah"}
    return (bool(said & _DROPS) or needless) and said <= known


def answered(text: str, also: Mapping[str, str]) -> str | None:
    """What a yes or a no among polite words stands for, if `also` has that word: “boleh pak”.

    A yes after which comes a no is neither (“boleh gak?”); “tidak boleh” is a no.
    """
    if is_stop(text):
        return also.get(STOP)
    said = heard(text).split()
    plain = [word for word in said if word in _YES | _NO]
    if not plain or not {*said} <= _YES | _NO | _DRESS:
        return None
    if plain[0] in _NO:
        return also.get(plain[0])
    return None if {*plain} & _NO else next((also[word] for word in plain if word in also), None)


def is_all(text: str) -> bool:
    return " ".join(word for word in heard(text).split() if word not in _POINTING) in _ALL


def chosen(
    text: str, labels: Mapping[str, Sequence[str]], *, numeric: bool = False
) -> tuple[str, ...]:
    """The options that `text` picks out by a word of theirs or by their place; () if none.

    `labels` has each option's label in every language. If `numeric`, a bare figure may be a new
    answer and is not taken for a place in the list.
    """
    said = [word for word in _WORDS.findall(text.casefold()) if word not in _POINTING]
    if not said:
        return ()
    named = tuple(
        option for option, each in labels.items() if any(_tells(said, label) for label in each)
    )
    if 0 < len(named) < len(labels):
        return named
    at = _place(said, len(labels), numeric=numeric)
    return () if at is None else (tuple(labels)[at],)


def _tells(said: Sequence[str], label: str) -> bool:
    words = _WORDS.findall(label.casefold())
    return all(any(_same(each, word) for word in words) for each in said)


def _same(said: str, word: str) -> bool:
    if said == word or not said.isalpha():
        return said == word
    if len(said) >= _BEGUN and word.startswith(said):
        return True
    return len(said) >= _SLIPPED and OSA.distance(said, word, score_cutoff=1) <= 1


def _place(said: Sequence[str], count: int, *, numeric: bool) -> int | None:
    marked = not _PLACES.isdisjoint(said)
    rest = [word for word in said if word not in _PLACES]
    if len(rest) != 1:
        return None
    if rest[0] in _ORDINALS:
        number = _ORDINALS[rest[0]] or count
    elif numeric and not marked:
        return None
    else:
        number = _COUNTED.get(rest[0]) or (int(rest[0]) if re.fullmatch("[1-9]", rest[0]) else 0)
    return number - 1 if 1 <= number <= count else None
