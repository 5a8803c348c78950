"""So much in such a time: an entry of what a business can supply, as JSON and in words."""

import re
from collections.abc import Mapping
from decimal import Decimal
from typing import Any

from bot.conversation.steps.figures import FINEST, LARGEST
from bot.language import Words, _
from bot.language.reading.quantity import Amount, Quantity, read_quantity
from bot.language.reading.units import UNITS

#: Period -> what its button says. A year is understood, but rarely meant.
PERIODS: Mapping[str, str] = {
    "day": _("A day"),
    "week": _("A week"),
    "month": _("A month"),
    "harvest": _("A harvest"),
}
_IN_WORDS = {
    "day": _("{amount} a day"),
    "week": _("{amount} a week"),
    "month": _("{amount} a month"),
    "year": _("{amount} a year"),
    "harvest": _("{amount} a harvest"),
}
_MEASURED = {"kg", "liter"}
#: What no harvest is counted in.
_STRANGE = {"ha", "meter", "percent"}
_SACKS = "|".join(name for name, unit in UNITS.items() if unit.factor is None)
#: Says that a weight is that of one sack; “3 karung” does not.
_OF_ONE = re.compile(
    rf"(?:(?<![\d.,])\b(?:per|tiap|setiap|satu|1|one|a|each)\s+|/\s*|\bse)(?:{_SACKS})(?:nya)?\b"
    rf"|\b(?:{_SACKS})nya\b|\b(?:isi|isinya|beratnya|itu)\b|="
)
_AMOUNT = re.compile(r"\d{1,13}(\.\d{1,3})?")
_LONGEST = 60


def period(text: str) -> str | None:
    """`week` of “seminggu”, “per minggu” or “mingguan”."""
    reading = read_quantity(f"1 kg {text}").value
    return reading.per if reading else None


def weight(text: str) -> str | None:
    """`50` of “50”, “50 kg” or “setengah kuintal”; of a range, its middle."""
    reading = read_quantity(text, unit="kg").value
    if reading is None or reading.unit != "kg" or not is_plausible(reading):
        return None
    ends = _ends(reading.amount)
    return _figure(sum(ends, Decimal(0)) / len(ends))


def weight_of_one(text: str) -> str | None:
    """`40` of “40 kg sekarung”, “satu karung isinya 40 kg” or “40”."""
    return weight(_OF_ONE.sub(" ", text.casefold()))


def is_plausible(quantity: Quantity) -> bool:
    return quantity.unit not in _STRANGE and all(
        0 < each < LARGEST and each.quantize(FINEST) > 0 for each in _ends(quantity.amount)
    )


def is_loose(quantity: Quantity) -> bool:
    """A unit without a fixed size (karung): the reader leaves it to us to ask."""
    return any(unit.base == quantity.unit and unit.factor is None for unit in UNITS.values())


def needs_weight(unit: str, usual: str | None) -> bool:
    """Whether one of these has to be weighed, where the product is usually counted in `usual`."""
    if unit in _MEASURED or unit == usual:
        return False
    loose = any(each.base == unit and each.factor is None for each in UNITS.values())
    return loose or usual == "kg"


def entry(quantity: Quantity) -> dict[str, Any]:
    ends = [_figure(each) for each in _ends(quantity.amount)]
    return {
        "amount": ends if len(ends) > 1 else ends[0],
        "unit": quantity.unit,
        "per": quantity.per,
        "said": quantity.typed[:_LONGEST],
    }


def option(each: Mapping[str, Any]) -> str:
    """`200/kg/week`, `200-300/kg/`: an entry as the value of a button."""
    amount = each["amount"]
    return "/".join(
        ["-".join(amount) if isinstance(amount, list) else amount, each["unit"], each["per"] or ""]
    )


def chosen(value: str) -> dict[str, Any]:
    amount, unit, per = value.split("/")
    ends = amount.split("-")
    return {"amount": ends if len(ends) > 1 else ends[0], "unit": unit, "per": per or None}


def weighed(each: Mapping[str, Any]) -> dict[str, Any]:
    """Counted in kilograms, if it is known how many one holds."""
    pack = each.get("pack")
    rest = {name: value for name, value in each.items() if name != "pack"}
    if not pack:
        return rest
    kg, amount = Decimal(pack["kg"]), each["amount"]
    ends = [
        _figure(Decimal(end) * kg) for end in (amount if isinstance(amount, list) else [amount])
    ]
    return {**rest, "amount": ends if len(ends) > 1 else ends[0], "unit": "kg", "pack": pack}


def amount(each: Mapping[str, Any], words: Words) -> str:
    """`200 kg`, `200–300 kg`."""
    ends = each["amount"] if isinstance(each["amount"], list) else [each["amount"]]
    figures = "–".join(words.number(Decimal(end)) for end in ends)
    return f"{figures} {words.unit(each['unit'])}"


def shown(each: Mapping[str, Any], words: Words) -> str:
    if each["per"] is None:
        return amount(each, words)
    return words.plain(_IN_WORDS[each["per"]], amount=amount(each, words))


def keeps(each: Any, *, settled: bool) -> bool:
    """Whether it is an entry; a settled one names its product, and may lack a period."""
    if not isinstance(each, dict) or each.get("per", "") not in {None, *_IN_WORDS}:
        return False
    amounts = each["amount"] if isinstance(each.get("amount"), list) else [each.get("amount")]
    pack = each.get("pack")
    return (
        len(amounts) in {1, 2}
        and all(_is_figure(end) for end in amounts)
        and isinstance(each.get("unit"), str)
        and (not settled or isinstance(each.get("of"), str))
        and (pack is None or (isinstance(pack, dict) and _is_figure(pack.get("kg"))))
    )


def _is_figure(value: Any) -> bool:
    return isinstance(value, str) and _AMOUNT.fullmatch(value) is not None


def _ends(amount: Amount) -> tuple[Decimal, ...]:
    return amount if isinstance(amount, tuple) else (amount,)


def _figure(number: Decimal) -> str:
    return f"{number.quantize(FINEST).normalize():f}"
