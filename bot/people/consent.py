"""What a person agreed to, provable and revocable (UU 27/2022, art. 20 to 24)."""

from collections.abc import Sequence

from sqlalchemy import select, update
from sqlalchemy.ext.asyncio import AsyncSession

from bot import clock
from bot.people import subscriptions
from bot.people.models import Consent, Person, Purpose

#: Of the text that is shown when consent is asked for. Change it with the text.
VERSION = "2026-11-24"
#: The same of the text for who is invited to work here: an officer, an expert, an admin.
VERSION_AT_WORK = "work 2026-11-24"
#: Of what an officer reads aloud to an owner without a smartphone; likewise.
READ_ALOUD_VERSION = "aloud 2026-11-24"
#: What onboarding asks for in its first question; the rest is asked for where it is needed.
ASKED_FIRST = (Purpose.SERVICE, Purpose.NEWS, Purpose.COACHING)
#: What they are asked for.
ASKED_AT_WORK = (Purpose.SERVICE, Purpose.COACHING)


def give(db: AsyncSession, person: Person, purpose: Purpose, version: str = VERSION) -> None:
    db.add(
        Consent(
            person_id=person.id,
            purpose=purpose,
            version=version,
            language=person.language,
            given_at=clock.now(),
        )
    )


async def withdraw(db: AsyncSession, person_id: int, purpose: Purpose) -> None:
    """Effective at once; the law allows 3x24 hours (art. 40)."""
    await db.execute(
        update(Consent)
        .where(Consent.person_id == person_id, Consent.purpose == purpose)
        .where(Consent.withdrawn_at.is_(None))
        .values(withdrawn_at=clock.now())
    )
    await subscriptions.follow(db, [person_id])


async def given(db: AsyncSession, person_id: int) -> Sequence[Consent]:
    """What is agreed to now, oldest first."""
    return (
        await db.scalars(
            select(Consent)
            .where(Consent.person_id == person_id, Consent.withdrawn_at.is_(None))
            .order_by(Consent.id)
        )
    ).all()
