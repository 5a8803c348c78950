"""Prices as people say them: "12,5rb/kg", "sekilo 15 ribu", "1,4 jt per kuintal"."""

from dataclasses import dataclass
from decimal import Decimal

from bot.language.reading.amounts import Phrase, phrase
from bot.language.reading.numerals import Number
from bot.language.reading.reading import Reading, Reason
from bot.language.reading.typed import plain
from bot.language.reading.units import Unit

#: Below this a bare number is short for thousands: nothing is sold for Rp15 any more.
_THOUSAND = 1000
#: With "Rp" before it, a number from here on may stand for itself (Rp500 an egg).
_HUNDRED = 100
#: A bare number below ten is short for thousands or millions.
_TEN = 10
#: A quadrillion rupiah, near the state's whole budget; more is a slip or a test.
_LARGEST = Decimal(10) ** 15
#: More words of no meaning here than this tell of something else than a price.
_STRANGE = 4
_CENT = Decimal("0.01")
#: "12rb/kg", "sekilo 12rb".
_PER_UNIT = {"NU", "NPU", "NS", "NPS", "UN", "PUN", "SN", "PSN", "NPL", "LN", "PLN", "NXU", "NXS"}
_RANGES = {"NRN", "RN", "NRNU", "NRNPU", "NRNS", "NPURNPU", "NURNU", "PUNRN", "SNRN", "UNRN"}
#: "25rb per 2 kg", "100 ikat total 2 juta": which number counts, and which is money.
_PER_SEVERAL = {
    "NPNU": (1, 0),
    "NZNU": (1, 0),
    "NONU": (1, 0),
    "NUON": (0, 1),
    "NPNL": (1, 0),
    "PNUN": (0, 1),
    "NUZN": (0, 1),
}
#: "100 ikat @ 20rb".
_EACH = {"NUXN", "NUNXS", "NUNS", "NUNPU", "NUXNPU", "NUXNS"}
#: "2 ton 12.500/kg": which number is the price, and which unit it is for.
_BESIDE = {
    **dict.fromkeys(("NUNPU", "NUNPS", "NUNS"), (1, 1)),
    **dict.fromkeys(("NPUNU", "NSNU"), (0, 0)),
}
_TOTAL_OR_EACH = {"NUN": (0, 1), "NNU": (1, 0)}
#: "2T" is trillion; "2M" is milliard in Indonesian and million in English.
_SHORT = {"NW": (Decimal(10) ** 12,), "NL": (Decimal(10) ** 9, Decimal(10) ** 6)}

Amount = Decimal | tuple[Decimal, Decimal]


@dataclass(frozen=True, slots=True)
class Price:
    """Rupiah for one base unit (kg, liter, butir …), or plain rupiah where `unit` is None.

    A pair is a range, low to high. Per unit without fixed size (karung) it is the price of that
    unit, to ask how much one holds.
    """

    amount: Amount
    unit: str | None
    typed: str


def read_price(text: str, *, language: str = "id") -> Reading[Price]:
    """A price with its unit, or plain money; a small bare number gives candidates.

    `language` is the person's: the hand that groups thousands by commas, or by points.
    """
    said = plain(text)
    if not said:
        return Reading(reason=Reason.TOO_LONG if said is None else Reason.EMPTY)
    return _read(phrase(said, language), text.strip())


def _read(said: Phrase, typed: str) -> Reading[Price]:
    kinds = said.kinds.replace("M", "N").replace("B", "R")
    if "N" not in kinds or "F" in kinds or any(unit.base == "percent" for unit in said.units):
        return Reading(reason=Reason.VAGUE if said.vague else Reason.UNKNOWN)
    kinds = kinds.replace("?", "").strip("XZO")
    options = _options(kinds if kinds in _PER_SEVERAL else kinds.replace("O", ""), said)
    marked = said.rupiah or "M" in said.kinds or any(n.scale > 1 for n in said.numbers)
    if said.strange and not marked and "P" not in kinds:
        options = [(amount, unit, False) for amount, unit, _ in options if _plausible(said)]
    once = options if len(options) == 1 else dict.fromkeys(options)
    found = tuple(Price(amount, unit, typed) for amount, unit, _ in once)
    if any(not 0 < value <= _LARGEST for each in found for value in _ends(each.amount)):
        return Reading(reason=Reason.INVALID)
    if not found:
        return Reading(reason=Reason.AMBIGUOUS if marked else Reason.UNKNOWN)
    sure = all(sure for *_, sure in options) and all(n.sure for n in said.numbers)
    sure = sure and (marked or kinds != "NU")  # "12500 kg" may be a weight
    doubt = said.doubtful or said.vague or said.strange > _STRANGE
    if len(found) > 1 or doubt or not sure:
        return Reading(candidates=found[:4], reason=Reason.AMBIGUOUS)
    if any(unit.base == found[0].unit for unit in said.units if unit.factor is None):
        return Reading(candidates=found, reason=Reason.UNIT)
    return Reading(found[0], approximate=said.approximate)


Option = tuple[Amount, str | None, bool]


def _plausible(said: Phrase) -> bool:
    """A small bare number among words is more likely an hour or a house number."""
    return all(number.readings[0] >= _THOUSAND for number in said.numbers)


def _sensible(amount: Amount) -> bool:
    return all(value >= _HUNDRED for value in _ends(amount))


def _ends(amount: Amount) -> tuple[Decimal, ...]:
    return amount if isinstance(amount, tuple) else (amount,)


def _options(kinds: str, said: Phrase) -> list[Option]:
    """All that these kinds can mean, most likely first; empty for a pattern of no meaning."""
    if kinds in _PER_UNIT:
        return _per(said, 0, said.units[0])
    if kinds in _RANGES:
        return _range(said, said.units[-1] if said.units else None)
    if kinds in _PER_SEVERAL:
        count, money = _PER_SEVERAL[kinds]
        return _per(said, money, said.units[0], said.numbers[count].readings[0])
    if kinds in _EACH and len({*said.units}) == 1:
        return _per(said, 1, said.units[0])
    if kinds in _BESIDE:
        return _beside(said, *_BESIDE[kinds])
    return (
        _total_or_each(said, *_TOTAL_OR_EACH[kinds])
        if kinds in _TOTAL_OR_EACH
        else _bare(kinds, said)
    )


def _beside(said: Phrase, number: int, unit: int) -> list[Option]:
    """`2 ton 12.500/kg`: the price has its own unit; "45.000 per sak 50 kg" is for 50 kg."""
    if said.units[0].base == said.units[1].base:
        return _per(said, number, said.units[unit])
    if number == 0 and said.units[0].factor is None:
        return _per(said, 0, said.units[1], said.numbers[1].readings[0])
    return []


def _bare(kinds: str, said: Phrase) -> list[Option]:
    if kinds == "N":
        return _per(said, 0, None)
    if kinds == "NPN":  # "45rb/47rb"
        return [(amount, base, False) for amount, base, _ in _range(said, None)]
    return [(said.numbers[0].readings[0] * by, None, False) for by in _SHORT.get(kinds, ())]


def _amounts(number: Number, *, rupiah: bool) -> tuple[tuple[Decimal, ...], bool]:
    """What a number of rupiah can be, and whether it is sure."""
    if number.scale > 1:
        return number.readings, len(number.readings) == 1
    value = number.readings[0]
    if value >= _THOUSAND or value <= 0 or (rupiah and value >= _HUNDRED):
        return (value,), True
    if value >= _HUNDRED:
        return (value, value * _THOUSAND), False
    in_thousands = (value * _THOUSAND,)
    return (*in_thousands, value * 10**6) if value < _TEN else in_thousands, False


def _per(said: Phrase, at: int, unit: Unit | None, count: Decimal = Decimal(1)) -> list[Option]:
    amounts, sure = _amounts(said.numbers[at], rupiah=said.rupiah)
    return [(_share(each, unit, count), unit and unit.base, sure) for each in amounts if count]


def _share(amount: Decimal, unit: Unit | None, count: Decimal = Decimal(1)) -> Decimal:
    """The price of one base unit, to the cent."""
    share = amount / count / ((unit and unit.factor) or 1)
    cents = share.quantize(_CENT) if share < _LARGEST else share
    return cents if cents % 1 else cents.to_integral_value()


def _range(said: Phrase, unit: Unit | None) -> list[Option]:
    """Low to high; a multiplier written once counts for both ("10-12rb")."""
    if len(said.numbers) == 1:
        return _per(said, 0, unit)
    low, high = said.numbers
    scale = max(low.scale, high.scale)
    lows, low_sure = _amounts(_scaled(low, scale), rupiah=said.rupiah)
    highs, high_sure = _amounts(_scaled(high, scale), rupiah=said.rupiah)
    sure = low_sure and high_sure
    base = unit and unit.base
    pairs = zip(lows, highs, strict=False)
    options: list[Option] = [
        ((_share(min(pair), unit), _share(max(pair), unit)), base, sure and pair[0] <= pair[1])
        for pair in pairs
    ]
    return options


def _scaled(number: Number, scale: Decimal) -> Number:
    if number.scale > 1 or number.readings[0] >= _THOUSAND or scale == 1:
        return number
    return number._replace(readings=tuple(n * scale for n in number.readings), scale=scale)


def _total_or_each(said: Phrase, count: int, money: int) -> list[Option]:
    """`100 ikat 2 juta`: for all of them, or for each; of one of them it is the same."""
    unit, number = said.units[0], said.numbers[count].readings[0]
    total = _per(said, money, unit, number)
    if 0 < number <= 1:
        return total
    each = _per(said, money, unit)
    found = [(amount, base, False) for amount, base, _ in (*total[-1:], *each)]
    # "2 ton harga 12.500" is neither for all nor for each ton, but for the kilo.
    of_base: list[Option] = [(amount, unit.base, False) for amount, _, _ in _per(said, money, None)]
    return [option for option in found if _sensible(option[0])] or of_base
