"""How much: a price per unit, or a quantity, of the commodity answered before."""

import re
from dataclasses import dataclass
from decimal import Decimal
from typing import Any, ClassVar

from bot.conversation.form import Answer, Ask, Facts, Note, Reply, Situation, Step, Unclear
from bot.language import Words, _
from bot.language.reading.money import read_price
from bot.language.reading.quantity import read_quantity
from bot.language.reading.reading import Reason
from bot.people.capacities import counted_in

#: A slip of the keyboard rather than a price or a quantity (and what their columns hold).
LARGEST = Decimal(10) ** 12
#: A gram, of what is counted in kilograms (and what the columns hold).
FINEST = Decimal("0.001")
#: Of what was typed, so much is kept to be read together with what follows.
LONGEST = 60
SURE = _("Did you mean this?")
RANGE = Note(_("Please give one figure rather than a range."))
IMPLAUSIBLE = Note(_("That figure cannot be right. Please check it."))
#: So many times the usual price, or such a part of it, is a slip more often than a price.
TIMES = 10
UNUSUAL = _("It is usually about {usual}/{unit}. Which one is right?")
#: Nobody pays or looks for less than nothing; a dash before a figure is not read over.
BELOW_ZERO = ("-", "−", "minus ")


def _picked(option: str) -> Answer:
    amount, unit = option.split("/")
    return Answer({"amount": amount, "unit": unit})


def unit_of(situation: Situation) -> str:
    """The unit in which the commodity is counted; of one that is not known (any more), kg."""
    slug = situation.answers.get("commodity")
    return counted_in(slug) if slug else "kg"


@dataclass(frozen=True)
class Figure(Step):
    """A number with a unit: `{"amount": "12500", "unit": "kg"}`; an option is `12500/kg`.

    The draft is what was typed, so that “45”, and then “ribu”, are read together.
    """

    numeric: ClassVar = True

    def unit(self, situation: Situation) -> str:
        return unit_of(situation)

    def pick(self, option: str, draft: Any, situation: Situation) -> Reply:
        return _picked(option)

    def label(self, option: str, words: Words, facts: Facts) -> str:
        amount, unit = option.split("/")
        return self.show({"amount": amount, "unit": unit}, words, facts)

    def refine(self, text: str, draft: Any, situation: Situation) -> Reply | None:
        joined = self.read(f"{draft} {text}", None, situation) if draft else None
        return joined if isinstance(joined, Answer) else None

    def keeps_draft(self, draft: Any) -> bool:
        return draft is None or isinstance(draft, str)

    def keeps(self, value: Any) -> bool:
        if not isinstance(value, dict) or not isinstance(value.get("unit"), str):
            return False
        return re.fullmatch(r"\d+(\.\d+)?", str(value.get("amount"))) is not None

    def problem(self, value: Any, situation: Situation) -> Note | None:
        unit = self.unit(situation)
        return None if value["unit"] == unit else self.counted(unit, situation.words)

    def counted(self, unit: str, words: Words) -> Note:
        """How the figure has to be written."""
        raise NotImplementedError

    def judge(self, amounts: list[Any], unit: str, typed: str, *, sure: bool) -> Reply:
        """Accept the one amount that was read, or offer what `typed` may mean."""
        if any(isinstance(amount, tuple) for amount in amounts):
            return Unclear(RANGE)
        amounts = [amount.quantize(FINEST) for amount in amounts if amount < LARGEST]
        if not amounts or any(amount <= 0 for amount in amounts):
            return Unclear(IMPLAUSIBLE)
        options = tuple(f"{amount.normalize():f}/{unit}" for amount in amounts)
        return _picked(options[0]) if sure else Ask(options, Note(SURE), typed[:LONGEST])


def _doubted(reply: Reply, situation: Situation, typed: str) -> Reply:
    """A price with a nought too many or too few is asked about once more, not refused."""
    usual = situation.facts.get("usual")
    if not isinstance(reply, Answer) or not usual:
        return reply
    price, unit, about = Decimal(reply.value["amount"]), reply.value["unit"], Decimal(usual)
    if about / TIMES < price < about * TIMES:
        return reply
    likely = price / TIMES if price > about else price * TIMES
    values = {"usual": situation.words.money(about), "unit": situation.words.unit(unit)}
    options = tuple(f"{amount.normalize():f}/{unit}" for amount in (price, likely))
    return Ask(options, Note(UNUSUAL, values), typed[:LONGEST])


@dataclass(frozen=True)
class Price(Figure):
    """Rupiah per unit. A price without a unit is per the commodity's usual one.

    What is usual comes from the form, as the fact `usual`: rupiah per unit.
    """

    def read(self, text: str, draft: Any, situation: Situation) -> Reply:
        unit, reading = self.unit(situation), read_price(text)
        if text.strip().casefold().startswith(BELOW_ZERO):
            return Unclear(IMPLAUSIBLE)
        prices = [reading.value] if reading.value else list(reading.candidates)
        if reading.reason is Reason.INVALID:
            return Unclear(IMPLAUSIBLE)
        if not prices:
            return Unclear(
                Note(
                    _("We could not read a price from that. Example: 12,5rb/kg or Rp12.500 per kg.")
                )
            )
        if any(price.unit not in {None, "IDR", unit} for price in prices):
            return Unclear(self.counted(unit, situation.words))
        amounts = [price.amount for price in prices]
        reply = self.judge(amounts, unit, text, sure=bool(reading.value))
        return _doubted(reply, situation, text)

    def counted(self, unit: str, words: Words) -> Note:
        sentence = _("The price is counted per {unit}. Please write it so.")
        return Note(sentence, {"unit": words.unit(unit)})

    def show(self, value: Any, words: Words, facts: Facts) -> str:
        price = words.money(Decimal(value["amount"]))
        return words.plain(_("{price} per {unit}"), price=price, unit=words.unit(value["unit"]))


@dataclass(frozen=True)
class Amount(Figure):
    """A quantity in the commodity's unit."""

    def read(self, text: str, draft: Any, situation: Situation) -> Reply:
        unit = self.unit(situation)
        reading = read_quantity(text, unit=unit)
        if text.strip().casefold().startswith(BELOW_ZERO):
            return Unclear(IMPLAUSIBLE)
        amounts = [reading.value] if reading.value else list(reading.candidates)
        if reading.reason is Reason.INVALID:
            return Unclear(IMPLAUSIBLE)
        if not amounts:
            return Unclear(
                Note(_("We could not read a quantity from that. Example: 200 kg or 2 ton."))
            )
        if any(amount.unit != unit for amount in amounts):
            return Unclear(self.counted(unit, situation.words))
        return self.judge(
            [amount.amount for amount in amounts], unit, text, sure=bool(reading.value)
        )

    def counted(self, unit: str, words: Words) -> Note:
        sentence = _("The quantity is counted in {unit}. Please write it so.")
        return Note(sentence, {"unit": words.unit(unit)})

    def show(self, value: Any, words: Words, facts: Facts) -> str:
        return f"{words.number(Decimal(value['amount']))} {words.unit(value['unit'])}"
