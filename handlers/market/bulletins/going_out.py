"""A planned bulletin goes out: by a tap, by an admin's yes, or when its hour has come."""

from collections.abc import Sequence

from sqlalchemy.ext.asyncio import AsyncSession

from bot import clock
from bot.delivery import broadcasting, outbox
from bot.delivery.models import Lane
from bot.delivery.quiet import Quiet
from bot.language import LANGUAGES, words_for
from bot.market import batches, bulletins, fanout, living, plans
from bot.market.models import Bulletin
from bot.market.planned import PlannedBulletin, PlanState
from bot.partnerships.models import Offtaker
from bot.people.models import Person
from handlers.market.bulletins import alerting, live_account
from handlers.market.bulletins.batch_screens import batch_stands
from handlers.market.bulletins.bulletins import Facts, Happened, bulletin
from handlers.market.bulletins.plan_screens import stands
from handlers.market.bulletins.publishing import draft_of
from handlers.market.bulletins.retelling import retell


async def go_out(db: AsyncSession, plan: PlannedBulletin, quiet: Quiet) -> Bulletin | None:
    """Publish what was planned and is held; None, and why stands in its state, if it cannot be."""
    draft = draft_of(plan.answers, plan.offtaker_id)
    author = await db.get_one(Person, plan.author_id)
    if bulletins.end_of(draft.until, author.zone) <= clock.now():
        plan.state = PlanState.EXPIRED
        return None
    if not await plans.may_go_out(db, plan):
        plan.state = PlanState.DROPPED
        return None
    made = await bulletins.publish(
        db, draft, offtaker_id=plan.offtaker_id, author_id=author.id, zone=author.zone
    )
    for older in await living.supersede(db, made, draft.regions):
        await retell(db, older, Happened.SUPERSEDED, newer=made)
        await alerting.replaced(db, older, made, quiet)
    offtaker = await db.get_one(Offtaker, plan.offtaker_id)
    facts = Facts.of(made, offtaker.name, author.zone)
    screens = {language: bulletin(words_for(language), facts) for language in LANGUAGES}
    broadcasting.word(db, made.id, made.version, screens)
    await fanout.begin(db, made, draft.regions, quiet)
    plan.state, plan.bulletin_id = PlanState.PUBLISHED, made.id
    return made


async def go_out_of_sheet(db: AsyncSession, plans: Sequence[PlannedBulletin], quiet: Quiet) -> int:
    """Publish those of a sheet whose hour has come, no more than go out in one transaction.

    Returns how many that were; the calendar goes on with the others.
    """
    people = number = 0
    for plan in batches.ready(plans):
        made = await go_out(db, plan, quiet)
        number += 1
        people += made.targeted if made else 0
        if people > fanout.PIECE:
            break
    return number


async def tell_author_of_sheet(db: AsyncSession, plans: Sequence[PlannedBulletin]) -> None:
    """How it stands now; once for each way in which it can stand."""
    author = await db.get_one(Person, plans[0].author_id)
    about = await batch_stands(db, plans)
    await outbox.notify(db, author, about, key=f"sheet:{plans[0].batch_id}:{about.state}")


async def tell_author(
    db: AsyncSession, plan: PlannedBulletin, made: Bulletin | None, quiet: Quiet
) -> None:
    """How it stands now, and its account if it is out."""
    author = await db.get_one(Person, plan.author_id)
    about = f"plan:{plan.id}:{plan.state}"
    await outbox.notify(db, author, await stands(db, plan), key=about)
    if made:
        await live_account.show(db, made, quiet, Lane.NOTICE)


async def go_out_on_time(db: AsyncSession, quiet: Quiet) -> int:
    """Publish those whose hour has come; returns how many there were."""
    due = await plans.due(db)
    for plan in due:
        made = await go_out(db, plan, quiet)
        await tell_author(db, plan, made, quiet)
    return len(due) or await _sheet_on_time(db, quiet)


async def _sheet_on_time(db: AsyncSession, quiet: Quiet) -> int:
    """The next piece of a sheet; its author is told once, when the last one is out."""
    plans = await batches.due(db)
    number = await go_out_of_sheet(db, plans, quiet)
    if plans and not batches.ready(plans):
        await tell_author_of_sheet(db, plans)
    return number
