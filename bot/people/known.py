"""Everything that is known of a person, as their profile shows it and counts it."""

from collections.abc import Mapping, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass
from datetime import date

from sqlalchemy.ext.asyncio import AsyncSession

from bot.people import consent, papers, readiness
from bot.people.businesses import BusinessCard, businesses_of
from bot.people.completeness import Completeness, Detail, completeness
from bot.people.models import Person, Purpose
from bot.people.readiness import Item, Mark


@dataclass(frozen=True)
class Known:
    person: Person
    #: The open ones, the active one first.
    businesses: Sequence[BusinessCard]
    #: The checklist of the active business.
    marks: Mapping[Item, Mark]
    #: Of its papers that expire, the last day of each.
    last_days: Mapping[Item, date]
    purposes: AbstractSet[Purpose]

    @property
    def active(self) -> BusinessCard | None:
        return next(iter(self.businesses), None)

    @property
    def hears_news(self) -> bool:
        return Purpose.NEWS in self.purposes

    @property
    def completeness(self) -> Completeness | None:
        """Of an owner's profile; nobody else is asked for one."""
        return completeness(self._details(self.active)) if self.active else None

    def _details(self, business: BusinessCard) -> set[Detail]:
        found = {
            Detail.CAPACITY: any(make.supply for make in business.makes),
            Detail.PHONE: bool(self.person.phone),
            # Whoever has stopped the news is not asked for its hour.
            Detail.PRICES_AT: bool(self.person.prices_at) or not self.hears_news,
            Detail.READINESS: bool(self.marks),
            Detail.SIZE: bool(business.size),
        }
        return {detail for detail, is_known in found.items() if is_known}


async def known(db: AsyncSession, person: Person) -> Known:
    businesses = await businesses_of(db, person.id)
    return Known(
        person=person,
        businesses=businesses,
        marks=await readiness.marks(db, businesses[0].id) if businesses else {},
        last_days=await papers.last_days(db, businesses[0].id) if businesses else {},
        purposes={Purpose(each.purpose) for each in await consent.given(db, person.id)},
    )
