"""Terms of a purchase in a free sentence: "franco gudang Pare, bayar 3 hari, min 100 kg, grade A".

Each clause that is understood for sure becomes a fact; everything else stays as it was typed.
"""

import re
from collections.abc import Callable, Iterator
from decimal import Decimal
from itertools import pairwise
from typing import Any

from bot.language.reading.mentions import region_in
from bot.language.reading.quantity import read_quantity
from bot.market.conditions import Conditions, Delivery

_FRANCO = (
    r"fran[ck]+o|(?:di)?antar(?:kan)?(?: sampai| ke)*|(?:di)?kirim(?:kan)? (?:sampai|ke)"
    r"|(?:di)?terima di|delivered (?:to|at)|delivery (?:to|at)"
)
_LOCO = (
    r"lo[ck]o|(?:di)?ambil(?: sendiri)?(?: oleh pembeli)?(?: di)?|(?:di)?jemput(?: di)?"
    r"|picked up(?: at)?|we (?:collect|fetch)(?: at)?"
)
_PAID = r"(?:di)?bayar(?:an)?|pembayaran|paid|payment|tempo|tunai|kontan|cash|cod"
_LEAST = r"minimal|minimum|min|paling sedikit|setidaknya|at least"
_QUALITY = (
    r"grade|mutu|kualitas|quality|kadar|moisture|kotoran|cacat|defects?|ukuran|size"
    r"|kw(?= ?\d\b(?! ?(?:kw|kuintal))| super)"
)
_PAPERS = r"wajib|harus|bersertifikat|sertifikat|certified|certificates?"
#: Where a clause begins, also without a comma before it.
BEGINS = re.compile(
    rf"\b(?:{_FRANCO}|{_LOCO}|{_PAID}|{_LEAST}|{_QUALITY}|{_PAPERS})\b", re.IGNORECASE
)
#: A comma within "12,5" ends nothing.
_ENDS = re.compile(r"[;\n]|,(?!\d)|\.(?=\s|$)")
_JOINED = re.compile(
    r"^(?:(?:dan|and|serta)\b|[&+/\s.])+|(?:\b(?:dan|and|serta)|[&+/\s])+$", re.IGNORECASE
)
_FRANCO_AT = re.compile(
    rf"(?:{_FRANCO})\b(?: (?:di|ke|at|to|the)\b)*\s*(?P<place>.*)", re.IGNORECASE
)
_LOCO_AT = re.compile(rf"(?:{_LOCO})\b(?: (?:di|at|the)\b)*\s*(?P<place>.*)", re.IGNORECASE)
_PAYS = re.compile(rf"(?:{_PAID})\b", re.IGNORECASE)
_AT_ONCE = re.compile(
    r"\b(?:tunai|kontan|cash|cod|lunas|langsung|di tempat|on the spot|on delivery|in full)\b",
    re.IGNORECASE,
)
_LATER = re.compile(
    r"\b(?:(?P<n>\d{1,3})|(?P<one>se))[ -]?(?P<unit>hari|hr|days?|minggu|pekan|weeks?)\b|\bh ?\+ ?"
    r"(?P<after>\d{1,2})\b",
    re.IGNORECASE,
)
_AROUND_PAYMENT = re.compile(
    rf"\b(?:{_PAID}|setelah|sesudah|after|barang|goods|diterima|terima|receipt|dalam|within|in|paling"
    r"|lama|lambat|maksimal|maks|max|tempo|net|kemudian|later|saat|on|the|secara|dengan)\b|[^\w]",
    re.IGNORECASE,
)
_AT_LEAST = re.compile(
    rf"(?:{_LEAST})\b\.?:?\s*(?:order|setor|kirim|pembelian|sekali kirim)?\s*(?P<amount>.+?)"
    r"(?: (?:sekali|per|each) \w+)?",
    re.IGNORECASE,
)
_GOOD = re.compile(rf"(?:{_QUALITY})\b", re.IGNORECASE)
#: What the line on the screen is called already.
_CALLED = re.compile(r"^(?:mutu|kualitas|quality)\b[\s:]*", re.IGNORECASE)
#: The papers that people name, and `bot.people.readiness` asks about.
_PAPER = {
    "halal": re.compile(r"\bhalal\b", re.IGNORECASE),
    "pirt": re.compile(r"\bp-?irt\b", re.IGNORECASE),
    "bpom": re.compile(r"\bbpom\b", re.IGNORECASE),
    "organic": re.compile(r"\borgani[ck]\b", re.IGNORECASE),
    "gap": re.compile(r"\bgap\b", re.IGNORECASE),
    "nib": re.compile(r"\bnib\b", re.IGNORECASE),
}
_AROUND_PAPERS = re.compile(
    r"\b(?:wajib|harus|must|have|required|needed|ada|punya|memiliki|ber?sertifikat|sertifikat|izin"
    r"|certified|certificates?|with|dengan|dan|and|serta|be)\b|[^\w]",
    re.IGNORECASE,
)
_WEEK = 7
#: A longer name or grade is a story, and stays in the note.
LONGEST_PART = 80
#: More is a slip (and does not fit the column).
LARGEST = Decimal(10) ** 12

Found = dict[str, Any]


def read_conditions(text: str, *, unit: str = "kg") -> Conditions:
    """`unit` is the one in which the goods are counted: a least quantity in another is a note."""
    found: Found = {}
    rest: list[str] = []
    for clause in _clauses(text):
        said = _fact(clause, unit)
        if said is None or any(name in found and name not in _LISTS for name in said):
            rest.append(clause)
            continue
        for name, value in said.items():
            found[name] = _LISTS[name](found[name], value) if name in found else value
    return Conditions(**found, note=", ".join(rest) or None)


#: Of what several may be said: how the later one joins the earlier.
_LISTS: dict[str, Callable[[Any, Any], Any]] = {
    "grade": lambda one, other: f"{one}, {other}",
    "certificates": lambda one, other: (*one, *(each for each in other if each not in one)),
}


def _clauses(text: str) -> Iterator[str]:
    """Cut at its marks, and before each word that begins a clause."""
    for part in _ENDS.split(text):
        starts = [match.start() for match in BEGINS.finditer(part)]
        cuts = sorted({0, *starts, len(part)})
        waiting = ""
        for start, end in pairwise(cuts):
            piece = f"{waiting}{part[start:end]}"
            # "bayar tunai", "bayar tempo 3 hari", "wajib bersertifikat halal" are one clause.
            waiting = piece if BEGINS.fullmatch(piece.strip()) and end < len(part) else ""
            clause = _JOINED.sub("", piece)
            if clause and not waiting:
                yield clause


def _fact(clause: str, unit: str) -> Found | None:
    """What one clause says; None if that is not sure."""
    for reads in (_papers, _payment, _franco, _loco, _quality):
        if (found := reads(clause)) is not None:
            return found
    return _least(clause, unit)


def _papers(clause: str) -> Found | None:
    named = tuple(code for code, pattern in _PAPER.items() if pattern.search(clause))
    left = clause
    for code in named:
        left = _PAPER[code].sub("", left)
    if _AROUND_PAPERS.sub("", left):
        return None
    return {"certificates": named} if named else {}


def _payment(clause: str) -> Found | None:
    if not _PAYS.match(clause):
        return None
    later = _LATER.search(clause)
    rest = _LATER.sub("", clause, count=1) if later else _AT_ONCE.sub("", clause)
    if _AROUND_PAYMENT.sub("", rest):
        return None
    if later is None:
        return {"payment_days": 0} if _AT_ONCE.search(clause) else None
    if later["after"]:
        return {"payment_days": int(later["after"])}
    days = 1 if later["unit"].lower().startswith(("h", "d")) else _WEEK
    return {"payment_days": int(later["n"] or 1) * days}


def _franco(clause: str) -> Found | None:
    return _handed_over(_FRANCO_AT.fullmatch(clause), Delivery.FRANCO)


def _loco(clause: str) -> Found | None:
    return _handed_over(_LOCO_AT.fullmatch(clause), Delivery.LOCO)


def _handed_over(match: re.Match[str] | None, delivery: Delivery) -> Found | None:
    if match is None or len(match["place"]) > LONGEST_PART:
        return None
    return {"delivery": delivery, "place": _written(match["place"]) or None}


def _written(place: str) -> str:
    """A region that was typed in small letters gets its capitals: it goes out to many."""
    typed = place.split()
    region = region_in(typed) if place.islower() else None
    named = range(region.start, region.end) if region else ()
    return " ".join(word.title() if at in named else word for at, word in enumerate(typed))


def _quality(clause: str) -> Found | None:
    grade = _CALLED.sub("", clause)
    fits = _GOOD.match(clause) and grade and len(grade) <= LONGEST_PART
    return {"grade": grade} if fits else None


def _least(clause: str, unit: str) -> Found | None:
    match = _AT_LEAST.fullmatch(clause)
    if match is None:
        return None
    quantity = read_quantity(match["amount"], unit=unit).value
    if quantity is None or quantity.per or quantity.unit != unit:
        return None
    amount = quantity.amount
    fits = isinstance(amount, Decimal) and 0 < amount < LARGEST
    return {"minimum": amount} if fits else None
