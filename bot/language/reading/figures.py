"""Figures with points and commas, in the Indonesian and in the English hand."""

import re
from decimal import Decimal

#: More digits than any sum of money or harvest has; such a number is a slip or a code.
_LONGEST = 15
#: Stands for every number of more digits, so that no arithmetic is done with 400 of them.
_BEYOND = Decimal(10) ** 18
THOUSANDS = re.compile(r"[1-9]\d{0,2}(?:\.\d{3})+(?:,\d{1,2})?")
_ENGLISH = re.compile(r"[1-9]\d{0,2}(?:,\d{3})+(?:\.\d{1,2})?")
_DECIMAL = re.compile(r"\d+[.,]\d+")


def figure(text: str) -> tuple[Decimal, ...]:
    """The readings of digits with points and commas; none when they are grouped like nothing.

    A point and exactly three digits are thousands, a comma before one or two digits is a
    decimal; "12,500" is 12500 to an English hand and 12.5 to an Indonesian one.
    """
    if text.isdigit():
        return (Decimal(text),) if len(text) <= _LONGEST else ()
    if len(text) > _LONGEST + len(".,.,.,"):
        return ()
    if THOUSANDS.fullmatch(text):
        return (Decimal(text.replace(".", "").replace(",", ".")),)
    if _ENGLISH.fullmatch(text):
        grouped = Decimal(text.replace(",", ""))
        single = text.count(",") == 1 and "." not in text
        return (grouped, Decimal(text.replace(",", "."))) if single else (grouped,)
    if _DECIMAL.fullmatch(text):
        return (Decimal(text.replace(",", ".")),)
    return ()


def misgrouped(text: str) -> tuple[Decimal, ...]:
    """What `12.50.000` may be meant as; of too many digits, more than any reader takes."""
    digits = text.replace(".", "").replace(",", "")
    return (Decimal(digits) if len(digits) <= _LONGEST else _BEYOND,)
