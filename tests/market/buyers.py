"""Companies with prices, made without a conversation."""

from collections.abc import Sequence
from datetime import date, timedelta
from decimal import Decimal

from sqlalchemy.ext.asyncio import AsyncSession

from bot import clock
from bot.market import bulletins, grades
from bot.market.conditions import Conditions
from bot.market.grades import GradePrice
from bot.market.models import Bulletin, BulletinKind
from bot.partnerships.models import Offtaker
from tests.people.folk import company, somebody

CHILI, MALANG = "cabai-rawit-merah", "35.07"


class Buyers:
    """Companies that publish prices."""

    def __init__(self, db: AsyncSession) -> None:
        self.db = db
        self.companies: dict[str, Offtaker] = {}

    async def pays(
        self,
        name: str,
        price: int | str,
        regions: Sequence[str] = (MALANG,),
        *,
        ago: int = 0,
        commodity: str = CHILI,
        unit: str = "kg",
        until: date | None = None,
        grade: str | None = None,
        own: bool = False,
    ) -> Bulletin:
        """Published so many days ago, for four days more unless `until` is given.

        `A 62, B 58` is a table in thousands, `A 62` one price of a grade. Only to
        their own suppliers, if that is said.
        """
        person = await somebody(self.db, name=name)
        if name not in self.companies:
            self.companies[name] = await company(self.db, person, name=name)
        table, grade = rows(price), grade or _grade(price)
        last = until or date(2026, 11, 27) - timedelta(days=ago)
        draft = bulletins.Draft(
            *(BulletinKind.PRICE, commodity, unit, regions, last),
            price=grades.best(table),
            table=table if len(table) > 1 else (),
            conditions=Conditions(grade=grade),
            narrowed={"suppliers_of": self.companies[name].id} if own else None,
        )
        now = clock.now()
        if ago:
            clock.move_to(now - timedelta(days=ago))
        made = await bulletins.publish(
            self.db,
            draft,
            offtaker_id=self.companies[name].id,
            author_id=person.id,
            zone="Asia/Jakarta",
        )
        if ago:  # else what was just published would lie in the future
            clock.move_to(now)
        return made


def rows(said: int | str) -> grades.Table:
    """A table as `Buyers.pays` takes it; one price is a single row."""
    if isinstance(said, int):
        return (GradePrice(grade="", price=Decimal(said)),)
    found = []
    for row in said.split(", "):
        *grade, price = row.split()
        found.append(GradePrice(grade=" ".join(grade), price=Decimal(price) * 1000))
    return tuple(found)


def _grade(said: int | str) -> str | None:
    """Of one price that names it."""
    found = rows(said)
    return found[0].grade or None if len(found) == 1 else None
