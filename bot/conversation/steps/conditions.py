"""On what terms goods are bought: one free sentence, of which what is understood becomes facts."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from pydantic import ValidationError

from bot.conversation.form import Answer, Facts, Note, Reply, Situation, Step, Unclear
from bot.conversation.steps.figures import unit_of
from bot.conversation.steps.text import tidy
from bot.language import Words, _, n_
from bot.language.reading.conditions import read_conditions
from bot.market.conditions import NONE, Conditions, Delivery

#: In UTF-16 units, as Telegram counts.
LONGEST = 140
TOO_LONG = _("That is a little long. At most {longest} letters.")
#: Codes of `bot.people.readiness.Item` -> what they are called among other terms.
PAPERS = {
    "nib": _("NIB"),
    "pirt": _("P-IRT"),
    "bpom": _("BPOM"),
    "halal": _("halal"),
    "organic": _("organic"),
    "gap": _("GAP"),
}


@dataclass(frozen=True)
class Terms(Step):
    """`{"unit": "kg", "said": {…}}`: what `Conditions` holds, in the unit of the goods."""

    def read(self, text: str, draft: Any, situation: Situation) -> Reply:
        said = tidy(text)
        if not any(char.isalnum() for char in said):
            return Unclear(Note(_("Please type it in letters or numbers.")))
        if len(said.encode("utf-16-le", "surrogatepass")) > 2 * LONGEST:
            return Unclear(Note(TOO_LONG, {"longest": str(LONGEST)}))
        unit = unit_of(situation)
        return Answer(answer_of(read_conditions(said, unit=unit), unit))

    def show(self, value: Any, words: Words, facts: Facts) -> str:
        conditions = conditions_in(value)
        grade = [conditions.grade] if conditions.grade else []
        return ", ".join([*grade, *clauses(words, conditions, value["unit"])])

    def keeps(self, value: Any) -> bool:
        if not isinstance(value, dict) or not isinstance(value.get("unit"), str):
            return False
        try:
            return conditions_in(value) != NONE
        except ValidationError:
            return False

    def problem(self, value: Any, situation: Situation) -> Note | None:
        """A least quantity is counted like the goods, which may have become others."""
        if value["unit"] == unit_of(situation) or conditions_in(value).minimum is None:
            return None
        unit = situation.words.unit(unit_of(situation))
        return Note(_("The quantity is counted in {unit}. Please write it so."), {"unit": unit})


def answer_of(conditions: Conditions, unit: str) -> dict[str, Any] | None:
    said = conditions.model_dump(mode="json", exclude_defaults=True)
    return {"unit": unit, "said": said} if said else None


def conditions_in(answer: Any) -> Conditions:
    return Conditions.model_validate(answer["said"]) if answer else NONE


def clauses(words: Words, conditions: Conditions, unit: str) -> Sequence[str]:
    """Everything but the grade, each as it stands in a sentence; plain text."""
    said = [*_handing_over(words, conditions), *paying(words, conditions)]
    if conditions.minimum is not None:
        least = words.number(conditions.minimum)
        said.append(
            words.plain(_("at least {quantity} {unit}"), quantity=least, unit=words.unit(unit))
        )
    if conditions.certificates:
        named = words.list(words.plain(PAPERS[each]) for each in conditions.certificates)
        said.append(words.plain(_("certified: {papers}"), papers=named))
    return [*said, *([conditions.note] if conditions.note else [])]


def _handing_over(words: Words, conditions: Conditions) -> list[str]:
    place = conditions.place
    match conditions.delivery:
        case Delivery.FRANCO if place:
            return [words.plain(_("received at {place}"), place=place)]
        case Delivery.FRANCO:
            return [words.plain(_("delivered to the buyer"))]
        case Delivery.LOCO if place:
            return [words.plain(_("picked up at {place}"), place=place)]
        case Delivery.LOCO:
            return [words.plain(_("picked up by the buyer"))]
    return []


def paying(words: Words, conditions: Conditions) -> list[str]:
    """When it is paid, in a few words; nothing if that was not said."""
    days = conditions.payment_days
    if days is None:
        return []
    if days == 0:
        return [words.plain(_("paid in cash"))]
    within = n_("paid within {number} day", "paid within {number} days")
    return [str(words.plural(within, days))]
