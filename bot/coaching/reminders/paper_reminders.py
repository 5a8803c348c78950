"""A permit that expires: its owner is reminded while there is time to renew it."""

from collections.abc import Mapping, Sequence
from datetime import UTC, date, datetime, time
from zoneinfo import ZoneInfo

from sqlalchemy import select
from sqlalchemy.ext.asyncio import AsyncSession

from bot.coaching.reminders.models import DAY
from bot.coaching.reminders.subjects import Subject
from bot.delivery.screen import Notice
from bot.people.models import Business, Person
from bot.people.papers import Paper
from bot.people.readiness import Item

#: Renewing takes an inspection and weeks.
AHEAD = (90 * DAY, 30 * DAY, 7 * DAY)
#: By the owner's clock, on the last day.
HOUR_OF_DAY = time(9)


class PaperExpires(Notice):
    """A reminder."""

    kind = "paper_expires"

    paper_id: int
    business_id: int
    item: Item
    last_day: date
    business: str
    #: Of the owner.
    name: str


def expires_at(last_day: date, zone: str) -> datetime:
    return datetime.combine(last_day, HOUR_OF_DAY, ZoneInfo(zone)).astimezone(UTC)


async def papers(db: AsyncSession, numbers: Sequence[int]) -> Mapping[int, Subject]:
    found = await db.execute(
        select(Paper, Business.name, Person.name, Person.zone)
        .join(Business, Business.id == Paper.business_id)
        .join(Person, Person.id == Business.person_id)
        .where(Paper.id.in_(numbers), Business.closed_at.is_(None))
    )
    return {
        paper.id: _paper(paper, paper.last_day, business, name or "", zone)
        for paper, business, name, zone in found
        if paper.last_day
    }


def _paper(paper: Paper, last_day: date, business: str, name: str, zone: str) -> Subject:
    return Subject(
        expires_at(last_day, zone),
        paper.version,
        lambda _person_id: PaperExpires(
            paper_id=paper.id,
            business_id=paper.business_id,
            item=Item(paper.item),
            last_day=last_day,
            business=business,
            name=name,
        ),
    )
