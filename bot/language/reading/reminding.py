"""When somebody wants to be reminded: "ingatkan 2 hari sebelumnya", "remind me an hour before"."""

import re
from dataclasses import dataclass

from bot.language.reading.typed import plain

_UNITS = {
    "menit": 1,
    "minute": 1,
    "minutes": 1,
    "jam": 60,
    "hour": 60,
    "hours": 60,
    "hari": 1440,
    "day": 1440,
    "days": 1440,
    "minggu": 7 * 1440,
    "week": 7 * 1440,
    "weeks": 7 * 1440,
}
_NUMBERS = {
    **dict.fromkeys(("satu", "one", "a", "an", "se"), 1),
    **dict.fromkeys(("dua", "two"), 2),
    **dict.fromkeys(("tiga", "three"), 3),
    **dict.fromkeys(("empat", "four"), 4),
    **dict.fromkeys(("lima", "five"), 5),
}
_HOW_LONG = re.compile(
    rf"\b(\d{{1,4}}|{'|'.join(_NUMBERS)}) ?({'|'.join(sorted(_UNITS, key=len, reverse=True))})"
    r" (?:sebelum(?:nya)?|before(?:hand)?|ahead|earlier|lebih awal)\b"
)
_REMIND = re.compile(r"\b(?:ingatkan|ingetin|diingatkan|pengingat|remind|reminder|reminders)\b")
_NOT = re.compile(r"\b(?:jangan|tidak usah|tak usah|gak usah|stop|hentikan|don t|do not|no)\b")
#: What may stand around it; any other word, and it is about something else.
_AROUND = """
    saya sy aku tolong mohon minta mau pak bu bapak ibu ya yah dong deh saja aja lagi dan juga sesi
    pendampingan kunjungan jadwal soal untuk itu kirim me i want to be please just only it also the
    session sessions of a coaching visit and again
"""
_AROUND_WORDS = frozenset(_AROUND.split())


@dataclass(frozen=True, slots=True)
class RemindWish:
    #: Minutes before a session.
    ahead: int
    wanted: bool


def read_reminding(text: str) -> RemindWish | None:
    """None if that is not what it is about, or if no length of time is told."""
    said = re.sub(r"[.,!'’]+", " ", plain(text) or "")
    found = _HOW_LONG.findall(said)
    if len(found) != 1 or not _REMIND.search(said) or "?" in said:
        return None
    number, unit = found[0]
    rest = said
    for pattern in (_HOW_LONG, _REMIND, _NOT):
        rest = pattern.sub(" ", rest)
    if set(rest.split()) - _AROUND_WORDS:
        return None
    count = _NUMBERS.get(number) or int(number)
    return RemindWish(count * _UNITS[unit], wanted=not _NOT.search(said))
