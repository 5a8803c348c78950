"""What is owed to the owner of a paper that expires."""

from datetime import date

from sqlalchemy.ext.asyncio import AsyncSession

from bot.coaching.reminders.models import About
from bot.coaching.reminders.owing import Event, owed, stop_about
from bot.coaching.reminders.paper_reminders import AHEAD, expires_at
from bot.delivery.quiet import Quiet
from bot.people import papers
from bot.people.models import Person
from bot.people.readiness import Item


async def hold_until(
    db: AsyncSession,
    owner: Person,
    business_id: int,
    item: Item,
    last_day: date | None,
    *,
    quiet: Quiet,
) -> None:
    """Note the last day of a paper, and remind of it in place of any that was noted before."""
    before = (await papers.last_days(db, business_id)).get(item)
    paper = await papers.hold_until(db, business_id, item, last_day)
    if before == last_day:
        return
    await stop_about(db, About.PAPER, paper.id)
    if last_day:
        event = Event(About.PAPER, paper.id, paper.version, expires_at(last_day, owner.zone))
        db.add_all(owed(event, owner, AHEAD, quiet))
