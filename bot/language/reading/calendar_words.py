"""Words about time made alike, so that rules need one form: "bsk jm 9", "tomorrow at 9".

Weekdays become W0 (Monday) to W6, months M1 to M12; English phrases take Indonesian order.
"""

import re
from functools import lru_cache

from rapidfuzz.distance import OSA

from bot.language.reading.calendar_phrases import ORDERS, PHRASES
from bot.language.reading.numerals import NUMBER_WORDS, number_at, starts_number
from bot.language.reading.respelling import respelt

_WEEKDAYS = (
    "senin senen snin sn sen monday mon mondays",
    "selasa slasa sls tuesday tue tues tuesdays",
    "rabu rebo rebu rbo wednesday wed wednesdays",
    "kamis kemis kms kmis thursday thu thur thurs thursdays",
    "jumat jumaat jum'at jumuah juma'at jmt jemuah friday fri fridays jumad jmat",
    "sabtu setu sbt saptu saturday sat saturdays",
    "ahad akad sunday sun sundays",
)
_MONTHS = (
    "januari jan january",
    "februari pebruari feb peb february febuari",
    "maret mar mrt march",
    "april apr",
    "mei may",
    "juni jun june",
    "juli jul july",
    "agustus agu agt ags agst aug august agus agustusan",
    "september sep sept spt",
    "oktober okt oct october",
    "november nov nop nopember",
    "desember des dec december",
)
_WORDS = {
    "jam": "jam jm pukul pkl pk pukl hour hours hr hrs o'clock",
    "besok": "besok bsk bsok besuk esok sesok esuk tomorrow tmr tmrw isuk",
    "lusa": "lusa",
    "kemarin": "kemarin kmrn kmarin kemaren kmren yesterday wingi",
    "tanggal": "tanggal tgl tg tggl",
    "hari": "hari hr day days dino",
    "minggu": "minggu mgg mggu mg",
    "pekan": "pekan week weeks",
    "bulan": "bulan bln month months",
    "tahun": "tahun thn year years",
    "menit": "menit mnt min mins minute minutes",
    "depan": "depan dpn mendatang datang yad",
    "ini": "ini",
    "lalu": "lalu kepungkur ago silam",
    "lagi": "lagi lg lagee",
    "nanti": "nanti nti ntar entar nti2 later",
    "tadi": "tadi td",
    "pagi": "pagi pg pgi morning esuk-esuk",
    "siang": "siang siank",
    "sore": "sore sre petang sor",
    "AFT": "afternoon",
    "malam": "malam mlm malem mlam evening night bengi",
    "subuh": "subuh shubuh fajar dawn",
    "AM": "am",
    "PM": "pm",
    "HALF": "setengah stengah stgh stengh half",
    "QUARTER": "seperempat quarter",
    "lewat": "lewat lwt lebih lbh",
    "kurang": "kurang krg",
    "sampai": "sampai sampe smp hingga until till sd",
    "tiap": "tiap setiap saban every each",
    "akhir": "akhir end",
    "awal": "awal beginning start early",
    "tengah": "tengah pertengahan middle mid",
    "sekitar": "sekitar kira kisaran about around approximately kurleb",
    "sekarang": "sekarang skrg skrng skr now saiki",
}
_CANON = {
    **{word: f"W{n}" for n, words in enumerate(_WEEKDAYS) for word in words.split()},
    **{word: f"M{n}" for n, words in enumerate(_MONTHS, 1) for word in words.split()},
    **{word: to for to, words in _WORDS.items() for word in words.split()},
    **{
        f"se{to}": f"1 {to}" for to in ("hari", "minggu", "pekan", "bulan", "tahun", "jam", "menit")
    },
    "today": "hari ini",
    "tonight": "malam ini",
    "daily": "tiap hari",
    "weekly": "tiap pekan",
    "noon": "jam 12 siang",
    "midday": "jam 12 siang",
    "midnight": "TENGAHMALAM",
    "weekend": "AKHIRPEKAN",
    "semalam": "tadi malam",
    "at": "jam",
    "sehabis": "habis",
    "next": "NEXT",
    "last": "LAST",
    "this": "THIS",
    "past": "PAST",
    "the": "",
    "fortnight": "2 pekan",
    "monthly": "tiap bulan",
    "tulat": "3 hari lagi",
    "harian": "tiap hari",
}
_TOKENS = re.compile(r"\d+(?:[.:,/-]\d+)*|[a-z]+(?:'[a-z]+)*|[^\sa-z\d]")


def canonical(plain_text: str) -> str:
    """Words in one spelling, numbers in figures, one blank between all of them."""
    words: list[str] = []
    for token in _TOKENS.findall(respelt(plain_text, PHRASES)):
        words.extend(_canon(token).split() if token[0].isalpha() else (token,))
    return respelt(" ".join(_in_figures(words)), ORDERS)


def is_of_time(word: str) -> bool:
    """Whether a single plain word is one of those that dates and hours are made of."""
    return word in _CANON or _canon(word) in _CANON.values()


#: Names that nothing else in a date resembles, so that one slip leaves no doubt.
_NAMES = tuple(
    word
    for words in (*_WEEKDAYS, *_MONTHS)
    for word in words.split()
    if len(word) >= len("senin") and word.isalpha()
)


@lru_cache(maxsize=8192)
def _canon(token: str) -> str:
    if token in _CANON:
        return _CANON[token]
    known = _CANON.get(token.replace("'", ""))
    ours = token in NUMBER_WORDS or token in _NO_SLIPS  # "satu" is no Sabtu
    if known is not None or len(token) < len("sabt") or ours:
        return token if known is None else known
    near = {_CANON[name] for name in _NAMES if OSA.distance(token, name, score_cutoff=1) <= 1}
    return near.pop() if len(near) == 1 else token


#: Words of their own that are one letter from a day or a month.
_NO_SLIPS = {
    *("maret", "merah", "minggir", "kumis", "kabis", "habis", "tujuan", "selama", "juta", "market"),
}


def _in_figures(words: list[str]) -> list[str]:
    """`dua puluh lima` as 25; halves and quarters stay words, for they go either way."""
    figures: list[str] = []
    at = 0
    while at < len(words):
        worded = words[at][0].isalpha() and starts_number(words[at])
        number = number_at(words, at) if worded else None
        if number is None:
            figures.append(words[at])
            at += 1
        else:
            figures.append(f"{number.readings[0].normalize():f}")
            at = number.end
    return figures
