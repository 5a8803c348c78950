"""What each expert knows."""

from collections.abc import Sequence

from sqlalchemy import delete, select
from sqlalchemy.ext.asyncio import AsyncSession

from bot.coaching.questions.asked import ExpertField, Field
from bot.people import roles
from bot.people.models import Person, Role


async def fields_of(db: AsyncSession, person_id: int) -> list[Field]:
    query = select(ExpertField.field).where(ExpertField.person_id == person_id)
    found = {*await db.scalars(query)}
    return [field for field in Field if field in found]


async def set_fields(
    db: AsyncSession, by: Person, by_roles: frozenset[Role], person_id: int, fields: Sequence[Field]
) -> Person | None:
    """What an expert says of themselves, or an admin of them; None if it is not theirs to say."""
    held = (await roles.roles_of(db, [person_id]))[person_id]
    if Role.EXPERT not in held or not (by.id == person_id or Role.ADMIN in by_roles):
        return None
    await db.execute(delete(ExpertField).where(ExpertField.person_id == person_id))
    db.add_all(ExpertField(person_id=person_id, field=field) for field in {*fields})
    await db.flush()
    return await db.get_one(Person, person_id)


async def listed(db: AsyncSession) -> list[tuple[Person, list[Field]]]:
    """All experts who have been onboarded, each with what they know."""
    return [(each, await fields_of(db, each.id)) for each in await roles.holders(db, Role.EXPERT)]
