"""About how much is sold in a year, as a range: nobody has to tell a figure."""

import re
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from bot.conversation.form import Answer, Reply, Situation
from bot.conversation.steps.choice import Choice
from bot.language import _
from bot.language.reading.money import read_price

MILLION = 10**6
#: Range -> the most that is sold in it, in rupiah a year (PP 7/2021, art. 35, and finer below).
UPTO = {"tiny": 300 * MILLION, "micro": 2_000 * MILLION, "small": 15_000 * MILLION}
UPTO |= {"medium": 50_000 * MILLION}
ABOVE = "large"
RANGES = {
    "tiny": _("Up to Rp300 million"),
    "micro": _("Rp300 million – 2 billion"),
    "small": _("Rp2 – 15 billion"),
    "medium": _("Rp15 – 50 billion"),
    ABOVE: _("Over Rp50 billion"),
}
#: How often a year each of these is, for who counts in shorter times.
_TIMES = {
    12: re.compile(r"\b(se|per ?|/ ?|tiap ?|a )?(bulan|bln|month)(an|nya|ly)?\b", re.IGNORECASE),
    52: re.compile(r"\b(se|per ?|/ ?|tiap ?|a )?(minggu|mgg|week)(an|nya|ly)?\b", re.IGNORECASE),
    365: re.compile(r"\b(se|per ?|/ ?|tiap ?|a )?(hari|day)(an|nya)?\b|\bdaily\b", re.IGNORECASE),
    1: re.compile(r"\b(se|per ?|/ ?|tiap ?|a )?(tahun|thn|year)(an|nya|ly)?\b", re.IGNORECASE),
}


def range_of(rupiah: Decimal) -> str:
    return next((name for name, most in UPTO.items() if rupiah <= most), ABOVE)


@dataclass(frozen=True)
class Sales(Choice):
    """A key of `RANGES`; a figure that is typed ("25 juta sebulan") falls into one."""

    def read(self, text: str, draft: Any, situation: Situation) -> Reply:
        said = text[:100]
        times = next((times for times, sign in _TIMES.items() if sign.search(said)), 1)
        for sign in _TIMES.values():
            said = sign.sub(" ", said)
        reading = read_price(said).value
        if reading is None or reading.unit not in {None, "IDR"}:
            return super().read(text, draft, situation)
        amount = reading.amount[1] if isinstance(reading.amount, tuple) else reading.amount
        return Answer(range_of(amount * times))
