"""What somebody wants of coaching and of what is shared, beside the next session."""

import re
from enum import StrEnum

from bot.language.reading.typed import plain, words


class Coached(StrEnum):
    """What is wanted, the first that fits; the values are stored nowhere."""

    BOOK = "book"  #: a time in a joint production house
    HOUSES = "houses"  #: which there are, and what one has booked
    PROGRAMMES = "programmes"  #: which one takes part in
    REMINDERS = "reminders"  #: when one is reminded
    LIBRARY = "library"  #: material to read
    QUESTION = "question"  #: to ask somebody something


_EQUIPMENT = (
    r"(?:oven|mesin|alat|pengering|dryer|freezer|penggiling|sealer|mixer|machines?|dryers?)"
)
_HOUSE = r"(?:rumah (?:produksi|kemasan)|dapur (?:produksi|bersama)|(?:joint )?production house)"
_BOOK = re.compile(
    rf"\b(?:pesan|pesen|booking|book|boking|sewa|pinjam|pinjem|reserve|pakai|pake|use)\b"
    rf".*\b(?:{_EQUIPMENT}|{_HOUSE}|rumah)\b"
)
_HOUSES = re.compile(
    rf"\b{_HOUSE}s?\b|\b(?:pesanan|booking|jadwal) (?:rumah|alat|oven|mesin)\b"
    r"|\bproduction houses\b|^(?:my )?bookings?$|^pesanan saya$"
)
_PROGRAMMES = re.compile(
    r"^(?:(?:saya|sy|aku|mau|ingin|lihat|cek|ada|apa|daftar|my|the|a|see|show|list|join|ikut"
    r"|program(?:s|me|mes|nya|ku)?|pendampingan|coaching|saja|aja|yang|yg|sy|ini|sedang|lagi|which"
    r"|what|am|i|in|are|there|do|take|part) ?)+$"
)
_PROGRAMME = re.compile(r"\bprogram(?:s|me|mes|nya|ku)?\b")
_REMINDERS = re.compile(
    r"^(?:(?:atur|ubah|ganti|lihat|my|set|change|see) )?(?:pengingat|reminders?)"
    r"(?: (?:saya|sy))?$"
)
_LIBRARY = re.compile(
    r"^(?:(?:mau|ingin|lihat|cari|minta|ada|baca|my|the|see|show|read) )*"
    r"(?:materi|perpustakaan|pustaka|artikel|bacaan|modul|library|articles?|learning materials?)"
    r"(?:nya| belajar| pelatihan| pendampingan)*$"
)
_QUESTION = re.compile(
    r"^(?:(?:saya|sy|mau|ingin|pertanyaan|punya|ada|lihat|my|i|have|a|see) )*"
    r"(?:pertanyaan(?:ku)?|questions?)(?: saya| sy)?$"
)
_PATTERNS = {
    Coached.BOOK: _BOOK,
    Coached.HOUSES: _HOUSES,
    Coached.REMINDERS: _REMINDERS,
    Coached.LIBRARY: _LIBRARY,
    Coached.QUESTION: _QUESTION,
}
_DRESS = re.compile(
    r"\b(?:pak|bu|ibu|bapak|mas|mbak|kak|min|admin|dong|deh|ya|yah|nih|sih|donk|tolong|please|dulu"
    r"|maaf|halo|permisi)\b"
)
#: More words than these, and it is a story.
_SHORT = 9


def read_coached(text: str) -> Coached | None:
    """None for what is about none of this."""
    said = " ".join(_DRESS.sub(" ", " ".join(words(plain(text) or ""))).split())
    if not said or len(said.split()) > _SHORT:
        return None
    for wanted, pattern in _PATTERNS.items():
        if pattern.search(said):
            return wanted
    taking_part = _PROGRAMME.search(said) and _PROGRAMMES.match(said)
    return Coached.PROGRAMMES if taking_part else None
