"""What gets worse is told aloud to all who answered it (promise D5); others see the edit."""

from decimal import Decimal

from markupsafe import Markup
from sqlalchemy.ext.asyncio import AsyncSession

from bot import clock
from bot.delivery import group_chats, outbox
from bot.delivery.quiet import Quiet, first_allowed
from bot.delivery.screen import Notice, Screen
from bot.language import Words, _
from bot.market import bulletins, grades, needs, offers
from bot.market.models import Bulletin, BulletinKind, Ending
from bot.market.needs import Wanted
from handlers.home import go
from handlers.market.bulletins.bulletins import Facts, answering, headline, price_rows, wanted_rows


class Worse(Notice):
    """A price has fallen, a grade has none any more, a bulletin was withdrawn or is fulfilled."""

    kind = "bulletin_worse"

    #: As it is now.
    facts: Facts
    #: What was paid before; None if it was withdrawn, or is fulfilled.
    before: Decimal | None = None
    fulfilled: bool = False
    #: Of a need that was from – to: the least.
    lowest: Decimal | None = None
    #: What was paid for which grade, if that was more than one price.
    table: grades.Table = ()
    #: Whether nothing fell, but not all is bought any more.
    gone: bool = False
    #: Whether the reader has an offer with the buyer, the price that it keeps, and for which grade.
    offered: bool = False
    kept: Decimal | None = None
    grade: str | None = None
    #: In a group nobody answers.
    in_group: bool = False


async def replaced(db: AsyncSession, older: Bulletin, newer: Bulletin, quiet: Quiet) -> None:
    """A newer price stands in its place, and is told only if it is lower for any grade."""
    if _is_worse(older.prices, newer.prices):
        await _tell(db, older, newer, older.prices, quiet)


async def corrected(db: AsyncSession, found: Bulletin, before: grades.Table, quiet: Quiet) -> None:
    """It said other prices before, and is told only if any was higher."""
    if _is_worse(before, found.prices):
        await _tell(db, found, found, before, quiet)


def _is_worse(before: grades.Table, now: grades.Table) -> bool:
    """Whether less is paid for some grade, or nothing any more; a need has no price."""
    if not (before and now):
        return False
    return grades.fell(before, now) or grades.gone(before, now)


async def pays_less(db: AsyncSession, found: Bulletin, before: Wanted, quiet: Quiet) -> None:
    """A need would pay more before than it does now."""
    if needs.pays_less(before, found.wanted):
        ends = [end for end in (before.low, before.high) if end is not None]
        rows = [grades.GradePrice(grade="", price=end) for end in dict.fromkeys(ends)]
        await _tell(db, found, found, tuple(rows), quiet)


async def withdrawn(db: AsyncSession, found: Bulletin, quiet: Quiet) -> None:
    await _tell(db, found, found, (), quiet)


async def fulfilled(db: AsyncSession, found: Bulletin, quiet: Quiet) -> None:
    """All of a need is found: who waits for the buyer's answer hears of it."""
    if found.ending == Ending.FULFILLED:
        await _tell(db, found, found, (), quiet)


async def _tell(
    db: AsyncSession, found: Bulletin, now: Bulletin, before: grades.Table, quiet: Quiet
) -> None:
    """Once for each version, outside of quiet hours.

    A group is told only if its message cannot be changed; a newer price comes to it as news.
    """
    is_over = found.ending == Ending.FULFILLED
    listed = await bulletins.listed(db, now)
    facts = Facts.of(now, listed.offtaker, listed.zone)
    if now is found and not is_over:
        told = _worse(facts, before, None, fulfilled=False)
        told = told.model_copy(update={"in_group": True})
        await group_chats.hold(db, found.id, found.version, told)
    people = await (offers.who_waits if is_over else offers.answerers)(db, found.id)
    if not people:
        return
    kept = await offers.kept_prices(db, found.id)
    news = [
        outbox.News(
            person,
            _worse(facts, before, kept.get(person.id), fulfilled=is_over),
            key=f"worse:{found.id}:{found.version}:{person.id}",
            not_before=first_allowed(clock.now(), person.zone, quiet),
        )
        for person in people
    ]
    await outbox.notify_all(db, news)


def _worse(
    facts: Facts, before: grades.Table, kept: offers.Kept | None, *, fulfilled: bool
) -> Worse:
    is_need = facts.kind is BulletinKind.NEED
    return Worse(
        facts=facts,
        before=grades.best(before) if before else None,
        fulfilled=fulfilled,
        lowest=grades.lowest(before) if is_need else None,
        table=before if len(before) > 1 and not is_need else (),
        gone=bool(before) and not is_need and not grades.fell(before, facts.prices),
        offered=kept is not None,
        kept=kept.price if kept else None,
        grade=kept.grade if kept else None,
    )


def worse(words: Words, facts: Worse) -> Screen:
    happened = _("The price of {offtaker} has fallen:")
    if facts.fulfilled:
        happened = _("{offtaker} has found all of this, so it is closed:")
    elif facts.before is None:
        happened = _("{offtaker} has withdrawn this:")
    elif facts.gone:
        happened = _("{offtaker} does not buy every grade any more:")
    lines = [
        words(happened, offtaker=facts.facts.offtaker),
        words(_("<b>{bulletin}</b>"), bulletin=headline(words, facts.facts)),
        *price_rows(words, facts.facts.table),
        *wanted_rows(words, facts.facts),
        *_before(words, facts),
    ]
    if facts.offered and facts.fulfilled:
        asked = _("Your offer was not answered. We have asked {offtaker} to do so.")
        lines.append(words(asked, offtaker=facts.facts.offtaker))
    elif facts.offered and facts.kept is not None:
        kept = _("Your offer keeps its price, {price}/{unit}, until both of you change it.")
        if facts.grade:
            kept = _(
                "Your offer keeps its price for {grade}, {price}/{unit}, "
                "until both of you change it."
            )
        price, unit = words.money(facts.kept), words.unit(facts.facts.unit)
        lines.append(words(kept, price=price, unit=unit, grade=facts.grade))
    elif facts.offered:
        lines.append(words(_("Your offer is still with the buyer.")))
    if facts.in_group:
        return Screen(words.lines(lines))
    rows = answering(words, facts.facts) if facts.before is not None and not facts.offered else ()
    own = go(words.plain(_("My offers")), "offers")
    prices = go(words.plain(_("Today's prices")), "prices")
    return Screen(words.lines(lines), (*rows, (own if facts.offered else prices,)))


def _before(words: Words, facts: Worse) -> list[Markup]:
    if facts.before is None:
        return []
    if facts.table:
        return [words(_("Before:")), *price_rows(words, facts.table)]
    before, unit = words.money(facts.before), words.unit(facts.facts.unit)
    if facts.lowest is not None:
        said = _("Before: {low} to {price}/{unit}")
        return [words(said, low=words.money(facts.lowest), price=before, unit=unit)]
    return [words(_("Before: {price}/{unit}"), price=before, unit=unit)]
