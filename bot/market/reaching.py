"""Whom several bulletins reach together: each person is counted once."""

from collections.abc import Sequence

from sqlalchemy import ColumnElement, and_, func, literal, or_, select, union_all
from sqlalchemy.ext.asyncio import AsyncSession

from bot.market import audience
from bot.market.bulletins import Draft
from bot.market.target import KEPT, Target, fits
from bot.people.groups import GROUPS
from bot.people.models import Subscription


async def size_of_all(db: AsyncSession, drafts: Sequence[Draft]) -> int:
    """How many people that is. Rows of a sheet often differ by their grade only."""
    apart = _apart(drafts)
    if len(apart) == 1:
        return await audience.size(db, drafts[0].commodity, drafts[0].target)
    people = select(func.count(Subscription.person_id.distinct())).where(or_(*map(_hears, apart)))
    return (await db.scalars(people.where(Subscription.person_id.not_in(GROUPS)))).one()


async def unheard(db: AsyncSession, drafts: Sequence[Draft]) -> int:
    """How many of the bulletins reach nobody; asked in one statement."""
    apart = _apart(drafts)
    asked = [
        select(literal(number)).where(select(Subscription.person_id).where(_hears(draft)).exists())
        for number, draft in enumerate(apart)
    ]
    heard = {*(await db.scalars(union_all(*asked))).all()}
    silent = {_key(draft) for number, draft in enumerate(apart) if number not in heard}
    return sum(_key(draft) in silent for draft in drafts)


def _apart(drafts: Sequence[Draft]) -> Sequence[Draft]:
    """One of each that are for the same people."""
    return [*{_key(draft): draft for draft in drafts}.values()]


def _key(draft: Draft) -> tuple[str, Target]:
    regions = tuple(sorted(draft.regions))
    return draft.commodity, draft.target.model_copy(update={"regions": regions})


def _hears(draft: Draft) -> ColumnElement[bool]:
    """What is true of a subscription that it is for."""
    return and_(
        Subscription.commodity == draft.commodity, fits(draft.target, draft.commodity, KEPT)
    )
