"""Looking up what holds today: prices and needs, one's own products first."""

from bot.conversation.turn import Turn
from bot.delivery.screen import Notice, Screen
from bot.language import Words, _
from bot.market import bulletins
from bot.market.models import BulletinKind
from bot.people.registration import businesses_of
from handlers.bulletins import Facts, describe
from handlers.home import go


class BulletinList(Notice):
    kind = "bulletin_list"

    about: BulletinKind
    #: Whether these concern the person's own products and region.
    own: bool
    found: tuple[Facts, ...]


async def show_prices(turn: Turn) -> None:
    await _show(turn, BulletinKind.PRICE)


async def show_needs(turn: Turn) -> None:
    await _show(turn, BulletinKind.NEED)


async def _show(turn: Turn, kind: BulletinKind) -> None:
    """What concerns the person; if there is nothing of that, what there is at all."""
    cards = await businesses_of(turn.db, turn.person.id)
    makes = [make.slug for card in cards for make in card.makes if make.slug]
    own = bool(makes)
    found = await bulletins.current(
        turn.db, kind, commodities=makes, regency=cards[0].regency if cards else None
    )
    if own and not found:
        own, found = False, await bulletins.current(turn.db, kind)
    turn.reply(
        BulletinList(
            about=kind,
            own=own,
            found=tuple(
                Facts.of(listed.bulletin, listed.offtaker, listed.zone) for listed in found
            ),
        )
    )


def bulletin_list(words: Words, facts: BulletinList) -> Screen:
    price = facts.about is BulletinKind.PRICE
    if not facts.found:
        nothing = _("There is no price news yet.") if price else _("No buyer is looking just now.")
        more = words(_("You will be told when there is something for you."))
        return Screen(words.lines([words(nothing), more]))
    if facts.own:
        head = _("Prices for what you make") if price else _("Buyers are looking for what you make")
    else:
        head = _("Latest prices") if price else _("Buyers are looking for")
    entries = [describe(words, entry) for entry in facts.found]
    other = (
        go(words.plain(_("What buyers look for")), "needs")
        if price
        else go(words.plain(_("Today's prices")), "prices")
    )
    return Screen(words.paragraphs([words(head), *entries]), ((other,),))
