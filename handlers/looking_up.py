"""Looking up what holds today: prices and needs, one's own products first."""

from collections.abc import Sequence

from bot.conversation.steps.crops import crop_name
from bot.conversation.turn import Turn
from bot.delivery.screen import Notice, Screen
from bot.language import Words, _
from bot.market import bulletins
from bot.market.audience import covering
from bot.market.bulletins import Listed
from bot.market.models import BulletinKind
from bot.market.regions import region
from bot.people.registration import businesses_of
from handlers.bulletins import Facts, describe
from handlers.home import go

#: Names of a family, or of equal places, that fit into one sentence.
MANY = 4


class BulletinList(Notice):
    kind = "bulletin_list"

    about: BulletinKind
    #: Whether these concern the person's own products and region.
    own: bool
    found: tuple[Facts, ...]
    #: What was asked for, if it was something in particular: a family's slugs, and places.
    asked: tuple[str, ...] = ()
    places: tuple[str, ...] = ()
    #: Whether nothing was found there, and this is from somewhere else.
    elsewhere: bool = False


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
            found=await _facts(turn, found),
        )
    )


async def look_for(
    turn: Turn, kind: BulletinKind, commodities: Sequence[str], places: Sequence[str]
) -> None:
    """What was asked for, there; if there is nothing, what there is of it anywhere."""
    found = await bulletins.current(turn.db, kind, commodities=commodities, places=places)
    elsewhere = bool(places) and not found
    if elsewhere:
        found = await bulletins.current(turn.db, kind, commodities=commodities)
    turn.reply(
        BulletinList(
            about=kind,
            own=False,
            found=await _facts(turn, found),
            asked=tuple(commodities),
            places=tuple(places),
            elsewhere=elsewhere,
        )
    )


async def _facts(turn: Turn, found: Sequence[Listed]) -> tuple[Facts, ...]:
    """Those that concern the person first; the others say whom they concern."""
    cards = await businesses_of(turn.db, turn.person.id)
    homes = {card.regency for card in cards} or {turn.person.regency} - {None}
    around = {code for regency in homes if regency for code in covering(regency)}
    regions = await bulletins.regions(turn.db, found)
    facts = []
    for each in found:
        there = regions[each.bulletin.id]
        elsewhere = () if around.intersection(there) else there
        facts.append(Facts.of(each.bulletin, each.offtaker, each.zone, elsewhere))
    return tuple(sorted(facts, key=lambda each: bool(each.regions)))


def _particular(words: Words, facts: BulletinList) -> Screen:
    """The answer to a question about this commodity, or that place."""
    price = facts.about is BulletinKind.PRICE
    crops = words.list(crop_name(slug, words) for slug in facts.asked[:MANY])
    places = words.list(region(code).name for code in facts.places[:MANY])
    lines = []
    if facts.elsewhere or not facts.found:
        lines.append(words(_nothing(facts, price=price), crops=crops, places=places))
    if facts.elsewhere and facts.found:
        lines.append(words(_("Elsewhere:")))
    elif facts.found and crops:
        head = _("Prices of {crops}") if price else _("Buyers are looking for {crops}")
        lines.append(words(head, crops=crops))
    elif facts.found:
        lines.append(words(_("In {places}"), places=places))
    lines += [describe(words, entry) for entry in facts.found]
    other = "needs" if price else "prices"
    label = _("What buyers look for") if price else _("Today's prices")
    return Screen(words.paragraphs(lines), ((go(words.plain(label), other),),))


def _nothing(facts: BulletinList, *, price: bool) -> str:
    if facts.asked and facts.places:
        return (
            _("There is no price news of {crops} in {places} today.")
            if price
            else _("No buyer is looking for {crops} in {places} just now.")
        )
    if facts.asked:
        return (
            _("There is no price news of {crops} today.")
            if price
            else _("No buyer is looking for {crops} just now.")
        )
    return (
        _("There is no price news in {places} today.")
        if price
        else _("No buyer is looking in {places} just now.")
    )


def bulletin_list(words: Words, facts: BulletinList) -> Screen:
    price = facts.about is BulletinKind.PRICE
    if facts.asked or facts.places:
        return _particular(words, facts)
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
