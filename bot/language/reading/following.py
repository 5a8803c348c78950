"""Somebody wants to hear of more: "kabari saya harga jagung", "ikuti harga cabai", or no more."""

import re

from bot.language.reading.amounts import phrase
from bot.language.reading.typed import plain, words

_ME = r"(?: (?:saya|sy|aku|ak|kami|q|me|us))?"
_NEWS = (
    r"(?:harga|hrg|kabar|info|berita|kebutuhan|permintaan|tentang|soal|prices?|news|about|on|of)"
)
_WHENEVER = (
    r"(?:kalau|kalo|klo|kl|bila|jika|setiap|tiap|begitu|when(?:ever)?|if|every ?time|as soon as)"
)
#: "Kabari" asks for what comes; "kasih tahu" does so only with "kalau", and else for what is.
_MORE = re.compile(
    rf"\b(?:kabari|kabarin|kabarkan|notify|alert|inform){_ME}(?: dong| ya)? "
    rf"(?:{_NEWS}|{_WHENEVER})\b"
    r"|\b(?:beri ?tahu|beritahu|kasih tahu|kasih tau|kasi tau|infokan|tell|let)"
    rf"{_ME}(?: know)? {_WHENEVER}\b"
    r"|\b(?:ikuti|ikutin|mengikuti|pantau|pantauin|memantau|follow(?! up)|subscribe)\b"
    r"|\bkeep (?:me|us) (?:posted|informed|updated)\b"
    rf"|^(?:(?:tolong|saya|sy|aku|kami|mau|ingin|pengen|pingin|minta|tambah(?:kan)?|bisa) )*"
    rf"(?:ber)?langganan(?! (?:saya|sy|kami|ku|pembeli)\b)"
)
_NO_MORE = re.compile(
    r"\b(?:batal(?:kan)?|berhenti|stop|jangan|jgn|hentikan|(?:tidak|tdk|gak|ga|nggak) usah)"
    r" (?:ikuti|ikutin|mengikuti|pantau|pantauin|memantau|follow(?:ing)?)\b"
    r"|\bunfollow\b"
)
_NOT = re.compile(
    r"\b(?:jangan|jgn|ojo|tidak|tdk|gak?|nggak|ngga|ndak|stop|berhenti|batal|hentikan|not?|don'?t)\b"
)
#: What is followed there is no news: a session, somebody's officer.
_OTHER = re.compile(
    r"\b(?:sesi|pelatihan|pendamping\w*|kunjungan|penyuluh\w*|training|sessions?|coaching|jadwal"
    r"|tawaran|offers?)\b"
)
_COUNTRY = re.compile(r"\b(?:(?:se|seluruh|semua|all|whole)[ -]?(?:of )?)?(?:indonesia|nasional)\b")
#: More words than these, and it is a story.
_SHORT = 12


def read_following(text: str) -> bool | None:
    """True for more, False for no more of something; None for what is not about it."""
    said = plain(text) or ""
    if len(words(said)) > _SHORT or _OTHER.search(said) or "N" in phrase(said).kinds:
        return None
    if _NO_MORE.search(said):
        return False
    return True if _MORE.search(said) and not _NOT.search(said) else None


def names_country(text: str) -> bool:
    """Whether news from anywhere is wanted."""
    return _COUNTRY.search(plain(text) or "") is not None
