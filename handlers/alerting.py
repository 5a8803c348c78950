"""What gets worse is told aloud to all who answered it (promise D5); others see the edit."""

from decimal import Decimal

from sqlalchemy.ext.asyncio import AsyncSession

from bot import clock
from bot.delivery import outbox
from bot.delivery.quiet import Quiet, first_allowed
from bot.delivery.screen import Notice, Screen
from bot.language import Words, _
from bot.market import bulletins, offers
from bot.market.models import Bulletin
from handlers.bulletins import Facts, answering, headline
from handlers.home import go


class Worse(Notice):
    """A price has fallen, or a bulletin was withdrawn."""

    kind = "bulletin_worse"

    #: As it is now.
    facts: Facts
    #: What was paid before; None if it was withdrawn.
    before: Decimal | None = None
    #: Whether the reader has an offer with the buyer, and the price that it keeps.
    offered: bool = False
    kept: Decimal | None = None


async def replaced(db: AsyncSession, older: Bulletin, newer: Bulletin, quiet: Quiet) -> None:
    """A newer price stands in its place, and is told only if it is lower."""
    if older.price is not None and newer.price is not None and newer.price < older.price:
        await _tell(db, older, newer, older.price, quiet)


async def corrected(
    db: AsyncSession, found: Bulletin, before: Decimal | None, quiet: Quiet
) -> None:
    """It said another price before, and is told only if that was higher."""
    if before is not None and found.price is not None and found.price < before:
        await _tell(db, found, found, before, quiet)


async def withdrawn(db: AsyncSession, found: Bulletin, quiet: Quiet) -> None:
    await _tell(db, found, found, None, quiet)


async def _tell(
    db: AsyncSession, found: Bulletin, now: Bulletin, before: Decimal | None, quiet: Quiet
) -> None:
    """Once for each version, outside of quiet hours."""
    people = await offers.answerers(db, found.id)
    if not people:
        return
    kept = await offers.kept_prices(db, found.id)
    listed = await bulletins.listed(db, now)
    facts = Facts.of(now, listed.offtaker, listed.zone)
    news = [
        outbox.News(
            person,
            Worse(
                facts=facts,
                before=before,
                offered=person.id in kept,
                kept=kept.get(person.id),
            ),
            key=f"worse:{found.id}:{found.version}:{person.id}",
            not_before=first_allowed(clock.now(), person.zone, quiet),
        )
        for person in people
    ]
    await outbox.notify_all(db, news)


def worse(words: Words, facts: Worse) -> Screen:
    bulletin = headline(words, facts.facts)
    if facts.before is None:
        lines = [words(_("{offtaker} has withdrawn this:"), offtaker=facts.facts.offtaker)]
    else:
        fell = words(_("The price of {offtaker} has fallen:"), offtaker=facts.facts.offtaker)
        lines = [fell]
    lines.append(words(_("<b>{bulletin}</b>"), bulletin=bulletin))
    if facts.before is not None:
        before, unit = words.money(facts.before), words.unit(facts.facts.unit)
        lines.append(words(_("Before: {price}/{unit}"), price=before, unit=unit))
    if facts.offered and facts.kept is not None:
        kept = _("Your offer keeps its price, {price}/{unit}, until both of you change it.")
        price, unit = words.money(facts.kept), words.unit(facts.facts.unit)
        lines.append(words(kept, price=price, unit=unit))
    elif facts.offered:
        lines.append(words(_("Your offer is still with the buyer.")))
    rows = answering(words, facts.facts) if facts.before is not None and not facts.offered else ()
    own = go(words.plain(_("My offers")), "offers")
    prices = go(words.plain(_("Today's prices")), "prices")
    return Screen(words.lines(lines), (*rows, (own if facts.offered else prices,)))
