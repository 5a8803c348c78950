"""What somebody wants who types outside a form: "harga kopi di malang?", "stop", "bantuan".

Rules, first one that fits, the sure before the likely: a wrong "stop" costs more than a question.
"""

import re
from collections.abc import Callable
from dataclasses import dataclass
from enum import StrEnum
from typing import TypeVar

from bot.language.reading.amounts import phrase
from bot.language.reading.buyers import says_to_buy
from bot.language.reading.mentions import Mention, commodity_in, region_in
from bot.language.reading.money import Price, read_price
from bot.language.reading.quantity import Quantity, read_quantity
from bot.language.reading.reading import Reading
from bot.language.reading.typed import plain, words
from bot.language.reading.wish_words import idea, together
from bot.market.commodities import Commodity
from bot.market.regions import Region


class Want(StrEnum):
    """What is wanted; the values are stored nowhere."""

    GREETING = "greeting"
    THANKS = "thanks"
    HELP = "help"
    PRICES = "prices"
    NEEDS = "needs"  #: what buyers look for, and who they are
    APPLY = "apply"  #: to buy here, for a company
    OWNERS = "owners"  #: to see or register those whom one looks after, or buys from
    SUPPLY = "supply"  #: to offer what one has
    PUBLISH = "publish"  #: a buyer's price or need
    STOP = "stop"  #: no more messages
    COACHING = "coaching"
    PROFILE = "profile"  #: to see or change one's own data
    PRIVACY = "privacy"  #: to see all that is stored, or have it erased
    LANGUAGE = "language"
    OFFICER = "officer"  #: to ask a person
    CANCEL = "cancel"
    UNKNOWN = "unknown"


@dataclass(frozen=True, slots=True)
class Wish:
    """`want`, and what was named with it; each reading may hold candidates to ask about."""

    want: Want
    commodity: Reading[Commodity] | None = None
    region: Reading[Region] | None = None
    quantity: Reading[Quantity] | None = None
    price: Reading[Price] | None = None
    #: Of `LANGUAGE`: its code, where one was named.
    language: str | None = None
    #: The word for the commodity, as it was typed: "kopi" of a family, for which no name stands.
    named: str = ""


@dataclass(frozen=True, slots=True)
class _Said:
    """A sentence as words with their ideas, and what it names."""

    text: str
    words: tuple[str, ...]
    ideas: tuple[str | None, ...]
    commodity: Mention[Commodity] | None
    region: Mention[Region] | None
    quantity: Reading[Quantity] | None
    price: Reading[Price] | None

    def has(self, *wanted: str) -> bool:
        return not set(wanted).isdisjoint(self.ideas)

    def only(self, *allowed: str) -> bool:
        """Whether each word that names nothing has one of these ideas, or adds nothing."""
        named = {at for each in (self.commodity, self.region) if each for at in _span(each)}
        return all(
            found in {"", *allowed} for at, found in enumerate(self.ideas) if at not in named
        )


T = TypeVar("T")
#: What forbids; "tidak dikirimi" complains that nothing comes.
_DO_NOT = re.compile(
    r"\b(?:jangan|jgn|ojo|(?:tidak|tdk|gak|ga|nggak|ngga|ndak) (?:usah|perlu|mau|ingin)(?: terima)?"
    r"|do not|don'?t|no more)\b"
)
_COMPLAINT = re.compile(
    r"\b(?:kok|kenapa|knp|mengapa|why|(?:jangan|jgn|don'?t|do not|tidak|gak) (?:di)?"
    r"(?:stop|berhenti|hentikan))\b|\d"
)
_ANYBODY = re.compile(r"\b(?:ada (?:yang|yg|orang)|anyone|anybody|someone)\b")
_WHEN = re.compile(r"\b(?:kapan|kpn|when|jam berapa|datang|dtg)\b")
_WHAT_IS_THIS = re.compile(
    r"\b(?:apa ini|ini apa|apa itu mitra|mitra itu apa|siapa ini|ini siapa|what is this"
    r"|who are you)\b"
)
_MYSELF = re.compile(r"\b(?:saya|sy|aku|kami|am|i'm) (?:an? |seorang )?(?:pe[mt]|farm)")
#: What stands for "fine" and "thank you" all by itself.
_THUMBS = re.compile("[👍🙏👌🤝😊🙂]")
#: Below, a number beside the word "harga" is a count or an hour.
_LEAST_PRICE = 1000
#: More words that are none of ours than this, and it is about something else.
_STRANGE = 2


def read_wish(text: str) -> Wish:
    """Pure and fast; what is not understood, and politics, are `UNKNOWN`."""
    said = _said(plain(text) or "")
    want = Want.UNKNOWN
    if not said.words and _THUMBS.search(text):
        want = Want.THANKS
    if said.words and not said.has("POLITICS"):
        want = next((want for want, fits in _RULES if fits(said)), Want.UNKNOWN)
    return Wish(
        want,
        said.commodity.reading if said.commodity else None,
        said.region.reading if said.region else None,
        said.quantity,
        said.price,
        _language(said) if want is Want.LANGUAGE else None,
        " ".join(said.words[said.commodity.start : said.commodity.end]) if said.commodity else "",
    )


def _said(text: str) -> _Said:
    typed = tuple(words(together(text)))
    commodity = commodity_in(typed)
    taken = _span(commodity) if commodity else range(0)
    amounts = phrase(text)
    counted = "NU" in amounts.kinds.replace("W", "U") or "S" in amounts.kinds
    marked = amounts.rupiah or "M" in amounts.kinds or any(n.scale > 1 for n in amounts.numbers)
    ideas = tuple(map(idea, typed))
    large = any(number.readings[0] >= _LEAST_PRICE for number in amounts.numbers)
    priced = marked or "NPU" in amounts.kinds or (large and "PRICE" in ideas)
    return _Said(
        text,
        typed,
        ideas,
        commodity,
        region_in(typed, taken),
        _found(read_quantity(text)) if counted else None,
        _found(read_price(text)) if priced else None,
    )


def _span(mention: Mention[Commodity] | Mention[Region]) -> range:
    return range(mention.start, mention.end)


def _found(reading: Reading[T]) -> Reading[T] | None:
    return reading if reading.value or reading.candidates else None


def _cancel(said: _Said) -> bool:
    return said.has("CANCEL") and not (said.has("PRICE") or said.quantity or said.price)


def _privacy(said: _Said) -> bool:
    """To erase or see everything; "hapus cabai dari profil saya" is a correction."""
    if said.commodity or said.price:
        return False
    mine = said.has("DATA", "DETAIL", "MINE") or "me" in said.words
    if said.has("DELETE") and mine:
        return said.has("DATA") or said.only("DELETE", "MINE", "DETAIL", "TOPIC", "HELP")
    return said.has("PRIVACY") and (
        said.has("DATA") or said.only("PRIVACY", "MINE", "DETAIL", "ASK", "HELP", "TOPIC")
    )


def _stop(said: _Said) -> bool:
    """Every word has to fit: "stop harga di 45rb?" and "jangan stop" are not it."""
    if said.region or said.quantity or said.price or _COMPLAINT.search(said.text):
        return False
    around = ("TOPIC", "SEND", "PRICE", "MINE", "MORE", "HELP", "THANKS", "GREETING", "WANTED")
    if _DO_NOT.search(said.text):
        rest = _DO_NOT.sub(" ", said.text)
        sending = said.has("SEND") or (said.has("TOPIC") and said.has("MORE"))
        return sending and _said(rest).only(*around)
    return said.has("STOP") and said.only("STOP", *around)


def _language_asked(said: _Said) -> bool:
    changed = said.has("INDONESIAN") and said.has("CHANGE", "ASK")
    named = said.has("ENGLISH", "LANGUAGE") or changed
    around = ("CHANGE", "ASK", "HELP", "MINE", "GREETING", "THANKS", "NOT")
    return named and said.only("LANGUAGE", "ENGLISH", "INDONESIAN", *around)


def _coaching(said: _Said) -> bool:
    return said.has("COACHING") or (said.has("OFFICER") and _WHEN.search(said.text) is not None)


def _officer(said: _Said) -> bool:
    return said.has("OFFICER")


def _publish(said: _Said) -> bool:
    """A buyer's price or need; who asks for a buyer or for a price does not publish."""
    if said.has("WHO", "WHERE", "BUYER", "HOWMUCH", "NOT") or _ANYBODY.search(said.text):
        return False
    if said.has("PUBLISH"):
        return said.has("PRICE", "WANTED") or said.commodity is not None
    return said.has("BUY") and said.commodity is not None and not said.has("SELL")


def _apply(said: _Said) -> bool:
    """To register as a buyer; who looks for a buyer is none."""
    if not said.only("BUYER", "COMPANY", "JOIN", "MINE", "HELP", "ASK", "GREETING"):
        return False
    return (said.has("JOIN") and said.has("COMPANY")) or says_to_buy(said.text)


def _owners(said: _Said) -> bool:
    """Somebody else's: “saya petani, mau daftar” is about oneself."""
    if not said.has("OWNER") or said.commodity or said.region or _MYSELF.search(said.text):
        return False
    around = ("JOIN", "MINE", "HELP", "ASK", "GREETING", "DATA", "DETAIL", "WHO", "NOT", "HAVE")
    return said.only("OWNER", *around)


def _needs(said: _Said) -> bool:
    if said.has("BUYER"):
        return not (said.has("MINE") and said.only("MINE", "BUYER"))
    asked = said.has("WHO") or _ANYBODY.search(said.text) is not None
    to_whom = said.has("SELL") and said.has("WHERE", "WHO")
    return said.has("WANTED") or (asked and said.has("BUY")) or to_whom


def _supply(said: _Said) -> bool:
    if said.has("HOWMUCH", "WHERE", "WHO", "NOT", "BUY") or _WHEN.search(said.text):
        return False
    if said.has("SELL", "HAVE"):
        asks = "?" in said.text and not (said.has("MINE", "SELL") or said.quantity)
        priced = said.has("PRICE") and not said.quantity
        return (said.commodity is not None or said.quantity is not None) and not (asks or priced)
    return said.commodity is not None and said.quantity is not None and not said.has("PRICE")


def _prices(said: _Said) -> bool:
    if said.has("NOT", "DATA"):
        return False
    if said.has("PRICE"):
        strange = sum(found is None for found in said.ideas)
        return bool(said.commodity or said.region) or strange <= _STRANGE
    if said.commodity is None:
        return said.has("HOWMUCH") and said.only("HOWMUCH")
    return said.has("HOWMUCH") or said.only("GREETING", "TOPIC", "THANKS", "HELP", "ASK", "MINE")


def _profile(said: _Said) -> bool:
    if said.has("CHANGE", "DELETE") and not said.has("PRICE"):
        return said.has("DATA", "DETAIL") or bool(said.commodity or said.region)
    if said.has("JOIN"):
        return said.only("JOIN", "MINE", "HELP", "DETAIL", "ASK", "GREETING", "OWNER")
    return said.has("DATA") and said.only("DATA", "MINE", "DETAIL", "HELP", "ASK", "GREETING")


def _help(said: _Said) -> bool:
    """“Tolong” is courtesy where more is said than one word that is not ours."""
    is_all = said.has("HELP") and sum(each is None for each in said.ideas) <= 1
    return is_all or _WHAT_IS_THIS.search(said.text) is not None


def _thanks(said: _Said) -> bool:
    around = ("TOPIC", "GREETING", "MORE", "OFFICER", "HAVE")
    return said.has("THANKS") and said.commodity is None and said.only("THANKS", *around)


def _greeting(said: _Said) -> bool:
    return said.has("GREETING") and said.only("GREETING", "MINE", "TOPIC")


_RULES: tuple[tuple[Want, Callable[[_Said], bool]], ...] = (
    (Want.CANCEL, _cancel),
    (Want.PRIVACY, _privacy),
    (Want.STOP, _stop),
    (Want.LANGUAGE, _language_asked),
    (Want.COACHING, _coaching),
    (Want.OFFICER, _officer),
    (Want.PUBLISH, _publish),
    (Want.APPLY, _apply),
    (Want.OWNERS, _owners),
    (Want.NEEDS, _needs),
    (Want.SUPPLY, _supply),
    (Want.PROFILE, _profile),
    (Want.PRICES, _prices),
    (Want.THANKS, _thanks),
    (Want.GREETING, _greeting),
    (Want.HELP, _help),
)


def _language(said: _Said) -> str | None:
    """The language named; who does not speak one wants the other."""
    if said.has("ENGLISH") == said.has("INDONESIAN"):
        return None
    return "en" if said.has("ENGLISH") is not said.has("NOT") else "id"
