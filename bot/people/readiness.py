"""What a business of this kind needs on paper, and what of it its owner has.

A checklist that fits what is made: P-IRT, BPOM and halal concern processed food, drinks and
slaughter only (PP 42/2024, PP 5/2021). Credit is never suggested.
"""

from collections.abc import Iterable, Mapping
from enum import StrEnum

from sqlalchemy import select
from sqlalchemy.ext.asyncio import AsyncSession

from bot import clock
from bot.language.reading.typed import words
from bot.market.commodities import commodity
from bot.people import subscriptions
from bot.people.businesses import Make
from bot.people.models import Business, Readiness
from bot.storage import dialects


class Item(StrEnum):
    NIB = "nib"
    PIRT = "pirt"
    BPOM = "bpom"
    HALAL = "halal"
    ORGANIC = "organic"
    GAP = "gap"
    COOPERATIVE = "cooperative"


class Mark(StrEnum):
    HAVE = "have"
    DOING = "doing"
    NONE = "none"


#: Foods of the list that somebody has cooked, pressed, milled or refined.
PROCESSED = {
    *("tepung-terigu", "gula-pasir-lokal", "gula-pasir-premium", "gula-konsumsi"),
    *("garam-konsumsi", "minyak-goreng-curah"),
    *("minyak-goreng-kemasan-1", "minyak-goreng-kemasan-2"),
}
PROCESSED_CATEGORY = "olahan"
#: Sold within days, so a home industry's permit (P-IRT) is not for it.
FRESH = {"tahu", "tempe"}
SLAUGHTERED = "daging-"
#: No certificate says that it is halal.
NEVER_HALAL = {"babi"}
#: What grows in a field: it may be certified as grown well, or without chemicals.
GROWN = {"hortikultura", "perkebunan", "pangan"}
_MADE = """
sambal saus kecap keripik kripik kerupuk krupuk rempeyek peyek kue roti bolu donat brownies abon
dodol jenang selai sirup sirop jus minuman jamu bubuk sangrai instan manisan asinan bumbu bakso
sosis nugget frozen beku catering katering nasi mie bakmi permen goreng pempek siomay cilok
batagor rendang dendeng terasi petis tape roasted roast ground sauce cake bread snack snacks
cookies chips syrup juice drink drinks
"""
#: Signs, in an owner's own words, of food that is made rather than grown.
MADE = frozenset(_MADE.split())


def fitting(makes: Iterable[Make]) -> tuple[Item, ...]:
    """The checklist of a business that makes this, in the order in which it is shown."""
    fits = {Item.NIB, Item.COOPERATIVE}
    for make in makes:
        fits |= _fitting(make)
    return tuple(item for item in Item if item in fits)


def _fitting(make: Make) -> set[Item]:
    if make.slug is None:
        return _food(make) if _is_made(make.said) else set()
    if make.slug in NEVER_HALAL:
        return set()
    listed = commodity(make.slug)
    if listed.category == PROCESSED_CATEGORY or make.slug in PROCESSED:
        return _food(make)
    if make.slug.startswith(SLAUGHTERED):
        return {Item.HALAL}
    if _is_made(make.said):
        return _food(make)  # "kopi bubuk" stands for coffee in the list
    return {Item.ORGANIC, Item.GAP} if listed.category in GROWN else set()


def _is_made(said: str) -> bool:
    return not MADE.isdisjoint(words(said.casefold()))


def _food(make: Make) -> set[Item]:
    return {Item.HALAL} if make.slug in FRESH else {Item.PIRT, Item.BPOM, Item.HALAL}


async def marks(db: AsyncSession, business_id: int) -> dict[Item, Mark]:
    """What its owner said, of the items that are known to this version."""
    rows = await db.scalars(select(Readiness).where(Readiness.business_id == business_id))
    known = set(Item)
    return {Item(row.item): Mark(row.state) for row in rows if row.item in known}


async def mark(db: AsyncSession, business_id: int, said: Mapping[Item, Mark]) -> None:
    for item, state in said.items():
        values = {"state": state, "marked_at": clock.now()}
        insert = dialects.insert(db, Readiness).values(business_id=business_id, item=item, **values)
        await db.execute(
            insert.on_conflict_do_update(index_elements=["business_id", "item"], set_=values)
        )
    owner = select(Business.person_id).where(Business.id == business_id)
    await subscriptions.follow(db, await db.scalars(owner))
