"""What somebody wants who types outside of a form: understood as far as rules go.

Nothing is done by a guess: whatever is read here leads to an answer or to a button.
"""

import re
from dataclasses import dataclass
from enum import StrEnum
from functools import cache

from bot.language.reading.crops import read_commodity
from bot.language.reading.places import read_place
from bot.language.reading.reading import Reason
from bot.language.reading.typed import plain, words


class Kind(StrEnum):
    PRICES = "prices"
    NEEDS = "needs"
    SUPPLY = "supply"
    STOP = "stop"
    NO_NUDGES = "no_nudges"
    HELP = "help"
    GREETING = "greeting"
    THANKS = "thanks"
    OFFICER = "officer"
    LANGUAGE = "language"
    PRIVACY = "privacy"


@dataclass(frozen=True)
class Wish:
    kind: Kind
    #: Slugs that may be meant: all of a family, for "kopi".
    commodities: tuple[str, ...] = ()
    #: Codes that may be meant: both, for "Malang".
    places: tuple[str, ...] = ()
    #: A language's code.
    language: str | None = None


#: Whole texts, without signs and without the words that only make them polite.
SAID = {
    Kind.STOP: {
        *("stop", "berhenti", "henti", "hentikan", "unsubscribe", "jangan kirim lagi", "setop"),
        *("stop kirim", "berhenti langganan", "jangan kirim", "stop kabar harga", "stop news"),
        *("stop sending", "stop pesan", "hentikan kabar harga", "hentikan pesan", "udahan"),
        *("stop harga", "berhenti kirim", "stop price news", "stop it"),
    },
    Kind.NO_NUDGES: {
        "jangan ingatkan lagi",
        "do not remind me",
        "dont remind me",
        "jangan ingatkan",
    },
    Kind.HELP: {
        "bantuan",
        "help",
        "tolong",
        "bantu",
        "cara pakai",
        "info",
        "bingung",
        "tolong bantu",
    },
    Kind.GREETING: {
        *(
            "assalamualaikum",
            "assalamu alaikum",
            "ass",
            "hai",
            "halo",
            "hallo",
            "hello",
            "hi",
            "hey",
        ),
        *("menu", "p", "pagi", "siang", "sore", "malam", "permisi", "selamat malam"),
        *(
            "selamat pagi",
            "selamat siang",
            "selamat sore",
            "good morning",
            "good afternoon",
            "salam",
        ),
        *("good evening", "tes", "test", "mulai", "start"),
    },
    Kind.THANKS: {
        *("terima kasih", "terimakasih", "makasih", "makasi", "mksh", "trims", "trimakasih", "tks"),
        *("thanks", "thank you", "thx", "ty", "matur nuwun", "suwun", "nuhun", "sip", "ok", "oke"),
        *("baik", "siap", "mantap", "good", "great", "terima kasih banyak", "thank you very much"),
    },
    Kind.PRIVACY: {"hapus data", "hapus data saya", "delete my data", "hapus akun", "data saya"},
}
LANGUAGE_WORDS = {"inggris": "en", "english": "en", "indonesia": "id", "indonesian": "id"}
POLITE = {
    *("pak", "bu", "bapak", "ibu", "mas", "mbak", "kak", "min", "ya", "dong", "deh", "nih", "yuk"),
    *("please", "mitra", "bot", "sih", "kok", "lah", "tuh", "gan", "bang"),
}
PRICE = {"harga", "harganya", "hrg", "price", "prices", "berapa", "berapaan"}
NEED = {"butuh", "dicari", "pembeli", "pembelinya", "buyer", "buyers", "kebutuhan", "needs", "beli"}
HAVE = {
    *("punya", "ada", "jual", "menjual", "jualan", "panen", "stok", "stock", "sell", "selling"),
    *("have", "got", "tawarkan", "menawarkan", "setor", "supply", "offer"),
}
ASKING = {
    "tanya",
    "bertanya",
    "ask",
    "hubungi",
    "contact",
    "bicara",
    "ngobrol",
    "talk",
    "siapa",
    "who",
}
OFFICER = {"pendamping", "pendampingnya", "bdo", "officer", "penyuluh"}
#: Stands before a place.
AT = {"di", "in", "at", "daerah", "wilayah", "untuk", "kota", "kab", "kabupaten", "near", "sekitar"}
#: Says nothing about what is asked for.
FILLING = POLITE | {
    *(
        "saya",
        "kami",
        "aku",
        "mau",
        "ingin",
        "cek",
        "lihat",
        "tahu",
        "hari",
        "ini",
        "sekarang",
        "yang",
    ),
    *(
        "what",
        "is",
        "the",
        "of",
        "for",
        "today",
        "now",
        "i",
        "we",
        "want",
        "to",
        "see",
        "how",
        "much",
    ),
    *(
        "a",
        "an",
        "my",
        "are",
        "looking",
        "siapa",
        "cari",
        "mencari",
        "info",
        "kabar",
        "per",
        "me",
        "show",
    ),
    *("apa", "kah", "dari", "hasil", "lagi", "sudah", "baru", "some", "there", "do", "you"),
}
#: A number and what it counts; whoever has supply says how much later, where it is asked.
AMOUNT = re.compile(
    r"\b\d[\d.,]*\s*(?:kg|kilo|kilogram|kw|kuintal|kwintal|ton|ons|gram|karung|ikat|peti|liter|butir|"
    r"ekor|buah|sak)?\b"
)
#: More words are a story.
LONGEST = 12


def read_wish(text: str) -> Wish | None:
    """None where rules do not reach."""
    said = plain(text)
    if not said:
        return None
    spoken = [word for each in words(said) if (word := re.sub(r"\W", "", each))]
    short = " ".join(word for word in spoken if word not in POLITE) or " ".join(spoken)
    if kind := _whole().get(short):
        return Wish(kind)
    return _wish(said, set(spoken)) if len(spoken) <= LONGEST else None


def _wish(said: str, told: set[str]) -> Wish | None:
    telling = len(told - FILLING)
    if telling <= len(("bahasa", "inggris")) and (language := _language(told)):
        return Wish(Kind.LANGUAGE, language=language)
    if told & OFFICER and (told & ASKING or telling == 1):
        return Wish(Kind.OFFICER)
    for kind, signs in ((Kind.PRICES, PRICE), (Kind.NEEDS, NEED), (Kind.SUPPLY, HAVE)):
        if told & signs:
            return _about(kind, said, signs)
    return _bare(said)


@cache
def _whole() -> dict[str, Kind]:
    return {text: kind for kind, texts in SAID.items() for text in texts}


def _language(told: set[str]) -> str | None:
    return next((code for word, code in LANGUAGE_WORDS.items() if word in told), None)


def _about(kind: Kind, said: str, signs: set[str]) -> Wish | None:
    """What, and where; without either it is the question as a whole."""
    rest = AMOUNT.sub(" ", said)
    kept = [word for word in words(rest) if word not in signs]
    where = next((at for at, word in enumerate(kept) if word in AT), len(kept))
    what = " ".join(word for word in kept[:where] if word not in FILLING)
    place = " ".join(word for word in kept[where:] if word not in FILLING - AT)
    commodities, places = _commodities(what), _places(place)
    if what and not commodities and not places:
        places = _places(what)  # "harga malang"
    if what and not commodities and not places:
        return None
    if kind is Kind.SUPPLY and not commodities:
        return None
    return Wish(kind, commodities, places)


def _bare(said: str) -> Wish | None:
    """A commodity alone asks for its price."""
    reading = read_commodity(AMOUNT.sub(" ", said))
    if reading.value is None and reading.reason is not Reason.AMBIGUOUS:
        return None
    return Wish(Kind.PRICES, _commodities(said))


def _commodities(text: str) -> tuple[str, ...]:
    reading = read_commodity(text) if text else None
    if reading is None:
        return ()
    found = (reading.value,) if reading.value else reading.candidates
    return tuple(each.slug for each in found)


def _places(text: str) -> tuple[str, ...]:
    reading = read_place(text) if text else None
    if reading is None:
        return ()
    found = (reading.value,) if reading.value else reading.candidates
    return tuple(each.code for each in found)
