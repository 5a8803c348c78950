"""What a group hears of: commodities in one place, as its keeper says."""

from collections.abc import Sequence
from dataclasses import dataclass

from sqlalchemy.ext.asyncio import AsyncSession

from bot.delivery import outbox
from bot.delivery.quiet import Quiet
from bot.delivery.retiming import retime
from bot.market import topics
from bot.market.models import NATIONWIDE
from bot.market.regions import region
from bot.market.topics import Added
from bot.people import consent, groups
from bot.people.groups import Kept
from bot.people.models import Purpose

#: Where nobody says otherwise: most people live by this clock.
ZONE = "Asia/Jakarta"


@dataclass(frozen=True)
class Heard:
    """What a group shall hear of, and in which language."""

    crops: Sequence[str]
    place: str
    language: str


async def set_up(db: AsyncSession, kept: Kept, heard: Heard, quiet: Quiet) -> None:
    """In place of what it heard of before; what waits of that and is wanted no more is stopped."""
    person = kept.person
    person.language = heard.language
    person.zone = ZONE if heard.place == NATIONWIDE else region(heard.place).zone
    wanted = [Added(crop, heard.place) for crop in heard.crops][: topics.MOST_ADDED]
    before = await topics.added_by(db, person.id)
    await topics.drop(db, person, [each for each in before if each not in wanted])
    for each in wanted:
        await topics.add(db, person, each)
    await groups.let_hear(db, kept)
    await retime(db, person, quiet)


async def heard_by(db: AsyncSession, kept: Kept) -> Heard:
    added = await topics.added_by(db, kept.person.id)
    place = added[0].region if added else NATIONWIDE
    return Heard([each.commodity for each in added], place, kept.person.language)


async def stop(db: AsyncSession, kept: Kept) -> None:
    """Nothing new from now on, also nothing that waits; what was sent is still put right."""
    await consent.withdraw(db, kept.person.id, Purpose.NEWS)
    await outbox.stop_bulletins(db, kept.person.id)
