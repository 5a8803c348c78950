"""What somebody wants who has a part here: a buyer of their news, an officer of their calls."""

import re
from enum import StrEnum

from bot.language.reading.amounts import phrase
from bot.language.reading.mentions import commodity_in
from bot.language.reading.typed import plain, words


class Part(StrEnum):
    """What is wanted, the first that fits; the values are stored nowhere."""

    AGAIN = "again"  #: a buyer: the same price as before
    TODAY = "today"  #: an officer: what is before them today
    REPORT = "report"  #: an officer or admin: the figures of a month
    CALLS = "calls"  #: an officer: whom to call
    RUNNING = "running"  #: a buyer: to see, change, pause or withdraw what they published
    OFFERS = "offers"  #: made or received
    TRUST = "trust"  #: whether it costs anything, or is a swindle
    PAID = "paid"  #: when and how the buyer pays
    HAGGLE = "haggle"  #: whether the price can be talked about
    MOVE = "move"  #: a session to another day
    SHARE = "share"  #: to pass the latest news on
    HEARD = "heard"  #: what comes: it is too much, or shall come again


_BEFORE = r"(?:kemarin|kmrn|kmaren|kemaren|tadi|biasa(?:nya)?|sebelumnya|minggu lalu"
_BEFORE += r"|yesterday|before|last (?:time|week))"
_AGAIN = re.compile(
    rf"\b(?:sama|same|seperti|spt|kayak|kyk|samakan)\b.*\b{_BEFORE}\b"
    r"|\b(?:harga(?:nya)?|prices?) (?:masih )?(?:sama|tetap|ttp|unchanged)\b"
)
_CHANGES = re.compile(
    r"\b(?:ubah|rubah|ganti|koreksi|betulkan|naik(?:kan|in|an)?|turun(?:kan|in|an)?|tarik|cabut"
    r"|batalkan|batalin|hapus|jeda|tunda|stop|hentikan|setop|perpanjang|lanjutkan|terpenuhi"
    r"|update|change|correct|raise|lower|withdraw|pause|resume|extend|delete|remove)\b"
)
_NEWS = re.compile(
    r"\b(?:harga(?:nya)?|hrg|kabar(?:nya)?|kebutuhan(?:nya)?|siaran(?:nya)?|prices?|needs?|news"
    r"|bulletins?)\b"
)
_WHO_GOT_IT = re.compile(
    r"\b(?:siapa|sapa|siapa saja|berapa|brp|who|how many|sudah|sdh|udah)\b"
    r"(?=.*\b(?:da?pa?t|dapet|terima|nerima|menerima|sampai|nyampe|terkirim|baca|got|gets?|received?"
    r"|reached?|sent)\b)(?!.*\b(?:tawaran|bayar|dibayar|uang)\b)"
)
_CALLS = re.compile(
    r"\b(?:siapa|sapa|daftar|list|perlu|harus|who|need to)\b.*\b(?:di)?(?:tele?pon|tele?p|tlp|tlpn"
    r"|telfon|hubungi|kabari|call(?:s|ed)?|phone)\b"
)
#: With nothing else in it: "jadwal hari ini di Malang" is about more.
_TODAY = re.compile(
    r"(?:(?:saya|sy|aku|ada|apa|apa saja|jadwal|agenda|tugas|kegiatan|acara|kerjaan|pekerjaan)"
    r"(?:ku|nya)? ){0,4}hari ?ini(?: (?:saya|sy|aku|ada|apa|apa saja|jadwal|agenda|tugas|ngapain"
    r"|ke ?mana|harus|kerja|siapa|ketemu|bertemu|mengunjungi|kunjungan)(?:ku|nya)?){0,4}"
    r"|(?:what(?: ?'?s| is| do i have(?: to do)?|) |my |show |what should i do )?(?:up |on )?"
    r"(?:for |(?:my )?(?:day|agenda|schedule|plan) )?today"
    r"(?: ?'?s (?:schedule|agenda|plan|tasks?|sessions?))?|my day"
)
_REPORT = re.compile(
    r"^(?:(?:lihat|minta|tolong|buat|buatkan|bikin|bikinkan|show|my|the|monthly|kirim) )*"
    r"(?:laporan(?:ku|nya)?|reports?)\b"
)
_OFFERS = re.compile(r"\b(?:(?:pe)?nawaran(?:ku|nya)?|tawaran(?:ku|nya)?|nawar|offers?)\b")
_OFFERS_TO = re.compile(
    r"\b(?:saya|sy|i|can|want to|mau|ingin) (?:me)?(?:nawar|offer)\b|\bto offer\b"
)
_TRUST = re.compile(
    r"\b(?:penipu(?:an)?|nipu|tipu(?:an|2)?|bohong|hoax|hoaks|resmi(?:kah)?|terpercaya"
    r"|aman(?:kah| ga| gak| tidak)"
    r"|scam|fraud|fake|safe|legit|trust(?:ed)?|gratis|free|biaya(?:nya)?|berbayar)\b"
)
_COSTS = re.compile(r"^(?:ini )?bayar (?:ga|gak|tidak|tdk|nggak|berapa|brp)\b|\bcost\b")
_HEARD = re.compile(
    r"\b(?:kebanyakan|terlalu banyak|too (?:many|much))\b"
    r".*\b(?:pesan|kabar|notif\w*|messages?|news)\b"
    r"|\b(?:pesan|kabar|notif)\w*\b.*\b(?:kebanyakan|terlalu banyak)\b"
    r"|\b(?:kirim|kirimi|kirimin|terima)\b(?: kabar\w*| harga\w*)? lagi\b"
    r"|\bsend\b.*\b(?:again|too)\b"
)
_PAID = re.compile(
    r"\b(?:kapan|kpn|berapa hari|brp hari|gimana|gmn|bagaimana|cash|tunai|tempo|cod|langsung)\b"
    r".*\b(?:di)?(?:bayar(?:nya|an)?|pembayaran(?:nya)?|cair(?:nya)?|uangnya)\b"
    r"|\b(?:di)?(?:bayar(?:nya|an)?|pembayaran(?:nya)?|cair(?:nya)?|uangnya)\b"
    r".*\b(?:kapan|kpn|berapa hari|brp hari|gimana|gmn|bagaimana|cash|tunai|tempo|cod|langsung)\b"
    r"|\b(?:when|how)\b.*\b(?:paid|pay|payment)\b"
)
_HAGGLE = re.compile(
    r"\b(?:di)?nego(?:siasi|kan|in)?(?:nya)?\b|\bnegotia(?:te|ble|tion)\b|\bhaggle\b"
    r"|\b(?:harga(?:nya)?|hrg)\b.*\b(?:bisa|boleh)\b.*\b(?:di)?(?:naik|tambah)\w*"
    r"|\b(?:bisa|boleh)\b.*\b(?:di)?(?:naik|tambah)\w*.*\b(?:harga(?:nya)?|hrg)\b"
)
_MOVES = re.compile(
    r"\b(?:pindah(?:kan|in)?|(?:di)?(?:undur|mundur|majukan|maju)(?:kan|in)?|geser(?:kan|in)?"
    r"|ganti|tunda|reschedule|move|postpone)\b"
)
_DAY = re.compile(
    r"\b(?:senin|selasa|rabu|kamis|jumat|jum'?at|sabtu|minggu|besok|bsk|lusa|hari|tanggal|tgl"
    r"|monday|tuesday|wednesday|thursday|friday|saturday|sunday|tomorrow|day)\b"
)
_SHARE = re.compile(
    r"^(?:(?:mau|ingin|saya|sy|tolong|bisa|please|i|want|to|can) )*"
    r"(?:bagikan|bagiin|sebar(?:kan|in)?|share|forward|teruskan|terusin)\b"
)
_NOT = re.compile(r"\b(?:jangan|jgn|ojo|tidak|tdk|gak?|nggak|ngga|ndak|stop|not?|don'?t)\b")
#: More words than these, and it is a story.
_SHORT = 8


def read_part(
    text: str, *, buys: bool = False, officer: bool = False, reports: bool = False
) -> Part | None:
    """None for what is about none of this. Only who buys has news, only an officer calls."""
    said = plain(text) or ""
    typed = words(said)
    if not typed or len(typed) > _SHORT:
        return None
    named = commodity_in(typed) is not None
    free = not named and "N" not in phrase(said).kinds
    fits = {
        Part.AGAIN: buys and _AGAIN.search(said),
        Part.TODAY: officer and _TODAY.fullmatch(" ".join(typed)),
        Part.REPORT: reports and free and _REPORT.search(said),
        Part.CALLS: officer and _CALLS.search(said),
        Part.RUNNING: buys and _about_news(said, named=named),
        Part.OFFERS: free and _OFFERS.search(said) and not _OFFERS_TO.search(said),
        Part.TRUST: _COSTS.search(said) or (free and _TRUST.search(said)),
        Part.PAID: not buys and _PAID.search(said),
        Part.HAGGLE: not buys and _HAGGLE.search(said),
        Part.MOVE: _MOVES.search(said) and _DAY.search(said),
        Part.SHARE: _SHARE.search(said),
        Part.HEARD: free and _HEARD.search(said) and not _NOT.search(said),
    }
    return next((part for part in Part if fits[part]), None)


def _about_news(said: str, *, named: bool) -> bool:
    if _CHANGES.search(said):
        return named or _NEWS.search(said) is not None
    return _WHO_GOT_IT.search(said) is not None
