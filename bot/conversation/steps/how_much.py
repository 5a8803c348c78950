"""How much of a commodity somebody offers: by weight, or by the sack that was weighed once."""

from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from bot.conversation.form import Answer, Facts, Note, Reply, Situation, Unclear
from bot.conversation.steps.figures import FINEST, IMPLAUSIBLE, LONGEST, Amount
from bot.language import _
from bot.language.reading.quantity import Quantity, read_quantity
from bot.language.reading.reading import Reason

KILOGRAM = "kg"
#: Sacks, and kilograms of one: more is a slip of the keyboard.
MOST = Decimal(10) ** 6
HOLDS = _("How many kilograms does one {pack} hold? For example: 50 kg. About is enough.")


@dataclass(frozen=True)
class HowMuch(Amount):
    """`{"amount": "250", "unit": "kg"}`; of sacks also `"pack": {"unit": "karung", "kg": "50"}`.

    `facts["usual"]` are amounts to tap, `facts["packs"]` what one of each unit without a fixed
    weight holds: unit -> kilograms. The draft is “5 karung” while that is asked.
    """

    def options(self, facts: Facts) -> tuple[str, ...]:
        return tuple(facts.get("usual", ()))

    def read(self, text: str, draft: Any, situation: Situation) -> Reply:
        weighs = self.unit(situation) == KILOGRAM
        if weighs and (packed := _packed(text)):
            return self._weighed(packed, text, situation)
        if weighs and draft and (packed := _packed(draft)):
            return self._told(packed, text, draft)
        return super().read(text, draft, situation)

    def _weighed(self, packed: Quantity, text: str, situation: Situation) -> Reply:
        if kg := (situation.facts.get("packs") or {}).get(packed.unit):
            return _answer(packed, Decimal(kg))
        pack = situation.words.unit(packed.unit)
        return Unclear(Note(HOLDS, {"pack": pack}), text[:LONGEST])

    def _told(self, packed: Quantity, text: str, draft: str) -> Reply:
        """“50 kg”, or “50”, after “5 karung”."""
        reading = read_quantity(text, unit=KILOGRAM)
        one = reading.value
        kg = _figure(one) if one and one.unit == KILOGRAM else None
        if kg is None:
            return Unclear(Note(_("Please give a weight, e.g. 50 kg. A guess will do.")), draft)
        return _answer(packed, kg)


def _packed(text: str) -> Quantity | None:
    """So many sacks, bunches or baskets, if that is all it says."""
    reading = read_quantity(text, unit=KILOGRAM)
    if reading.reason is not Reason.UNIT or len(reading.candidates) != 1:
        return None
    found = reading.candidates[0]
    return found if found.unit != KILOGRAM and _figure(found) else None


def _figure(quantity: Quantity) -> Decimal | None:
    """One figure, above nothing and below what can be right."""
    amount = quantity.amount
    return amount if isinstance(amount, Decimal) and 0 < amount < MOST else None


def _answer(packed: Quantity, kg: Decimal) -> Reply:
    amount = ((_figure(packed) or Decimal(0)) * kg).quantize(FINEST).normalize()
    if not amount:
        return Unclear(IMPLAUSIBLE)
    pack = {"unit": packed.unit, "kg": f"{kg.normalize():f}"}
    return Answer({"amount": f"{amount:f}", "unit": KILOGRAM, "pack": pack})
