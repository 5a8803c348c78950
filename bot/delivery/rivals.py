"""Who has become a buyer since a price was enqueued for them is not sent it (promise P6)."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import replace

from sqlalchemy import Select, bindparam, join, select, union_all
from sqlalchemy.ext.asyncio import AsyncSession
from sqlalchemy.orm import InstrumentedAttribute

from bot.delivery.models import Lane
from bot.delivery.outbox import Letter
from bot.market.models import Bulletin, BulletinKind, Ending
from bot.partnerships.models import Offtaker, OfftakerMember, Vetting
from bot.people.groups import Group


def _rivals(whom: InstrumentedAttribute[int]) -> Select[int, int, str | None]:
    return (
        select(whom, Bulletin.id, Bulletin.ending)
        .join(Offtaker, Offtaker.id == OfftakerMember.offtaker_id)
        .join(Bulletin, Bulletin.offtaker_id != OfftakerMember.offtaker_id)
        .where(whom.in_(bindparam("its_people", expanding=True)))
        .where(Bulletin.id.in_(bindparam("its_bulletins", expanding=True)))
        .where(Bulletin.kind == BulletinKind.PRICE, Offtaker.vetting != Vetting.REJECTED)
    )


#: A person, or a group that one keeps, and a price of another company than one that they speak for:
#: the rule of `bot.partnerships.members.rivals_of`. Made once: it is part of every claim.
_RIVALS = union_all(
    _rivals(OfftakerMember.person_id).select_from(OfftakerMember),
    _rivals(Group.person_id).select_from(
        join(Group, OfftakerMember, OfftakerMember.person_id == Group.keeper_id)
    ),
)
#: What says no more than that it is over; an edit to a newer price would tell that price.
TELLS_NOTHING = {Ending.WITHDRAWN, Ending.EXPIRED}


async def among(
    db: AsyncSession, people: Collection[int], bulletins: Collection[int]
) -> Mapping[tuple[int, int], Ending | None]:
    """Each of these people with each price that is a rival's to them, and how that has ended."""
    if not people or not bulletins:
        return {}
    facts = {"its_people": [*people], "its_bulletins": [*bulletins]}
    return {
        (person, bulletin): Ending(ending) if ending else None
        for person, bulletin, ending in await db.execute(_RIVALS, facts)
    }


async def marked(db: AsyncSession, letters: Sequence[Letter]) -> list[Letter]:
    """The letters, those marked that would tell somebody a rival's price."""
    about = [each for each in letters if each.bulletin_id and each.person_id]
    found = await among(
        db,
        {each.person_id for each in about if each.person_id},
        {each.bulletin_id for each in about if each.bulletin_id},
    )
    return [replace(each, of_rival=_tells(each, found)) if found else each for each in letters]


def _tells(letter: Letter, found: Mapping[tuple[int, int], Ending | None]) -> bool:
    """A message that is there already is still changed to say that its price is over."""
    key = letter.person_id or 0, letter.bulletin_id or 0
    over = letter.lane is Lane.EDIT and found.get(key) in TELLS_NOTHING
    return key in found and not over
