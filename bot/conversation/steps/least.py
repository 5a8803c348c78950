"""How much somebody has to be able to supply: “minimal 100 kg seminggu”."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, ClassVar

from bot.conversation.form import Answer, Ask, Facts, Note, Reply, Situation, Step, Unclear
from bot.conversation.steps import supply
from bot.conversation.steps.figures import BELOW_ZERO, IMPLAUSIBLE, SURE, unit_of
from bot.language import Words, _
from bot.language.reading.quantity import Quantity, read_quantity

UNREAD = _("We could not read a quantity from that. Example: at least 100 kg a week.")
ONE_ONLY = Note(_("Please give one figure rather than a range."))
COUNTED = _("The quantity is counted in {unit}. Please write it so.")
#: A harvest comes round at a time that nobody has told.
PERIODS = ("day", "week", "month")
READ = {*PERIODS, "year"}
_LEAST = re.compile(
    r"\b(?:minimal|minimum|min|paling sedikit|sedikitnya|setidaknya|at least)\b\.?", re.IGNORECASE
)


@dataclass(frozen=True)
class LeastSupply(Step):
    """`{"amount": "100", "unit": "kg", "per": "week"}`, in the unit of `answers["commodity"]`.

    The draft is the same without its period, while that is asked for.
    """

    numeric: ClassVar = True

    def read(self, text: str, draft: Any, situation: Situation) -> Reply:
        if draft and (per := supply.period(text)) in READ:
            return Answer({**draft, "per": per})
        if text.strip().casefold().startswith(BELOW_ZERO):
            return Unclear(IMPLAUSIBLE, draft)
        unit = unit_of(situation)
        reading = read_quantity(_LEAST.sub(" ", text), unit=unit)
        found = [reading.value] if reading.value else list(reading.candidates)
        if not found:
            return Unclear(Note(UNREAD), draft)
        if note := _problem(found, unit, situation.words):
            return Unclear(note, draft)
        if reading.value:
            return _settle(reading.value)
        return Ask(tuple(supply.option(supply.entry(each)) for each in found), Note(SURE))

    def pick(self, option: str, draft: Any, situation: Situation) -> Reply:
        if option.startswith("/"):
            return Answer({**(draft or {}), "per": option[1:]}) if draft else Unclear(Note(UNREAD))
        return _asked(supply.chosen(option))

    def label(self, option: str, words: Words, facts: Facts) -> str:
        if option.startswith("/"):
            return words.plain(supply.PERIODS[option[1:]])
        return supply.shown(supply.chosen(option), words)

    def show(self, value: Any, words: Words, facts: Facts) -> str:
        return words.plain(_("at least {amount}"), amount=supply.shown(value, words))

    def keeps(self, value: Any) -> bool:
        return supply.keeps(value, settled=False) and value.get("per") in READ

    def keeps_draft(self, draft: Any) -> bool:
        entry = {**draft, "per": None} if isinstance(draft, dict) else None
        return draft is None or supply.keeps(entry, settled=False)


def _problem(found: Sequence[Quantity], unit: str, words: Words) -> Note | None:
    if any(isinstance(each.amount, tuple) for each in found):
        return ONE_ONLY
    if any(each.unit != unit for each in found):
        return Note(COUNTED, {"unit": words.unit(unit)})
    return None if all(supply.is_plausible(each) for each in found) else IMPLAUSIBLE


def _settle(quantity: Quantity) -> Reply:
    entry = supply.entry(quantity)
    return _asked({name: entry[name] for name in ("amount", "unit", "per")})


def _asked(entry: dict[str, Any]) -> Reply:
    if entry["per"] in READ:
        return Answer(entry)
    options = tuple(f"/{period}" for period in PERIODS)
    rest = {"amount": entry["amount"], "unit": entry["unit"]}
    return Ask(options, Note(_("In what time?")), rest)
