"""Companies with prices, made without a conversation."""

from collections.abc import Sequence
from datetime import date, timedelta
from decimal import Decimal

from sqlalchemy.ext.asyncio import AsyncSession

from bot import clock
from bot.market import bulletins
from bot.market.conditions import Conditions
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
        price: int,
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

        Only to their own suppliers, if that is said.
        """
        person = await somebody(self.db, name=name)
        if name not in self.companies:
            self.companies[name] = await company(self.db, person, name=name)
        last = until or date(2026, 11, 27) - timedelta(days=ago)
        draft = bulletins.Draft(
            *(BulletinKind.PRICE, commodity, unit, regions, last),
            price=Decimal(price),
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
