"""Photos of a class on which somebody who is erased may be, for nobody can tell who is on them."""

from collections import defaultdict

from sqlalchemy import delete, or_, select
from sqlalchemy.ext.asyncio import AsyncSession

from bot import clock
from bot.coaching.after.models import SessionNote
from bot.coaching.models import Participant, Session
from bot.delivery import outbox
from bot.delivery.quiet import Quiet, first_allowed
from bot.people.models import Person
from bot.privacy.inventory import businesses
from bot.privacy.notices import ClassPhotosGone


async def take_down(db: AsyncSession, person: Person, quiet: Quiet) -> None:
    """Delete them, and tell whoever took them, in whose chat they still are.

    Voice notes go, too. Photos of a class to which the person did not come stay.
    """
    there = select(Participant.session_id).where(
        Participant.business_id.in_(businesses(person)),
        or_(Participant.attended.is_(None), Participant.attended.is_(True)),
    )
    query = (
        select(SessionNote.id, SessionNote.by_id, Session.starts_at)
        .join(Session, Session.id == SessionNote.session_id)
        .where(SessionNote.business_id.is_(None), SessionNote.file_id.is_not(None))
        .where(SessionNote.session_id.in_(there))
        .order_by(Session.starts_at.desc(), SessionNote.id)
    )
    taken = defaultdict(list)
    for number, by_id, starts_at in await db.execute(query):
        taken[by_id].append((number, starts_at))
    for by_id, photos in taken.items():
        await db.execute(delete(SessionNote).where(SessionNote.id.in_([n for n, _at in photos])))
        officer = await db.get_one(Person, by_id)
        if officer.id != person.id and officer.erased_at is None:
            newest = photos[0][1]
            classes = len({at for _number, at in photos})
            gone = ClassPhotosGone(starts_at=newest, classes=classes, photos=len(photos))
            at = first_allowed(clock.now(), officer.zone, quiet)
            await outbox.notify(db, officer, gone, not_before=at)
