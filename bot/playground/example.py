"""What the bot already knows in a new playground, so that the first minute is not empty."""

from collections.abc import Iterator
from datetime import date, timedelta
from decimal import Decimal

from sqlalchemy import func, select
from sqlalchemy.ext.asyncio import AsyncSession

from bot import clock
from bot.coaching import care
from bot.coaching.questions import experts
from bot.coaching.questions.asked import Field
from bot.delivery import menus
from bot.market import bulletins, references
from bot.market.models import NATIONWIDE, BulletinKind, Ending, MarketLevel
from bot.market.reference_list import Row
from bot.partnerships import vetting
from bot.partnerships.applications import Application, apply
from bot.partnerships.models import Vetting
from bot.people import registration, roles
from bot.people.models import Person, Role
from bot.playground.people import listed

OFFTAKER, OFFICER, ADMIN, EXPERT, SECOND_OFFTAKER = 2001, 3001, 4001, 5001, 1108
COMPANIES = {OFFTAKER: "PT Sambal Nusantara", SECOND_OFFTAKER: "CV Kopi Dampit Makmur"}
KNOWS = (Field.FOOD_SAFETY, Field.HALAL, Field.PACKAGING)
#: Telegram id -> business, regency, commodities.
OWNERS: dict[int, tuple[str, str, tuple[str, ...]]] = {
    1101: ("Kebun Bu Sri", "35.07", ("cabai-rawit-merah", "tomat")),
    1102: ("Tani Makmur Slamet", "35.06", ("cabai-rawit-merah", "bawang-merah")),
    1103: ("Salak Ayu", "51.03", ("salak", "cabai-rawit-merah")),
    1104: ("Rumput Laut Daeng", "73.71", ("rumput-laut-cottonii",)),
    1105: ("Kopi Mama Yuliana", "91.71", ("kopi-arabika",)),
    1106: ("Cabai Agus", "35.05", ("cabai-rawit-merah", "cabai-merah-keriting")),
    1107: ("Clara Coffee & Chili", "35.79", ("kopi-arabika", "cabai-rawit-merah")),
}


async def fill(db: AsyncSession) -> None:
    """Register the page's example people, unless anybody is known already."""
    if (await db.scalars(select(func.count()).select_from(Person))).one():
        return
    people = {}
    for each in listed():
        number = await roles.person_id_of(db, each.id, each.language_code)
        people[each.id] = await db.get_one(Person, number)
    names = {each.id: f"{each.first_name} {each.last_name}".strip() for each in listed()}
    phones = {each.id: each.phone for each in listed()}
    homes = {OFFTAKER: "35.78", OFFICER: "35.07", ADMIN: "31.71", EXPERT: "34.71"}
    for number, regency in homes.items():
        await registration.introduce(db, people[number], names[number], regency)
    await registration.introduce(db, people[SECOND_OFFTAKER], names[SECOND_OFFTAKER], "35.07")
    for number, (business, regency, slugs) in OWNERS.items():
        await registration.introduce(db, people[number], names[number], regency)
        makes = [registration.Make(slug, slug) for slug in slugs]
        await registration.register_owner(db, people[number], business, makes)
    admin = people[ADMIN]
    await roles.grant(db, admin.id, Role.ADMIN)
    await roles.grant(db, people[OFFICER].id, Role.OFFICER, by=admin.id)
    await roles.grant(db, people[EXPERT].id, Role.EXPERT, by=admin.id)
    await experts.set_fields(db, people[EXPERT], frozenset({Role.EXPERT}), people[EXPERT].id, KNOWS)
    await care.open_programme(db, people[OFFICER], "Naik Kelas 2026-2029", NATIONWIDE)
    sambal, kopi = [
        await _approved(db, people[number], admin, company, phones[number])
        for number, company in COMPANIES.items()
    ]
    await _bought_before(db, people[OFFTAKER], sambal)
    await _news(db, people[SECOND_OFFTAKER], kopi)
    for number in (OFFTAKER, OFFICER, ADMIN, EXPERT, SECOND_OFFTAKER):
        await menus.refresh(db, people[number])


async def _approved(
    db: AsyncSession, person: Person, admin: Person, company: str, phone: str
) -> int:
    application = Application(
        company,
        payment_days=3,
        nib="1234567890123",
        contact_name=person.name,
        contact_phone=phone,
        commodities=["cabai-rawit-merah"],
        regions=["35"],
    )
    offtaker = await apply(db, person, application)
    await vetting.decide(db, offtaker.id, Vetting.APPROVED, by=admin.id)
    return offtaker.id


async def _bought_before(db: AsyncSession, author: Person, offtaker_id: int) -> None:
    """A price that is long over, so that its next one is not a first one, which an admin checks."""
    last = clock.now().date() - timedelta(days=20)
    draft = bulletins.Draft(
        BulletinKind.PRICE, "bawang-putih", "kg", ["35"], last, price=Decimal(30_000)
    )
    made = await bulletins.publish(
        db, draft, offtaker_id=offtaker_id, author_id=author.id, zone=author.zone
    )
    made.published_at = made.valid_until - timedelta(days=5)
    made.ended_at, made.ending = made.valid_until, Ending.EXPIRED


async def _news(db: AsyncSession, author: Person, offtaker_id: int) -> None:
    """A price and a need that were published before anybody looked."""
    until = clock.now().date() + timedelta(days=14)
    price = bulletins.Draft(
        BulletinKind.PRICE, "kopi-robusta", "kg", [NATIONWIDE], until, price=Decimal(62_000)
    )
    need = bulletins.Draft(
        BulletinKind.NEED, "cabai-rawit-merah", "kg", ["35"], until, quantity=Decimal(2_000)
    )
    await references.keep(db, [*_public(clock.now().date())])
    for draft in (price, need):
        await bulletins.publish(
            db, draft, offtaker_id=offtaker_id, author_id=author.id, zone=author.zone
        )


def _public(today: date) -> Iterator[Row]:
    """A public price of each working day of eight weeks; the source says that it is made up."""
    source, level = "Contoh (rekaan)", MarketLevel.PRODUCER
    for ago in range(1, 57):
        day = today - timedelta(days=ago)
        if day.weekday() < 5:  # noqa: PLR2004  (Saturday)
            price = Decimal(61_000 - 60 * ago + 400 * (ago % 3))
            yield Row(source, level, "kopi-robusta", "", NATIONWIDE, day, "kg", price)
