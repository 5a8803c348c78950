"""What people make and the list does not know: usable at once, for an admin to look at later."""

from sqlalchemy.ext.asyncio import AsyncSession

from bot import clock
from bot.people.models import CommodityRequest, Person
from bot.storage import dialects

#: What the columns hold.
LONGEST = 60
PENDING = "pending"


def normal(said: str) -> str:
    """In small letters without signs: `Sambal Bu Siti!` and `sambal bu siti` are one."""
    kept = "".join(char if char.isalnum() else " " for char in said.casefold())
    return " ".join(kept.split())[:LONGEST].strip()


async def ask(db: AsyncSession, person: Person, said: str) -> bool:
    """Ask for it to be looked at; False if somebody has asked for the same before."""
    if not (name := normal(said)):
        return False
    asked = await db.execute(
        dialects.insert(db, CommodityRequest)
        .values(
            name=name,
            said=said[:LONGEST],
            person_id=person.id,
            asked_at=clock.now(),
            verdict=PENDING,
        )
        .on_conflict_do_nothing()
        .returning(CommodityRequest.id)
    )
    return asked.first() is not None
