"""Words about time made alike, so that rules need one form: "bsk jm 9", "tomorrow at 9".

Weekdays become W0 (Monday) to W6, months M1 to M12; English phrases take Indonesian order.
"""

import re
from functools import lru_cache

from rapidfuzz.distance import OSA

from bot.language.reading.numerals import NUMBER_WORDS, number_at, starts_number

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
    "monthly": "tiap bulan",
    "tulat": "3 hari lagi",
    "harian": "tiap hari",
}
#: Two words that mean one thing, and English phrases put into Indonesian order, in this order.
_PHRASES = [
    (re.compile(pattern), to)
    for pattern, to in (
        (r"\ba\.m\.?", " am"),
        (r"\bp\.m\.?", " pm"),
        (r"(?<=\d)(?:st|nd|rd|th)\b", " ordinal"),
        (r"\b(\w+) ?o'? ?clock\b", r"jam \1"),
        (r"(?<=\d)[- ]?an\b", " sekitar "),
        (r"\b(?:besok|bsk|bsok) lusa\b", "besok atau lusa"),
        (r"\bjam 1/2 (?=\d)", "jam setengah "),
        (r"\bdalam waktu\b|\bwithin\b", "in"),
        (r"\b(minggu|pekan|week) ke ?-? ?\d\b", "mingguke"),
        (r"\b(?:antara|between) (.+?) (?:dan|and) ", r"from \1 to "),
        (r"\b(jam|jm|pukul|pkl) (\d{1,2}) ?[.,] ?([0-5]\d)\b", r"\1 \2.\3"),
        (r"\b(?:dari|from) (?:sekarang|skrg|now)\b", "lagi"),
        (r"\bevery other\b", "every 2"),
        (r"\bday after tomorrow\b", "lusa"),
        (r"\bday before yesterday\b|\bkemarin (?:lusa|dulu)\b", "2 hari lalu"),
        (r"\bdini ?hari\b", "dinihari"),
        (r"\btengah malam\b", "midnight"),
        (r"\btengah hari\b", "noon"),
        (r"\b(?:akhir|hujung) (?:pekan|minggu)\b|\bweekends\b", "weekend"),
        (r"\bs ?[/.] ?d\b\.?", " sampai "),
        (
            r"\bkurang lebih\b|\bkira ?-? ?kira\b|\bkira(?:2\b|-2\b| 2(?= \d))|\+ ?/ ?-|[~±]",
            " sekitar ",
        ),
        (r"\by(?:an)?g (?=lalu|akan|silam)|\bakan (?=datang)", ""),
        (r"(?<=\d)t(?=\d)", " "),
        (r"\bke depan\b", "lagi"),
        (r"\ba week\b", "1 week"),
        (r"(?<=half) an?\b", ""),
        (r"(?<!half )\ban? (?=hour|day|month|year|minute)", "1 "),
        (r"\b(pagi|siang|sore|malam)-\1\b", r"\1"),
        (r"\bwaktu indonesia (barat|tengah|timur)\b", r"zona\1"),
    )
]
_TURNED = r"(W\d|pekan|bulan|tahun|M\d+|AKHIRPEKAN|minggu|pagi|siang|sore|malam|AFT)\b"
_ORDERS = [
    (re.compile(pattern), to)
    for pattern, to in (
        (
            (
                r"\b(?:in|dalam|setelah) ((?:(?:\d+(?:[.,]\d+)?|HALF) ){1,2}"
                r"(?:jam|menit|hari|pekan|minggu|bulan|tahun)\b)(?! l)"
            ),
            r"\1 lagi",
        ),
        (rf"\bNEXT {_TURNED}", r"\1 depan"),
        (rf"\bLAST {_TURNED}", r"\1 lalu"),
        (rf"\bTHIS {_TURNED}", r"\1 ini"),
        (r"\b(HALF|QUARTER|\d+)(?: menit)? PAST (\d+)\b", r"jam \2 lewat \1"),
        # "5 to 9" is five minutes before nine, "1 to 15 Dec" and "from 9 to 11" are stretches.
        (
            (
                r"\b(5|10|20|25)(?<!from \d)(?<!from \d\d)(?<!M\d 5)(?<!M\d\d 5)"
                r"(?<!M\d \d\d)(?<!M\d\d \d\d)(?: menit)? to (\d{1,2})"
                r"(?! M\d| AM| PM|[\d/.:-])\b"
            ),
            r"jam \2 kurang \1",
        ),
        (r"\bQUARTER to (\d{1,2})\b", r"jam \1 kurang QUARTER"),
        (r"(?<=[\w)]) to (?=[\dWMjbhla])", " sampai "),
        (
            (
                r"\bfrom (?:jam )?(\d{1,2}(?:[.:]\d\d)?) sampai "
                r"(?=(?:jam )?\d{1,2}(?:[.:]\d\d)?(?: AM| PM|$))"
            ),
            r"jam \1 sampai ",
        ),
        (r"^(\d{1,2}) (?:sampai|-) (?=\d{1,2} (?:AM|PM|pagi|siang|sore|malam))", r"jam \1 sampai "),
        (r"\bjam (\d{1,2}) ([0-5]\d)(?= (?:pagi|siang|sore|malam|AM|PM)|$)", r"jam \1.\2"),
        (r"\bW5 (?:- |dan |sampai )?minggu\b(?! (?:depan|lalu|ini|pagi|sore))", "AKHIRPEKAN"),
        (r"\btahun (depan|lalu|ini)(?: bulan)? (M\d+)\b", r"\2 tahun \1"),
        (r"(?:\btanggal )?\b(\d{1,2}) ordinal(?=(?: of)? M\d)", r"\1"),
        (r"\b(M\d+) (?:the )?(\d{1,2}) ordinal\b", r"\1 \2"),
        (r"(?:\btanggal )?\b(\d{1,2}) ordinal\b", r"tanggal \1"),
        (r"\b(tiap .*?) ?sekali\b", r"\1"),
        (
            r"(?<!tiap )\b((?:\d{1,2} )?(?:hari|minggu|pekan|bulan|tahun)) sekali\b",
            r"tiap \1",
        ),
        (r"\bjam jam\b", "jam"),
        (r"\blagi lagi\b", "lagi"),
        (r"(\d) jam(?= (?:AM|PM|pagi|siang|sore|malam|AFT)|$)(?! lagi)", r"\1"),
        (r"\b(pagi|siang|sore|malam|subuh) hari\b(?! ini)", r"\1"),
        (r"\bin (pagi|AFT|malam)\b", r"\1"),
        (r"\b(akhir|awal|tengah) of ", r"\1 "),
        (r"\b(akhir|awal|tengah) NEXT (bulan|tahun)", r"\1 \2 depan"),
    )
]
_TOKENS = re.compile(r"\d+(?:[.:,/-]\d+)*|[a-z]+(?:'[a-z]+)*|[^\sa-z\d]")


def canonical(plain_text: str) -> str:
    """Words in one spelling, numbers in figures, one blank between all of them."""
    for pattern, to in _PHRASES:
        plain_text = pattern.sub(to, plain_text)
    words: list[str] = []
    for token in _TOKENS.findall(plain_text):
        words.extend(_canon(token).split() if token[0].isalpha() else (token,))
    text = " ".join(_in_figures(words))
    for pattern, to in _ORDERS:
        text = pattern.sub(to, text)
    return text


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
_NO_SLIPS = {"maret", "merah", "minggir", "kumis", "kabis", "habis", "tujuan", "selama", "juta"}


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
