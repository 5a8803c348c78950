"""What a buyer would pay for what they look for: one price, or from – to."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from bot.conversation.form import Answer, Ask, Facts, Note, Reply, Situation, Unclear
from bot.conversation.steps.figures import (
    BELOW_ZERO,
    FINEST,
    IMPLAUSIBLE,
    LARGEST,
    LONGEST,
    SURE,
    TIMES,
    UNUSUAL,
    Price,
)
from bot.language import Words, _
from bot.language.reading.money import read_price

#: More than so many times the lowest is a slip, and no range.
WIDEST = 10
_BACKWARDS = re.compile(r"(\d[\d.,]*)(\s*(?:[-–]|sampai|s/d|to)\s*)(\d[\d.,]*)", re.IGNORECASE)


@dataclass(frozen=True)
class Pays(Price):
    """`{"low": "60000", "high": "62000", "unit": "kg"}`; an option is `60000-62000/kg`."""

    def pick(self, option: str, draft: Any, situation: Situation) -> Reply:
        return Answer(_value(option))

    def label(self, option: str, words: Words, facts: Facts) -> str:
        return self.show(_value(option), words, facts)

    def keeps(self, value: Any) -> bool:
        if not isinstance(value, dict) or not isinstance(value.get("unit"), str):
            return False
        ends = (str(value.get("low")), str(value.get("high")))
        return all(re.fullmatch(r"\d+(\.\d+)?", end) for end in ends)

    def judge(self, amounts: list[Any], unit: str, typed: str, *, sure: bool) -> Reply:
        """As of a price, but that a pair is from – to."""
        pairs = [each if isinstance(each, tuple) else (each, each) for each in amounts]
        fits = [(low, high) for low, high in pairs if low > 0 and high <= low * WIDEST]
        fits = [(low, high) for low, high in fits if high < LARGEST]
        if not fits:
            return Unclear(IMPLAUSIBLE)
        options = tuple(_option(low, high, unit) for low, high in fits)
        return Answer(_value(options[0])) if sure else Ask(options, Note(SURE), typed[:LONGEST])

    def read(self, text: str, draft: Any, situation: Situation) -> Reply:
        if text.strip().casefold().startswith(BELOW_ZERO):
            return Unclear(IMPLAUSIBLE)
        plain = Situation(situation.words, situation.now, situation.answers)
        return _doubted(super().read(_turned(text), draft, plain), situation, text)

    def show(self, value: Any, words: Words, facts: Facts) -> str:
        low, high = (words.money(Decimal(value[end])) for end in ("low", "high"))
        unit = words.unit(value["unit"])
        if low == high:
            return words.plain(_("{price} per {unit}"), price=high, unit=unit)
        return words.plain(_("{low} to {price} per {unit}"), low=low, price=high, unit=unit)


def _turned(text: str) -> str:
    """“62-60rb” is 60 to 62, if that is clear and the other is not."""
    turned = _BACKWARDS.sub(r"\3\2\1", text, count=1)
    return turned if not read_price(text).value and read_price(turned).value else text


def ends_of(options: Sequence[str]) -> tuple[str, ...]:
    """Each end of each option as an option of one figure."""
    values = map(_value, options)
    return tuple(
        dict.fromkeys(
            f"{value[end]}/{value['unit']}" for value in values for end in ("low", "high")
        )
    )


def _option(low: Decimal, high: Decimal, unit: str) -> str:
    ends = [f"{each.quantize(FINEST).normalize():f}" for each in dict.fromkeys((low, high))]
    return f"{'-'.join(ends)}/{unit}"


def _value(option: str) -> dict[str, str]:
    figures, unit = option.split("/")
    low, _dash, high = figures.partition("-")
    return {"low": low, "high": high or low, "unit": unit}


def _doubted(reply: Reply, situation: Situation, typed: str) -> Reply:
    """A nought too many or too few is asked about, as of a price."""
    usual = situation.facts.get("usual")
    if not isinstance(reply, Answer) or not usual:
        return reply
    low, high = Decimal(reply.value["low"]), Decimal(reply.value["high"])
    about, unit = Decimal(usual), reply.value["unit"]
    if about / TIMES < low and high < about * TIMES:
        return reply
    by = 1 / Decimal(TIMES) if high >= about * TIMES else Decimal(TIMES)
    values = {"usual": situation.words.money(about), "unit": situation.words.unit(unit)}
    options = (_option(low, high, unit), _option(low * by, high * by, unit))
    return Ask(options, Note(UNUSUAL, values), typed[:LONGEST])
