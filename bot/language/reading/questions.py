"""“Mau tanya pendamping: …”: somebody says that they ask a person, and perhaps what."""

import re

_POLITE = r"(?:halo|hai|permisi|maaf|pak|bu|ibu|bapak|mas|mbak|kak|min|admin|hi|hello|please)"
_WISH = (
    r"(?:saya|sy|aku|kami|i|we|mau|ingin|pengen|pingin|numpang|boleh|bolehkah|bisa|izin|want|would"
    r"|like|can|may|to|could)"
)
_ASK = r"(?:tanya|nanya|bertanya|menanyakan|konsultasi|ask|consult)\b"
_WHOM = (
    r"(?:(?:ke|kepada|kpd|sama|dengan|dgn|pada|my|the|an|a|our|saya|sy|ibu|bapak|pak|bu) )*"
    r"(?:pendamping(?:nya|ku)?|petugas|penyuluh|ppl|bdo|officer|question|expert|ahli(?:nya)?)"
    r"(?: (?:saya|sy|kami|dulu|dong|ya))*"
)
_DRESS = r"(?:dulu|dong|ya|nih|sesuatu|something|donk)"
_BEGINS = re.compile(
    rf"\s*(?:{_POLITE}[\s,.]+)*(?:{_WISH}\s+)*{_ASK}"
    rf"(?:\s+{_DRESS})*(?P<whom>\s+{_WHOM})?(?:\s+{_DRESS})*\s*(?P<colon>[:,.;?!–-]*)\s*",
    re.IGNORECASE,
)

_HOW = re.compile(
    rf"\s*(?:{_POLITE}[\s,.]+)*(?:{_WISH}\s+|{_ASK}\s+)*"
    r"(?:bagaimana|gimana|gmn|bgmn|cara(?:nya)?|apa itu|apa saja|apa syarat\w*|syarat(?:nya)?|tips"
    r"|panduan|belajar|pelajari|how (?:do|to|can|is|does)|what is|what are|guide|learn)\b",
    re.IGNORECASE,
)
#: Prices, needs and offers are the market's.
_TRADE = re.compile(
    r"\b(?:harga\w*|hrg|jual\w*|menjual|beli|membeli|pembeli|setor|price|prices|sell|buy|buyers?)\b",
    re.IGNORECASE,
)


def asks_how(text: str) -> bool:
    """“Cara mengurus P-IRT”: something that a library may know; who sells is answered elsewhere."""
    return _HOW.match(text) is not None and not _TRADE.search(text)


def read_question(text: str) -> str | None:
    """What is asked, "" if only that something is; None if it is no question to a person.

    “Tanya harga cabai” is answered here, so that a bare “ask” counts only where nothing follows.
    """
    begins = _BEGINS.match(text)
    if begins is None:
        return None
    rest = text[begins.end() :].strip()
    if begins["whom"] is None and rest:
        return rest if begins["colon"].startswith(":") else None
    # "Tanya pendamping saya siapa" asks who that is.
    if re.fullmatch(r"(?:itu |saya )*(?:siapa|sapa|who)\W*", rest, re.IGNORECASE):
        return None
    return rest
