"""Stores each answer of a profile as soon as it is given, so that whoever leaves loses none."""

from collections.abc import Awaitable, Callable, Mapping, Sequence
from datetime import date
from decimal import Decimal
from typing import Any

from bot import clock
from bot.coaching.reminders import renewals, retiming
from bot.conversation.form import Answers
from bot.conversation.steps.sales import RANGES
from bot.conversation.turn import Turn
from bot.delivery.retiming import retime
from bot.partnerships import suppliers
from bot.people import businesses, consent, papers, readiness, registration
from bot.people.businesses import Supply
from bot.people.models import Purpose, SizeClass
from bot.people.readiness import Item, Mark
from bot.privacy.withdrawal import withdraw
from handlers.answered import makes_of
from handlers.people.claims import ask_officer
from handlers.privacy.consenting import NO, YES

Save = Callable[[Turn, Answers], Awaitable[None]]
#: Range of sales -> size class (PP 7/2021, art. 35).
SIZES = {key: SizeClass.MICRO if key == "tiny" else SizeClass(key) for key in RANGES}


async def save_name(turn: Turn, answers: Answers) -> None:
    turn.person.name, turn.person.honorific = answers["name"]["name"], answers["name"]["honorific"]


async def save_regency(turn: Turn, answers: Answers) -> None:
    await registration.relocate(turn.db, turn.person, answers["regency"])
    await retiming.retime(turn.db, turn.person, turn.quiet)


async def save_phone(turn: Turn, answers: Answers) -> None:
    phone = answers["phone"] or {}
    turn.person.phone = phone.get("number")
    turn.person.phone_verified_at = clock.now() if phone.get("verified") else None
    if turn.person.phone_verified_at:
        await turn.db.flush()
        await suppliers.joined(turn.db, turn.person)
        await ask_officer(turn, phone["number"])


async def save_prices_at(turn: Turn, answers: Answers) -> None:
    turn.person.prices_at = answers["prices_at"]
    await retime(turn.db, turn.person, turn.quiet)


async def save_statistics(turn: Turn, answers: Answers) -> None:
    """A no takes back what was told before, and the consent to it (UU 27/2022, art. 9)."""
    person, given = turn.person, await consent.given(turn.db, turn.person.id)
    agreed = Purpose.STATISTICS in {each.purpose for each in given}
    if answers["statistics"] == YES and not agreed:
        consent.give(turn.db, person, Purpose.STATISTICS)
    elif answers["statistics"] == NO:
        await withdraw(turn.db, person, Purpose.STATISTICS, turn.quiet)


async def save_gender(turn: Turn, answers: Answers) -> None:
    turn.person.gender = answers["gender"]


async def save_birth_year(turn: Turn, answers: Answers) -> None:
    turn.person.birth_year = answers["birth_year"]


async def save_business(turn: Turn, answers: Answers) -> None:
    business = await businesses.active(turn.db, turn.person.id)
    if business and answers["business"]:
        business.name = answers["business"]


async def save_place(turn: Turn, answers: Answers) -> None:
    if business := await businesses.active(turn.db, turn.person.id):
        business.regency = answers["place"]


async def save_products(turn: Turn, answers: Answers) -> None:
    if business := await businesses.active(turn.db, turn.person.id):
        makes = makes_of(answers["products"])
        await businesses.set_products(turn.db, business.id, makes, by=turn.person)


async def save_capacity(turn: Turn, answers: Answers) -> None:
    """What is skipped, of products that were asked about, is not known any more."""
    business = next(iter(await businesses.businesses_of(turn.db, turn.person.id)), None)
    if business is None:
        return
    await keep_supplies(turn, {make.key: None for make in business.makes}, answers["capacity"])


async def keep_supplies(
    turn: Turn, skipped: Mapping[str, Supply | None], capacity: Sequence[Mapping[str, Any]] | None
) -> None:
    """What was said of some products of the active business; of the others, `skipped` counts."""
    if business := await businesses.active(turn.db, turn.person.id):
        await keep_supplies_of(turn, business.id, skipped, capacity)


async def keep_supplies_of(
    turn: Turn,
    business_id: int,
    skipped: Mapping[str, Supply | None],
    capacity: Sequence[Mapping[str, Any]] | None,
) -> None:
    said = {entry["of"]: entry for entry in capacity or [] if entry}
    supplies = {**skipped, **{key: _supply(entry) for key, entry in said.items()}}
    await businesses.set_supplies(turn.db, business_id, supplies)
    for key, entry in said.items():
        if pack := entry.get("pack"):
            kg = Decimal(pack["kg"])
            await businesses.remember_pack(turn.db, business_id, key, pack["unit"], kg)


def _supply(entry: Mapping[str, Any]) -> Supply:
    ends = entry["amount"] if isinstance(entry["amount"], list) else [entry["amount"]]
    return Supply(
        Decimal(ends[0]), Decimal(ends[-1]), entry["unit"], entry["per"], entry.get("said", "")
    )


async def save_size(turn: Turn, answers: Answers) -> None:
    if business := await businesses.active(turn.db, turn.person.id):
        business.size = SIZES[answers["size"]] if answers["size"] else None


async def save_readiness(turn: Turn, answers: Answers) -> None:
    business = await businesses.active(turn.db, turn.person.id)
    if business and answers["readiness"]:
        said = {Item(item): Mark(mark) for item, mark in answers["readiness"].items()}
        await readiness.mark(turn.db, business.id, said)


async def save_nib(turn: Turn, answers: Answers) -> None:
    """Who tells the number has it."""
    business = await businesses.active(turn.db, turn.person.id)
    if business is None:
        return
    business.nib = answers["nib"]
    if business.nib:
        await readiness.mark(turn.db, business.id, {Item.NIB: Mark.HAVE})


def save_last_day(item: Item) -> Save:
    """Of a paper: who tells it has the paper, and is reminded before it expires."""
    key = f"{item}_until"

    async def save(turn: Turn, answers: Answers) -> None:
        business = await businesses.active(turn.db, turn.person.id)
        if business is None:
            return
        said = answers[key]
        if said:
            await readiness.mark(turn.db, business.id, {item: Mark.HAVE})
        day = date.fromisoformat(said) if said else None
        await renewals.hold_until(turn.db, turn.person, business.id, item, day, quiet=turn.quiet)

    return save


SAVES: Mapping[str, Save] = {
    "name": save_name,
    "regency": save_regency,
    "phone": save_phone,
    "prices_at": save_prices_at,
    "statistics": save_statistics,
    "gender": save_gender,
    "birth_year": save_birth_year,
    "business": save_business,
    "place": save_place,
    "products": save_products,
    "capacity": save_capacity,
    "size": save_size,
    "readiness": save_readiness,
    "nib": save_nib,
    **{f"{item}_until": save_last_day(item) for item in papers.EXPIRING},
}
