"""Quantities as producers say them: "2 kw", "setengah ton", "2-3 ton", "10 karung @ 50 kg"."""

import re
from dataclasses import dataclass
from decimal import Decimal

from bot.language.reading.amounts import Phrase, phrase
from bot.language.reading.reading import Reading, Reason
from bot.language.reading.typed import plain
from bot.language.reading.units import Unit, usual

#: What a producer may have meant by a bare number where the field has no usual unit.
_LIKELY = (Unit("kg", Decimal(1)), Unit("kg", Decimal(100)), Unit("kg", Decimal(1000)))
#: From this unit on, "1.500" is as likely one and a half as fifteen hundred.
_HEAVY = 100
#: More words of no meaning here than this tell of something else than a quantity.
_STRANGE = 4
#: A quadrillion; more is a slip or a test.
_LARGEST = Decimal(10) ** 15
_RATE = re.compile("P?T$|^P?T(?=[NS])")
_DRESS = str.maketrans({"?": None, "O": None})
_AS_UNIT = str.maketrans({"W": "U", "L": "U", "?": None, "Z": None, "O": None})
_MONEY = frozenset("MF")
#: The sign of a ton; a capital T may be a trillion.
_SMALL_T = re.compile(r"\dt\b|\d t\b")
#: A number of something that is no unit ("100 truss"), which is not said in kilograms either.
_OF_ANYTHING = re.compile(r"N\?")
#: "1 ton 500": what a number after a unit counts is not said.
_LOOSE_REST = re.compile("[US]N$")
_SUM = re.compile("(?:NU|S)(?:NU)*N?")

Amount = Decimal | tuple[Decimal, Decimal]
Option = tuple[Amount, str]


@dataclass(frozen=True, slots=True)
class Quantity:
    """`amount` in `unit`, a base unit (kg, liter, butir …); a pair is a range, low to high.

    Of a unit without fixed size (10 karung) it is the count of that unit, to ask how much one
    holds. `per` is the period of a rate: day, week, month, year or harvest.
    """

    amount: Amount
    unit: str
    typed: str
    per: str | None = None


def read_quantity(text: str, *, unit: str | None = None, language: str = "id") -> Reading[Quantity]:
    """`unit` is the field's usual unit, for a text that names none; `language` is the person's."""
    said = plain(text)
    if not said:
        return Reading(reason=Reason.TOO_LONG if said is None else Reason.EMPTY)
    return _read(phrase(said, language), text.strip(), usual(unit) if unit else None)


def _read(said: Phrase, typed: str, field: Unit | None) -> Reading[Quantity]:
    if (
        said.rupiah
        or not _MONEY.isdisjoint(said.kinds)
        or not ("N" in said.kinds or "S" in said.kinds)
    ):
        return Reading(reason=Reason.VAGUE if said.vague else Reason.UNKNOWN)
    bare = said.kinds.translate(_DRESS)
    kinds = _RATE.sub("", bare)
    rated = kinds != bare and len(said.periods) == 1
    options = _options(kinds.translate(_AS_UNIT), said, field)
    whole = bool(options)
    options = options or _first(said)
    if not said.units and _OF_ANYTHING.search(said.kinds) and field is None:
        return Reading(reason=Reason.UNKNOWN)
    per = said.periods[0] if rated else None
    found = tuple(Quantity(amount, base, typed, per) for amount, base in dict.fromkeys(options))
    if any(not 0 <= value <= _LARGEST for each in found for value in _ends(each.amount)):
        return Reading(reason=Reason.INVALID)
    if len(found) == 1 and whole and _sure(said, kinds, field, typed):
        if any(found[0].unit == unit.base for unit in said.units if unit.factor is None):
            return Reading(candidates=found, reason=Reason.UNIT)
        return Reading(found[0], approximate=said.approximate)
    return Reading(candidates=found, reason=Reason.AMBIGUOUS)


def _sure(said: Phrase, kinds: str, field: Unit | None, typed: str) -> bool:
    if said.doubtful or said.vague or not all(number.sure for number in said.numbers):
        return False
    ton = field is not None and field.base == "kg"
    if "W" in kinds and not ton and _SMALL_T.search(typed) is None:
        return False
    if kinds == "N" and field is None:
        return False
    if _LOOSE_REST.search(kinds) and said.numbers[-1].readings[0] >= 1:
        return False
    return said.strange <= (_STRANGE if said.units else 0)


def _ends(amount: Amount) -> tuple[Decimal, ...]:
    return amount if isinstance(amount, tuple) else (amount,)


def _options(kinds: str, said: Phrase, field: Unit | None) -> list[Option]:
    """All that these kinds can mean, most likely first; empty for a pattern of no meaning."""
    match kinds:
        case "N" | "NU":
            return _readings(said, 0, said.units[0]) if said.units else _bare(said, field)
        case "NRNU" | "NURNU" | "NRN" | "NURN":
            return _range(said, field)
        case "NBNU" | "NUBNU" | "NBN" | "NUBN":
            return _either(said, field)
        case "NUXNU" | "NXNU":
            return _each(said)
        case "NUNU" if said.units[0].factor is None:
            return [*_each(said), *_readings(said, 1, said.units[1])]  # of each, or of all
    return _sum(kinds, said) if _SUM.fullmatch(kinds) else []


def _bare(said: Phrase, field: Unit | None) -> list[Option]:
    if field is not None:
        return _readings(said, 0, field)
    return [option for unit in _LIKELY for option in _readings(said, 0, unit)][:4]


def _readings(said: Phrase, at: int, unit: Unit) -> list[Option]:
    number, factor = said.numbers[at], unit.factor or Decimal(1)
    readings = number.readings
    if number.grouped and factor >= _HEAVY:
        readings = (*readings, readings[0] / 1000)
    return [(each * factor, unit.base) for each in readings]


def _range(said: Phrase, field: Unit | None) -> list[Option]:
    """Low to high; both ends in the last unit unless the first has its own."""
    if not said.units:
        said.units.append(field or _LIKELY[0])
    lows, highs = _readings(said, 0, said.units[0]), _readings(said, 1, said.units[-1])
    if len(lows) > 1 or len(highs) > 1 or lows[0][1] != highs[0][1]:
        return []
    (low, base), (high, _) = lows[0], highs[0]
    scale = said.numbers[1].scale
    if isinstance(low, Decimal) and isinstance(high, Decimal):
        if said.numbers[0].scale == 1 < scale and low * scale <= high:
            low *= scale
        return [((low, high), base)] if low < high else [((high, low), base), (low, base)]
    return []


def _either(said: Phrase, field: Unit | None) -> list[Option]:
    """“200 kg, maybe 250”: one or the other, and never both together."""
    units = said.units or [field or _LIKELY[0]]
    return [*_readings(said, 0, units[0]), *_readings(said, 1, units[-1])]


def _each(said: Phrase) -> list[Option]:
    """`10 karung @ 50 kg`, `2 x 50 kg`: a count of what holds so much."""
    count, unit = said.numbers[0], said.units[-1]
    if len(said.units) > 1 and said.units[0].factor is not None:
        return []
    return [
        (count.readings[0] * amount, base)
        for amount, base in _readings(said, 1, unit)
        if isinstance(amount, Decimal)
    ]


def _sum(kinds: str, said: Phrase) -> list[Option]:
    """`1 ton 2 kuintal`, `2 kilo setengah`: ever smaller units of one kind."""
    total, last, base = Decimal(0), None, said.units[0].base
    numbers, units = iter(said.numbers), iter(said.units)
    for part in re.findall("NU|S|N", kinds):
        number = Decimal(1) if part == "S" else _only(next(numbers).readings)
        unit = next(units) if part != "N" else None
        factor = last if unit is None else unit.factor or Decimal(1)
        if number is None or factor is None or (unit and unit.base != base):
            return []
        if unit is None and number >= 1 and not said.kinds.endswith("N"):
            return []  # "50 kg dua kali seminggu"
        if unit is None and number >= 1:
            factor = Decimal(1)  # "1 ton 500": kilograms, which _sure has asked about
        if unit and last is not None and factor >= last:
            return []
        total, last = total + number * factor, factor
    return [(total, base)]


def _only(readings: tuple[Decimal, ...]) -> Decimal | None:
    return readings[0] if len(readings) == 1 else None


def _first(said: Phrase) -> list[Option]:
    """The first number with a unit, to ask about where the rest makes no sense."""
    kinds = said.kinds.translate(_AS_UNIT)
    at = kinds.find("NU")
    if at < 0:
        return []
    before = kinds[:at]
    unit = said.units[before.count("U") + before.count("S")]
    return _readings(said, before.count("N"), unit)
