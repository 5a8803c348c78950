"""What one person may do in the name of another.

| who                                  | keeps their data | hears their news | confirms an offer |
|--------------------------------------|------------------|------------------|-------------------|
| the owner, in a chat of their own    | yes              | yes              | yes               |
| the officer who looks after them     | yes              | yes, by phone    | no                |
| everybody else, whatever their role  | no               | no               | no                |
"""

from sqlalchemy.ext.asyncio import AsyncSession

from bot.people import businesses, delegates
from bot.people.models import Person


async def may_confirm(db: AsyncSession, actor: Person, business_id: int) -> bool:
    """Whether `actor` may bind this business: only its owner, and in a chat of their own.

    An offer to somebody without a chat waits until they have claimed their account.
    """
    if actor.telegram_id is None or actor.erased_at is not None:
        return False
    return await businesses.owned(db, actor.id, business_id) is not None


async def may_act_for(db: AsyncSession, actor: Person, person_id: int) -> bool:
    """Whether `actor` may keep this person's data: the person, or the officer who does now."""
    return actor.id == person_id or await delegates.in_care(db, actor.id, person_id) is not None
