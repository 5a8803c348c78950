"""The businesses of a person, of which one is active, and what each of them makes."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal

from sqlalchemy import select
from sqlalchemy.ext.asyncio import AsyncSession

from bot import clock
from bot.people import commodity_requests, roles
from bot.people.capacities import monthly
from bot.people.models import Business, Person, Product, Role, SizeClass, UnitSize
from bot.storage import dialects


@dataclass(frozen=True)
class Supply:
    """So much in each `per` (day, week, month, year, harvest); a range from low to high.

    Somebody who cannot say in what time they supply it has no `per`.
    """

    low: Decimal
    high: Decimal
    unit: str
    per: str | None
    said: str


@dataclass(frozen=True)
class Make:
    """What a business makes: a commodity of the list, or only what its owner called it."""

    slug: str | None
    said: str
    supply: Supply | None = None

    @property
    def key(self) -> str:
        return self.slug or self.said


@dataclass(frozen=True)
class BusinessCard:
    id: int
    name: str
    regency: str
    makes: Sequence[Make]
    size: SizeClass | None = None
    nib: str | None = None


async def businesses_of(db: AsyncSession, person_id: int) -> list[BusinessCard]:
    """The open ones, the active one first."""
    businesses = await _open(db, person_id)
    products = await db.scalars(
        select(Product)
        .where(Product.business_id.in_([each.id for each in businesses]))
        .order_by(Product.id)
    )
    makes: dict[int, list[Make]] = {each.id: [] for each in businesses}
    for product in products:
        makes[product.business_id].append(Make(product.commodity, product.said, _supply(product)))
    return [
        BusinessCard(
            each.id,
            each.name,
            each.regency,
            makes[each.id],
            SizeClass(each.size) if each.size else None,
            each.nib,
        )
        for each in businesses
    ]


def _supply(product: Product) -> Supply | None:
    low, high = product.amount_low, product.amount_high
    if low is None or high is None or product.unit is None:
        return None
    return Supply(low, high, product.unit, product.per, product.capacity_said or "")


async def active(db: AsyncSession, person_id: int) -> Business | None:
    return next(iter(await _open(db, person_id)), None)


async def _open(db: AsyncSession, person_id: int) -> list[Business]:
    found = await db.scalars(
        select(Business).where(Business.person_id == person_id, Business.closed_at.is_(None))
    )
    # Those that are older than the choice count from when they were made.
    return sorted(found, key=lambda each: (each.chosen_at or each.created_at, each.id))[::-1]


async def add(
    db: AsyncSession, person: Person, name: str, regency: str, makes: Sequence[Make]
) -> Business:
    """One more business, which is the active one from now on; whoever has one is an owner."""
    now = clock.now()
    business = Business(
        person_id=person.id, name=name, regency=regency, created_at=now, chosen_at=now
    )
    db.add(business)
    await db.flush()
    await set_products(db, business.id, makes, by=person)
    await roles.grant(db, person.id, Role.OWNER, by=person.id)
    return business


async def owned(db: AsyncSession, person_id: int, business_id: int) -> Business | None:
    """An open business of this person; None for anybody else's, whatever a button carries."""
    business = await db.get(Business, business_id)
    if business is None or business.person_id != person_id or business.closed_at:
        return None
    return business


def choose(business: Business) -> None:
    business.chosen_at = clock.now()


def close(business: Business) -> None:
    """Nobody is offered what it made any more; what refers to it keeps it."""
    business.closed_at = clock.now()


async def set_products(
    db: AsyncSession, business_id: int, makes: Iterable[Make], *, by: Person
) -> None:
    """What it makes from now on. What it made before keeps its row, and so its capacity."""
    rows = await db.scalars(select(Product).where(Product.business_id == business_id))
    before = {row.commodity or row.said: row for row in rows}
    after = {make.key: make for make in makes}
    for key, row in before.items():
        if key not in after:
            await db.delete(row)
    for key, make in after.items():
        if key in before:
            before[key].said = make.said
        else:
            db.add(Product(business_id=business_id, commodity=make.slug, said=make.said))
        if make.slug is None:
            await commodity_requests.ask(db, by, make.said)
    await db.flush()


async def set_supplies(
    db: AsyncSession, business_id: int, supplies: Mapping[str, Supply | None]
) -> None:
    """Product (`Make.key`) -> what can be supplied; what is not named stays as it is."""
    for row in await db.scalars(select(Product).where(Product.business_id == business_id)):
        key = row.commodity or row.said
        if key not in supplies:
            continue
        supply = supplies[key]
        row.amount_low, row.amount_high = (supply.low, supply.high) if supply else (None, None)
        row.unit, row.per = (supply.unit, supply.per) if supply else (None, None)
        row.capacity_said = supply.said[:200] if supply else None
        row.monthly = None
        if supply:  # of a range its end: who may have as much is asked
            row.monthly = monthly(supply.high, supply.unit, supply.per, of=row.commodity)


async def packs(db: AsyncSession, business_id: int) -> dict[str, dict[str, str]]:
    """Product -> unit without a fixed size -> kilograms, as they were told before."""
    known: dict[str, dict[str, str]] = {}
    for row in await db.scalars(select(UnitSize).where(UnitSize.business_id == business_id)):
        known.setdefault(row.commodity, {})[row.unit] = f"{row.holds.normalize():f}"
    return known


async def remember_pack(
    db: AsyncSession, business_id: int, product: str, unit: str, kg: Decimal
) -> None:
    """How many kilograms one sack, bunch or basket holds here."""
    size = {"holds": kg, "of_unit": "kg"}
    insert = dialects.insert(db, UnitSize).values(
        business_id=business_id, commodity=product[:60], unit=unit, **size
    )
    keys = ["business_id", "commodity", "unit"]
    await db.execute(insert.on_conflict_do_update(index_elements=keys, set_=size))
