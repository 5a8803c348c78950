"""A buyer's whole bulletin in one line: "harga kopi robusta 62rb/kg malang sampai jumat".

The line is only cut up here. Each part stays as it was typed, for the question that it answers.
"""

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from functools import partial

from bot.language.reading.amounts import phrase
from bot.language.reading.conditions import BEGINS
from bot.language.reading.dates import read_when
from bot.language.reading.mentions import commodity_in, region_in
from bot.language.reading.money import read_price
from bot.language.reading.places import names_place
from bot.language.reading.price_table import cut_price_table
from bot.language.reading.quantity import read_quantity
from bot.language.reading.typed import plain, words
from bot.language.reading.windows import cut_window
from bot.language.reading.wish_words import idea
from bot.market.models import BulletinKind

#: Where the last day stands; "sampai" before a place has no day behind it.
_UNTIL = re.compile(
    r"\b(?:berlaku )?(?:sampai(?: dengan)?|sampek?|smpe?|s\.d|hingga|s/d|sd"
    r"|paling lambat|until|till|by)\b"
)
_EVERYWHERE = re.compile(r"\b(?:seluruh indonesia|semua daerah|nasional|nationwide)\b")
#: A comma within "1,2 jt" ends nothing.
_COMMA = re.compile(r",(?!\d)")
#: A question is looked up, whoever asks it; and who sells does not buy.
_OTHER = {"HOWMUCH", "WHERE", "WHO", "NOT", "ASK", "STOP", "CHANGE", "DELETE", "BUYER"}
_OTHER |= {"SELL", "HAVE", "CANCEL", "POLITICS"}
_SEEKS = {"BUY", "WANTED"}
#: The longest name of a day has so many words: "hari jumat tanggal 27 november 2026".
_LONGEST_DAY = 6
#: A figure with its unit: "rp 62.000 per kg", "setengah sampai 1 ton".
_LONGEST_FIGURE = 5
#: The kinds (`amounts.phrase`) of a price and of a quantity, and of nothing around them.
_PRICE = re.compile(r"[NM]|[NM]P?[US]|P?[US][NM]|NRN(?:P?[US])?")
_QUANTITY = re.compile(r"NU|NS|S|NRNU")
#: Below, a number beside the word "harga" is a count or an hour.
_LEAST_PRICE = 1000
#: How a price tells of days of delivery, among its terms.
_DELIVERED = "kirim"
#: Stands for words that are understood already, and is no name.
_TAKEN = "0"
#: More places are better typed into the form.
_MOST_PLACES = 10
_LONGEST_PLACE = 4
_AND = {"dan", "and", "sama", "ama", "sm", "serta", "juga", "plus", "&", "n"}
_FOR = {"untuk", "utk", "buat", "bwt", "for", "di", "in"}


@dataclass(frozen=True, slots=True)
class Announcement:
    """`kind`, and what was said to each other question of the publishing form, by its key."""

    kind: BulletinKind
    parts: Mapping[str, str]


def read_announcement(text: str, now: datetime) -> Announcement | None:
    """None for what names no commodity with a price, or with a quantity that is looked for."""
    said = plain(text)
    if not said or "?" in said:
        return None
    ideas = {idea(word) for word in words(said)}
    if ideas & _OTHER:
        return None
    said, window = cut_window(said, now)
    said, until = _cut_day(said, now)
    said, rows = cut_price_table(said)
    price = ", ".join(f"{row.grade} {row.price}" for row in rows)
    if not rows:
        said, price = _cut_figure(said, partial(_is_price, named="PRICE" in ideas))
    head, terms = _cut_terms(said)
    quantity = ""
    if ideas & _SEEKS:
        head, quantity = _cut_figure(head, _is_quantity)
    commodity = commodity_in(words(head))
    if commodity is None:
        return None
    crop = " ".join(words(head)[commodity.start : commodity.end])
    places = _places(words(head), range(commodity.start, commodity.end), head)
    if not places:
        terms, places = _cut_places(terms)
    parts = {"commodity": crop, "regions": ", ".join(places), "until": until}
    if quantity:
        wanted = {"quantity": quantity, "window": window, "terms": terms}
        # Prices by grade are no one price, and are told in the buyer's words.
        wanted |= {"terms": ", ".join(filter(None, (price, terms)))} if rows else {"pays": price}
        return _announcement(BulletinKind.NEED, parts | wanted)
    if price:
        terms = ", ".join(filter(None, (terms, f"{_DELIVERED} {window}" if window else "")))
        return _announcement(BulletinKind.PRICE, parts | {"price": price, "terms": terms})
    return None


def _announcement(kind: BulletinKind, parts: Mapping[str, str]) -> Announcement:
    return Announcement(kind, {key: part for key, part in parts.items() if part})


def _cut_day(said: str, now: datetime) -> tuple[str, str]:
    """The line without its last day, and the longest run of words that is one."""
    for match in _UNTIL.finditer(said):
        behind = _first_clause(said[match.end() :]).split()
        for length in range(min(len(behind), _LONGEST_DAY), 0, -1):
            day = " ".join(behind[:length])
            reading = read_when(day, now)
            if reading.value or reading.candidates:
                rest = said[match.end() :].split(maxsplit=length)[length:]
                return f"{said[: match.start()]}, {' '.join(rest)}".strip(" ,"), day
    return said, ""


def _first_clause(said: str) -> str:
    """Up to a comma, or to the first word of terms."""
    clause = _COMMA.split(said)[0]
    match = BEGINS.search(clause)
    return clause[: match.start()] if match else clause


def _cut_figure(said: str, fits: Callable[[str], bool]) -> tuple[str, str]:
    """The line without the longest run of words that is the figure, and that."""
    named = _COMMA.sub(" , ", said).split()
    for length in range(min(len(named), _LONGEST_FIGURE), 0, -1):
        for start in range(len(named) - length + 1):
            figure = " ".join(named[start : start + length])
            last = named[start + length - 1]
            if _counts(named[start]) and (_counts(last) or _scales(last)) and fits(figure):
                rest = [*named[:start], ",", *named[start + length :]]
                return " ".join(rest).replace(" ,", ","), figure
    return said, ""


def _counts(word: str) -> bool:
    amounts = phrase(word)
    return amounts.rupiah or bool(amounts.kinds.strip("?XZO"))


def _scales(word: str) -> bool:
    """The "rb" of "8 rb" counts nothing by itself."""
    return any(number.scale > 1 for number in phrase(f"1 {word}").numbers)


def _is_price(part: str, *, named: bool) -> bool:
    amounts = phrase(part)
    large = named and any(number.readings[0] >= _LEAST_PRICE for number in amounts.numbers)
    marked = amounts.rupiah or "P" in amounts.kinds or any(n.scale > 1 for n in amounts.numbers)
    if not (marked or large) or not _PRICE.fullmatch(amounts.kinds):
        return False
    reading = read_price(part)
    return bool(reading.value or reading.candidates)


def _is_quantity(part: str) -> bool:
    if not _QUANTITY.fullmatch(phrase(part).kinds):
        return False
    reading = read_quantity(part)
    return bool(reading.value or reading.candidates)


def _cut_terms(said: str) -> tuple[str, str]:
    """What stands before the first word of terms, and all from there on."""
    match = BEGINS.search(said)
    return (said[: match.start()], said[match.start() :]) if match else (said, "")


def _places(named: Sequence[str], crop: range, head: str) -> list[str]:
    """Every place that is named beside the commodity."""
    if _EVERYWHERE.search(head):
        return ["semua daerah"]
    left = [_TAKEN if at in crop else word for at, word in enumerate(named)]
    found = _whole_clauses(left, head)
    while len(found) < _MOST_PLACES and (place := region_in(left)):
        start, end = place.start, place.end
        while start < end:
            found.append(" ".join(left[start:end]))
            left[start:end] = [_TAKEN] * (end - start)
            start, end = _next_place(left, end)
    return found[:_MOST_PLACES]


def _whole_clauses(left: list[str], head: str) -> list[str]:
    """Places that are all that is said between two commas: Bali is no kind of chili there."""
    found: list[str] = []
    start = 0
    for clause in _COMMA.split(head):
        end = start + len(words(clause))
        if places := _all_places(left[start:end]):
            found += places
            left[start:end] = [_TAKEN] * (end - start)
        start = end
    return found


def _all_places(said: Sequence[str]) -> list[str]:
    """“Utk bali sama jatim”; none if anything else is said."""
    at, found = int(bool(said) and said[0] in _FOR), []
    while at < len(said):
        start, end = _next_place(said, at)
        if start == end:
            return []
        found.append(" ".join(said[start:end]))
        at = end
    return found


def _next_place(left: Sequence[str], at: int) -> tuple[int, int]:
    """The words of the place right behind another one, "dan" between them or not; or none."""
    at += at < len(left) and left[at] in _AND
    for end in range(min(len(left), at + _LONGEST_PLACE), at, -1):
        if names_place(left[at:end]):
            return at, end
    return at, at


def _cut_places(terms: str) -> tuple[str, list[str]]:
    """Places between commas among the terms: "grade A 62rb/kg malang"."""
    clauses = [clause.strip() for clause in _COMMA.split(terms)]
    places = [clause for clause in clauses if clause and names_place(words(clause))]
    return ", ".join(each for each in clauses if each and each not in places), places
