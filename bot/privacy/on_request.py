"""An admin answers a privacy request of somebody who cannot ask the bot; each access is recorded.

| how they are looked for | who is found                       |
|-------------------------|------------------------------------|
| by a phone number       | everybody who has it               |
| by a Telegram id        | whose it is                        |
| by a name               | people without a chat of their own |

Nobody finds themselves: they have `/privacy`. What was found may be opened for a day.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import timedelta

from sqlalchemy import ColumnElement, and_, or_, select
from sqlalchemy.ext.asyncio import AsyncSession
from sqlalchemy.orm import aliased

from bot import clock
from bot.coaching.reminders import retiming
from bot.delivery.quiet import Quiet
from bot.people import businesses, registration
from bot.people.joining import Delegation
from bot.people.models import Honorific, Person, Purpose
from bot.privacy.copying import Copied, copy_of
from bot.privacy.erasure import erase
from bot.privacy.models import DataAccess, Does
from bot.privacy.withdrawal import withdraw

#: More are not shown: whoever asks has to say more exactly who is meant.
MOST = 8
HOLDS = timedelta(days=1)
PHONE, NAME, TELEGRAM = "phone", "name", "telegram_id"
#: What was looked at beside the card.
WHY = "why_news"


@dataclass(frozen=True)
class Match:
    person: Person
    #: Who speaks for them now.
    officer: Person | None


async def matches(
    db: AsyncSession,
    admin: Person,
    *,
    phone: str | None = None,
    name: str | None = None,
    telegram_id: str | None = None,
    most: int = MOST,
) -> Sequence[Match] | None:
    """Who is meant by one of these, the phone as E.164; None if that is more than `most`."""
    officer = aliased(Person)
    meant, by = _called(name or ""), NAME
    if phone:
        meant, by = Person.phone == phone, PHONE
    elif telegram_id:
        meant, by = Person.telegram_id == int(telegram_id), TELEGRAM
    query = (
        select(Person, officer)
        .outerjoin(
            Delegation, and_(Delegation.person_id == Person.id, Delegation.ended_at.is_(None))
        )
        .outerjoin(officer, officer.id == Delegation.officer_id)
        .where(meant, Person.id != admin.id, Person.erased_at.is_(None))
        .order_by(Person.name, Person.id)
        .limit(most + 1)
    )
    found = [Match(person, speaks) for person, speaks in await db.execute(query)]
    if len(found) > most:
        return None
    for match in found:
        record(db, admin, match.person, Does.FOUND, by)
    await db.flush()
    return found


def _called(name: str) -> ColumnElement[bool]:
    return and_(Person.telegram_id.is_(None), Person.name.icontains(name, autoescape=True))


async def found(db: AsyncSession, admin: Person, person_id: int) -> Person | None:
    """Somebody whom this admin has found lately, locked; None for everybody else.

    Who has got a chat of their own since has to be found by their phone or Telegram id.
    """
    lately = select(DataAccess.id).where(
        DataAccess.person_id == person_id,
        DataAccess.by == admin.id,
        DataAccess.does == Does.FOUND,
        DataAccess.at > clock.now() - HOLDS,
        or_(DataAccess.what.in_((PHONE, TELEGRAM)), Person.telegram_id.is_(None)),
    )
    query = select(Person).where(Person.id == person_id, Person.id != admin.id)
    query = query.where(Person.erased_at.is_(None), lately.exists())
    return (await db.scalars(query.with_for_update())).one_or_none()


async def copy(db: AsyncSession, admin: Person, person: Person) -> Copied:
    copied = await copy_of(db, person)
    record(db, admin, person, Does.COPIED)
    return copied


async def correct(
    db: AsyncSession,
    admin: Person,
    person: Person,
    *,
    name: str,
    honorific: Honorific | None,
    regency: str,
    quiet: Quiet,
) -> None:
    """A business that is called after its owner stays so; one that is where they are moves."""
    for card in await businesses.businesses_of(db, person.id):
        business = await businesses.owned(db, person.id, card.id)
        if business and business.name == person.name:
            business.name = name
    person.name, person.honorific = name, honorific
    await registration.relocate(db, person, regency)
    await retiming.retime(db, person, quiet)
    record(db, admin, person, Does.CORRECTED)


async def stop(
    db: AsyncSession, admin: Person, person: Person, purpose: Purpose, quiet: Quiet
) -> None:
    await withdraw(db, person, purpose, quiet)
    record(db, admin, person, Does.STOPPED, purpose)


async def forget(db: AsyncSession, admin: Person, person: Person, quiet: Quiet) -> None:
    await erase(db, person, quiet)
    record(db, admin, person, Does.ERASED)


def record(
    db: AsyncSession, by: Person | None, person: Person, does: Does, what: str | None = None
) -> None:
    """`by` is None for the command line."""
    number = by.id if by else None
    db.add(DataAccess(person_id=person.id, by=number, does=does, what=what, at=clock.now()))


async def recorded(
    db: AsyncSession, most: int | None = None
) -> Sequence[tuple[DataAccess, Person | None]]:
    """Accesses with who had them, the newest first."""
    query = (
        select(DataAccess, Person)
        .outerjoin(Person, Person.id == DataAccess.by)
        .order_by(DataAccess.id.desc())
        .limit(most)
    )
    return [(access, by) for access, by in await db.execute(query)]
