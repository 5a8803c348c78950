"""An officer, owners with a business each, and sessions between them."""

from sqlalchemy.ext.asyncio import AsyncSession

from bot.coaching import care
from bot.coaching.sessions import planning
from bot.coaching.sessions.notices import Seen
from bot.coaching.sessions.planning import Plan
from bot.delivery.quiet import Quiet
from bot.market.models import NATIONWIDE
from bot.people import registration
from bot.people.businesses import Make
from bot.people.models import Business, Person, Role
from tests.people.folk import somebody

NIGHT: Quiet = None


async def officer(db: AsyncSession, name: str = "Wayan", region: str = NATIONWIDE) -> Person:
    person = await somebody(db, Role.OFFICER, name=name)
    await care.open_programme(db, person, name, region)
    return person


async def owner(db: AsyncSession, name: str) -> tuple[Person, Business]:
    """With the consents that are asked first."""
    person = await somebody(db, Role.OWNER, name=name)
    make = [Make("tomat", "tomat")]
    return person, await registration.register_owner(db, person, f"Usaha {name}", make)


async def meets(db: AsyncSession, by: Person, *businesses: Business, **plan: object) -> list[Seen]:
    known = {"local_start": "2026-11-27T09:00", "place": "Balai Desa"} | plan
    numbers = [each.id for each in businesses]
    return [*await planning.plan(db, by, Plan(numbers, **known), None)]  # type: ignore[arg-type]
