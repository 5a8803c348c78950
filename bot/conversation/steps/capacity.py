"""How much a business can usually supply, product by product: "2 kw seminggu"."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, ClassVar

from markupsafe import Markup

from bot.conversation.form import (
    OTHERWISE,
    Answer,
    Answers,
    Ask,
    Facts,
    Note,
    Reply,
    Situation,
    Step,
    Unclear,
)
from bot.conversation.steps import supply
from bot.conversation.steps.crops import crop_name
from bot.conversation.steps.figures import BELOW_ZERO, IMPLAUSIBLE, SURE
from bot.language import Words, _
from bot.language.reading.quantity import read_quantity
from bot.market.commodities import COMMODITIES, commodity

#: The option of somebody who cannot say how much a sack holds.
NO_IDEA = "?"
#: What is asked about the amount that was just given.
PER, PACK = "per", "pack"
UNREAD = _("We could not read a quantity from that. Example: 200 kg a week, 500 kg a month.")
UNWEIGHED = _("Please give a weight, e.g. 50 kg. A guess will do.")
CHANGED = _("What you make has changed, so this is asked again.")


@dataclass(frozen=True)
class Capacity(Step):
    """A list parallel to the products, None for one that was skipped.

    `{"of": "cabai-rawit-merah", "amount": "200", "unit": "kg", "per": "week", "said": …}`; a range
    has `[low, high]` for an amount; of units without fixed weight `"pack": {"unit": "karung",
    "kg": "50"}` is kept, too; `per` is None where the time was skipped. Packs that are known
    stand in `facts["packs"]`: product (slug or own word) -> unit -> kilograms. The question may
    show the `{product}`.

    The draft has the `done` entries, the one at hand as `now`, and what it still `asks`.
    """

    optional: bool = field(default=True, kw_only=True)
    #: The step whose answer lists the products (`Crops`).
    source: str = field(default="products", kw_only=True)

    numeric: ClassVar = True
    by_parts: ClassVar = True
    apart: ClassVar = (NO_IDEA,)

    def _products(self, answers: Answers) -> Sequence[Mapping[str, Any]]:
        return answers.get(self.source) or []

    def _begun(self, draft: Any, answers: Answers) -> dict[str, Any]:
        """What is said before keeps for the same product, unless all of it is to change."""
        if draft:
            return dict(draft)
        fits = self._fits(answers.get(self.key), answers)
        done = [] if fits else self._with_known([], answers)
        return {"done": done, "now": None, "asks": None}

    def _with_known(self, done: list[Any], answers: Answers) -> list[Any]:
        known = {entry["of"]: entry for entry in answers.get(self.key) or [] if entry}
        for product in self._products(answers)[len(done) :]:
            if _key(product) not in known:
                break
            done = [*done, known[_key(product)]]
        return done

    def _fits(self, value: Any, answers: Answers) -> bool:
        """Whether the answer is about these products."""
        products = self._products(answers)
        return (
            value is not None
            and len(value) == len(products)
            and all(
                entry is None or entry["of"] == _key(product)
                for entry, product in zip(value, products, strict=True)
            )
        )

    def read(self, text: str, draft: Any, situation: Situation) -> Reply:
        begun = self._begun(draft, situation.answers)
        if begun["asks"] == PER and (per := supply.period(text)):
            return self._go_on(begun, {**begun["now"], "per": per}, situation)
        if begun["asks"] == PACK and (kg := supply.weight_of_one(text)):
            return self._weighed(begun, kg, situation)
        unit = self._unit(begun, situation.answers)
        reading = read_quantity(text, unit=unit)
        found = [reading.value] if reading.value else list(reading.candidates)
        clear = bool(reading.value or (found and supply.is_loose(found[0])))
        weighing = begun["asks"] == PACK
        if not found or (weighing and not clear):
            return Unclear(Note(UNWEIGHED if weighing else UNREAD), draft)
        entries = [supply.entry(each) for each in found if supply.is_plausible(each)]
        if not entries or text.strip().casefold().startswith(BELOW_ZERO):
            return Unclear(IMPLAUSIBLE, draft)
        if clear:
            return self._go_on(begun, entries[0], situation)
        options = tuple(supply.option(each) for each in entries)
        return Ask(options, Note(SURE), {**begun, "now": entries[0], "asks": None})

    def pick(self, option: str, draft: Any, situation: Situation) -> Reply:
        begun = self._begun(draft, situation.answers)
        now = begun["now"] or {}
        if option == NO_IDEA:
            return self._go_on(begun, {**now, "pack": None}, situation)
        if option.startswith("/"):
            return self._go_on(begun, {**now, "per": option[1:]}, situation)
        return self._go_on(begun, {**now, **supply.chosen(option)}, situation)

    def _weighed(self, begun: dict[str, Any], kg: str, situation: Situation) -> Reply:
        now = begun["now"]
        return self._go_on(begun, {**now, "pack": {"unit": now["unit"], "kg": kg}}, situation)

    def _go_on(self, begun: dict[str, Any], entry: dict[str, Any], situation: Situation) -> Reply:
        """Ask what is missing of the entry, or go on to the next product."""
        product = self._products(situation.answers)[len(begun["done"])]
        entry = {"of": _key(product), **entry}
        if "pack" not in entry and supply.needs_weight(
            entry["unit"], self._unit(begun, situation.answers)
        ):
            kg = (situation.facts.get("packs") or {}).get(entry["of"], {}).get(entry["unit"])
            if not kg:
                return Ask((NO_IDEA,), None, {**begun, "now": entry, "asks": PACK})
            entry["pack"] = {"unit": entry["unit"], "kg": str(kg)}
        if entry["per"] is None:
            periods = tuple(f"/{period}" for period in supply.PERIODS)
            return Ask(periods, None, {**begun, "now": entry, "asks": PER})
        return self._next([*begun["done"], supply.weighed(entry)], situation)

    def _next(self, done: list[Any], situation: Situation) -> Reply:
        done = self._with_known(done, situation.answers)
        if len(done) < len(self._products(situation.answers)):
            return Ask((), None, {"done": done, "now": None, "asks": None})
        return Answer(done if any(done) else None)

    def skip(self, draft: Any, situation: Situation) -> Reply:
        """The product at hand; of one whose amount is told, only what is asked about it."""
        if not self._products(situation.answers):
            return Answer(None)
        begun = self._begun(draft, situation.answers)
        if begun["asks"] == PACK:
            return self.pick(NO_IDEA, draft, situation)
        kept = supply.weighed(begun["now"]) if begun["asks"] == PER else None
        return self._next([*begun["done"], kept], situation)

    def deny(self, draft: Any, situation: Situation) -> Reply:
        """The amount that is asked about; one that lacks something stays, and is asked on."""
        begun = self._begun(draft, situation.answers)
        if begun["asks"]:
            return self._go_on(begun, begun["now"], situation)
        return Unclear(Note(OTHERWISE), {**begun, "now": None, "asks": None})

    def before(self, draft: Any) -> Ask | None:
        if not draft or not (draft["now"] or draft["done"]):
            return None
        done = draft["done"] if draft["now"] else draft["done"][:-1]
        return Ask((), None, {"done": done, "now": None, "asks": None})

    def question(self, words: Words, answers: Answers, draft: Any, facts: Facts) -> Markup:
        begun, products = self._begun(draft, answers), self._products(answers)
        at = len(begun["done"])
        product = _name(products[at], words) if at < len(products) else ""
        if begun["asks"] == PER:
            amount = supply.amount(begun["now"], words)
            return words(_("{product} {amount}: in what time?"), product=product, amount=amount)
        if begun["asks"] == PACK:
            unit = words.unit(begun["now"]["unit"])
            asked = _("{product}: about how many kg is one {unit}?")
            return words(asked, product=product, unit=unit)
        return words(self.ask, product=product)

    def label(self, option: str, words: Words, facts: Facts) -> str:
        if option == NO_IDEA:
            return words.plain(_("I cannot say"))
        if option.startswith("/"):
            return words.plain(supply.PERIODS[option[1:]])
        return supply.shown(supply.chosen(option), words)

    def show(self, value: Any, words: Words, facts: Facts) -> str:
        return words.list(
            f"{_name({'slug': entry['of'], 'said': entry['of']}, words)} "
            f"{supply.shown(entry, words)}"
            for entry in value
            if entry
        )

    def problem(self, value: Any, situation: Situation) -> Note | None:
        return None if self._fits(value, situation.answers) else Note(CHANGED)

    def _unit(self, begun: Mapping[str, Any], answers: Answers) -> str | None:
        """In which unit the product at hand is usually counted; None if it is not in the list."""
        products, at = self._products(answers), len(begun["done"])
        slug = products[at]["slug"] if at < len(products) else None
        if slug is None:
            return None
        unit = commodity(slug).unit
        return "kg" if unit == "kuintal" else unit  # a weight is read to its base

    def keeps(self, value: Any) -> bool:
        return (
            isinstance(value, list)
            and any(value)
            and all(entry is None or supply.keeps(entry, settled=True) for entry in value)
        )

    def keeps_draft(self, draft: Any) -> bool:
        if draft is None:
            return True
        if not isinstance(draft, dict) or draft.get("asks", 0) not in {None, PER, PACK}:
            return False
        done, now = draft.get("done"), draft.get("now")
        return (
            isinstance(done, list)
            and all(entry is None or supply.keeps(entry, settled=True) for entry in done)
            and (supply.keeps(now, settled=False) if now else draft["asks"] is None)
        )


def _key(product: Mapping[str, Any]) -> str:
    return str(product["slug"] or product["said"])


def _name(product: Mapping[str, Any], words: Words) -> str:
    known = product["slug"] in COMMODITIES
    return crop_name(product["slug"], words) if known else str(product["said"])
