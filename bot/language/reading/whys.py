"""Somebody asks why news came, or did not: "kok saya tidak dapat kabar?", "why did I get this"."""

import re

from bot.language.reading.typed import plain

_WHY = re.compile(r"\b(?:kenapa|knp|mengapa|kok|why|how come|napa|ngapa)\b")
_NEWS = re.compile(
    r"\b(?:kabar(?:nya)?|berita|info(?:nya|rmasi)?|pesan(?:nya)?|harga(?:nya)?|news|messages?"
    r"|prices?|bulletins?|ini|this|that|it|siaran|penawaran|permintaan)\b"
)
_GETS = re.compile(
    r"\b(?:dapat|dapet|dpt|dikirimi?|dikasih|menerima|nerima|terima|trima|masuk|sampai|kebagian"
    r"|get|got|getting|receiv\w+|sent|arriv\w+|come|came)\b"
)

_BARE = re.compile(r"(?:kenapa|knp|mengapa|why)(?: (?:ya|pak|bu|kok|begini|gini))*\W*")


def asks_why(text: str) -> bool:
    """Whether it is about what comes here, and not about why a price fell."""
    said = plain(text) or ""
    if _BARE.fullmatch(said):
        return True
    return all(part.search(said) for part in (_WHY, _NEWS, _GETS))
