"""A day on which an officer cannot hold what is planned: no boat, or all of it moves."""

import re
from dataclasses import dataclass
from datetime import date, datetime

from bot.language.reading.dates import read_when
from bot.language.reading.typed import plain

_NAMED_DAY = (
    r"(?:hari ini|hr ini|besok lusa|besok|bsk|lusa|senin|selasa|rabu|kamis|jum'?at|sabtu"
    r"|hari minggu|today|tomorrow|monday|tuesday|wednesday|thursday|friday|saturday|sunday)"
)
_DAYS = re.compile(rf"\b{_NAMED_DAY}\b")
_NOT = r"(?:tidak|tdk|ga|gak|nggak|ngga|enggak|ndak|tak|no|not|can'?t|cannot|without)"
_LOST = re.compile(
    rf"\b{_NOT} (?:ada |bisa |is |are |can )*(?:perahu|kapal|speedboat|ketinting|angkutan|jalan"
    r"|berangkat|nyebrang|nyeberang|menyeberang|boats?|ferry|ship|cross|travel|leave|jalan kaki)\b"
    r"|\b(?:perahu|kapal|boat|ferry)(?:nya)?\b.*\b(?:rusak|batal|" + _NOT + r"|cancell?ed|broken)\b"
    r"|\b(?:banjir|longsor|badai|ombak (?:besar|tinggi)|jalan(?:nya)? putus|flood(?:ed)?|storm"
    r"|landslide)\b"
)
_WHOLE_DAY = re.compile(r"\b(?:semua|seluruh|satu hari|sehari|all|whole day|everything)\b")
_MOVES = re.compile(
    r"\b(?:pindah(?:kan|in)?|(?:di)?(?:undur|mundur|majukan|geser)(?:kan|in)?|tunda|move|postpone"
    r"|reschedule|shift)\b"
)

#: What is sold dearer after a flood is the market's, and a longer text is a story.
_TRADE = re.compile(r"\b(?:harga\w*|hrg|jual\w*|beli|pembeli|setor|prices?|sell|buy\w*)\b")
_SHORT = 12


@dataclass(frozen=True, slots=True)
class LostDay:
    """A day on which sessions cannot be held, and the one they shall move to, if it was said."""

    day: date
    to: str | None = None


def read_lost_day(text: str, now: datetime) -> LostDay | None:
    """“Hari ini nggak ada perahu”, “pindahkan semua sesi besok ke lusa”; None if it is neither.

    A day that is not named is today.
    """
    said = plain(text) or ""
    if _TRADE.search(said) or len(said.split()) > _SHORT:
        return None
    moves = _WHOLE_DAY.search(said) and _MOVES.search(said)
    if not moves and not _LOST.search(said):
        return None
    named = _DAYS.findall(said)
    day = read_when(named[0], now) if named else None
    first = day.value or day.candidates[0] if day and (day.value or day.candidates) else None
    to = named[1] if len(named) > 1 and _MOVES.search(said) else None
    return LostDay(first.day if first else now.date(), to)
