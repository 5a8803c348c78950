"""What somebody types to a session they were told of: they come, they do not, or at another time.

Whoever asks knows that a session is meant. By itself "bisa" may answer anything.
"""

import re
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from bot.language.reading.dates import read_when
from bot.language.reading.typed import plain, words


class Comes(StrEnum):
    """What is said; the values are stored nowhere."""

    YES = "yes"
    NO = "no"
    OTHER = "other"  #: at another time


@dataclass(frozen=True, slots=True)
class Coming:
    said: Comes
    #: Whether it can be about nothing but being somewhere: “hadir”, and not “bisa”.
    there: bool = False
    #: Whether it says more than “ok”, by which people also say that they have read something.
    able: bool = False
    #: Of another time: the words that name it; empty if nobody can read when that is.
    when: str = ""
    #: Whether those words name a day; if not, it is the day of the session.
    names_day: bool = True


_THERE = {*words("hadir datang dateng dtg ikut rawuh merapat come coming attend there")}
_ABLE = {*words("bisa bs sanggup bersedia can")}
_YES = (
    _THERE
    | _ABLE
    | {
        *words(
            "siap iya iyo ya yes yep ok oke okay okey sip siip setuju inggih "
            "nggih sure will boleh monggo"
        )
    }
)
_DRESS = {
    *words(
        "pak bu ibu bapak mas mbak kak bang min saya sy aku kami i i'll ll be it s insyaallah "
        "insya allah insyaalloh inshaallah dong deh lah kok aja saja pasti tentu nanti besok bsk "
        "hari ini itu sir madam thanks makasih terima kasih semoga akan to the at me for that jam "
        "pukul di ke sana tuh ditunggu tunggu kedatangannya kehadirannya "
        "senin selasa rabu kamis jumat sabtu minggu tomorrow"
    )
}
_NOT = r"(?:tidak|tdk|ga|gak|nggak|ngga|enggak|ndak|tak|belum|blm|not|cannot|can'?t|won'?t)"
_NO_THERE = re.compile(
    rf"\b{_NOT} (?:(?:bisa|bs|dapat|sempat|sanggup|be able to|akan) )?"
    r"(?:hadir|datang|dateng|ikut|come|attend|make it|be there)\b"
)
_NO = re.compile(
    rf"\b{_NOT} (?:bisa|bs|sempat|sanggup|jadi)(?= ?(?:$|[,.!;]|pak|bu|ibu|bapak|mas|mbak|kak|besok"
    r"|bsk|hari|senin|selasa|rabu|kamis|jumat|sabtu|minggu|soalnya|karena|krn|lagi|sedang|masih|ada"
    r"|maaf|jam|saya|kalau|klo))"
    r"|\b(?:berhalangan|absen|i can'?t|i cannot)\b|^(?:can'?t|cannot)$"
)
_ASKS = re.compile(
    r"\b(?:ganti|geser(?:in|kan)?|pindah(?:in|kan)?|undur(?:in|kan)?|diundur|mundur|maju(?:in|kan)?"
    r"|dimajukan|kalau|kalo|klo|gimana|bisa(?:nya)?|bs|boleh|mending|instead|how about|could"
    r"|can we|move|reschedule|rather)\b"
)
#: By itself it may say yes.
_CAN = {"bisa", "bs", "boleh"}
_TIME = re.compile(
    r"\b(?:besok lusa|besok|bsk|lusa|senin|selasa|rabu|kamis|jum'?at|sabtu|hari|minggu depan|jam"
    r"|pukul|pkl|tanggal|tgl|tomorrow|monday|tuesday|wednesday|thursday|friday|saturday|sunday|at"
    r"|next week)\b.*"
)
_DAY = re.compile(
    r"\b(?:besok|bsk|lusa|senin|selasa|rabu|kamis|jum'?at|sabtu|minggu|tanggal|tgl|hari|tomorrow"
    r"|monday|tuesday|wednesday|thursday|friday|saturday|sunday|week|\d{1,2} (?:jan|feb|mar|apr|mei"
    r"|may|jun|jul|agu|aug|sep|okt|oct|nov|des|dec)\w*)\b"
)
#: “Jam 4 aja” says of itself that another time was named before.
_JUST = re.compile(
    r"^(?:(?:maaf|pak|bu|ibu|bapak|mas|mbak|kak)\b[ ,]*)*(?P<when>.+?) (?:aja|saja)\b"
)
_TIME_ONLY = re.compile(r"(?:jam|pukul|pkl|besok|bsk|lusa|senin|selasa|rabu|kamis|jum'?at|sabtu)\b")
#: A part of the day that is told by its prayer has no hour that we know.
_PRAYER = re.compile(
    r"\b(?:bisa ?nya|ganti|geser|kalau|kalo|klo|mending)\b.*"
    r"\b(?:habis|abis|setelah|sesudah|selesai|ba'?da|sebelum)\b(?: (?:sholat|salat|shalat))? ?"
    r"(?:ash?ar|subuh|d?zuhur|dzuhur|dhuhur|lohor|maghrib|magrib|isya|jumatan)\b"
)
_BEHIND = re.compile(
    r"(?:\s*\b(?:aja|saja|bisa|boleh|gimana|ya|yah|pak|bu|ibu|bapak|dong|deh|ok|oke|please"
    r"|instead|gak|ga|nggak|tidak|kah)\b|[?.!,])+$"
)
#: Selling and paying are something else, and so is a question.
_OTHER_THINGS = re.compile(
    r"\b(?:setor|kirim|jual|harga|bayar|tawar\w*|beli|login|buka|daftar|masuk|supply|sell|price"
    r"|pay|kg|kw|kuintal|ton)\b"
)
#: More words than these, and it is a story.
_SHORT = 14


def read_coming(text: str, now: datetime) -> Coming | None:
    """None for what does not answer it, and for what sells."""
    said = plain(text) or ""
    typed = words(said)
    if not typed or len(typed) > _SHORT or _OTHER_THINGS.search(said):
        return None
    if other := _prayed(said) or _just(said, now) or _another_time(said, now):
        return other
    if _NO_THERE.search(said):
        return Coming(Comes.NO, there=True)
    if _NO.search(said):
        return Coming(Comes.NO)
    agrees = {*typed} & _YES
    if agrees and {*typed} <= _YES | _DRESS and not said.endswith("?"):
        return Coming(Comes.YES, there=bool(agrees & _THERE), able=bool(agrees & _ABLE))
    return None


def _prayed(said: str) -> Coming | None:
    return Coming(Comes.OTHER, names_day=False) if _PRAYER.search(said) else None


def _just(said: str, now: datetime) -> Coming | None:
    """“Jam 4 aja ya pak, lagi ada arisan”."""
    found = _JUST.match(said)
    if found is None or not _TIME_ONLY.match(found["when"]) or said.endswith("?"):
        return None
    reading = read_when(found["when"], now)
    if reading.value is None and not reading.candidates:
        return None
    return Coming(Comes.OTHER, when=found["when"], names_day=_DAY.search(found["when"]) is not None)


def _another_time(said: str, now: datetime) -> Coming | None:
    """“Ganti jam 2 siang aja bisa?”; “bisa pak besok” is a yes, “bisa besok?” is none."""
    asks = _ASKS.search(said)
    named = _TIME.search(said, asks.end()) if asks else None
    if named is None or "berapa" in said or "kapan" in said:
        return None
    when = _BEHIND.sub("", named[0]).strip()
    reading = read_when(when, now)
    if reading.value is None and not reading.candidates:
        return None
    asked = set(_ASKS.findall(said[: named.start()]))
    if asked <= _CAN and not said.endswith("?") and not re.search(r"\d", when):
        return None
    return Coming(Comes.OTHER, when=when, names_day=_DAY.search(when) is not None)
