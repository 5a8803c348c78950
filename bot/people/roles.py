"""Who may do what: roles are rows, read anew with every update."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime

from sqlalchemy import bindparam, delete, select
from sqlalchemy.ext.asyncio import AsyncSession
from sqlalchemy.orm import aliased

from bot import clock
from bot.people.models import Person, Role, RoleGrant
from bot.storage import dialects

#: What is stored -> what is known; a role that a newer version granted is none to this one.
KNOWN = {str(role): role for role in Role}
#: Made once: each update asks.
GRANTED = select(RoleGrant.person_id, RoleGrant.role).where(
    RoleGrant.person_id.in_(bindparam("people", expanding=True))
)


async def roles_of(db: AsyncSession, people: Iterable[int]) -> Mapping[int, frozenset[Role]]:
    """The roles of everyone asked about, who may have none."""
    held: dict[int, frozenset[Role]] = dict.fromkeys(people, frozenset())
    granted = await db.execute(GRANTED, {"people": list(held)})
    for person_id, role in granted:
        if role in KNOWN:
            held[person_id] |= {KNOWN[role]}
    return held


async def grant(db: AsyncSession, person_id: int, role: Role, *, by: int | None = None) -> bool:
    """Give a role; False if the person had it. `by` is None for the command line."""
    given = await db.execute(
        dialects.insert(db, RoleGrant)
        .values(person_id=person_id, role=role, granted_at=clock.now(), granted_by=by)
        .on_conflict_do_nothing()
        .returning(RoleGrant.person_id)
    )
    return given.first() is not None


async def take_away(db: AsyncSession, person_id: int, role: Role) -> bool:
    """End a role, and with it what its links could grant; False if the person had it not."""
    taken = await db.execute(
        delete(RoleGrant)
        .where(RoleGrant.person_id == person_id, RoleGrant.role == role)
        .returning(RoleGrant.person_id)
    )
    return taken.first() is not None


async def grant_to_account(db: AsyncSession, telegram_id: int, role: Role) -> bool:
    """Give a role to an account that may not have written yet; False if it had it."""
    return await grant(db, await person_id_of(db, telegram_id), role)


async def person_id_of(db: AsyncSession, telegram_id: int, language: str = "id") -> int:
    """The person behind an account, made if this is the first that is heard of it."""
    await db.execute(
        dialects.insert(db, Person)
        .values(
            telegram_id=telegram_id,
            language=language,
            zone="Asia/Jakarta",
            created_at=clock.now(),
        )
        .on_conflict_do_nothing()
    )
    return (await db.scalars(select(Person.id).where(Person.telegram_id == telegram_id))).one()


async def person_of(db: AsyncSession, telegram_id: int) -> Person | None:
    return (await db.scalars(select(Person).where(Person.telegram_id == telegram_id))).one_or_none()


async def person(db: AsyncSession, person_id: int) -> Person | None:
    return await db.get(Person, person_id)


async def roster(db: AsyncSession, role: Role) -> list[tuple[Person, datetime, Person | None]]:
    """Everyone with a role, since when, and who gave it, the first one first."""
    giver = aliased(Person)
    query = (
        select(Person, RoleGrant.granted_at, giver)
        .join(RoleGrant, RoleGrant.person_id == Person.id)
        .outerjoin(giver, giver.id == RoleGrant.granted_by)
        .where(RoleGrant.role == role)
        .order_by(RoleGrant.granted_at, Person.id)
    )
    return [(person, since, by) for person, since, by in await db.execute(query)]


async def holders(db: AsyncSession, role: Role) -> Sequence[Person]:
    """Everyone with a role who has been onboarded, in the order in which they joined."""
    query = select(Person).join(RoleGrant, RoleGrant.person_id == Person.id)
    return (
        await db.scalars(
            query.where(RoleGrant.role == role, Person.registered_at.is_not(None)).order_by(
                Person.id
            )
        )
    ).all()
