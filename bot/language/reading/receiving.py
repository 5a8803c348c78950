"""How somebody wants their news: "seminggu sekali saja", "maksimal 3 sehari", "hemat data"."""

import re
from dataclasses import dataclass
from datetime import UTC, datetime

from bot.language.reading.dates import read_when
from bot.language.reading.typed import plain

#: More on one day is no wish, it is a slip.
MOST = 50


@dataclass(frozen=True, slots=True)
class Asked:
    """What is asked for; None of what is not spoken of."""

    #: at_once, daily or weekly.
    rhythm: str | None = None
    #: At most so many a day; 0 for as many as there are.
    a_day: int | None = None
    pictures: bool | None = None
    #: At what time of the day: `07:00`; None also where that may be in the morning or the evening.
    at: str | None = None


_RHYTHMS = {
    "weekly": re.compile(
        r"\b(?:(?:se)?minggu (?:se)?kali|sekali (?:se|dalam se)?minggu|se?minggu sekali|mingguan"
        r"|(?:se)?tiap minggu|once (?:a|per|every) week|every week|weekly)\b"
    ),
    "daily": re.compile(
        r"\b(?:sehari sekali|sekali (?:se|dalam se)?hari|harian|(?:se)?tiap hari"
        r"|once (?:a|per|every) day|every day|daily)\b"
    ),
    "at_once": re.compile(
        r"\b(?:langsung|segera|saat itu juga|at once|right away|immediately|instantly)\b"
    ),
}
_MOST = re.compile(
    r"\b(?:maksimal|maks|max|paling banyak|cukup|at most|not more than|no more than|up to)"
    r" (\d{1,2})(?: \w+)? ?(?:sehari|per hari|/ ?hari|tiap hari|setiap hari|a day|per day)(?!\w)"
)
_NO_LIMIT = re.compile(r"\b(?:tanpa batas|tidak dibatasi|jangan dibatasi|no limit|without limit)\b")
_LOW_DATA = re.compile(
    r"\b(?:hemat (?:data|kuota)|low data|data saver|save data"
    r"|(?:tanpa|jangan (?:kirim )?|tidak usah (?:kirim )?|no|without) ?(?:gambar|foto|pictures?))\b"
)
_PICTURES = re.compile(r"\b(?:(?:dengan|pakai|kirim) gambar|with pictures|send pictures)\b")
_SAVE_NO_MORE = re.compile(r"\b(?:tidak usah|jangan|matikan|stop) hemat (?:data|kuota)\b")
#: The first that is found says it: "jangan kirim gambar" is about no picture.
_ABOUT_PICTURES = ((_SAVE_NO_MORE, True), (_LOW_DATA, False), (_PICTURES, True))
_PART = r"(?:pagi|siang|sore|malam|subuh|am|pm)"
_HOUR = re.compile(
    rf"\b(?:jam|pukul|pkl|at) ?\d{{1,2}}(?:[.:]\d{{2}})?(?: ?{_PART})?\b|\b\d{{1,2}} ?{_PART}\b"
)
#: Any day will do: only its hour is read.
_SOME_DAY = datetime(2026, 1, 1, tzinfo=UTC)
#: An hour alone is of the news only if it says so.
_OF_NEWS = re.compile(r"\b(?:kabar\w*|harga|berita|info\w*|news|prices?)\b")
#: Signs between words; one between figures belongs to them.
_SIGNS = re.compile(r"[.,!]+(?!\d)|(?<!\d)[.,!]+")
#: What may stand around it; any other word, and it is about something else.
_AROUND = """
    saja aja kabar kabarnya harga berita info informasi kirim kirimi kirimkan dikirim terima
    mau saya sy tolong mohon minta pak bu bapak ibu ya yah dong deh dan the a news price prices
    send get me my i want please just only it them pengen ingin lagi again kumpulkan dikumpulkan
    udah sudah sdh terlalu banyak kebanyakan pesan pesannya too many much messages
    cukup pembeli jadi buat tentang and of in mode ke bisa can you
"""
_AROUND_WORDS = frozenset(_AROUND.split())


def read_receiving(text: str) -> Asked | None:
    """None if that is not what it is about."""
    said = _SIGNS.sub(" ", plain(text) or "")
    found: dict[str, object] = {}
    rest = said
    for take in (_take_limit, _take_hour, _take_pictures, _take_rhythm):
        taken = take(rest, found)
        if taken is None:
            return None
        rest = taken
    if not found or "?" in said or set(rest.split()) - _AROUND_WORDS:
        return None
    if found.keys() == {"at"} and not _OF_NEWS.search(said):
        return None
    return Asked(**found)  # type: ignore[arg-type]  # each under its own name


def _take_limit(rest: str, found: dict[str, object]) -> str | None:
    """What is left of the text; None if what it says cannot be. So do the others."""
    if most := _MOST.search(rest):
        found["a_day"] = int(most[1])
        return _MOST.sub(" ", rest) if int(most[1]) <= MOST else None
    if _NO_LIMIT.search(rest):
        found["a_day"] = 0
        return _NO_LIMIT.sub(" ", rest)
    return rest


def _take_hour(rest: str, found: dict[str, object]) -> str | None:
    hour = _HOUR.search(rest)
    if hour is None:
        return rest
    reading = read_when(hour[0], _SOME_DAY)
    if reading.value and reading.value.time:
        found["at"] = f"{reading.value.time:%H:%M}"
    elif not reading.candidates:
        return None
    return _HOUR.sub(" ", rest, count=1)


def _take_pictures(rest: str, found: dict[str, object]) -> str | None:
    for pattern, wanted in _ABOUT_PICTURES:
        if pattern.search(rest):
            found.setdefault("pictures", wanted)
            rest = pattern.sub(" ", rest)
    return rest


def _take_rhythm(rest: str, found: dict[str, object]) -> str | None:
    for rhythm, pattern in _RHYTHMS.items():
        if pattern.search(rest):
            if "rhythm" in found:
                return None  # two of them: which one?
            found["rhythm"] = rhythm
            rest = pattern.sub(" ", rest)
    return rest
